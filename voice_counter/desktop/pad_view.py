"""What large buttons put together, for QML: numbers, dates, times, periods, words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Property, QObject, Signal, Slot

from voice_counter.conversation.pads import HALVES, MINUTES, UNITS, DatePad, Pad, pad_for, shown


def this_year() -> int:
    """The year on the PC's clock."""
    return date.today().year


class PadView(QObject):
    """One pad.

    Args:
        year: asked when a pad is begun.
    """

    changed = Signal()
    pressed = Signal()
    """Somebody is there, whether or not the key meant anything."""

    def __init__(
        self,
        kind: str = "number",
        year: Callable[[], int] = this_year,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._year = year
        self._language = "ja"
        self.begin(kind)

    kind = Property(str, lambda self: self._kind, notify=changed)
    shown = Property(str, lambda self: shown(self.pad, self._language), notify=changed)
    ready = Property(bool, lambda self: bool(self.pad.japanese), notify=changed)
    empty = Property(bool, lambda self: not self.pad.partial, notify=changed)
    chosen = Property(list, lambda self: sorted(self.pad.chosen), notify=changed)
    units = Property(list, lambda _: list(UNITS), constant=True)
    halves = Property(list, lambda _: list(HALVES), constant=True)
    minutes = Property(list, lambda _: list(MINUTES), constant=True)

    def _shown_year(self) -> str:
        return str(self.pad.year) if isinstance(self.pad, DatePad) and self.pad.year else ""

    year = Property(str, _shown_year, notify=changed)

    def begin(self, kind: str, language: str | None = None) -> None:
        """An empty pad of that kind, shown in ``language`` from now on."""
        self._kind = kind
        self._language = language or self._language
        self.pad: Pad = pad_for(kind, self._year())
        self.changed.emit()

    @Slot(str)
    def press(self, key: str) -> None:
        """One more key, see :mod:`voice_counter.conversation.pads`."""
        self.pressed.emit()
        pad = self.pad.press(key)
        if pad != self.pad:
            self.pad = pad
            self.changed.emit()
