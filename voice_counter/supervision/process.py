"""An object in a process of its own, and calls of its methods that end in good time.

Native code that crashes, hangs or is killed for want of memory takes only its own process with it.
Calls and results are pickled (``multiprocessing.Connection``): a second of audio takes a fifth of
a millisecond.
"""

from __future__ import annotations

import logging
import multiprocessing
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from voice_counter import logs
from voice_counter.errors import UserError

_KILLED_SECONDS = 5.0
"""A killed process is gone at once, unless the kernel holds it."""

_log = logging.getLogger(__name__)

Make = Callable[[], object]
"""Builds the object, in the child; picklable: a function of a module, or a ``partial`` of one."""


class LostError(Exception):
    """The process is gone, or did not answer in time. ``reason`` says which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RaisedError(Exception):
    """The call raised what only the other process knows; its words are in the arguments."""


class ChildProcess:
    """A child that builds an object, from now on. Calls come from one thread at a time.

    Args:
        make: what to build.
        name: of the process, for whoever looks at the list of them.

    Raises:
        LostError: the system starts no process, e.g. for want of memory.
    """

    def __init__(self, make: Make, name: str) -> None:
        context = multiprocessing.get_context("spawn")  # threads do not survive a fork
        self._connection, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=serve, args=(theirs, make), name=name, daemon=True
        )
        try:
            with _interrupts_held():
                self._process.start()
        except OSError as error:
            self._connection.close()
            raise LostError("died") from error
        finally:
            theirs.close()

    @property
    def pid(self) -> int | None:
        """The child's process id."""
        return self._process.pid

    def wait(self, seconds: float) -> None:
        """Return as soon as the object is built.

        Args:
            seconds: how long that may take.

        Raises:
            UserError: what ``make`` raised.
            RaisedError: what else it raised.
            LostError: the child died or did not get ready in time.
        """
        self._answer(seconds)

    def call(self, method: str, *arguments: object, seconds: float) -> Any:
        """``method`` of the object, with these arguments.

        Raises:
            UserError, RaisedError: what the method raised.
            LostError: the child died, or did not answer within ``seconds``.
        """
        hung = threading.Event()

        def give_up() -> None:
            hung.set()
            self.kill()

        # What is longer than the pipe's buffer is only sent when the child reads it.
        limit = threading.Timer(seconds, give_up)
        limit.daemon = True
        limit.start()
        try:
            self._connection.send((method, arguments))
        except (OSError, ValueError) as error:
            raise LostError("hung" if hung.is_set() else "died") from error
        finally:
            limit.cancel()
        return self._answer(seconds)

    def kill(self) -> None:
        """End the child, whatever it does; a call that waits for it is told. From any thread."""
        self._process.kill()

    def close(self) -> None:
        """End the child and let go of what is left of it. From the thread of the calls: another
        one would take the pipe away from a call that reads it."""
        self.kill()
        self._process.join(_KILLED_SECONDS)
        self._connection.close()

    def _answer(self, seconds: float) -> Any:
        try:
            if not self._connection.poll(seconds):
                raise LostError("hung")
            kind, value = self._connection.recv()
        except (EOFError, OSError) as error:
            raise LostError("died") from error
        if kind == "raised":
            raise value
        return value


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A child started meanwhile is born deaf to Ctrl-C: it takes a while until it can say itself
    that it will not hear of it, and would end with a traceback. Windows has no such way."""
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # with the first child, and it lets the signal through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(connection: Connection, make: Make) -> None:
    """The child's whole life: build, then do what is asked until the other end goes away."""
    # What a call raised may quote what was said, and logging as it comes writes that down.
    logs.to_stream()
    # Ctrl-C in a terminal reaches every process there; the parent decides what it ends.
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        made = make()
    except Exception as error:
        _send(connection, ("raised", _portable(error)))
        return
    _send(connection, ("done", None))
    while True:
        try:
            method, arguments = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[str, object] = ("done", getattr(made, method)(*arguments))
        except Exception as error:
            answer = ("raised", _portable(error))
        _send(connection, answer)


def _send(connection: Connection, answer: tuple[str, object]) -> None:
    with suppress(OSError):  # the parent is gone: the next receive ends this process
        connection.send(answer)


def _portable(error: Exception) -> Exception:
    """``error``, or its words where it cannot cross between processes."""
    if isinstance(error, UserError):
        with suppress(Exception):
            pickle.loads(pickle.dumps(error))
            return error
    _log.error("a call failed", exc_info=error)
    return RaisedError(f"{type(error).__name__}: {error}")
