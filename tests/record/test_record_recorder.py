"""Lines go to the disk in order, without anybody waiting, whatever the disk does."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from record_tools import NOW, SECONDS, Clock, Heard, agreed, line

from voice_counter.conversation.line import Side
from voice_counter.record.entry import latest
from voice_counter.record.events import (
    Begun,
    Ended,
    Expired,
    Recovered,
    Skipped,
    Stopped,
    Stored,
    Troubled,
    Withdrawn,
)
from voice_counter.record.recorder import Recorder
from voice_counter.record.store import Store

MakeRecorder = Callable[..., Recorder]
MakeStore = Callable[[], Store]


def texts_of(store: Store, session: str) -> list[str]:
    store.unlock()
    return [entry.text for entry in store.read(session).entries]


def test_without_consent_nothing_is_written_and_no_folder_is_made(
    recorder: Recorder, folder: Path
) -> None:
    recorder.append(line(1))
    recorder.end()
    recorder.withdraw()
    assert recorder.close() == 0
    assert not folder.exists()


def test_what_was_acknowledged_is_stored_in_order(
    recorder: Recorder, heard: Heard, open_store: MakeStore
) -> None:
    session = recorder.begin(agreed())
    for number in range(1, 51):
        recorder.append(line(number))
    heard.wait(Stored, 50)
    told = [(event.key, event.sequence) for event in heard.of(Stored)]  # type: ignore[union-attr]
    assert told == [(f"1.{number}", number) for number in range(1, 51)]
    assert heard.events[0] == Begun(session)
    assert texts_of(open_store(), session) == [line(number).text for number in range(1, 51)]


def test_a_line_that_is_not_settled_is_not_stored(
    recorder: Recorder, heard: Heard, open_store: MakeStore
) -> None:
    session = recorder.begin(agreed())
    partial = line(1)
    object.__setattr__(partial, "final", False)
    recorder.append(partial)
    recorder.append(line(2))
    recorder.end()
    heard.wait(Ended)
    assert texts_of(open_store(), session) == [line(2).text]


def test_a_correction_is_a_new_version_beside_the_old_one(
    recorder: Recorder, heard: Heard, open_store: MakeStore
) -> None:
    session = recorder.begin(agreed())
    recorder.append(line(1, "三百円です"))
    recorder.append(line(1, "三百円です"))  # nothing new
    recorder.append(line(1, "五百円です", confirmed=frozenset({"五百円"})))
    recorder.end()
    heard.wait(Ended)
    store = open_store()
    store.unlock()
    entries = store.read(session).entries
    assert [(entry.text, entry.version) for entry in entries] == [
        ("三百円です", 1),
        ("五百円です", 2),
    ]
    assert [(entry.text, entry.confirmed) for entry in latest(entries)] == [
        ("五百円です", ("五百円",))
    ]


def test_a_line_that_was_taken_back_is_not_among_the_latest(
    recorder: Recorder, heard: Heard, open_store: MakeStore
) -> None:
    session = recorder.begin(agreed())
    recorder.append(line(1))
    recorder.append(line(1), removed=True)
    recorder.append(line(2), removed=True)  # was never there
    recorder.end()
    heard.wait(Ended)
    store = open_store()
    store.unlock()
    entries = store.read(session).entries
    assert len(entries) == 2
    assert latest(entries) == []


def test_lines_after_the_end_belong_to_nobody(
    recorder: Recorder, heard: Heard, open_store: MakeStore
) -> None:
    first = recorder.begin(agreed())
    recorder.append(line(1, "一人目"))
    recorder.end()
    recorder.append(line(2, "誰でもない"))
    second = recorder.begin(agreed())
    recorder.append(line(1, "二人目"))
    recorder.end()
    heard.wait(Ended, 2)
    store = open_store()
    assert texts_of(store, first) == ["一人目"]
    assert texts_of(store, second) == ["二人目"]


def test_every_text_is_redacted_before_it_is_stored(
    open_recorder: MakeRecorder, heard: Heard, open_store: MakeStore
) -> None:
    recorder = open_recorder(redact=lambda text: text.replace("090-1234-5678", "［電話］"))
    session = recorder.begin(agreed())
    recorder.append(line(1, "電話は 090-1234-5678", confirmed=frozenset({"090-1234-5678"})))
    recorder.end()
    heard.wait(Ended)
    store = open_store()
    store.unlock()
    (entry,) = store.read(session).entries
    assert (entry.text, entry.confirmed) == ("電話は ［電話］", ("［電話］",))


def test_what_cannot_be_redacted_is_not_stored_and_that_is_told(
    open_recorder: MakeRecorder, heard: Heard, open_store: MakeStore
) -> None:
    def redact(text: str) -> str:
        if "番号" in text:
            raise RuntimeError("no")
        return text

    recorder = open_recorder(redact=redact)
    session = recorder.begin(agreed())
    recorder.append(line(1, "番号は"))
    recorder.append(line(2, "はい"))
    recorder.end()
    heard.wait(Ended)
    (skipped,) = heard.of(Skipped)
    assert isinstance(skipped, Skipped)
    assert (skipped.key, skipped.fault.key) == ("1.1", "record.error.not_redacted")
    assert texts_of(open_store(), session) == ["はい"]


def test_appending_does_not_wait_for_the_disk(
    open_recorder: MakeRecorder, heard: Heard, open_store: MakeStore
) -> None:
    held = threading.Event()

    def redact(text: str) -> str:
        assert held.wait(SECONDS)
        return text

    recorder = open_recorder(redact=redact)
    session = recorder.begin(agreed())
    for number in range(1, 1001):
        recorder.append(line(number))
    assert heard.of(Stored) == []
    held.set()
    recorder.end()
    heard.wait(Ended)
    assert len(texts_of(open_store(), session)) == 1000


def test_ten_thousand_lines(recorder: Recorder, heard: Heard, open_store: MakeStore) -> None:
    session = recorder.begin(agreed())
    for number in range(1, 10_001):
        recorder.append(line(number))
    recorder.end()
    heard.wait(Ended)
    assert len(heard.of(Stored)) == 10_000
    assert texts_of(open_store(), session) == [line(number).text for number in range(1, 10_001)]


@pytest.mark.parametrize(
    "text",
    [
        "あ" * 300_000,
        "👩‍👩‍👧 𠮷野家 \x00\x07 العربية မြန်မာ",
        "\ud83d half",
        "'; DROP TABLE entry; --",
    ],
    ids=["long", "unicode", "surrogate", "sql"],
)
def test_any_text_is_kept(
    recorder: Recorder, heard: Heard, open_store: MakeStore, text: str
) -> None:
    session = recorder.begin(agreed())
    recorder.append(line(1, text))
    recorder.end()
    heard.wait(Ended)
    assert texts_of(open_store(), session) == [text.encode("utf-8", "replace").decode()]


def test_a_line_longer_than_any_speech_does_not_stop_the_others(
    recorder: Recorder, heard: Heard, open_store: MakeStore
) -> None:
    session = recorder.begin(agreed())
    recorder.append(line(1, "あ" * 1_000_001))
    recorder.append(line(2))
    recorder.end()
    heard.wait(Ended)
    assert len(heard.of(Skipped)) == 1
    assert texts_of(open_store(), session) == [line(2).text]


def test_order_holds_where_the_clock_goes_backwards(
    recorder: Recorder, heard: Heard, open_store: MakeStore, clock: Clock
) -> None:
    session = recorder.begin(agreed())
    for number in range(1, 6):
        recorder.append(line(number))
        clock.move(hours=-7)
    recorder.end()
    heard.wait(Ended)
    store = open_store()
    assert texts_of(store, session) == [line(number).text for number in range(1, 6)]
    times = [entry.at for entry in store.read(session).entries]
    assert times == sorted(times, reverse=True)


def damage(file: Path) -> None:
    """Another program writes nonsense over it."""
    with file.open("r+b") as broken:
        broken.write(b"\xff" * 4096)


# -- withdrawal --------------------------------------------------------------------------------


def test_withdrawal_leaves_nothing_and_takes_down_nothing_more(
    recorder: Recorder, heard: Heard, open_store: MakeStore
) -> None:
    session = recorder.begin(agreed())
    recorder.append(line(1))
    heard.wait(Stored)
    recorder.withdraw()
    recorder.append(line(2))
    assert heard.wait(Withdrawn) == [Withdrawn(session)]
    assert recorder.session == ""
    assert open_store().sessions() == []
    assert len(heard.of(Stored)) == 1


def test_withdrawal_drops_what_still_waits(
    open_recorder: MakeRecorder, heard: Heard, open_store: MakeStore
) -> None:
    held = threading.Event()

    def redact(text: str) -> str:
        assert held.wait(SECONDS)
        return text

    recorder = open_recorder(redact=redact)
    session = recorder.begin(agreed())
    heard.wait(Begun)
    for number in range(1, 1001):
        recorder.append(line(number))
    recorder.withdraw()
    held.set()
    assert heard.wait(Withdrawn) == [Withdrawn(session)]
    assert len(heard.of(Stored)) < 1000
    assert open_store().sessions() == []


def test_a_session_that_is_over_can_be_withdrawn(
    recorder: Recorder, heard: Heard, open_store: MakeStore
) -> None:
    first = recorder.begin(agreed())
    recorder.append(line(1))
    second = recorder.begin(agreed())
    recorder.append(line(2))
    recorder.withdraw(first)
    recorder.append(line(3))
    recorder.end()
    heard.wait(Withdrawn)
    assert len(heard.wait(Ended, 1)) >= 1
    recorder.close()
    assert [each.id for each in open_store().sessions()] == [second]


def test_a_session_that_another_process_deleted_stops(
    recorder: Recorder, heard: Heard, open_store: MakeStore
) -> None:
    session = recorder.begin(agreed())
    recorder.append(line(1))
    heard.wait(Stored)
    assert open_store().delete([session]) == 1
    recorder.append(line(2))
    (stopped,) = heard.wait(Stopped)
    assert isinstance(stopped, Stopped)
    assert (stopped.session, stopped.fault.key) == (session, "record.error.gone")
    assert recorder.session == ""
    assert open_store().sessions() == []


# -- faults ------------------------------------------------------------------------------------


def test_a_file_that_another_process_holds_is_waited_for(
    recorder: Recorder, heard: Heard, open_store: MakeStore, folder: Path
) -> None:
    session = recorder.begin(agreed())
    recorder.append(line(1))
    heard.wait(Stored)
    scanner = sqlite3.connect(folder / "record.db", isolation_level=None)
    scanner.execute("BEGIN EXCLUSIVE")
    recorder.append(line(2))
    recorder.append(line(3))
    (trouble,) = heard.wait(Troubled)
    assert isinstance(trouble, Troubled)
    assert trouble.fault.key == "record.error.busy"
    assert len(heard.of(Stored)) == 1
    scanner.execute("ROLLBACK")
    scanner.close()
    heard.wait(Recovered)
    heard.wait(Stored, 3)
    assert texts_of(open_store(), session) == [line(number).text for number in (1, 2, 3)]


def test_a_full_disk_is_told_and_what_waited_is_written_later(
    recorder: Recorder, heard: Heard, open_store: MakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's own limit of pages gives the same fault as a disk without space."""
    session = recorder.begin(agreed())
    heard.wait(Begun)
    full = [True]
    prepare = Store._open

    def limited(store: Store, *, create: bool) -> object:
        database = prepare(store, create=create)
        pages = 1 if full[0] else 2**30
        database._connection.execute(f"PRAGMA max_page_count={pages}")
        return database

    monkeypatch.setattr(Store, "_open", limited)
    for number in range(1, 4):
        recorder.append(line(number, "長い話" * 10_000))
    (trouble,) = heard.wait(Troubled)
    assert isinstance(trouble, Troubled)
    assert trouble.fault.key == "record.error.disk_full"
    assert heard.of(Stored) == []
    full[0] = False
    heard.wait(Recovered)
    heard.wait(Stored, 3)
    assert len(texts_of(open_store(), session)) == 3


