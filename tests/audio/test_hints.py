"""Hints about the sound, from real speech made too soft, too loud, too noisy."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import soundfile

from voice_counter import paths
from voice_counter.audio.hints import Hint, LevelHints
from voice_counter.audio.level import LevelMeter
from voice_counter.audio.source import SAMPLE_RATE, Samples
from voice_counter.speech.silero import FRAME, SileroVad

NAMES = ("ja_10_payment_deadline.flac", "ja_04_moving_in.flac", "en_02_which_counter.flac")
BLOCK = SAMPLE_RATE // 10


def speech(name: str) -> Samples:
    audio: Samples = soundfile.read(paths.samples() / name, dtype="float32")[0]
    return np.concatenate((audio, np.zeros(SAMPLE_RATE // 2, np.float32), audio))


def with_noise(audio: Samples, level_db: float) -> Samples:
    noise = np.random.default_rng(1).normal(0, 10 ** (level_db / 20), len(audio))
    return np.clip(audio + noise.astype(np.float32), -1, 1)


def shown(audio: Samples, hints: LevelHints, *, known: bool = True) -> list[Hint | None]:
    """The hint after each tenth of a second."""
    meter, vad = LevelMeter(), SileroVad()
    found: list[Hint | None] = []
    for start in range(0, len(audio) - BLOCK, BLOCK):
        block = audio[start : start + BLOCK]
        frames = range(0, len(block) - FRAME + 1, FRAME)
        spoken = max(vad.feed(block[at : at + FRAME]) for at in frames) > 0.5
        level = meter.feed(block)
        assert level is not None
        found.append(hints.feed(*level, spoken if known else None, BLOCK / SAMPLE_RATE))
    return found


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("gain_db", "noise_db", "expected"),
    [(0, -70, set()), (-10, -65, set()), (-32, -75, {Hint.TOO_QUIET}), (14, -60, {Hint.TOO_LOUD})],
)
def test_the_level_of_a_voice(
    name: str, gain_db: float, noise_db: float, expected: set[Hint], known: bool
) -> None:
    audio = with_noise(speech(name) * np.float32(10 ** (gain_db / 20)), noise_db)
    assert set(shown(audio, LevelHints(), known=known)) - {None} == expected


def test_noise_is_told_only_where_words_get_lost() -> None:
    audio = with_noise(speech(NAMES[0]), -26)
    hints = LevelHints()
    assert set(shown(audio, hints)) == {None}
    hints.missed()
    assert Hint.NOISY in shown(audio, hints)
    hints.understood()
    assert shown(audio, hints)[-1] is None
    quiet = LevelHints()
    quiet.missed()
    assert Hint.NOISY not in shown(with_noise(speech(NAMES[0]), -70), quiet)


def test_a_missed_utterance_is_forgotten_after_a_while() -> None:
    audio = with_noise(speech(NAMES[0]), -26)
    hints = LevelHints()
    hints.missed()
    for _ in range(101):
        hints.feed(-26.0, -15.0, False, 0.1)
    assert set(shown(audio, hints)) == {None}


def test_no_sound_at_all() -> None:
    hints = LevelHints()
    found = shown(np.zeros(5 * SAMPLE_RATE, np.float32), hints)
    assert found[:18] == [None] * 18
    assert found[-1] is Hint.SILENT
    # A microphone in a silent room is not silent.
    assert shown(with_noise(np.zeros(10 * SAMPLE_RATE, np.float32), -70), hints)[-1] is None


def test_hints_stay_and_do_not_flicker() -> None:
    """Every hundred milliseconds something else is wrong."""
    hints = LevelHints()
    found = [hints.feed(-20.0, 0.0 if (n // 5) % 2 else -10.0, n % 7 > 3, 0.1) for n in range(1200)]
    found += [hints.feed(-60.0, -50.0, False, 0.1) for _ in range(80)]
    changes = [n for n in range(1, len(found)) if found[n] is not found[n - 1]]
    assert Hint.TOO_LOUD in found
    assert all(later - earlier >= 30 for earlier, later in pairwise(changes))
    assert found[-1] is None
