"""One microphone, two sides."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from voice_counter.audio.gate import GatedSource
from voice_counter.audio.source import AudioSource, Samples
from voice_counter.audio.turns import SplitSource
from voice_counter.errors import AudioError

BLOCK = 1600


class Scripted:
    """Delivers a block of ones, twos, … whenever the test lets it."""

    name, live, overflows = "mic", True, 3

    def __init__(self, error: AudioError | None = None) -> None:
        self.may = threading.Semaphore(0)
        self.given = 0
        self.closed = threading.Event()
        self.error = error

    def blocks(self) -> Iterator[Samples]:
        while True:
            self.may.acquire()
            if self.closed.is_set():
                return
            if self.error is not None:
                raise self.error
            self.given += 1
            yield np.full(BLOCK, self.given, np.float32)

    def close(self) -> None:
        self.closed.set()
        self.may.release()


def test_each_hears_itself_and_silence_for_the_other() -> None:
    source = Scripted()
    split = SplitSource(source)
    staff, resident = (half.blocks() for half in split.sources)

    def next_of_both() -> tuple[float, float]:
        source.may.release()
        return float(next(staff)[-1]), float(next(resident)[-1])

    split.turn(0)
    assert next_of_both() == (1.0, 0.0)
    split.turn(1)
    assert next_of_both() == (0.0, 2.0)
    split.turn(None)
    assert next_of_both() == (0.0, 0.0)
    split.turn(0)
    early, silence = next(staff), next(resident)
    assert (early[-1], silence.any(), len(early), len(silence)) == (3.0, False, BLOCK, BLOCK)
    assert next_of_both() == (4.0, 0.0)
    assert (split.sources[0].name, split.sources[1].overflows) == ("mic", 3)
    for half in split.sources:
        half.close()
    assert source.closed.is_set()
    assert list(staff) == list(resident) == []


def test_one_side_goes_on_without_the_other() -> None:
    source = Scripted()
    split = SplitSource(source)
    split.turn(0)
    blocks = split.sources[0].blocks()
    split.sources[1].close()
    source.may.release()
    assert next(blocks)[0] == 1.0
    assert not source.closed.is_set()
    split.sources[0].close()
    assert source.closed.is_set()


def test_a_fault_is_told_to_both() -> None:
    fault = AudioError("error.audio.microphone_failed", name="mic", reason="x")
    source = Scripted(fault)
    split = SplitSource(source)
    source.may.release()
    for half in split.sources:
        with pytest.raises(AudioError) as raised:
            list(half.blocks())
        assert raised.value is fault


def test_a_side_that_is_not_read_keeps_a_minute_at_most() -> None:
    source = Scripted()
    split = SplitSource(source)
    split.turn(1)
    blocks = split.sources[0].blocks()
    for _ in range(700):  # 70 seconds
        source.may.release()
        next(blocks)
    split.sources[0].close()
    kept = []
    for block in split.sources[1].blocks():
        kept.append(float(block[0]))
        if kept[-1] == 700.0:
            break
    assert len(kept) == 600
    assert all(late - early == 1.0 for early, late in pairwise(kept))


class Fast:
    """A file: as fast as it is read."""

    name, live, overflows = "file", False, 0

    def blocks(self) -> Iterator[Samples]:
        for number in range(1, 1001):  # 100 seconds
            yield np.full(BLOCK, number, np.float32)

    def close(self) -> None:
        pass


def test_of_a_file_nothing_is_lost_however_slowly_it_is_read() -> None:
    split = SplitSource(Fast())
    split.turn(1)
    staff, resident = (half.blocks() for half in split.sources)
    heard, silence = [], 0
    for block in resident:
        heard.append(float(block[0]))
        silence += len(next(staff))
    assert heard == [float(number) for number in range(1, 1001)]
    assert silence == 1000 * BLOCK


def test_the_same_turn_again_changes_nothing() -> None:
    source = Scripted()
    split = SplitSource(source)
    staff = split.sources[0].blocks()
    source.may.release()
    assert not next(staff).any()
    split.turn(None)
    split.turn(0)
    assert next(staff)[0] == 1.0  # the pre-roll, at once
    for half in split.sources:
        half.close()
    assert list(staff) == []


def test_a_gate_lets_the_same_length_of_silence_through() -> None:
    source = Scripted()
    gate: AudioSource = GatedSource(source)
    blocks = gate.blocks()
    source.may.release()
    assert next(blocks)[0] == 1.0
    assert isinstance(gate, GatedSource)
    gate.shut = True
    source.may.release()
    silence = next(blocks)
    assert (len(silence), silence.any()) == (BLOCK, False)
    gate.shut = False
    source.may.release()
    assert next(blocks)[0] == 3.0
    gate.close()
    assert list(blocks) == []


def test_audio_that_nobody_reads_in_time_is_dropped_and_counted() -> None:
    """A talk must not lag by minutes; and nothing may go missing without being told."""
    source = Scripted()
    split = SplitSource(source)
    split.turn(0)
    staff = split.sources[0].blocks()
    for _ in range(650):  # 65 seconds, of which the other side reads none
        source.may.release()
        next(staff)
    assert split.sources[0].overflows == source.overflows
    assert split.sources[1].overflows >= source.overflows + 49
    split.sources[0].close()
    split.sources[1].close()
