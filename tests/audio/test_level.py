"""What the level meter shows."""

from __future__ import annotations

import numpy as np
import pytest
from sound_makers import tone

from voice_counter.audio.level import LevelMeter
from voice_counter.audio.source import SAMPLE_RATE

WINDOW = SAMPLE_RATE // 10


def test_a_full_scale_sine_is_at_minus_three_decibels() -> None:
    level = LevelMeter().feed(tone(SAMPLE_RATE, 0.1, amplitude=1.0))
    assert level is not None
    assert level == pytest.approx((-3.01, 0.0), abs=0.01)


def test_a_tenth_of_the_amplitude_is_twenty_decibels_less() -> None:
    level = LevelMeter().feed(tone(SAMPLE_RATE, 0.1, amplitude=0.1))
    assert level == pytest.approx((-23.01, -20.0), abs=0.01)


def test_negative_peaks_count() -> None:
    samples = np.zeros(WINDOW, np.float32)
    samples[5] = -0.5
    level = LevelMeter().feed(samples)
    assert level is not None
    assert level[1] == pytest.approx(-6.02, abs=0.01)


def test_silence_stands_at_the_floor() -> None:
    level = LevelMeter().feed(np.zeros(WINDOW, np.float32))
    assert level is not None
    assert level[0] == level[1] == -100.0


def test_it_speaks_once_a_tenth_of_a_second() -> None:
    meter = LevelMeter()
    answers = [meter.feed(np.zeros(WINDOW // 4, np.float32)) for _ in range(12)]
    assert [answer is not None for answer in answers] == [False, False, False, True] * 3


def test_a_window_does_not_hear_the_one_before() -> None:
    meter = LevelMeter()
    loud = meter.feed(np.full(WINDOW, 1.0, np.float32))
    quiet = meter.feed(np.zeros(WINDOW, np.float32))
    assert loud is not None
    assert quiet is not None
    assert (loud[1], quiet[1]) == (0.0, -100.0)
