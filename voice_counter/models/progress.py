"""What fetching tells its caller while it runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

# Often enough for a moving bar, seldom enough to cost nothing.
_MIN_INTERVAL_S = 0.1


@dataclass(frozen=True)
class Progress:
    """How far one file is.

    Attributes:
        file: the file's name.
        done: bytes present so far, those of an earlier, interrupted run included.
        total: bytes of the whole file.
        rate: bytes per second, averaged over this run.
    """

    file: str
    done: int
    total: int
    rate: float


OnProgress = Callable[[Progress], None]
OnNote = Callable[[str], None]


def ignore(_: object) -> None:
    """Tell nobody."""


class SourceFailure(Exception):  # noqa: N818 - not a fault yet: the next source may serve
    """One source could not deliver; the message says why, in the user's language."""


class Meter:
    """Counts the bytes of one file and reports them, not too often.

    Args:
        file: the file's name.
        start: bytes that were there before this run.
        total: bytes of the whole file.
    """

    def __init__(self, file: str, start: int, total: int, report: OnProgress) -> None:
        self._file = file
        self._start = start
        self._total = total
        self._report = report
        self._began = time.monotonic()
        self._reported = float("-inf")
        self._told = -1

    def at(self, done: int) -> None:
        """``done`` bytes are there now."""
        now = time.monotonic()
        if done == self._told:
            return
        if done < self._total and now - self._reported < _MIN_INTERVAL_S:
            return
        self._reported = now
        self._told = done
        # A server that ignores the resume position starts again below ``start``.
        fresh = max(0, done - self._start)
        rate = fresh / max(now - self._began, 1e-3)
        self._report(Progress(self._file, done, self._total, rate))
