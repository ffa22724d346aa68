"""Sessions on the disk: sealed, in order, gone without a trace."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from record_tools import NOW, QUICK, Clock, Secrets, agreed, line

from voice_counter.errors import RecordError
from voice_counter.record.database import SCHEMA, Database, files_aside
from voice_counter.record.entry import Entry, entry_of
from voice_counter.record.faults import DamagedError, GoneError, PassingError
from voice_counter.record.keys import KeyStore
from voice_counter.record.session import Session
from voice_counter.record.store import Store

MakeStore = Callable[[], Store]
SAID = "山田太郎と申します"


def entries(numbers: Iterable[int], text: str = "") -> list[Entry]:
    return [entry_of(line(number, text), 1, NOW) for number in numbers]


def stored(store: Store, count: int = 3, text: str = "") -> Session:
    session = store.begin(agreed())
    store.append(session, entries(range(1, count + 1), text))
    return session


def bytes_of(folder: Path) -> bytes:
    """Everything in the folder: the database, its log and its index."""
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


def edit(folder: Path, *statements: str) -> None:
    """What somebody does who has the file, but not the key."""
    connection = sqlite3.connect(folder / "record.db", isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def altered(store: Store, session: Session) -> str:
    store.unlock()
    with pytest.raises(RecordError) as told:
        store.read(session.id)
    return told.value.key


def test_nothing_is_made_by_looking(open_store: MakeStore, folder: Path) -> None:
    store = open_store()
    assert store.sessions() == []
    assert store.expire(0) == 0
    assert store.delete(["0"]) == 0
    assert not store.needs_passphrase()
    with pytest.raises(RecordError, match=r"record\.error\.empty"):
        store.unlock()
    assert not folder.exists()


def test_a_session_is_read_back_with_its_consent(open_store: MakeStore) -> None:
    session = stored(open_store())
    store = open_store()
    store.unlock()
    record = store.read(session.id)
    assert record.consent == agreed()
    assert list(record.entries) == entries([1, 2, 3])


def test_a_list_needs_no_key(open_store: MakeStore, secrets: Secrets) -> None:
    session = stored(open_store())
    secrets.kept.clear()
    (summary,) = open_store().sessions()
    assert (summary.id, summary.entries, summary.began) == (session.id, 3, NOW)


def test_the_file_is_durable_and_erases_what_is_deleted(
    open_store: MakeStore, folder: Path
) -> None:
    stored(open_store())
    database = Database(folder / "record.db", create=False)
    pragmas = {
        name: database.rows(f"PRAGMA {name}")[0][0]
        for name in ("journal_mode", "synchronous", "secure_delete", "user_version")
    }
    database.close()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "user_version": SCHEMA,
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has rights of another kind")
def test_nobody_else_may_read_the_file(open_store: MakeStore, folder: Path) -> None:
    store = open_store()
    stored(store)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


# -- sealed ------------------------------------------------------------------------------------


def test_no_word_and_no_key_is_in_the_files(
    open_store: MakeStore, folder: Path, secrets: Secrets
) -> None:
    store = open_store()
    session = stored(store, text=SAID)
    content = bytes_of(folder)
    assert SAID.encode() not in content
    assert SAID.encode("utf-16-le") not in content
    assert "窓口 3".encode() not in content
    assert session.key not in content
    assert session.wrapped_key in content
    for kept in secrets.kept.values():
        assert kept.encode() not in content


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET sealed = zeroblob(100) WHERE sequence = 2",
        "UPDATE entry SET sealed = x'00' WHERE sequence = 2",
        "UPDATE entry SET sealed = (SELECT sealed FROM entry WHERE sequence = 1)"
        " WHERE sequence = 2",
        "DELETE FROM entry WHERE sequence = 2",
        "DELETE FROM entry WHERE sequence = 3",
        "DELETE FROM entry",
        "INSERT INTO entry SELECT session, 4, sealed FROM entry WHERE sequence = 3",
        "UPDATE entry SET sequence = sequence + 10",
        "UPDATE session SET keep_until = keep_until + 100000",
        "UPDATE session SET began = began - 1",
        "UPDATE session SET consent = tail",
        "UPDATE session SET wrapped_key = consent",
    ],
)
def test_what_was_altered_is_noticed(open_store: MakeStore, folder: Path, statement: str) -> None:
    session = stored(open_store())
    edit(folder, statement)
    assert altered(open_store(), session) == "record.error.altered"


def test_rows_that_changed_places_are_noticed(open_store: MakeStore, folder: Path) -> None:
    session = stored(open_store())
    edit(
        folder,
        "UPDATE entry SET sequence = 99 WHERE sequence = 1",
        "UPDATE entry SET sequence = 1 WHERE sequence = 2",
        "UPDATE entry SET sequence = 2 WHERE sequence = 99",
    )
    assert altered(open_store(), session) == "record.error.altered"


def test_rows_of_another_session_are_noticed(open_store: MakeStore, folder: Path) -> None:
    store = open_store()
    first, second = stored(store), stored(store)
    edit(
        folder,
        "PRAGMA foreign_keys=OFF",
        f"DELETE FROM entry WHERE session = '{first.id}'",
        f"UPDATE entry SET session = '{first.id}' WHERE session = '{second.id}'",
    )
    assert altered(open_store(), first) == "record.error.altered"


def test_an_earlier_count_does_not_hide_that_lines_are_missing(
    open_store: MakeStore, folder: Path
) -> None:
    """The count of one session is not that of another."""
    store = open_store()
    long, short = stored(store, 3), stored(store, 1)
    edit(
        folder,
        f"UPDATE session SET tail = (SELECT tail FROM session WHERE id = '{short.id}')"
        f" WHERE id = '{long.id}'",
        f"DELETE FROM entry WHERE session = '{long.id}' AND sequence > 1",
    )
    assert altered(open_store(), long) == "record.error.altered"


def test_a_nonce_is_never_used_twice(open_store: MakeStore, folder: Path) -> None:
    stored(open_store(), 200, "はい")
    database = Database(folder / "record.db", create=False)
    nonces = [sealed[:12] for (sealed,) in database.rows("SELECT sealed FROM entry")]
    database.close()
    assert len(set(nonces)) == 200


# -- keys --------------------------------------------------------------------------------------


def passphrase_store(folder: Path) -> Store:
    return Store(folder, key_store=KeyStore(lambda: None), stretching=QUICK)


def test_without_a_key_store_a_passphrase_opens_the_records(folder: Path) -> None:
    with passphrase_store(folder) as store:
        assert store.needs_passphrase()
        session = store.begin(agreed(), passphrase="ひみつの合言葉は三番です")
        store.append(session, entries([1]))
        assert not store.needs_passphrase()
    with passphrase_store(folder) as store:
        assert store.needs_passphrase()
        with pytest.raises(RecordError, match=r"record\.error\.passphrase_needed"):
            store.unlock()
        with pytest.raises(RecordError, match=r"record\.error\.passphrase_wrong"):
            store.unlock("ひみつの合言葉は四番です")
        with pytest.raises(RecordError, match=r"record\.error\.passphrase_wrong"):
            store.begin(agreed(), passphrase="ほかの合言葉にしました")
        store.unlock("ひみつの合言葉は三番です")
        assert len(store.read(session.id).entries) == 1


def test_a_passphrase_in_full_width_letters_is_the_same(folder: Path) -> None:
    with passphrase_store(folder) as store:
        store.begin(agreed(), passphrase="Counter-3-Setagaya")
    with passphrase_store(folder) as store:
        store.unlock("Ｃｏｕｎｔｅｒ－３－Ｓｅｔａｇａｙａ")


def test_a_short_passphrase_is_refused_and_nothing_is_begun(folder: Path) -> None:
    with passphrase_store(folder) as store:
        with pytest.raises(RecordError, match=r"record\.error\.passphrase_short"):
            store.begin(agreed(), passphrase="123456789")
        assert store.sessions() == []


def test_a_file_that_asks_for_endless_work_is_refused(folder: Path) -> None:
    with passphrase_store(folder) as store:
        store.begin(agreed(), passphrase="ひみつの合言葉は三番です")
    edit(folder, "UPDATE vault SET n = 1 << 40, r = 1000")
    with (
        passphrase_store(folder) as store,
        pytest.raises(RecordError, match=r"record\.error\.key_unusable"),
    ):
        store.unlock("ひみつの合言葉は三番です")


def test_records_of_another_pc_are_not_overwritten(
    open_store: MakeStore, secrets: Secrets, folder: Path
) -> None:
    session = stored(open_store())
    kept = dict(secrets.kept)
    secrets.kept.clear()
    for use in (lambda store: store.unlock(), lambda store: store.begin(agreed())):
        with pytest.raises(RecordError, match=r"record\.error\.key_missing"):
            use(open_store())
    assert secrets.kept == {}
    secrets.kept.update(kept)
    store = open_store()
    store.unlock()
    assert len(store.read(session.id).entries) == 3
    assert files_aside(folder) == []


# -- deleting ----------------------------------------------------------------------------------


def traces(session: Session) -> list[bytes]:
    """Every byte string that must not be found again."""
    return [
        session.id.encode(),
        session.wrapped_key,
        session.consent,
        *(sealed[:24] for sealed in session.rows),
        *(sealed[-24:] for sealed in session.rows),
        SAID.encode(),
    ]


def test_after_withdrawal_no_byte_of_the_session_is_left(
    open_store: MakeStore, folder: Path
) -> None:
    store = open_store()
    other = stored(store, 20, "ほかの人の話")
    session = stored(store, 40, SAID)
    store.append(session, entries([41], SAID * 2000))  # in pages of its own
    before = bytes_of(folder)
    assert all(trace in before for trace in traces(session)[:-1])
    assert store.delete([session.id]) == 1
    after = bytes_of(folder)
    assert [trace for trace in traces(session) if trace in after] == []
    store.unlock()
    assert len(store.read(other.id).entries) == 20
    with pytest.raises(GoneError):
        store.append(session, entries([42]))
    assert session.wrapped_key not in bytes_of(folder)


def test_bytes_are_erased_also_where_the_process_was_killed_in_between(
    open_store: MakeStore,
    folder: Path,
    tmp_path: Path,
    key_store: KeyStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The files as they were between the deletion of the rows and the erasure."""
    killed = tmp_path / "killed"
    store = open_store()
    session = stored(store, 20, SAID)
    with monkeypatch.context() as patch:
        patch.setattr(Database, "_erase", lambda _: shutil.copytree(folder, killed))
        assert store.delete([session.id]) == 1
    assert session.wrapped_key in bytes_of(killed)
    with Store(killed, key_store=key_store) as again:
        assert again.sessions() == []
        content = bytes_of(killed)
    assert [trace for trace in traces(session) if trace in content] == []


