"""What goes wrong, written down without a word that was said.

Messages of exceptions can quote what they choked on, a caption for instance. So tracebacks keep
the places in the code and the kind of the exception, and the file keeps of each message only the
text that stands in the code, without the values.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from types import TracebackType

from voice_counter import paths

FILE_NAME = "faults.log"
LARGEST = 500_000
"""Bytes in one file."""
KEPT = 3
"""Files besides the one that is being written."""

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Wordless(logging.Formatter):
    """Formats exceptions without their messages.

    Args:
        values: whether the values in messages are kept; else the text of the code alone.
    """

    def __init__(self, pattern: str, *, values: bool) -> None:
        super().__init__(pattern)
        self._values = values

    def formatException(self, ei: _Raised) -> str:  # noqa: N802  (logging's naming)
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
            lines.append(type(error).__name__)
            error = error.__cause__ or error.__context__
        return "\n".join(lines)

    def format(self, record: logging.LogRecord) -> str:
        # exc_text is what another handler made of the exception, with its message.
        bare = logging.makeLogRecord({**record.__dict__, "exc_text": None, "stack_info": None})
        if not self._values:
            bare.msg = self._constant(record)
            bare.args = None
        return super().format(bare)

    @staticmethod
    def _constant(record: logging.LogRecord) -> str:
        """The text in the code. What a library logs may have been put together: only its place."""
        if record.name.partition(".")[0] == "voice_counter" and isinstance(record.msg, str):
            return record.msg
        return f"{record.module}:{record.lineno}"


def to_stream() -> None:
    """Warnings go to the standard error stream, unless somebody set up logging before."""
    handler = logging.StreamHandler()
    handler.setFormatter(Wordless("%(levelname)s %(name)s: %(message)s", values=True))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def to_file(folder: Path | None = None) -> logging.Handler:
    """Warnings also go to a rotating file, which is made with the first of them.

    Args:
        folder: the log folder by default.
    """
    path = (folder or paths.logs()) / FILE_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _rotating(path)
    except OSError:
        handler = logging.NullHandler()
    handler.setLevel(logging.WARNING)
    handler.setFormatter(Wordless("%(asctime)s %(levelname)s %(name)s: %(message)s", values=False))
    logging.getLogger().addHandler(handler)
    return handler


def _rotating(path: Path) -> logging.Handler:
    # It brings sockets, queues and pickling, which no command but the window has a use for.
    from logging.handlers import RotatingFileHandler

    class Quiet(RotatingFileHandler):
        """A disk that is full or read-only is no reason to complain on a stream nobody reads."""

        def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
            pass

    return Quiet(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)
