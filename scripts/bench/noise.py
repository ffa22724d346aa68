"""Sound that holds no words, and must leave the screen empty."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scripts.bench.speech import recordings
from voice_counter.audio.source import SAMPLE_RATE, Samples


def wordless(seconds: float, seed: int = 7) -> dict[str, Samples]:
    """``seconds`` each of silence, hiss, typing and babble, by name."""
    rng = np.random.default_rng(seed)
    count = round(seconds * SAMPLE_RATE)
    return {
        "silence": _level(rng.normal(0, 1, count), -75.0),
        "hiss": _level(_pink(rng, count), -40.0),
        "typing": _typing(rng, count),
        "babble": _babble(rng, count),
    }


def _pink(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    """1/f noise, like an air conditioner."""
    spectrum = np.fft.rfft(rng.normal(0, 1, count))
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 1))
    return np.fft.irfft(spectrum, count)


def _typing(rng: np.random.Generator, count: int) -> Samples:
    """Key strokes: bursts of 8-25 ms, 3-9 a second, over a quiet room."""
    audio = _pink(rng, count) * 0.02
    position = 0
    while position < count - SAMPLE_RATE:
        length = int(rng.integers(SAMPLE_RATE // 125, SAMPLE_RATE // 40))
        decay = np.exp(-np.linspace(0, 6, length))
        audio[position : position + length] += rng.normal(0, rng.uniform(2, 8), length) * decay
        position += int(rng.integers(SAMPLE_RATE // 9, SAMPLE_RATE // 3))
    return _level(audio, -38.0)


def _babble(rng: np.random.Generator, count: int) -> Samples:
    """A waiting room: eight voices at once, played backwards, so that no word is in it."""
    voices = [clip.audio[::-1] for clip in recordings()]
    audio = np.zeros(count)
    for _ in range(8):
        order = rng.permutation(len(voices))
        track = np.concatenate([voices[i] for i in order])
        track = np.tile(track, count // len(track) + 1)[:count]
        audio += np.roll(track, int(rng.integers(count)))
    return _level(audio, -32.0)


def _level(audio: NDArray[np.float64], dbfs: float) -> Samples:
    scaled = audio * (10 ** (dbfs / 20) / np.sqrt(np.mean(audio**2)))
    clipped: Samples = np.clip(scaled, -1, 1).astype(np.float32)
    return clipped
