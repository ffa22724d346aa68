"""A source that can be shut: the microphone is muted, the captions stay ready."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from voice_counter.audio.source import AudioSource, Samples


class GatedSource:
    """``source``, delivering silence of the same length while it is shut.

    ``shut`` may be set from any thread; it takes effect with the next block.
    """

    def __init__(self, source: AudioSource) -> None:
        self._source = source
        self.shut = False

    @property
    def name(self) -> str:
        """See :class:`~voice_counter.audio.source.AudioSource`."""
        return self._source.name

    @property
    def live(self) -> bool:
        """See :class:`~voice_counter.audio.source.AudioSource`."""
        return self._source.live

    @property
    def overflows(self) -> int:
        """See :class:`~voice_counter.audio.source.AudioSource`."""
        return self._source.overflows

    def blocks(self) -> Iterator[Samples]:
        """See :class:`~voice_counter.audio.source.AudioSource`."""
        for block in self._source.blocks():
            yield np.zeros_like(block) if self.shut else block

    def close(self) -> None:
        """See :class:`~voice_counter.audio.source.AudioSource`."""
        self._source.close()
