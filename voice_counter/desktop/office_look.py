"""Looks for the office's updates while the window is already there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from voice_counter import texts
from voice_counter.desktop.preferences import Preferences
from voice_counter.office.look import LIMIT_SECONDS, Found, Look, in_background
from voice_counter.office.store import OfficeStore


class OfficeLook(QObject):
    """One look at the folder of the settings; tells of a new update, and has the rest shown.

    Args:
        refresh: shows anew what the start screen says of each part.
        seconds: how long the share may take.
    """

    _arrived = Signal(object)

    def __init__(
        self,
        preferences: Preferences,
        refresh: Callable[[], None],
        seconds: float = LIMIT_SECONDS,
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._refresh = refresh
        self._seconds = seconds
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Look now, if a folder is set."""
        folder = self._preferences.stored.office_folder
        if folder:
            in_background(Path(folder), OfficeStore(), self._tell, self._seconds)

    def _tell(self, look: Look) -> None:
        # The window may have been closed long before a share gave an answer.
        try:
            self._arrived.emit(look)
        except RuntimeError:
            return

    @Slot(object)
    def _receive(self, look: Look) -> None:
        if look.found is Found.INSTALLED:
            self._preferences.tell(texts.text("window.office_installed"))
        self._refresh()