def test_a_folder_that_cannot_be_made_is_told(
    recorder: Recorder, heard: Heard, open_store: MakeStore, folder: Path
) -> None:
    folder.write_bytes(b"a file where the folder should be")
    session = recorder.begin(agreed())
    recorder.append(line(1))
    (trouble,) = heard.wait(Troubled)
    assert isinstance(trouble, Troubled)
    folder.unlink()
    heard.wait(Recovered)
    heard.wait(Stored)
    assert texts_of(open_store(), session) == [line(1).text]


def test_a_damaged_file_is_set_aside_and_nothing_is_lost(
    recorder: Recorder, heard: Heard, open_store: MakeStore, folder: Path
) -> None:
    file = folder / "record.db"
    session = recorder.begin(agreed())
    recorder.append(line(1))
    heard.wait(Stored)
    recorder.end()
    heard.wait(Ended)
    damage(file)
    later = recorder.begin(agreed())
    recorder.append(line(2))
    heard.wait(Stored, 2)
    keys = [event.fault.key for event in heard.of(Troubled)]  # type: ignore[union-attr]
    recorder.close()
    assert keys == ["record.error.set_aside"]
    assert texts_of(open_store(), later) == [line(2).text]
    assert session != later
    (aside,) = folder.glob("damaged-*.db")
    assert aside.stat().st_size > 0


