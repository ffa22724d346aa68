"""Two microphones before two people: real speech, mixed as a counter would."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import numpy as np
import pytest
import soundfile

from voice_counter import paths
from voice_counter.audio.crosstalk import Crosstalk
from voice_counter.audio.source import SAMPLE_RATE, Samples

BLOCK = SAMPLE_RATE // 20


class Played:
    """Delivers audio in blocks; the clock stands where its last block ended."""

    live, overflows = True, 0

    def __init__(self, name: str, audio: Samples, clock: dict[str, float]) -> None:
        self.name = name
        self.audio = audio
        self.clock = clock

    def blocks(self) -> Iterator[Samples]:
        for start in range(0, len(self.audio), BLOCK):
            block = self.audio[start : start + BLOCK]
            self.clock["now"] = max(self.clock["now"], (start + len(block)) / SAMPLE_RATE)
            yield block

    def close(self) -> None:
        pass


def speech(name: str, start: float, total: float) -> Samples:
    audio, rate = soundfile.read(paths.samples() / name, dtype="float32")
    audio = audio[:: rate // SAMPLE_RATE] if rate != SAMPLE_RATE else audio
    placed = np.zeros(int(total * SAMPLE_RATE), np.float32)
    at = int(start * SAMPLE_RATE)
    placed[at : at + len(audio)] = audio[: len(placed) - at]
    return placed


def cleaned(first: Samples, second: Samples) -> tuple[Samples, Samples]:
    """Both channels read in turn, as two threads do."""
    clock = {"now": 0.0}
    crosstalk = Crosstalk(
        Played("a", first, clock), Played("b", second, clock), lambda: clock["now"]
    )
    halves = [source.blocks() for source in crosstalk.sources]
    out: tuple[list[Samples], list[Samples]] = ([], [])
    for blocks in zip_longest(*halves):
        for number, block in enumerate(blocks):
            if block is not None:
                out[number].append(block)
    return np.concatenate(out[0]), np.concatenate(out[1])


def energy(audio: Samples, start: float, end: float) -> float:
    part = audio[int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)]
    return float(np.sum(np.square(part, dtype=np.float64)))


@pytest.mark.parametrize("gain", [1.0, 3.0])
def test_each_microphone_keeps_its_own_voice(gain: float) -> None:
    total = 16.0
    staff = speech("ja_10_payment_deadline.flac", 1.0, total)
    resident = speech("en_02_which_counter.flac", 10.0, total)
    noise = np.random.default_rng(1).normal(0, 0.001, (2, len(staff))).astype(np.float32)
    first = staff + 0.25 * resident + noise[0]
    second = gain * (0.25 * staff + resident + noise[1])
    one, two = cleaned(first, second)
    assert len(one) == len(first)
    assert len(two) == len(second)
    # The staff's seconds, then the resident's; the channels are 0.12 s late.
    assert energy(two, 0, 9) < 0.05 * energy(second, 0, 9)
    assert energy(one, 10, 16) < 0.10 * energy(first, 10, 16)
    assert energy(one, 0, 9) > 0.95 * energy(first, 0, 9)
    assert energy(two, 10, 16) > 0.95 * energy(second, 10, 16)


def test_both_at_once_are_both_heard() -> None:
    staff = speech("ja_10_payment_deadline.flac", 0.5, 7.0)
    resident = speech("ja_07_card_pickup.flac", 0.5, 7.0)
    one, two = cleaned(staff + 0.2 * resident, resident + 0.2 * staff)
    assert energy(one, 0, 7) > 0.7 * energy(staff, 0, 7)
    assert energy(two, 0, 7) > 0.7 * energy(resident, 0, 7)


def test_a_silent_partner_changes_nothing() -> None:
    staff = speech("ja_10_payment_deadline.flac", 0.5, 7.0)
    one, two = cleaned(staff, staff * 0)
    assert energy(one, 0, 7) == pytest.approx(energy(staff, 0, 7))
    assert not two.any()
