"""Writing to the store, and what a fault there means to the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from voice_counter.errors import DISK_FULL, READ_ONLY, ModelError


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn a fault while writing at ``path`` into one that says what to do.

    Raises:
        ModelError: the disk is full, the place is read-only, or writing failed otherwise.
    """
    try:
        yield
    except OSError as error:
        if error.errno in DISK_FULL:
            raise ModelError("error.model.disk_full", path=path) from error
        if error.errno in READ_ONLY:
            raise ModelError("error.model.read_only", path=path) from error
        reason = error.strerror or error
        raise ModelError("error.model.write_failed", path=path, reason=reason) from error


def write_all(file: IO[bytes], block: bytes) -> None:
    """Write every byte; an unbuffered file may take only some of them at a time."""
    rest = memoryview(block)
    while rest:
        rest = rest[file.write(rest) :]
