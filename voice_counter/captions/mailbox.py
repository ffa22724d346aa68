"""How work reaches the recogniser: an ordered queue, and a slot where the latest wins."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

Job = TypeVar("Job")


class Mailbox(Generic[Job]):
    """Work for one worker. What must be done queues up; what may be skipped is overwritten.

    The queue comes first, so a worker that falls behind skips slot jobs and keeps every queued
    one in order. All waiting is on a condition.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._queue: deque[Job] = deque()
        self._slot: Job | None = None
        self._closed = False
        self._busy = False

    def put(self, job: Job) -> None:
        """Queue ``job``. It overtakes and removes a waiting slot job, which is older news."""
        with self._changed:
            self._queue.append(job)
            self._slot = None
            self._changed.notify_all()

    def put_latest(self, job: Job) -> None:
        """Place ``job`` in the slot, instead of one that nobody has taken yet."""
        with self._changed:
            self._slot = job
            self._changed.notify_all()

    def take(self) -> Job | None:
        """The next job, waiting for one; None once closed and empty.

        The worker counts as busy until it calls again.
        """
        with self._changed:
            self._busy = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._queue or self._slot is not None or self._closed)
            if self._queue:
                job: Job | None = self._queue.popleft()
            else:
                job, self._slot = self._slot, None
            self._busy = job is not None
            return job

    @property
    def empty(self) -> bool:
        """Whether nothing is queued behind what the worker has taken."""
        with self._changed:
            return not self._queue

    @property
    def idle(self) -> bool:
        """Whether nothing waits and the worker has finished what it took."""
        with self._changed:
            return self._is_idle()

    def wait_idle(self) -> None:
        """Return as soon as the mailbox is idle."""
        with self._changed:
            self._changed.wait_for(self._is_idle)

    def _is_idle(self) -> bool:
        return not (self._busy or self._queue or self._slot is not None)

    def close(self) -> None:
        """No more jobs will come: ``take`` hands out what is queued, then None."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
