"""A program under test, whose lines are waited for; nothing waits for ever."""

from __future__ import annotations

import contextlib
import io
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import IO

HANG_SECONDS = 60
"""Nothing here takes so long: what is not there by then will never come."""


class Lines:
    """The lines of a stream, read as they come."""

    def __init__(self, stream: IO[str]) -> None:
        self.all: list[str] = []
        self._queue: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._thread.start()

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self.all.append(line.rstrip("\n"))
                self._queue.put(line)
        self._queue.put(None)

    def until(self, wanted: str) -> str:
        """The next line that holds ``wanted``; those before it are passed over."""
        with contextlib.suppress(queue.Empty):
            while (line := self._queue.get(timeout=HANG_SECONDS)) is not None:
                if wanted in line:
                    return line
        raise AssertionError(f"no {wanted!r} in {self.all}")

    @property
    def any(self) -> bool:
        """Whether a line has come that ``until`` has not given out yet."""
        return not self._queue.empty()

    def join(self) -> None:
        """Wait for the end of the stream."""
        self._thread.join(HANG_SECONDS)


class Program:
    """A child process. Leaving its context kills it, if it is still there."""

    def __init__(
        self,
        *command: str,
        environment: Mapping[str, str] | None = None,
        stdout: IO[bytes] | None = None,
    ) -> None:
        self.process = subprocess.Popen(
            command,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=stdout or subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stderr is not None
        self.out = Lines(self.process.stdout or io.StringIO())
        self.err = Lines(self.process.stderr)

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.kill()

    def kill(self) -> None:
        self.process.kill()
        self.finish()

    def write(self, line: str) -> None:
        """Send a line to its standard input."""
        assert self.process.stdin is not None
        print(line, file=self.process.stdin, flush=True)

    def finish(self) -> int:
        """Wait for its end; returns the exit code."""
        try:
            code = self.process.wait(HANG_SECONDS)
        except subprocess.TimeoutExpired:
            shown = self.out.all + self.err.all
            raise AssertionError(f"still running after {HANG_SECONDS} s: {shown}") from None
        self.out.join()
        self.err.join()
        assert self.process.stdin is not None
        self.process.stdin.close()
        return code


def voice_counter(
    *words: str,
    environment: Mapping[str, str] | None = None,
    stdout: IO[bytes] | None = None,
) -> Program:
    """Start the command ``voice-counter``. ``stdout`` is where it writes, if not to ``out``."""
    command = (sys.executable, "-m", "voice_counter", *words)
    return Program(*command, environment=environment, stdout=stdout)
