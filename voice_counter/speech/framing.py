"""Blocks of any length as frames of one length."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from voice_counter.audio.source import Samples
from voice_counter.speech.silero import FRAME


class Framer:
    """Re-cuts a stream; what does not fill a frame waits for the next block."""

    def __init__(self) -> None:
        self._rest: Samples = np.zeros(0, np.float32)

    def feed(self, block: Samples) -> Iterator[Samples]:
        """The frames, of ``FRAME`` samples each, that ``block`` completes."""
        samples = np.concatenate([self._rest, block])
        whole = len(samples) - len(samples) % FRAME
        self._rest = samples[whole:]
        for start in range(0, whole, FRAME):
            yield samples[start : start + FRAME]

    def flush(self) -> Iterator[Samples]:
        """The last, unfilled frame, if any, padded with silence."""
        if len(self._rest):
            yield np.pad(self._rest, (0, FRAME - len(self._rest)))
            self._rest = self._rest[:0]