def test_a_reader_delays_the_erasure_and_that_is_told(open_store: MakeStore, folder: Path) -> None:
    store = open_store()
    session = stored(store, 20, SAID)
    reader = sqlite3.connect(folder / "record.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entry").fetchone()
    with pytest.raises(PassingError, match=r"record\.error\.busy"):
        store.delete([session.id])
    reader.close()
    assert store.delete([session.id]) == 0
    content = bytes_of(folder)
    assert [trace for trace in traces(session) if trace in content] == []


def test_withdrawal_reaches_into_files_that_were_set_aside(
    open_store: MakeStore, folder: Path, key_store: KeyStore
) -> None:
    store = open_store()
    other = stored(store, 5, "ほかの人の話")
    session = stored(store, 40, SAID)
    aside = store.set_aside()
    assert session.wrapped_key in bytes_of(folder)
    changed = aside.stat().st_mtime_ns
    assert store.delete([session.id]) == 0
    content = bytes_of(folder)
    heads = [sealed[:24] for sealed in session.rows]
    assert [each for each in (session.wrapped_key, *heads) if each in content] == []
    assert aside.stat().st_mtime_ns == changed
    # The others can still be read from it.
    aside.rename(folder / "record.db")
    with Store(folder, key_store=key_store) as again:
        again.unlock()
        assert len(again.read(other.id).entries) == 5


