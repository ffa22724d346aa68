"""Lets Qt work until something has come about. It sleeps while nothing happens: what is waited for
needs the processor."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

_LOOK_MS = 50
"""So often what makes no event of Qt's is looked for."""


def wait(done: Callable[[], bool], seconds: float = 30.0) -> None:
    """Until ``done``.

    Raises:
        TimeoutError: it did not come about.
    """
    deadline = time.monotonic() + seconds
    wake = QTimer()
    wake.start(_LOOK_MS)
    flags = QEventLoop.ProcessEventsFlag
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError("it did not come about in time")
        # Given a time limit, Qt would come back at once instead of waiting.
        QCoreApplication.processEvents(flags.AllEvents | flags.WaitForMoreEvents)


def settle(seconds: float = 0.4) -> None:
    """Let animations and deferred layout come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()
