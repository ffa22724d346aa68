"""How loud it is: what the level meter shows."""

from __future__ import annotations

import numpy as np

from voice_counter.audio.source import SAMPLE_RATE, Samples

_WINDOW = SAMPLE_RATE // 10
_FLOOR_DB = -100.0


class LevelMeter:
    """Measures a stream in windows of 100 ms."""

    def __init__(self) -> None:
        self._pending: list[Samples] = []
        self._count = 0

    def feed(self, samples: Samples) -> tuple[float, float] | None:
        """RMS and peak in dB relative to full scale, whenever a window is full."""
        self._pending.append(samples)
        self._count += len(samples)
        if self._count < _WINDOW:
            return None
        window = np.concatenate(self._pending)
        self._pending, self._count = [], 0
        rms = float(np.sqrt(np.mean(np.square(window))))
        return _decibels(rms), _decibels(float(np.abs(window).max()))


def _decibels(amplitude: float) -> float:
    return max(_FLOOR_DB, 20.0 * float(np.log10(max(amplitude, 1e-9))))
