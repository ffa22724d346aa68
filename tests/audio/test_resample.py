"""Any rate becomes 16 kHz mono, without seams and without tones that were not there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sound_makers import Audio, loudness, noise, pitch, tone

from voice_counter.audio.resample import MonoResampler
from voice_counter.audio.source import SAMPLE_RATE, Samples

LENGTH = 4000
SOUND = noise(LENGTH)


def _resample(rate: int, *blocks: Audio) -> Samples:
    resampler = MonoResampler(rate)
    parts = [resampler.feed(block) for block in blocks]
    return np.concatenate([*parts, resampler.feed(np.zeros(0, np.float32), last=True)])


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from([8_000, 11_025, 16_000, 22_050, 44_100, 48_000]),
    st.lists(st.integers(0, LENGTH), max_size=12).map(sorted),
)
def test_the_cuts_do_not_matter(rate: int, cuts: list[int]) -> None:
    whole = _resample(rate, SOUND)
    np.testing.assert_allclose(_resample(rate, *np.split(SOUND, cuts)), whole, atol=1e-6)
    assert len(whole) == pytest.approx(LENGTH * SAMPLE_RATE / rate, abs=2)


@pytest.mark.parametrize("rate", [44_100, 48_000])
@pytest.mark.parametrize("hertz", [9_000.0, 12_000.0, 15_000.0, 20_000.0])
def test_what_lies_above_nyquist_is_gone(rate: int, hertz: float) -> None:
    got = _resample(rate, tone(rate, 1.0, hertz))
    # Its edges are clicks, which hold every frequency.
    middle = got[1600:-1600]
    assert 20 * np.log10(loudness(middle) / (0.5 / np.sqrt(2))) < -80


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000])
def test_what_lies_below_is_kept(rate: int) -> None:
    got = _resample(rate, tone(rate, 1.0, 3_000.0))[1600:-1600]
    assert loudness(got) == pytest.approx(0.5 / np.sqrt(2), rel=0.01)
    assert pitch(got) == pytest.approx(3_000.0, rel=0.01)


def test_the_own_rate_passes_unchanged() -> None:
    np.testing.assert_array_equal(_resample(SAMPLE_RATE, SOUND), SOUND)


@pytest.mark.parametrize("rate", [SAMPLE_RATE, 48_000])
def test_channels_are_averaged(rate: int) -> None:
    both = np.stack([SOUND, -SOUND, SOUND, SOUND], axis=1)
    np.testing.assert_allclose(_resample(rate, both), _resample(rate, SOUND / 2), atol=1e-6)