def test_what_is_too_old_is_deleted(open_store: MakeStore, clock: Clock, folder: Path) -> None:
    store = open_store()
    old = store.begin(agreed(days=100))
    brief = store.begin(agreed(days=1))
    clock.move(days=8)
    fresh = store.begin(agreed(days=100, now=clock.now))
    assert store.expire(8.5) == 1  # the consent was for a day
    assert {each.id for each in store.sessions()} == {old.id, fresh.id}
    assert store.expire(7) == 1
    assert [each.id for each in store.sessions()] == [fresh.id]
    assert brief.wrapped_key not in bytes_of(folder)


def test_nothing_is_deleted_where_the_clock_is_behind(open_store: MakeStore, clock: Clock) -> None:
    store = open_store()
    stored(store)
    clock.move(days=-4000)
    assert store.expire(1) == 0


def test_files_that_were_set_aside_go_with_time(
    open_store: MakeStore, clock: Clock, folder: Path
) -> None:
    store = open_store()
    stored(store)
    aside = store.set_aside()
    clock.now = NOW.fromtimestamp(aside.stat().st_mtime, NOW.tzinfo) + timedelta(days=6)
    store.expire(7)
    assert files_aside(folder) == [aside]
    clock.move(days=2)
    store.expire(7)
    assert files_aside(folder) == []


