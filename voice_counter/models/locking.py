"""A lock between processes: two commands must not write the same model at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from voice_counter.errors import ModelError
from voice_counter.models.disk import writing

if sys.platform == "win32":
    import msvcrt

    def _acquire(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _acquire(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def exclusive(path: Path, model_id: str) -> Iterator[None]:
    """Hold the lock file ``path``; the system releases it even when the process is killed.

    Raises:
        ModelError: another process holds it, or the file cannot be made.
    """
    with writing(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    # The file stays: deleting it would let a third process lock a new file of the same name
    # while a second one still waits on the old.
    with file:
        try:
            _acquire(file)
        except OSError as error:
            raise ModelError("error.model.busy", model=model_id) from error
        yield
