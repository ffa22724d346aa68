"""Keeps a child process going: one that crashes, hangs or fails is started again."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from voice_counter.errors import UserError
from voice_counter.supervision.incident import Incident, Part, Reason
from voice_counter.supervision.process import ChildProcess, LostError, Make, RaisedError

_MOST_RESTARTS = 5
_WITHIN_SECONDS = 120.0
"""More restarts than that in that time, and starting it again does not help."""

_WOKEN_SECONDS = 5.0
"""A call whose child was killed returns at once."""

_STARTS = 3
"""Attempts to start another: what killed the last one, such as want of memory, may strike again."""

_log = logging.getLogger(__name__)

T = TypeVar("T")


def persist(action: Callable[[], T], attempts: int) -> T:
    """``action``, and again where a process was lost during it: ``attempts`` times in all.

    Raises:
        LostError: it was lost every time.
    """
    for _ in range(attempts - 1):
        with suppress(LostError):
            return action()
    return action()


class Supervisor:
    """A child process, and another in its place whenever it is lost.

    Args:
        make: builds what the process holds.
        part: what it does.
        start_seconds: how long building may take.
        call_seconds: how long a call may take before it counts as hung.

    Raises:
        UserError: what ``make`` raised.
        RaisedError: what else it raised.
        LostError: the child died or did not get ready in time.
    """

    def __init__(
        self, make: Make, part: Part, *, start_seconds: float, call_seconds: float
    ) -> None:
        self._make = make
        self._part: Part = part
        self._start_seconds = start_seconds
        self._call_seconds = call_seconds
        self._lock = threading.RLock()
        self._restarts: deque[float] = deque(maxlen=_MOST_RESTARTS)
        self._ended = threading.Event()
        self.listener: Callable[[Incident], None] = lambda _incident: None
        self._child: ChildProcess
        self._start()

    @property
    def pid(self) -> int | None:
        """Process id of the present child."""
        return self._child.pid

    def call(self, method: str, *arguments: object) -> Any:
        """One call, without a second attempt.

        Raises:
            UserError: what the method raised for the user.
            LostError: the process was lost, also by an unexpected exception in it, and there is
                another now.
        """
        with self._lock:
            try:
                return self._child.call(method, *arguments, seconds=self._call_seconds)
            except LostError as lost:
                self._replace("hung" if lost.reason == "hung" else "died")
                raise
            except RaisedError as raised:
                # What state native code is in after it failed, nobody knows.
                self._replace("raised")
                raise LostError(str(raised)) from raised

    def end(self) -> None:
        """End the process for good, also one that is just being started in the place of another.
        From any thread, also in the middle of a call."""
        # In this order, as in _start: one of the two sees what the other one did.
        self._ended.set()
        self._child.kill()
        if self._lock.acquire(timeout=_WOKEN_SECONDS):
            try:
                self._child.close()
            finally:
                self._lock.release()

    def _start(self) -> None:
        self._child = ChildProcess(self._make, f"voice-counter {self._part}")
        if self._ended.is_set():
            self._child.kill()
        try:
            self._child.wait(self._start_seconds)
        except BaseException:
            self._child.close()
            raise

    def _replace(self, reason: Reason) -> None:
        """Raises UserError where that does not help."""
        if self._ended.is_set():
            raise LostError("ended")
        began = time.monotonic()
        _log.error("the %s was lost (%s) and is started again", self._part, reason)
        if len(self._restarts) == _MOST_RESTARTS and began - self._restarts[0] < _WITHIN_SECONDS:
            raise UserError("error.supervision.gave_up", count=_MOST_RESTARTS)
        self._restarts.append(began)
        for attempt in range(1, _STARTS + 1):
            self._child.close()
            try:
                self._start()
                break
            except (LostError, RaisedError) as error:
                if self._ended.is_set():  # while another was being started
                    raise LostError("ended") from error
                if attempt == _STARTS:
                    raise UserError("error.supervision.not_back", reason=error) from error
        self.listener(Incident(self._part, reason, time.monotonic() - began))
