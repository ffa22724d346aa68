"""What goes wrong with the file of the session log, told so that it can be mended."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voice_counter.errors import DISK_FULL, READ_ONLY, RecordError

_FULL = {*DISK_FULL, errno.EFBIG}
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_KEYS = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_AUTH: "read_only",
    sqlite3.SQLITE_CANTOPEN: "read_only",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
}


class DamagedError(RecordError):
    """The file holds no database, or a broken one."""


class GoneError(RecordError):
    """The session was deleted, by this process or another one."""


class PassingError(RecordError):
    """A fault of the place (disk full, locked, read-only) that may pass: trying again helps."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn a fault at ``path`` into one that says what to do.

    Raises:
        DamagedError, PassingError: see there.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in _BROKEN or str(error).startswith("Could not decode"):
            raise DamagedError("record.error.damaged", path=path) from error
        if code in _KEYS:
            raise PassingError(f"record.error.{_KEYS[code]}", path=path) from error
        raise PassingError("record.error.failed", path=path, reason=error) from error
    except UnicodeDecodeError as error:
        # What SQLite says of a broken schema quotes it.
        raise DamagedError("record.error.damaged", path=path) from error
    except OSError as error:
        if error.errno in _FULL:
            raise PassingError("record.error.disk_full", path=path) from error
        if error.errno in READ_ONLY:
            raise PassingError("record.error.read_only", path=path) from error
        reason = error.strerror or error
        raise PassingError("record.error.failed", path=path, reason=reason) from error
