"""A folder for records, stores and recorders on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from record_tools import QUICK, Clock, Heard, Secrets

from voice_counter.record.keys import KeyStore
from voice_counter.record.recorder import Recorder
from voice_counter.record.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """It does not exist yet."""
    return tmp_path / "records"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def secrets() -> Secrets:
    return Secrets()


@pytest.fixture
def key_store(secrets: Secrets) -> KeyStore:
    return KeyStore(lambda: secrets)


@pytest.fixture
def open_store(folder: Path, key_store: KeyStore, clock: Clock) -> Iterator[Callable[[], Store]]:
    """Makes stores on the same folder, each as in a process of its own."""
    opened: list[Store] = []

    def make() -> Store:
        opened.append(
            Store(folder, key_store=key_store, stretching=QUICK, clock=clock, busy_seconds=0.05)
        )
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def open_recorder(
    folder: Path, key_store: KeyStore, clock: Clock, heard: Heard
) -> Iterator[Callable[..., Recorder]]:
    """Makes recorders on the same folder; a fault is tried again after a moment."""
    opened: list[Recorder] = []

    def make(
        redact: Callable[[str], str] = str, retention_days: float = 30.0, busy: float = 0.05
    ) -> Recorder:
        store = Store(folder, key_store=key_store, stretching=QUICK, clock=clock, busy_seconds=busy)
        opened.append(
            Recorder(
                store,
                heard,
                redact=redact,
                retention_days=retention_days,
                clock=clock,
                pauses=(0.01, 0.05),
            )
        )
        return opened[-1]

    yield make
    for recorder in opened:
        recorder.close()


@pytest.fixture
def recorder(open_recorder: Callable[..., Recorder]) -> Recorder:
    return open_recorder()
