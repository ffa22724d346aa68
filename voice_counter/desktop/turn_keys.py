"""The keys that give the turn: held or tapped, wherever the focus is. Foot pedals send keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickWindow

from voice_counter.desktop.desk import Desk

_SIDES = {
    Qt.Key.Key_Space: "staff",
    Qt.Key.Key_Return: "resident",
    Qt.Key.Key_Enter: "resident",
}


class TurnKeys(QObject):
    """Filters the keys of ``window`` while its property ``turnKeys`` is true.

    A filter, because a shortcut does not tell when its key comes up, and a focused button would
    take the space bar for itself.
    """

    def __init__(self, window: QQuickWindow, desk: Desk) -> None:
        super().__init__()
        self._window = window
        self._desk = desk
        window.installEventFilter(self)

    def detach(self) -> None:
        """The window is about to go: its last events must not reach Python any more."""
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Takes the keys of the turn, and leaves all others."""
        del watched
        down = event.type() == QEvent.Type.KeyPress
        if not down and event.type() != QEvent.Type.KeyRelease:
            return False
        if not isinstance(event, QKeyEvent) or not self._window.property("turnKeys"):
            return False
        side = _SIDES.get(Qt.Key(event.key()))
        if side is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if side == "resident" and self._window.property("focusOnControl"):
            return False  # Enter presses what the keyboard has chosen
        if not event.isAutoRepeat():
            (self._desk.pressTurn if down else self._desk.releaseTurn)(side)
        return True
