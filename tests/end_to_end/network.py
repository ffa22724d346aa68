"""What a program and its children ask of the network, and a place where there is none."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

HOOKS = Path(__file__).with_name("hooks")
WITHOUT_NETWORK = ("unshare", "--map-root-user", "--net")
"""A network namespace of its own, in which only a loopback interface is, which is down."""

_SECONDS = 30
_FAMILY = re.compile(r"\b(?:AF|PF)_[A-Z0-9_]+")
_LOCAL = {"AF_UNIX", "AF_LOCAL"}
_SPAWNED = "from multiprocessing."
"""How a child of ``multiprocessing`` is started: one of our own processes."""


@cache
def _refusal(*command: str) -> str:
    """Why a command cannot be run here; empty if it can."""
    if shutil.which(command[0]) is None:
        return f"no {command[0]}"
    ran = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    return ran.stderr.strip() if ran.returncode else ""


def need_namespace() -> None:
    """Skip the test where this system lets nobody make a network namespace."""
    if reason := _refusal(*WITHOUT_NETWORK, "true"):
        pytest.skip(f"no network namespaces here: {reason}")


def no_strace() -> str:
    """Why calls cannot be traced here; empty where they can."""
    reason = _refusal("strace", "-f", "-o", "/dev/null", "true")
    return reason and f"{reason} (scripts/test.py installs strace)"


@dataclass(frozen=True)
class Event:
    """Something the audit hook has seen.

    Attributes:
        event: ``process`` begins one, ``loaded`` is a module that may use the network.
    """

    pid: int
    event: str
    what: str


class Ears:
    """Listens to a program: by Python's audit hook in all of its processes, and by strace."""

    def __init__(self, folder: Path) -> None:
        self._events = folder / "network.jsonl"
        self._calls = folder / "network.strace"
        self.environment = {"PYTHONPATH": str(HOOKS), "NETWORK_LOG": str(self._events)}
        self.tracing = ("strace", "-f", "-qq", "-e", "trace=network", "-o", str(self._calls))

    def events(self) -> list[Event]:
        """All, those that tell of processes among them."""
        lines = self._events.read_text(encoding="utf-8").splitlines()
        return [Event(**json.loads(line)) for line in lines]

    def processes(self) -> set[int]:
        """The Python processes there were."""
        return {each.pid for each in self.events() if each.event == "process"}

    def asked(self) -> list[Event]:
        """What goes beyond this PC, or starts other programs than our own processes."""
        return [each for each in self.events() if not _harmless(each)]

    def calls(self) -> list[str]:
        """Calls of the kernel that name another family of addresses than that of this PC."""
        return [line for line in self._lines() if set(_FAMILY.findall(line)) - _LOCAL]

    def local(self) -> set[str]:
        """The local sockets that were connected to: of sound, display and key store."""
        found = (re.search(r"connect\(.*sun_path=@?\"([^\"]*)\"", line) for line in self._lines())
        return {match[1] for match in found if match}

    def _lines(self) -> Sequence[str]:
        return self._calls.read_text(encoding="utf-8", errors="replace").splitlines()


def _harmless(event: Event) -> bool:
    if event.event == "process":
        return True
    if event.event == "socket.__new__":
        return event.what in ("1", "AddressFamily.AF_UNIX")
    if event.event in ("subprocess.Popen", "os.posix_spawn", "os.exec"):
        return sys.executable in event.what and _SPAWNED in event.what
    # Without an address there is nobody to be asked. The comma keeps IPv6 out, which is family 10.
    return event.event in ("socket.gethostname", "socket.bind", "socket.connect") and (
        "AF_UNIX" in event.what or "family=1," in event.what or event.event == "socket.gethostname"
    )
