"""The captions on the screen as a Qt list model that only ever tells what changed.

Views keep their place and their delegates because rows are inserted, changed and removed one by
one; the model is reset only when the reader clears it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, Qt

from voice_counter.captions.events import Discarded, Final, Partial

Index = QModelIndex
_NOWHERE = QModelIndex()


class Role(IntEnum):
    """What a delegate can ask of a row."""

    STABLE = Qt.ItemDataRole.UserRole + 1
    UNSTABLE = Qt.ItemDataRole.UserRole + 2
    UTTERANCE = Qt.ItemDataRole.UserRole + 3
    FINAL = Qt.ItemDataRole.UserRole + 4
    LANGUAGE = Qt.ItemDataRole.UserRole + 5


_NAMES = {
    Role.STABLE: b"stableText",
    Role.UNSTABLE: b"unstableText",
    Role.UTTERANCE: b"utterance",
    Role.FINAL: b"isFinal",
    Role.LANGUAGE: b"language",
}


@dataclass(frozen=True, slots=True)
class _Row:
    run: int
    utterance: int
    language: str
    stable: str
    unstable: str
    final: bool

    def value(self, role: int) -> str | int | bool | None:
        match role:
            case Role.STABLE:
                return self.stable
            case Role.UNSTABLE:
                return self.unstable
            case Role.UTTERANCE:
                return self.utterance
            case Role.FINAL:
                return self.final
            case Role.LANGUAGE:
                return self.language
            case Qt.ItemDataRole.DisplayRole:
                return self.stable + self.unstable
        return None


class CaptionModel(QAbstractListModel):
    """One row per utterance, oldest first. Belongs to the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._run = 0

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # type: ignore[override]  # noqa: N802
        """Number of utterances on the screen."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Role.STABLE) -> Any:  # type: ignore[override]
        """The value of ``role`` in the row at ``index``."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        return self._rows[index.row()].value(role)

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802
        """The names by which QML delegates ask."""
        return {int(role): QByteArray(name) for role, name in _NAMES.items()}

    def begin_run(self) -> None:
        """Expect the utterances of a new run, which count from the start again."""
        self.settle()
        self._run += 1

    def apply(self, event: Partial | Final | Discarded) -> None:
        """Bring the rows up to date with one event of the present run."""
        match event:
            case Partial():
                self._write(
                    _Row(
                        self._run,
                        event.utterance,
                        event.language,
                        event.text[: event.stable],
                        event.text[event.stable :],
                        False,
                    )
                )
            case Final() if event.text:
                self._write(_Row(self._run, event.utterance, event.language, event.text, "", True))
            case Final() | Discarded():
                self._remove(event.utterance)

    def settle(self) -> None:
        """Let partials that no final followed (the run broke off) stand as they are."""
        for number, row in enumerate(self._rows):
            if not row.final:
                text = row.stable + row.unstable
                self._change(
                    number, _Row(row.run, row.utterance, row.language, text, "", final=True)
                )

    def clear(self) -> None:
        """Take everything off the screen. What is being said just now appears again."""
        self.beginResetModel()
        self._rows.clear()
        self.endResetModel()

    def _write(self, row: _Row) -> None:
        number, exists = self._place(row.utterance)
        if not exists:
            self.beginInsertRows(_NOWHERE, number, number)
            self._rows.insert(number, row)
            self.endInsertRows()
        elif row.final or not self._rows[number].final:
            self._change(number, row)

    def _change(self, number: int, row: _Row) -> None:
        old = self._rows[number]
        roles = [int(role) for role in Role if old.value(role) != row.value(role)]
        if not roles:
            return
        self._rows[number] = row
        here = self.index(number)
        self.dataChanged.emit(here, here, roles)

    def _remove(self, utterance: int) -> None:
        number, exists = self._place(utterance)
        if exists:
            self.beginRemoveRows(_NOWHERE, number, number)
            del self._rows[number]
            self.endRemoveRows()

    def _place(self, utterance: int) -> tuple[int, bool]:
        """Where ``utterance`` of the present run is, or else where it belongs.

        Searched from the end because that is where speech happens.
        """
        number = len(self._rows)
        while number:
            row = self._rows[number - 1]
            if row.run != self._run or row.utterance < utterance:
                return number, False
            number -= 1
            if row.utterance == utterance:
                return number, True
        return 0, False
