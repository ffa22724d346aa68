"""The captions on the screen as a Qt list model that only ever tells what changed.

Views keep their place and their delegates because rows are inserted, changed and removed one by
one; the model is reset only when the reader clears it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, Qt

from voice_counter.captions.events import Discarded, Final, Partial
from voice_counter.desktop.caption_marks import Piece, pieces
from voice_counter.glossary.terms import Glossary

Index = QModelIndex
_NOWHERE = QModelIndex()


class Role(IntEnum):
    """What a delegate can ask of a row."""

    STABLE = Qt.ItemDataRole.UserRole + 1
    UNSTABLE = Qt.ItemDataRole.UserRole + 2
    UTTERANCE = Qt.ItemDataRole.UserRole + 3
    FINAL = Qt.ItemDataRole.UserRole + 4
    LANGUAGE = Qt.ItemDataRole.UserRole + 5
    PIECES = Qt.ItemDataRole.UserRole + 6
    KEY = Qt.ItemDataRole.UserRole + 7
    CORRECTED = Qt.ItemDataRole.UserRole + 8
    TELLING = Qt.ItemDataRole.UserRole + 9
    """There is more to know about it than what it says."""


_NAMES = {
    Role.STABLE: b"stableText",
    Role.UNSTABLE: b"unstableText",
    Role.UTTERANCE: b"utterance",
    Role.FINAL: b"isFinal",
    Role.LANGUAGE: b"language",
    Role.PIECES: b"pieces",
    Role.KEY: b"key",
    Role.CORRECTED: b"corrected",
    Role.TELLING: b"telling",
}


@dataclass(frozen=True, slots=True)
class _Row:
    run: int
    utterance: int
    language: str
    stable: str
    unstable: str
    final: bool
    event: Final | None = None
    pieces: tuple[Piece, ...] = ()

    @property
    def key(self) -> str:
        """What names the row whatever comes before it."""
        return f"{self.run}.{self.utterance}"

    @property
    def corrected(self) -> bool:
        """Whether the user wrote what stands here."""
        return self.event is not None and self.stable != self.event.text

    def value(self, role: int) -> Any:
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
            case Role.PIECES:
                return [{"text": piece.text, "kind": piece.kind} for piece in self.pieces]
            case Role.KEY:
                return self.key
            case Role.CORRECTED:
                return self.corrected
            case Role.TELLING:
                noted = self.event is not None and any(q.note for q in self.event.quantities)
                return bool(self.pieces) or noted or self.corrected
            case Qt.ItemDataRole.DisplayRole:
                return self.stable + self.unstable
        return None


class CaptionModel(QAbstractListModel):
    """One row per utterance, oldest first. Belongs to the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._run = 0
        self._glossary = Glossary(())

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
                self._write(
                    self._marked(
                        _Row(
                            self._run, event.utterance, event.language, event.text, "", True, event
                        )
                    )
                )
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

    def use(self, glossary: Glossary) -> None:
        """Mark the terms of ``glossary`` from now on, also in the captions that are there."""
        self._glossary = glossary
        for number, row in enumerate(self._rows):
            self._change(number, self._marked(row))

    def final(self, key: str) -> Final | None:
        """The final that a row came from; None where there is no such row, or no final yet."""
        number = self._number(key)
        return None if number is None else self._rows[number].event

    def text(self, key: str) -> str:
        """What a row shows; empty where there is no such row."""
        number = self._number(key)
        return "" if number is None else self._rows[number].stable

    def final_before(self, key: str) -> str:
        """The key of the last final before the row ``key``, or of all where there is no such
        row; empty without one."""
        number = self._number(key)
        rows = self._rows if number is None else self._rows[:number]
        return next((row.key for row in reversed(rows) if row.event is not None), "")

    def correct(self, key: str, text: str) -> None:
        """Let a final show ``text`` instead of what was recognised."""
        number = self._number(key)
        if number is not None and self._rows[number].event is not None:
            self._change(number, self._marked(replace(self._rows[number], stable=text)))

    def clear(self) -> None:
        """Take everything off the screen. What is being said just now appears again."""
        self.beginResetModel()
        self._rows.clear()
        self.endResetModel()

    def _marked(self, row: _Row) -> _Row:
        if row.event is None:
            return row
        return replace(row, pieces=pieces(row.stable, row.event.repairs, self._glossary))

    def _number(self, key: str) -> int | None:
        return next((n for n, row in enumerate(self._rows) if row.key == key), None)

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
