"""A microphone that goes away and comes back."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from voice_counter.audio import supervised
from voice_counter.audio.source import SAMPLE_RATE, Samples
from voice_counter.audio.supervised import (
    Room,
    SourceBack,
    SourceEvent,
    SourceLost,
    SupervisedSource,
)
from voice_counter.errors import AudioError

GONE = AudioError("error.audio.microphone_failed", name="UM-10", reason="gone")
ABSENT = AudioError("error.audio.no_microphone")


class Device:
    """A microphone that says what the test puts in; an error there is its end."""

    live = True
    overflows = 0

    def __init__(self, name: str = "UM-10") -> None:
        self.name = name
        self.closed = threading.Event()
        self.said: queue.SimpleQueue[Samples | AudioError | None] = queue.SimpleQueue()

    def blocks(self) -> Iterator[Samples]:
        while (block := self.said.get()) is not None:
            if isinstance(block, AudioError):
                raise block
            yield block

    def close(self) -> None:
        self.closed.set()
        self.said.put(None)


class Desk:
    """What ``open_source`` finds: a device, an error, or for want of either no microphone."""

    def __init__(self, *found: Device | AudioError) -> None:
        self.found: queue.SimpleQueue[Device | AudioError] = queue.SimpleQueue()
        for each in found:
            self.found.put(each)
        self.asked = 0

    def open(self) -> Device:
        self.asked += 1
        found = ABSENT if self.found.empty() else self.found.get()
        if isinstance(found, AudioError):
            raise found
        return found


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voice_counter.audio.supervised._BLOCK_SECONDS", 0.01)
    monkeypatch.setattr("voice_counter.audio.supervised._RETRY_SECONDS", 0.02)
    monkeypatch.setattr("voice_counter.audio.supervised._OTHERS_AFTER", (0.05, 60.0))


def word(value: float) -> Samples:
    return np.full(160, value, np.float32)


class Ear:
    """Listens on a thread of its own."""

    def __init__(self, source: SupervisedSource) -> None:
        self.heard: queue.SimpleQueue[float] = queue.SimpleQueue()
        self.lengths: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.told: queue.SimpleQueue[SourceEvent] = queue.SimpleQueue()
        self.source = source
        source.listener = self.told.put
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def _listen(self) -> None:
        for block in self.source.blocks():
            self.lengths.put(len(block))
            self.heard.put(float(block[0]))

    def until(self, value: float) -> None:
        while self.heard.get(timeout=20) != value:
            pass

    def end(self) -> None:
        self.source.close()
        self.thread.join(20)
        assert not self.thread.is_alive()


@pytest.fixture
def listen() -> Iterator[Callable[..., Ear]]:
    ears: list[Ear] = []

    def start(desk: Desk, room: Room | None = None) -> Ear:
        ears.append(Ear(SupervisedSource(desk.open, room)))
        return ears[-1]

    yield start
    for ear in ears:
        ear.end()


def test_it_comes_back_by_itself(listen: Callable[..., Ear]) -> None:
    first, second = Device(), Device()
    ear = listen(Desk(first, ABSENT, ABSENT, second))
    first.said.put(word(0.1))
    ear.until(np.float32(0.1))
    first.said.put(GONE)
    assert ear.told.get(timeout=20) == SourceLost(GONE)
    ear.until(0.0)
    second.said.put(word(0.2))
    assert ear.told.get(timeout=20) == SourceBack("UM-10")
    ear.until(np.float32(0.2))
    assert first.closed.is_set()


def test_time_goes_on_without_it(listen: Callable[..., Ear]) -> None:
    """Silence ends the utterance that was being spoken: its caption comes."""
    first = Device()
    ear = listen(Desk(first))
    first.said.put(GONE)
    assert [ear.heard.get(timeout=20) for _ in range(20)] == [0.0] * 20


def test_another_that_the_pc_prefers_now(listen: Callable[..., Ear]) -> None:
    first, second = Device(), Device("内蔵マイク")
    ear = listen(Desk(first, second))
    first.said.put(GONE)
    assert isinstance(ear.told.get(timeout=20), SourceLost)
    assert ear.told.get(timeout=20) == SourceBack("内蔵マイク")
    assert ear.source.name == "内蔵マイク"


def test_one_that_cannot_be_opened_at_first() -> None:
    with pytest.raises(AudioError):
        SupervisedSource(Desk(ABSENT).open)


def test_patience_with_one_that_is_not_there_yet() -> None:
    late = Device()
    desk = Desk(ABSENT, ABSENT, late)
    ear = Ear(SupervisedSource(desk.open, patient=True))
    assert ear.told.get(timeout=20) == SourceLost(ABSENT)
    late.said.put(word(0.4))
    assert ear.told.get(timeout=20) == SourceBack("UM-10")
    ear.until(np.float32(0.4))
    ear.end()


def test_closing_while_it_is_away(listen: Callable[..., Ear]) -> None:
    first = Device()
    desk = Desk(first)
    ear = listen(desk)
    first.said.put(GONE)
    ear.told.get(timeout=20)
    late = Device()
    desk.found.put(late)
    ear.end()
    assert late.closed.is_set() or not desk.found.empty(), "it is not left open"


def test_one_that_comes_back_while_it_is_closed_is_let_go(listen: Callable[..., Ear]) -> None:
    first, late = Device(), Device()
    desk = Desk(first, late)
    ear = listen(desk)
    opened = desk.open

    def open_while_it_is_closed() -> Device:
        found = opened()
        ear.source.close()
        return found

    ear.source._open = open_while_it_is_closed
    first.said.put(GONE)
    assert late.closed.wait(20)
    ear.end()


def test_a_source_that_ends_by_itself_is_not_lost(listen: Callable[..., Ear]) -> None:
    first = Device()
    ear = listen(Desk(first))
    first.said.put(None)
    ear.thread.join(20)
    assert not ear.thread.is_alive(), "it ends"
    assert ear.told.empty()


def test_the_other_one_is_let_go_so_that_new_devices_are_seen(listen: Callable[..., Ear]) -> None:
    room = Room()
    lost, other, other_again = Device("A"), Device("B"), Device("B")
    staff = Desk(other, other_again)
    ear = listen(staff, room)
    desk = Desk(lost)
    lonely = listen(desk, room)
    lost.said.put(GONE)
    assert other.closed.wait(20)
    other_again.said.put(word(0.3))
    ear.until(np.float32(0.3))
    assert ear.told.empty(), "nobody at the other microphone need know"
    desk.found.put(Device("A"))
    assert isinstance(lonely.told.get(timeout=20), SourceLost)
    assert lonely.told.get(timeout=20) == SourceBack("A")


def test_overflows_are_counted_over_all_devices(listen: Callable[..., Ear]) -> None:
    first, second = Device(), Device()
    first.overflows, second.overflows = 2, 3
    ear = listen(Desk(first, second))
    first.said.put(GONE)
    ear.told.get(timeout=20)
    ear.told.get(timeout=20)
    assert ear.source.overflows == 5


def test_silence_has_the_length_of_the_time_it_fills(listen: Callable[..., Ear]) -> None:
    first = Device()
    ear = listen(Desk(first))
    first.said.put(GONE)
    assert round(supervised._BLOCK_SECONDS * SAMPLE_RATE) == 160
    assert [ear.lengths.get(timeout=20) for _ in range(5)] == [160] * 5
