"""Sessions in the database: begun with a consent, read back, deleted without a trace."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from voice_counter.errors import RecordError
from voice_counter.record.cipher import AlteredError, new_key, seal, unseal
from voice_counter.record.consent import Consent
from voice_counter.record.consent import from_bytes as consent_from
from voice_counter.record.consent import to_bytes as consent_bytes
from voice_counter.record.database import Database, files_aside, set_aside, shred
from voice_counter.record.entry import Entry, from_bytes, to_bytes
from voice_counter.record.faults import DamagedError, GoneError, explained
from voice_counter.record.keys import KeyStore, Stretching
from voice_counter.record.session import Record, Session, Summary, new_id, place_of
from voice_counter.record.vault import Vault, key_of, new_vault, stored_vault, write_vault

FILE_NAME = "record.db"


class Store:
    """The session log in a folder. Nothing is made there before :meth:`begin`.

    To be used by one thread. Several processes may use the same folder.

    Args:
        key_store: where the key of this PC lies.
        stretching: for the passphrase of a new file; tests take a quick one.
        busy_seconds: how long to wait for another process.
    """

    def __init__(
        self,
        folder: Path,
        *,
        key_store: KeyStore | None = None,
        stretching: Stretching | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        busy_seconds: float = 5.0,
    ) -> None:
        self.folder = folder
        self.file = folder / FILE_NAME
        self._key_store = key_store or KeyStore()
        self._stretching = stretching
        self._clock = clock
        self._busy_seconds = busy_seconds
        self._database: Database | None = None
        self._vault: Vault | None = None
        self._key = b""
        self._checked = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, and forget nothing else: the next use opens it again."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def needs_passphrase(self) -> bool:
        """Whether the next use needs one. May wait for the key store of the system.

        Raises:
            RecordError: the file cannot be read.
        """
        if self._key:
            return False
        with suppress(FileNotFoundError):
            vault = stored_vault(self._open(create=False))
            if vault is not None:
                return vault.kind == "passphrase"
        return not self._key_store.available()

    def unlock(self, passphrase: str | None = None) -> None:
        """Find the key of what is stored.

        Raises:
            RecordError: nothing is stored, or the key is not to be had.
        """
        if self._key:
            return
        try:
            vault = stored_vault(self._open(create=False))
        except FileNotFoundError:
            vault = None
        if vault is None:
            raise RecordError("record.error.empty")
        self._key = key_of(vault, self._key_store, passphrase)
        self._vault = vault

    # -- writing -------------------------------------------------------------------------------

    def begin(self, consent: Consent, session: str = "", passphrase: str | None = None) -> Session:
        """Open a session for what was consented to; makes the file where there is none.

        Args:
            session: its id, from :func:`new_id`.

        Raises:
            PassingError: the place cannot be written to at this time.
            RecordError: there is no key, or no passphrase.
        """
        if self.replaced():
            self.close()
        database = self._open(create=True)
        with database.transaction() as connection:
            # The first of two processes makes the key; the other waits for the transaction.
            self._have_key(database, connection, passphrase)
            begun = self._new_session(session or new_id(), consent)
            _insert(connection, begun)
        return begun

    def append(self, session: Session, entries: Sequence[Entry]) -> None:
        """Write entries, in order. They are on the disk when this returns.

        Raises:
            GoneError: the session was deleted.
            DamagedError: the file is broken; :meth:`set_aside` it, and :meth:`write_anew`.
            PassingError: the place cannot be written to at this time; nothing was written.
        """
        database = self._open(create=False)
        first = len(session.rows) + 1
        sealed = [
            seal(session.key, to_bytes(entry), place_of("entry", session.id, number))
            for number, entry in enumerate(entries, start=first)
        ]
        session.rows += sealed
        try:
            with database.transaction() as connection:
                found = connection.execute(
                    "UPDATE session SET tail = ? WHERE id = ?", (session.tail(), session.id)
                )
                if not found.rowcount:
                    raise GoneError("record.error.gone")
                _insert_rows(connection, session.id, first, sealed)
        except BaseException:
            del session.rows[first - 1 :]
            raise

    def finish(self, session: Session) -> None:
        """Make sure that all of a session can be read from the disk, and close the file.

        Raises:
            GoneError: the session was deleted.
            DamagedError: the file does not have what was written.
            PassingError: the file cannot be read at this time.
        """
        # With a new connection, which remembers nothing of what it wrote.
        self.close()
        database = self._open(create=False)
        if not database.rows("SELECT 1 FROM session WHERE id = ?", (session.id,)):
            raise GoneError("record.error.gone")
        rows = database.rows(
            "SELECT sealed FROM entry WHERE session = ? ORDER BY sequence", (session.id,)
        )
        if [sealed for (sealed,) in rows] != session.rows:
            raise DamagedError("record.error.damaged", path=self.file)
        self.close()
        # The next session looks through the whole file again.
        self._checked = False

    def set_aside(self) -> Path:
        """Give the broken file another name; says which. The next session begins a new one.

        Raises:
            PassingError: it cannot be renamed.
        """
        self.close()
        return set_aside(self.file, self._clock())

    def write_anew(self, session: Session) -> None:
        """Write all of a session again, into the file that there is now or a new one.

        Raises:
            PassingError: the place cannot be written to at this time.
        """
        self.close()
        database = self._open(create=True)
        with database.transaction() as connection:
            self._have_key(database, connection, None)
            _insert(connection, session)
            _insert_rows(connection, session.id, 1, session.rows)

    def replaced(self) -> bool:
        """Whether the file in use was moved away by somebody."""
        if self._database is not None:
            return self._database.replaced()
        return not self.file.exists()

    # -- reading -------------------------------------------------------------------------------

    def sessions(self) -> list[Summary]:
        """All that are stored, in the order of their times. No key is needed."""
        try:
            database = self._open(create=False)
        except FileNotFoundError:
            return []
        found = database.rows(
            "SELECT id, began, keep_until, (SELECT count(*) FROM entry WHERE session = id)"
            " FROM session ORDER BY began, id"
        )
        return [Summary(name, _time(a), _time(b), count) for name, a, b, count in found]

    def read(self, session: str) -> Record:
        """A session. :meth:`unlock` comes first.

        Raises:
            GoneError: there is none of that id.
            RecordError: what is stored was altered, or something is missing.
        """
        database = self._open(create=False)
        found = database.rows(
            "SELECT began, keep_until, wrapped_key, consent, tail FROM session WHERE id = ?",
            (session,),
        )
        if not found:
            raise GoneError("record.error.gone")
        began, keep_until, wrapped, consent, tail = found[0]
        rows = database.rows(
            "SELECT sequence, sealed FROM entry WHERE session = ? ORDER BY sequence", (session,)
        )
        try:
            key = unseal(self._key, wrapped, place_of("key", session, began, keep_until))
            given = consent_from(unseal(key, consent, place_of("consent", session)))
            count = int(unseal(key, tail, place_of("tail", session)))
            if [sequence for sequence, _ in rows] != list(range(1, count + 1)):
                raise AlteredError(session)
            entries = [
                from_bytes(unseal(key, sealed, place_of("entry", session, sequence)))
                for sequence, sealed in rows
            ]
        except (AlteredError, ValueError) as error:
            raise RecordError("record.error.altered", session=session[:8]) from error
        return Record(session, given, tuple(entries))

    # -- deleting ------------------------------------------------------------------------------

    def delete(self, sessions: Iterable[str]) -> int:
        """Destroy sessions with their keys, and every byte of them; says how many there were.

        No key is needed. If it fails half-way, calling it again finishes the work.

        Raises:
            PassingError: the place cannot be written to; or the rows are gone, but another process
                still reads their bytes.
        """
        wanted = list(dict.fromkeys(sessions))
        for file in files_aside(self.folder):
            for session in wanted:
                shred(file, session)
        try:
            database = self._open(create=False)
        except FileNotFoundError:
            return 0
        return database.delete(wanted)

    def expire(self, days: float) -> int:
        """Delete what is older than ``days``, or than its consent allows; says how many sessions.

        Files that were set aside as damaged go once they are as old.
        """
        now = self._clock()
        oldest = int((now - timedelta(days=days)).timestamp())
        for file in files_aside(self.folder):
            with explained(file):
                if file.stat().st_mtime <= oldest:
                    file.unlink(missing_ok=True)
        try:
            database = self._open(create=False)
        except FileNotFoundError:
            return 0
        due = [
            name
            for (name,) in database.rows(
                "SELECT id FROM session WHERE keep_until <= ? OR began <= ?",
                (int(now.timestamp()), oldest),
            )
        ]
        return self.delete(due) if due else 0

    def delete_damaged(self) -> int:
        """Delete the files that were set aside as damaged; says how many."""
        files = files_aside(self.folder)
        for file in files:
            with explained(file):
                file.unlink(missing_ok=True)
        return len(files)

    # -- keys ----------------------------------------------------------------------------------

    def _have_key(
        self, database: Database, connection: sqlite3.Connection, passphrase: str | None
    ) -> None:
        vault = stored_vault(database)
        if vault is not None:
            if not self._key or not vault.opens_with(self._key):
                self._key = key_of(vault, self._key_store, passphrase)
            self._vault = vault
            return
        if self._vault is None:
            self._vault, self._key = new_vault(self._key_store, passphrase, self._stretching)
        write_vault(connection, self._vault)

    def _new_session(self, session: str, consent: Consent) -> Session:
        key = new_key()
        began = int(consent.given.timestamp())
        keep_until = int(consent.keep_until.timestamp())
        return Session(
            id=session,
            began=began,
            keep_until=keep_until,
            key=key,
            wrapped_key=seal(self._key, key, place_of("key", session, began, keep_until)),
            consent=seal(key, consent_bytes(consent), place_of("consent", session)),
        )

    def _open(self, *, create: bool) -> Database:
        if self._database is None:
            self._database = Database(
                self.file,
                create=create,
                check=not self._checked,
                busy_seconds=self._busy_seconds,
            )
            self._checked = True
        return self._database


def _insert(connection: sqlite3.Connection, session: Session) -> None:
    # Again after a commit of which it is not known whether it went through.
    connection.execute(
        "INSERT OR REPLACE INTO session VALUES (?, ?, ?, ?, ?, ?)",
        (
            session.id,
            session.began,
            session.keep_until,
            session.wrapped_key,
            session.consent,
            session.tail(),
        ),
    )


def _insert_rows(
    connection: sqlite3.Connection, session: str, first: int, rows: Sequence[bytes]
) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO entry VALUES (?, ?, ?)",
        ((session, number, sealed) for number, sealed in enumerate(rows, start=first)),
    )


def _time(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise DamagedError("record.error.damaged", path=FILE_NAME) from error