def test_damage_while_it_is_recorded_is_found_at_the_end_at_the_latest(
    recorder: Recorder, heard: Heard, open_store: MakeStore, folder: Path
) -> None:
    session = recorder.begin(agreed())
    for number in range(1, 6):
        recorder.append(line(number))
    heard.wait(Stored, 5)
    damage(folder / "record.db")
    damage(folder / "record.db-wal")
    recorder.append(line(6))
    recorder.end()
    heard.wait(Ended)
    assert texts_of(open_store(), session) == [line(number).text for number in range(1, 7)]


def test_a_session_that_goes_on_is_whole_in_the_new_file(
    recorder: Recorder, heard: Heard, open_store: MakeStore, folder: Path
) -> None:
    session = recorder.begin(agreed())
    for number in range(1, 21):
        recorder.append(line(number))
    heard.wait(Stored, 20)
    # Somebody tidies up while it is recorded.
    for file in folder.iterdir():
        os.replace(file, folder.parent / file.name)  # noqa: PTH105
    recorder.append(line(21))
    heard.wait(Stored, 21)
    assert texts_of(open_store(), session) == [line(number).text for number in range(1, 22)]


def test_closing_says_what_could_not_be_written(
    recorder: Recorder, heard: Heard, folder: Path
) -> None:
    recorder.begin(agreed())
    heard.wait(Begun)
    scanner = sqlite3.connect(folder / "record.db", isolation_level=None)
    scanner.execute("BEGIN EXCLUSIVE")
    for number in range(1, 4):
        recorder.append(line(number))
    heard.wait(Troubled)
    assert recorder.close(0.2) == 3
    scanner.close()


