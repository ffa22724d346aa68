"""Notices that nobody is there any more, and says so before anything is cleared."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

COUNTDOWN_SECONDS = 30


class Idle(QObject):
    """Counts down after some minutes without activity.

    ``changed`` tells that ``left`` is another one, ``over`` that it came to an end.
    """

    changed = Signal()
    over = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._minutes = 0.0
        self.left = 0
        """Seconds until ``over``; 0 while nothing is being counted down."""
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._begin)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count)

    def watch(self, minutes: float) -> None:
        """Count from now on; 0 for not at all."""
        self._minutes = minutes
        self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._tick.stop()
        if self._minutes > 0:
            self._quiet.start(round(self._minutes * 60_000))
        else:
            self._quiet.stop()
        self._show(0)

    def rest(self) -> None:
        """Nothing is there to be cleared: wait for the next ``touch``."""
        self._tick.stop()
        self._quiet.stop()
        self._show(0)

    def _begin(self) -> None:
        self._show(COUNTDOWN_SECONDS)
        self._tick.start()

    def _count(self) -> None:
        self._show(self.left - 1)
        if self.left <= 0:
            self._tick.stop()
            self.over.emit()

    def _show(self, left: int) -> None:
        if left != self.left:
            self.left = left
            self.changed.emit()
