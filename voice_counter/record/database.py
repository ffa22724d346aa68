"""The file of the session log: SQLite in WAL mode, every commit on the disk before it returns."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from voice_counter.errors import RecordError
from voice_counter.record.faults import DamagedError, PassingError, explained

SCHEMA = 1
_APPLICATION = 0x56435231  # "VCR1", as `file` shows it
_LONGEST = 64 * 2**20
_SHREDDED = 8 + 8 + 60  # two integers at their longest, and a sealed key
_TABLES = """
CREATE TABLE vault (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    kind TEXT NOT NULL,
    salt BLOB NOT NULL,
    n INTEGER NOT NULL,
    r INTEGER NOT NULL,
    p INTEGER NOT NULL,
    proof BLOB NOT NULL,
    erasing INTEGER NOT NULL
) STRICT;
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    began INTEGER NOT NULL,
    keep_until INTEGER NOT NULL,
    wrapped_key BLOB NOT NULL,
    consent BLOB NOT NULL,
    tail BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE entry (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (session, sequence)
) STRICT, WITHOUT ROWID;
"""


class Database:
    """An open file. To be used, and closed, by one thread.

    Args:
        create: make the file, and its folder, where there is none.
        check: look through the whole file for damage.
        busy_seconds: how long to wait for another process (a virus scanner, a second window).

    Raises:
        FileNotFoundError: there is no file, and none is to be made.
        DamagedError, PassingError: see there.
        RecordError: a newer version of the application made it.
    """

    def __init__(
        self, file: Path, *, create: bool, check: bool = True, busy_seconds: float = 5.0
    ) -> None:
        self.file = file
        if create:
            with explained(file):
                _make(file)
        elif not file.exists():
            raise FileNotFoundError(file)
        with explained(file):
            self._connection = sqlite3.connect(
                f"{file.resolve().as_uri()}?mode=rw",
                uri=True,
                timeout=busy_seconds,
                isolation_level=None,
            )
        try:
            with explained(file):
                self._prepare(check)
                self._opened = _identity(file)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Also where the file is broken."""
        with suppress(sqlite3.Error):
            self._connection.close()

    def replaced(self) -> bool:
        """Whether the file was moved away or replaced, so that what is written would be lost."""
        try:
            return _identity(self.file) != self._opened
        except OSError:
            return True

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; on the disk when the block is left.

        Raises:
            DamagedError, PassingError: see there; nothing was changed.
        """
        with explained(self.file):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What a query finds."""
        with explained(self.file):
            return self._connection.execute(query, values).fetchall()

    def delete(self, sessions: Sequence[str]) -> int:
        """Delete sessions, and erase their bytes; says how many there were.

        Raises:
            PassingError: nothing was deleted; or the rows are gone, but not yet all bytes, because
                another process reads just now. Then the next :meth:`delete`, or the next that
                opens the file, ends the work.
        """
        count = 0
        with self.transaction() as connection:
            for session in sessions:
                found = connection.execute("DELETE FROM session WHERE id = ?", (session,))
                count += found.rowcount
            connection.execute("UPDATE vault SET erasing = 1")
        self._erase()
        return count

    def _erase(self) -> None:
        """Let nothing of deleted rows be left in the file and its log. They may have left copies
        in the unused parts of pages, where rows were moved: VACUUM writes all pages anew."""
        with explained(self.file):
            self._truncate_log()
            self._connection.execute("VACUUM")
            self._truncate_log()
            self._connection.execute("UPDATE vault SET erasing = 0")

    def _truncate_log(self) -> None:
        busy, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise PassingError("record.error.busy", path=self.file)

    def _prepare(self, check: bool) -> None:
        run = self._connection.execute
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        run("PRAGMA trusted_schema=OFF")
        run("PRAGMA cell_size_check=ON")
        run("PRAGMA foreign_keys=ON")
        run("PRAGMA secure_delete=ON")
        # VACUUM would write its copy to a file elsewhere.
        run("PRAGMA temp_store=MEMORY")
        run("PRAGMA journal_mode=WAL")
        run("PRAGMA synchronous=FULL")
        (version,) = run("PRAGMA user_version").fetchone()
        (application,) = run("PRAGMA application_id").fetchone()
        if application == _APPLICATION and version > SCHEMA:
            raise RecordError("record.error.newer", path=self.file)
        if (application, version) == (0, 0):
            self._make_tables()
        if _schema(self._connection) != _expected_schema():
            raise DamagedError("record.error.damaged", path=self.file)
        if check and run("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise DamagedError("record.error.damaged", path=self.file)
        # What a process that was killed had deleted may still be in the file.
        if run("SELECT 1 FROM vault WHERE erasing").fetchone():
            with suppress(PassingError):
                self._erase()

    def _make_tables(self) -> None:
        with self.transaction() as connection:
            if _schema(connection):
                return  # another process was quicker
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id={_APPLICATION}")
            connection.execute(f"PRAGMA user_version={SCHEMA}")


def set_aside(file: Path, now: datetime) -> Path:
    """Give a damaged file, with its log, another name; says which.

    Raises:
        PassingError: it cannot be renamed.
    """
    name = f"damaged-{now:%Y%m%dT%H%M%SZ}"
    aside = file.with_name(f"{name}.db")
    number = 2
    while aside.exists() or log_of(aside).exists():
        aside = file.with_name(f"{name}-{number}.db")
        number += 1
    with explained(file):
        # The log first: left alone it would be played back into the next file of that name.
        with suppress(FileNotFoundError):
            log_of(file).rename(log_of(aside))
        with suppress(FileNotFoundError):
            file.rename(aside)
        file.with_name(f"{file.name}-shm").unlink(missing_ok=True)
    return aside


def files_aside(folder: Path) -> list[Path]:
    """The damaged files, and their logs."""
    return sorted([*folder.glob("damaged-*.db"), *folder.glob("damaged-*.db-wal")])


def shred(file: Path, session: str) -> None:
    """Make a session in a damaged file unreadable, and leave the others be.

    In every row the id comes first. After it stand two numbers and the wrapped key, or the
    sequence number and the nonce: without these nothing of what follows can be read.

    Raises:
        PassingError: the file cannot be written to.
    """
    name = session.encode()
    with explained(file), file.open("r+b") as opened:
        times = os.fstat(opened.fileno())
        content = opened.read()
        place = content.find(name)
        if place < 0:
            return
        while place >= 0:
            # The id stays: by it the rows of the others are found.
            behind = place + len(name)
            opened.seek(behind)
            opened.write(bytes(min(_SHREDDED, len(content) - behind)))
            place = content.find(name, place + 1)
        opened.flush()
        os.fsync(opened.fileno())
    # By its time the file is deleted in the end.
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def log_of(file: Path) -> Path:
    """SQLite's write-ahead log of a database."""
    return file.with_name(f"{file.name}-wal")


def _make(file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        # The log of a file that somebody took away belongs to no file that is made now.
        orphan = log_of(file)
        if orphan.exists():
            orphan.rename(file.with_name(f"damaged-{orphan.stat().st_mtime_ns}.db-wal"))
        # SQLite gives its log the same rights.
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def _identity(file: Path) -> tuple[int, int]:
    found = file.stat()
    return found.st_dev, found.st_ino


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    return connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
    ).fetchall()


@cache
def _expected_schema() -> list[tuple[str, str, str]]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(_TABLES)
        return _schema(connection)
    finally:
        connection.close()