# -- files -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [b"not a database" * 1000, b"\x00" * 8192, b"SQLite format 3\x00" + b"\xff" * 5000],
    ids=["text", "zeros", "header"],
)
def test_a_file_that_is_no_database_is_told(
    open_store: MakeStore, folder: Path, content: bytes
) -> None:
    folder.mkdir()
    (folder / "record.db").write_bytes(content)
    with pytest.raises(DamagedError):
        open_store().begin(agreed())
    aside = open_store().set_aside()
    assert aside.read_bytes() == content


def test_an_empty_file_is_a_new_one(open_store: MakeStore, folder: Path) -> None:
    """A process that was killed as it made the file."""
    folder.mkdir()
    (folder / "record.db").touch()
    assert open_store().sessions() == []
    stored(open_store())


def test_damage_within_is_found_when_the_file_is_opened(
    open_store: MakeStore, folder: Path
) -> None:
    store = open_store()
    stored(store, 200)
    store.close()
    file = folder / "record.db"
    content = bytearray(file.read_bytes())
    for page in range(6, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    file.write_bytes(content)
    with pytest.raises(DamagedError):
        open_store().sessions()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER spy AFTER INSERT ON entry BEGIN DELETE FROM session; END",
        "CREATE VIEW more AS SELECT * FROM entry",
        "ALTER TABLE entry ADD COLUMN plain TEXT",
        "DROP TABLE vault",
    ],
)
def test_a_file_with_another_schema_is_not_used(
    open_store: MakeStore, folder: Path, statement: str
) -> None:
    stored(open_store())
    edit(folder, statement)
    with pytest.raises(DamagedError):
        open_store().sessions()


def test_a_file_of_a_newer_version_is_left_alone(open_store: MakeStore, folder: Path) -> None:
    stored(open_store())
    edit(folder, f"PRAGMA user_version={SCHEMA + 1}")
    with pytest.raises(RecordError, match=r"record\.error\.newer"):
        open_store().begin(agreed())
    assert files_aside(folder) == []


def test_the_log_of_a_lost_file_is_not_played_into_a_new_one(
    open_store: MakeStore, folder: Path
) -> None:
    store = open_store()
    old = stored(store, 20)
    (folder / "record.db").unlink()
    new = stored(open_store())
    assert [each.id for each in open_store().sessions()] == [new.id]
    (log,) = files_aside(folder)
    assert old.wrapped_key in log.read_bytes()


def test_two_stores_write_at_once(open_store: MakeStore) -> None:
    first, second = open_store(), open_store()
    one, two = first.begin(agreed()), second.begin(agreed())
    for number in range(1, 11):
        first.append(one, entries([number], "一"))
        second.append(two, entries([number], "二"))
    store = open_store()
    store.unlock()
    assert {entry.text for entry in store.read(one.id).entries} == {"一"}
    assert [entry.key for entry in store.read(two.id).entries] == [
        f"1.{number}" for number in range(1, 11)
    ]
