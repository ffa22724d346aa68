"""How many numbers staff have yet to make sure of, counted as the conversation changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from voice_counter.conversation.conversation import Conversation
from voice_counter.conversation.line import Line
from voice_counter.desktop.line_view import numbers_of


class OpenNumbers(QObject):
    """A listener of ``conversation``, which keeps it: no parent may delete it while lines change.

    Counting all lines anew with every event would make an event the slower the longer people talk:
    50 ms after 3,000 lines.

    Attributes:
        count: numbers in finals that nobody has confirmed.
    """

    countChanged = Signal()  # noqa: N815  (Qt's naming)

    def __init__(self, conversation: Conversation) -> None:
        super().__init__()
        self.count = 0
        conversation.listen(self)

    def inserted(self, number: int, line: Line) -> None:
        """See :class:`~voice_counter.conversation.conversation.Listener`."""
        del number
        self._add(_open(line))

    def changed(self, number: int, before: Line, line: Line) -> None:
        """See :class:`~voice_counter.conversation.conversation.Listener`."""
        del number
        self._add(_open(line) - _open(before))

    def removed(self, number: int, line: Line) -> None:
        """See :class:`~voice_counter.conversation.conversation.Listener`."""
        del number
        self._add(-_open(line))

    def cleared(self) -> None:
        """See :class:`~voice_counter.conversation.conversation.Listener`."""
        self._add(-self.count)

    def _add(self, more: int) -> None:
        if more:
            self.count += more
            self.countChanged.emit()


def _open(line: Line) -> int:
    if not line.final:
        return 0
    return sum(chip.text not in line.confirmed for chip in numbers_of(line))
