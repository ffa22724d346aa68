"""A source that can be shut: the microphone is muted, the captions stay ready."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from voice_counter.audio.source import AudioSource, Samples, WrappedSource


class GatedSource(WrappedSource):
    """``source``, delivering silence of the same length while it is shut.

    ``shut`` may be set from any thread; it takes effect with the next block.
    """

    def __init__(self, source: AudioSource) -> None:
        super().__init__(source)
        self.shut = False

    def blocks(self) -> Iterator[Samples]:
        """See :class:`~voice_counter.audio.source.AudioSource`."""
        for block in super().blocks():
            yield np.zeros_like(block) if self.shut else block
