"""Session databases of any content: a ``RecordError``; and records can be made again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import hostile
import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_tools import NOW, agreed, line

from voice_counter.errors import RecordError
from voice_counter.record.entry import Entry, entry_of
from voice_counter.record.faults import DamagedError
from voice_counter.record.store import FILE_NAME, Store
from voice_counter.texts import explain

T = TypeVar("T")

ENTRIES = [entry_of(line(number), 1, NOW) for number in (1, 2, 3)]


@pytest.fixture
def sound(open_store: Callable[[], Store]) -> bytes:
    """A database with two sessions."""
    store = open_store()
    for _ in range(2):
        store.append(store.begin(agreed()), ENTRIES)
    store.close()
    content = store.file.read_bytes()
    shutil.rmtree(store.folder)
    return content


@hostile.FEW
@given(data=st.data())
def test_damaged_databases(
    open_store: Callable[[], Store], sound: bytes, folder: Path, data: st.DataObject
) -> None:
    content = data.draw(st.one_of(hostile.damaged(sound), hostile.damaged(sound[:200])))
    folder.mkdir(parents=True)
    (folder / FILE_NAME).write_bytes(content)
    store = open_store()
    told(store.needs_passphrase)
    told(store.unlock)
    for entries in told(lambda: [store.read(each.id).entries for each in store.sessions()]) or []:
        # What was altered is told, and never read as something else.
        assert list(entries) == ENTRIES
    told(lambda: store.append(store.begin(agreed()), ENTRIES))
    told(lambda: store.expire(30))
    told(store.set_aside)
    session = store.begin(agreed())
    store.append(session, ENTRIES)
    store.finish(session)
    assert [list(told_entries(store, each.id)) for each in store.sessions()] == [ENTRIES]
    store.close()
    assert {each.name for each in folder.parent.iterdir()} == {folder.name}
    shutil.rmtree(folder)


def test_a_schema_whose_letters_are_none(
    open_store: Callable[[], Store], sound: bytes, folder: Path
) -> None:
    """What SQLite says of it quotes the letters, and Python cannot read that."""
    assert sound.count(b"CREATE TABLE vault") == 1
    for at in range(len("CREATE TABLE vault")):
        place = sound.index(b"CREATE TABLE vault") + at
        folder.mkdir(parents=True)
        content = sound[:place] + b"\xc0" + sound[place + 1 :]
        (folder / FILE_NAME).write_bytes(content)
        store = open_store()
        with pytest.raises(DamagedError):
            store.sessions()
        store.close()
        shutil.rmtree(folder)


def told_entries(store: Store, session: str) -> tuple[Entry, ...]:
    return store.read(session).entries


def told(step: Callable[[], T]) -> T | None:
    try:
        return step()
    except FileNotFoundError:
        return None
    except RecordError as error:
        explain(error, "ja")
        return None
