"""Work off the GUI thread whose result comes back to it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from voice_counter.desktop.workers import explainable
from voice_counter.errors import UserError

T = TypeVar("T")


class Jobs(QObject):
    """Runs one job at a time, in the order of asking."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turn = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """Do ``work`` in a thread; then ``done`` or ``failed`` is called on the GUI thread."""

        def run() -> None:
            try:
                with self._turn:
                    result = work()
            except Exception as error:
                fault = explainable(error)
                self._arrived.emit(lambda: failed(fault))
            else:
                self._arrived.emit(lambda: done(result))

        self._threads = [thread for thread in self._threads if thread.is_alive()]
        # A daemon: hearing again may take a while, and nobody waits for it at the end.
        thread = threading.Thread(target=run, name="glossary", daemon=True)
        self._threads.append(thread)
        thread.start()

    def join(self, seconds: float) -> bool:
        """Wait for every job, ``seconds`` in all. Says whether all of them ended."""
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _deliver(self, outcome: Callable[[], None]) -> None:
        outcome()
