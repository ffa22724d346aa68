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
from voice_counter.errors import AudioError

BLOCK = SAMPLE_RATE // 20


class Played:
    """Delivers audio in blocks; the clock stands where its last block ended."""

    live, overflows = True, 0

    def __init__(
        self, name: str, audio: Samples, clock: dict[str, float], fault: AudioError | None = None
    ) -> None:
        self.name = name
        self.audio = audio
        self.clock = clock
        self.fault = fault

    def blocks(self) -> Iterator[Samples]:
        for start in range(0, len(self.audio), BLOCK):
            block = self.audio[start : start + BLOCK]
            self.clock["now"] = max(self.clock["now"], (start + len(block)) / SAMPLE_RATE)
            yield block
        if self.fault is not None:
            raise self.fault

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


def test_who_answers_at_once_is_heard_from_the_first_sound() -> None:
    staff = speech("ja_10_payment_deadline.flac", 0.5, 12.0)
    spoken = np.flatnonzero(np.abs(staff) > 0.02)
    resident = speech("en_02_which_counter.flac", 0.0, 12.0)
    onset = int(np.flatnonzero(np.abs(resident) > 0.02)[0])
    at = int(spoken[-1]) + SAMPLE_RATE // 20  # 50 ms after the staff's last sound
    resident = np.concatenate((np.zeros(at - onset, np.float32), resident))[: len(staff)]
    noise = np.random.default_rng(2).normal(0, 0.001, (2, len(staff))).astype(np.float32)
    second = resident + 0.25 * staff + noise[1]
    _, two = cleaned(staff + 0.25 * resident + noise[0], second)
    begin, delay = at / SAMPLE_RATE, 0.12
    for seconds in (0.3, 1.0):
        before = energy(second, begin, begin + seconds)
        assert energy(two, begin + delay, begin + delay + seconds) > 0.8 * before


def test_a_muted_microphone_comes_back_without_shutting_the_other() -> None:
    """Silence without noise, as it comes from a mute button, is not the room's noise."""
    total = 14.0
    staff = speech("ja_10_payment_deadline.flac", 6.0, total)
    noise = np.random.default_rng(3).normal(0, 0.002, (2, len(staff))).astype(np.float32)
    second = 0.25 * staff + noise[1]
    second[SAMPLE_RATE : 4 * SAMPLE_RATE] = 0
    first = staff + noise[0]
    one, two = cleaned(first, second)
    assert energy(one, 6, 13) > 0.95 * energy(first, 6, 13)
    assert energy(two, 6.2, 13) < 0.10 * energy(second, 6.2, 13)


def test_a_microphone_goes_on_when_the_other_fails() -> None:
    staff = speech("ja_10_payment_deadline.flac", 0.5, 7.0)
    clock = {"now": 0.0}
    fault = AudioError("error.audio.microphone_failed", name="b", reason="x")
    broken = Played("b", staff[:SAMPLE_RATE], clock, fault)
    sources = Crosstalk(Played("a", staff, clock), broken, lambda: clock["now"]).sources
    with pytest.raises(AudioError) as raised:
        list(sources[1].blocks())
    assert raised.value is fault
    one = np.concatenate(list(sources[0].blocks()))
    assert len(one) == len(staff)
    assert energy(one, 0, 7) > 0.95 * energy(staff, 0, 7)


@pytest.mark.parametrize(("block", "late"), [(160, 0.0), (2400, 0.0), (700, 0.08)])
def test_blocks_and_clocks_of_their_own_do_no_harm(block: int, late: float) -> None:
    """The second microphone delivers in other blocks, and a little later than the first."""
    total = 9.0
    staff = speech("ja_10_payment_deadline.flac", 1.0, total)
    noise = np.random.default_rng(4).normal(0, 0.001, (2, len(staff))).astype(np.float32)
    channels = (staff + noise[0], 0.25 * staff + noise[1])
    clock = {"now": 0.0}
    arrived = [0.0, 0.0]

    class Cut(Played):
        def __init__(self, number: int, size: int, late: float) -> None:
            super().__init__("mic", channels[number], clock)
            self.number, self.size, self.late = number, size, late

        def blocks(self) -> Iterator[Samples]:
            for start in range(0, len(self.audio), self.size):
                cut = self.audio[start : start + self.size]
                arrived[self.number] = (start + len(cut)) / SAMPLE_RATE + self.late
                clock["now"] = max(arrived[self.number], clock["now"])
                yield cut

    cuts = Cut(0, BLOCK, 0.0), Cut(1, block, late)
    halves = [source.blocks() for source in Crosstalk(*cuts, lambda: clock["now"]).sources]
    out: tuple[list[Samples], list[Samples]] = ([], [])
    left = {0, 1}
    while left:
        # Whichever has to be read next, as two threads would.
        number = min(left, key=lambda n: arrived[n])
        piece = next(halves[number], None)
        if piece is None:
            left.remove(number)
        else:
            out[number].append(piece)
    one, two = (np.concatenate(pieces) for pieces in out)
    assert energy(one, 0, total) > 0.95 * energy(channels[0], 0, total - 0.2)
    assert energy(two, 0.5, total) < 0.10 * energy(channels[1], 0.5, total)
