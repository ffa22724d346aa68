"""The lines on the screen as a Qt list model that only ever tells what changed.

Views keep their place and their delegates because rows are inserted, changed and removed one by
one; the model is reset only when everything is cleared. What a row shows is worked out when
somebody looks at it, and kept for those looked at last: hours of captions cost little more than
their words.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject

from voice_counter.captions.events import Discarded, Final, Partial
from voice_counter.conversation.conversation import Conversation
from voice_counter.conversation.line import Line
from voice_counter.desktop.line_view import NAMES, Around, Role, view
from voice_counter.glossary.terms import Glossary

__all__ = ["CaptionModel", "Role"]

Index = QModelIndex
_NOWHERE = QModelIndex()
_KEPT = 256
"""Rows whose looks are kept: more than two lists have delegates at a time."""


class CaptionModel(QAbstractListModel):
    """One row per line, oldest first. Belongs to the GUI thread.

    Args:
        conversation: whose lines they are; None for one of its own.
    """

    def __init__(
        self, conversation: Conversation | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._conversation = Conversation() if conversation is None else conversation
        self._around = Around()
        self._lines: list[Line] = []
        self._views: OrderedDict[str, dict[Role, Any]] = OrderedDict()
        self._conversation.listen(self)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # type: ignore[override]  # noqa: N802
        """Number of lines on the screen."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Role.STABLE) -> Any:  # type: ignore[override]
        """The value of ``role`` in the row at ``index``."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        return self._view(self._lines[index.row()]).get(role)  # type: ignore[call-overload]

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802
        """The names by which QML delegates ask."""
        return {int(role): QByteArray(name) for role, name in NAMES.items()}

    @property
    def around(self) -> Around:
        """What is known besides the lines."""
        return self._around

    def look(self, **changes: Any) -> None:
        """Show the lines, also those that are there, with other attributes of ``Around``."""
        around = replace(self._around, **changes)
        if around != self._around:
            self._around = around
            self._views.clear()
            if self._lines:
                # Of thousands of rows only those that are on the screen are worked out again.
                self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    def use(self, glossary: Glossary) -> None:
        """Mark the terms of ``glossary`` from now on, also in the captions that are there."""
        self.look(glossary=glossary)

    # -- the conversation behind it ----------------------------------------

    def begin_run(self) -> None:
        """Expect the utterances of a new run, which count from the start again."""
        self._conversation.begin_run()

    def apply(self, event: Partial | Final | Discarded) -> None:
        """Bring the rows up to date with one event of the present run."""
        self._conversation.apply(event)

    def settle(self) -> None:
        """Let partials that no final followed (the run broke off) stand as they are."""
        self._conversation.settle()

    def final(self, key: str) -> Final | None:
        """The final that a row came from; None where there is no such row, or no final yet."""
        line = self._conversation.get(key)
        return line.heard if line is not None else None

    def text(self, key: str) -> str:
        """What a row shows for certain; empty where there is no such row."""
        line = self._conversation.get(key)
        return line.text[: line.stable] if line is not None else ""

    def final_before(self, key: str) -> str:
        """The key of the last final before the row ``key``, or of all where there is no such
        row; empty without one."""
        line = self._conversation.last(before=key)
        while line is not None and line.heard is None:
            line = self._conversation.last(before=line.key)
        return line.key if line is not None else ""

    def correct(self, key: str, text: str) -> None:
        """Let a final show ``text`` instead of what was recognised."""
        if self.final(key) is not None:
            self._conversation.correct(key, text)

    def clear(self) -> None:
        """Take everything off the screen. What is being said just now appears again."""
        self._conversation.clear()

    # -- what the conversation tells ----------------------------------------

    def inserted(self, number: int, line: Line) -> None:
        """See :class:`~voice_counter.conversation.conversation.Listener`."""
        self.beginInsertRows(_NOWHERE, number, number)
        self._lines.insert(number, line)
        self.endInsertRows()

    def changed(self, number: int, before: Line, line: Line) -> None:
        """See :class:`~voice_counter.conversation.conversation.Listener`."""
        old = self._views.pop(line.key, None) or view(before, self._around)
        self._lines[number] = line
        new = self._view(line)
        roles = [int(role) for role in Role if old[role] != new[role]]
        if roles:
            here = self.index(number)
            self.dataChanged.emit(here, here, roles)

    def removed(self, number: int, line: Line) -> None:
        """See :class:`~voice_counter.conversation.conversation.Listener`."""
        self.beginRemoveRows(_NOWHERE, number, number)
        del self._lines[number]
        self._views.pop(line.key, None)
        self.endRemoveRows()

    def cleared(self) -> None:
        """See :class:`~voice_counter.conversation.conversation.Listener`."""
        self.beginResetModel()
        self._lines.clear()
        self._views.clear()
        self.endResetModel()

    def _view(self, line: Line) -> dict[Role, Any]:
        seen = self._views.get(line.key)
        if seen is None:
            seen = self._views[line.key] = view(line, self._around)
            if len(self._views) > _KEPT:
                self._views.popitem(last=False)
        else:
            self._views.move_to_end(line.key)
        return seen