# -- retention ---------------------------------------------------------------------------------


def test_old_sessions_go_at_the_start(
    open_recorder: MakeRecorder, heard: Heard, open_store: MakeStore, clock: Clock
) -> None:
    first = open_recorder(retention_days=7)
    first.begin(agreed())
    first.append(line(1))
    first.close()
    clock.move(days=8)
    open_recorder(retention_days=7)
    assert heard.wait(Expired) == [Expired(1)]
    assert open_store().sessions() == []


def test_old_sessions_go_once_a_day(
    open_recorder: MakeRecorder, heard: Heard, open_store: MakeStore, clock: Clock
) -> None:
    recorder = open_recorder(retention_days=7)
    recorder.begin(agreed())
    recorder.end()
    heard.wait(Ended)
    clock.move(days=8)
    later = recorder.begin(agreed(now=NOW + timedelta(days=8)))
    assert heard.wait(Expired) == [Expired(1)]
    assert [each.id for each in open_store().sessions()] == [later]


def test_staff_and_resident_are_told_apart(
    recorder: Recorder, heard: Heard, open_store: MakeStore
) -> None:
    session = recorder.begin(agreed())
    recorder.append(line(1, side=Side.STAFF))
    recorder.append(line(2, side=Side.RESIDENT))
    recorder.end()
    heard.wait(Ended)
    store = open_store()
    store.unlock()
    sides = [entry.side for entry in store.read(session).entries]
    assert sides == [Side.STAFF, Side.RESIDENT]
