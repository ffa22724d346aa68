"""What a case must not do: write outside of its folder, reach a network, or start a program."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

SECRET = "secret.txt"
"""A file beside the folder of a case: one that reads it has left its folder."""

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PATHS = {
    "os.mkdir": 1,
    "os.rename": 2,
    "os.remove": 1,
    "os.rmdir": 1,
    "os.link": 2,
    "os.symlink": 2,
    "os.truncate": 1,
    "os.chmod": 1,
    "os.utime": 1,
    "shutil.copyfile": 2,
    "shutil.rmtree": 1,
}
"""Audit events of Python, and how many of their arguments are paths."""
_NEVER = (
    *("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.bind", "urllib.Request"),
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"),
)


class Watch:
    """Notes what leaves ``box/inside``. An audit hook cannot be taken away again: one a process.

    What native code does is seen in the listing of ``box`` only.
    """

    def __init__(self, box: Path) -> None:
        self.inside = box.resolve() / "inside"
        self.inside.mkdir(parents=True, exist_ok=True)
        self._box = self.inside.parent
        (self._box / SECRET).write_text("nobody reads this", encoding="utf-8")
        self._home = str(self.inside)
        self._secret = str(self._box / SECRET)
        self._found: list[str] = []
        self._on = False
        sys.addaudithook(self._hook)

    def begin(self) -> None:
        """From now on everything counts."""
        self._found.clear()
        self._on = True

    def end(self) -> tuple[str, ...]:
        """What has left the folder since ``begin``."""
        self._on = False
        strange = {path.name for path in self._box.iterdir()} - {"inside", SECRET}
        return (*self._found, *(f"made {name}" for name in sorted(strange)))

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._on:
            return
        if event == "open":
            path, _, flags = arguments
            if not isinstance(path, str | bytes | os.PathLike):
                return
            name = os.path.realpath(os.fsdecode(path))
            if name == self._secret or (isinstance(flags, int) and flags & _WRITES):
                self._look(event, [name])
        elif event in _PATHS:
            self._look(event, arguments[: _PATHS[event]])
        elif event.startswith(_NEVER):
            self._found.append(f"{event} {str(arguments)[:200]}")

    def _look(self, event: str, paths: Sequence[object]) -> None:
        for path in paths:
            if not isinstance(path, str | bytes | os.PathLike):
                continue
            # Of the name itself: what a link points to is seen when it is opened.
            given = Path(os.fsdecode(path))
            name = os.path.realpath(given.parent) + os.sep + given.name
            if name != self._home and not name.startswith(self._home + os.sep):
                self._found.append(f"{event} {name}")
