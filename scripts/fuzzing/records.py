"""Session databases that somebody or something has altered."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from scripts.fuzzing.mutation import COMMON, mutated
from voice_counter.conversation.line import Side
from voice_counter.errors import UserError
from voice_counter.record.consent import consent
from voice_counter.record.database import log_of
from voice_counter.record.entry import Entry
from voice_counter.record.keys import KeyStore, Stretching
from voice_counter.record.store import FILE_NAME, Store
from voice_counter.texts import explain

_NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
_LOG = b"--write-ahead log--"
"""Parts the bytes of a case: the database, and its log."""

_STATEMENTS = (
    "UPDATE vault SET kind = 'passphrase'",
    "UPDATE vault SET kind = 'x'",
    "UPDATE vault SET n = -1, r = 0",
    "UPDATE vault SET n = 1073741824, r = 1000000, p = 1000000",
    "UPDATE vault SET salt = x''",
    "UPDATE vault SET proof = zeroblob(3)",
    "UPDATE vault SET erasing = 7",
    "DELETE FROM vault",
    "UPDATE session SET began = 9223372036854775807",
    "UPDATE session SET began = -9223372036854775808",
    "UPDATE session SET keep_until = 99999999999999",
    "UPDATE session SET keep_until = 0",
    "UPDATE session SET wrapped_key = x'00'",
    "UPDATE session SET consent = zeroblob(40)",
    "UPDATE session SET tail = x''",
    "UPDATE session SET id = 'a/../../evil' || substr(id, 1, 4)",
    "UPDATE session SET id = replace(id, substr(id, 5, 1), char(0))",
    "UPDATE entry SET sequence = sequence + 1000",
    "UPDATE entry SET sealed = zeroblob(1000000)",
    "UPDATE entry SET sealed = x''",
    "DELETE FROM entry WHERE sequence = 1",
    "DROP TABLE entry",
    "CREATE TABLE more (a)",
    "CREATE TRIGGER t AFTER UPDATE ON session BEGIN DELETE FROM entry; END",
    "CREATE VIEW v AS WITH RECURSIVE x(a) AS (SELECT 1 UNION ALL SELECT a FROM x) SELECT * FROM x",
    "CREATE INDEX i ON session (began)",
    "PRAGMA user_version = 99",
    "PRAGMA application_id = 1",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE vault (x)'",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 1",
    "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema",
)


class _Secrets:
    """A key store in memory."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """See ``keyring``."""
        return self._kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """See ``keyring``."""
        self._kept[service, username] = password


@cache
def _key_store() -> KeyStore:
    secrets = _Secrets()
    return KeyStore(lambda: secrets)


def _store(folder: Path) -> Store:
    return Store(
        folder,
        key_store=_key_store(),
        stretching=Stretching(b"0123456789abcdef", n=2),
        clock=lambda: _NOW,
        busy_seconds=0.02,
    )


def _entry(number: int) -> Entry:
    return Entry(
        key=f"1.{number}",
        side=Side.STAFF,
        language="ja",
        text=f"{number} 番の方、どうぞ",
        start=float(number),
        end=number + 0.5,
        at=_NOW,
    )


@cache
def _seeds() -> tuple[tuple[bytes, bytes], ...]:
    """Databases with their logs: one in use, and one that was closed."""
    with tempfile.TemporaryDirectory() as scratch:
        store = _store(Path(scratch))
        for _ in range(2):
            session = store.begin(consent("vi", days=30, now=_NOW))
            store.append(session, [_entry(number) for number in range(1, 5)])
        in_use = (store.file.read_bytes(), log_of(store.file).read_bytes())
        store.close()
        return (store.file.read_bytes(), b""), in_use


def hostile_database(rng: random.Random) -> bytes:
    """A database, or its log, with other bytes or other rows."""
    database, log = _seeds()[rng.random() < 0.25]
    way = rng.random()
    if way < 0.4 and not log:
        database = _with_statement(database, rng)
    elif log and way < 0.7:
        log = mutated(rng, [log], COMMON)
    else:
        database = _pages(rng, database)
    return database + _LOG + log


def _pages(rng: random.Random, database: bytes) -> bytes:
    """Mutations where they tell: in headers of the file and of its pages, or anywhere."""
    data = bytearray(database)
    for _ in range(rng.choice((1, 2, 4, 16))):
        page = rng.randrange(max(1, len(data) // 4096)) * 4096
        near = rng.choice((page, page, rng.randrange(len(data))))
        at = min(len(data) - 1, near + rng.randrange(100))
        data[at] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
    return mutated(rng, [bytes(data)], COMMON) if rng.random() < 0.3 else bytes(data)


def _with_statement(database: bytes, rng: random.Random) -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        # A file in WAL mode cannot be opened from memory: its header says so in two bytes.
        connection.deserialize(database[:18] + b"\1\1" + database[20:])
        with suppress(sqlite3.Error):
            connection.executescript(rng.choice(_STATEMENTS))
        changed: bytes = connection.serialize()
    return changed[:18] + b"\2\2" + changed[20:]


def read_database(folder: Path, data: bytes) -> None:
    """All that the application does with a database; each step by itself."""
    database, _, log = data.partition(_LOG)
    (folder / FILE_NAME).write_bytes(database)
    if log:
        log_of(folder / FILE_NAME).write_bytes(log)
    store = _store(folder)
    try:
        _told(store.needs_passphrase)
        _told(lambda: store.unlock("a passphrase that is wrong"))
        _told(lambda: [store.read(summary.id) for summary in store.sessions()])
        _told(lambda: store.append(store.begin(consent("vi", days=30, now=_NOW)), [_entry(1)]))
        _told(lambda: store.expire(30))
        _told(lambda: store.delete([summary.id for summary in store.sessions()]))
        _told(store.set_aside)
        # Whatever it was: with the damaged file aside, records can be made again.
        session = store.begin(consent("vi", days=30, now=_NOW), passphrase="a long passphrase")
        store.append(session, [_entry(1)])
        store.finish(session)
        store.delete([session.id])
    finally:
        store.close()


def _told(step: Callable[[], object]) -> None:
    try:
        step()
    except (UserError, FileNotFoundError) as error:
        if isinstance(error, UserError):
            explain(error)
