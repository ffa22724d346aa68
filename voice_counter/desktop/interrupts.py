"""Ctrl-C in the terminal, and the system's request to end: the window closes as by its button."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QSocketNotifier

_KINDS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Where the system has them. Windows sends the last one when a console is closed."""


class Interrupts:
    """Watches for them, from now on until :meth:`close`. Made on the main thread.

    Python runs its handlers between two of its own instructions, and while Qt waits for events
    there are none: so Python also writes each signal into a socket, which wakes Qt.

    Args:
        ask: called in the event loop: the process is to end.
    """

    def __init__(self, ask: Callable[[], None]) -> None:
        self._ask = ask
        self.heard = 0
        """The signal that came; 0 for none."""
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)
        kinds = [getattr(signal, name) for name in _KINDS if hasattr(signal, name)]
        self._woken = signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._before = {
            kind: signal.signal(kind, self._hear)
            for kind in kinds
            if signal.getsignal(kind) is not signal.SIG_IGN  # e.g. by nohup
        }

    def close(self) -> None:
        """From now on, signals do what they did before."""
        for kind, handler in self._before.items():
            signal.signal(kind, handler)
        signal.set_wakeup_fd(self._woken)
        self._notifier.setEnabled(False)
        self._reading.close()
        self._writing.close()

    def _hear(self, kind: int, _frame: object) -> None:
        self.heard = kind

    def _read(self) -> None:
        # One that came before the event loop began is still in the socket when it begins.
        if any(kind in self._before for kind in self._reading.recv(1024)):
            self._ask()
