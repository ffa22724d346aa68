"""The lines of an event as Qt list models: those on the projector, and those that the operator
puts right. Both only ever tell what changed, so that views keep their delegates and their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, Qt

from voice_counter.projector.stage import Row

_NOWHERE = QModelIndex()
_FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class _Rows(QAbstractListModel):
    """Rows of named values."""

    NAMES: tuple[str, ...] = ()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[dict[str, Any]] = []

    def rowCount(self, parent: QModelIndex = _NOWHERE) -> int:  # type: ignore[override]  # noqa: N802
        """Number of lines."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex, role: int = _FIRST_ROLE) -> Any:  # type: ignore[override]
        """The value of ``role`` in the row at ``index``."""
        place = role - _FIRST_ROLE
        if not index.isValid() or not 0 <= place < len(self.NAMES):
            return None
        return self._rows[index.row()][self.NAMES[place]]

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802
        """The names by which QML delegates ask."""
        return {
            _FIRST_ROLE + place: QByteArray(name.encode()) for place, name in enumerate(self.NAMES)
        }

    def clear(self) -> None:
        """Take every line away."""
        self.beginResetModel()
        self._rows.clear()
        self.endResetModel()

    def _insert(self, place: int, row: dict[str, Any]) -> None:
        self.beginInsertRows(_NOWHERE, place, place)
        self._rows.insert(place, row)
        self.endInsertRows()

    def _change(self, place: int, row: dict[str, Any]) -> None:
        old = self._rows[place]
        roles = [_FIRST_ROLE + n for n, name in enumerate(self.NAMES) if old[name] != row[name]]
        if roles:
            self._rows[place] = row
            here = self.index(place)
            self.dataChanged.emit(here, here, roles)

    def _remove(self, place: int) -> None:
        self.beginRemoveRows(_NOWHERE, place, place)
        del self._rows[place]
        self.endRemoveRows()


class ProjectorRows(_Rows):
    """What is on the projector, oldest first. Lines that leave stay until ``sweep``, so that they
    can be seen to scroll away."""

    NAMES = ("serial", "settledText", "openText", "speaker", "translations", "leaving")

    def sync(self, rows: Sequence[Row]) -> bool:
        """Show ``rows``. Says whether some lines are leaving now."""
        wanted = {row.serial for row in rows}
        left = False
        for place in reversed(range(len(self._rows))):
            row = self._rows[place]
            if row["serial"] in wanted or row["leaving"]:
                continue
            above = all(each["serial"] not in wanted for each in self._rows[:place])
            if above and rows:
                self._change(place, {**row, "leaving": True})
                left = True
            else:
                self._remove(place)  # it was nothing
        first = sum(1 for row in self._rows if row["leaving"])
        for place, shown in enumerate(rows, start=first):
            view = _view(shown)
            if place < len(self._rows) and self._rows[place]["serial"] == shown.serial:
                self._change(place, view)
            else:
                self._insert(place, view)
        return left

    def sweep(self) -> None:
        """Take away the lines that were leaving."""
        for place in reversed(range(len(self._rows))):
            if self._rows[place]["leaving"]:
                self._remove(place)


class EventLines(_Rows):
    """Every utterance of the event, oldest first, for the operator.

    ``phase`` is ``speaking`` (may still change), ``waiting`` or ``shown``.
    """

    NAMES = ("lineId", "text", "speaker", "clock", "phase", "corrected")

    def put(self, line_id: str, text: str, **values: str) -> None:
        """Show a line, new or changed: ``speaker``, ``clock``, ``phase``."""
        place = self.place(line_id)
        if place < 0:
            new = {"speaker": "", "clock": "", "phase": "speaking", "corrected": False}
            row = {"lineId": line_id, "text": text, **new, **values}
            self._insert(len(self._rows), row)
        elif self._rows[place]["corrected"]:
            self._change(place, {**self._rows[place], **values})
        else:
            self._change(place, {**self._rows[place], "text": text, **values})

    def correct(self, line_id: str, text: str) -> None:
        """Show ``text`` from now on, whatever was heard."""
        place = self.place(line_id)
        if place >= 0:
            self._change(place, {**self._rows[place], "text": text, "corrected": True})

    def drop(self, line_id: str) -> None:
        """Take a line away."""
        place = self.place(line_id)
        if place >= 0:
            self._remove(place)

    def refresh(self, line_ids: Iterable[str], pending: Callable[[str], bool]) -> None:
        """Look again which finals still wait."""
        for line_id in line_ids:
            place = self.place(line_id)
            if place >= 0 and self._rows[place]["phase"] != "speaking":
                phase = "waiting" if pending(line_id) else "shown"
                self._change(place, {**self._rows[place], "phase": phase})

    def place(self, line_id: str) -> int:
        """The row of a line; -1 where there is none. What is asked for is mostly new."""
        places = reversed(range(len(self._rows)))
        return next((n for n in places if self._rows[n]["lineId"] == line_id), -1)

    def value(self, line_id: str, name: str) -> Any:
        """A value of a line; None where there is no such line."""
        place = self.place(line_id)
        return None if place < 0 else self._rows[place][name]

    def last_final(self) -> str:
        """The id of the newest line that can be put right; empty without one."""
        finals = (row["lineId"] for row in reversed(self._rows) if row["phase"] != "speaking")
        return next(finals, "")


def _view(row: Row) -> dict[str, Any]:
    return {
        "serial": row.serial,
        "settledText": row.text[: row.settled],
        "openText": row.text[row.settled :],
        "speaker": row.speaker,
        "translations": list(row.translations),
        "leaving": False,
    }
