"""Any device's or file's audio as 16 kHz mono, without seams between blocks."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray

from voice_counter.audio.source import SAMPLE_RATE, Samples


class MonoResampler:
    """Mixes channels down and changes the sample rate of a stream.

    The filter (libsoxr, ``HQ``: linear phase, pass band to 91 % of Nyquist) keeps its state from
    block to block, so the output is the same however the stream is cut.
    """

    def __init__(self, rate: int) -> None:
        self._stream = (
            None
            if rate == SAMPLE_RATE
            else soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32", quality="HQ")
        )

    def feed(self, block: NDArray[np.float32], *, last: bool = False) -> Samples:
        """Resample ``block``, shape ``(n,)`` or ``(n, channels)``; ``last`` drains the filter."""
        mono = block if block.ndim == 1 else block.mean(axis=1, dtype=np.float32)
        if self._stream is None:
            return np.ascontiguousarray(mono, dtype=np.float32)
        resampled: Samples = self._stream.resample_chunk(
            np.ascontiguousarray(mono, dtype=np.float32), last=last
        )
        return resampled
