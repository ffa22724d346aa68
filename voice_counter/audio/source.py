"""The edge where audio enters: a microphone, or a file that stands in for one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
"""Samples per second of all audio behind this edge (what Whisper and Silero expect)."""

Samples: TypeAlias = NDArray[np.float32]
"""Mono audio in [-1, 1] at ``SAMPLE_RATE``, shape ``(n,)``."""


class AudioSource(Protocol):
    """Delivers audio block by block.

    ``blocks`` is iterated once, by one thread. ``close`` may come from any thread and ends it.
    """

    @property
    def name(self) -> str:
        """What to call the source on the screen."""

    @property
    def live(self) -> bool:
        """Whether audio arrives at its own pace. Otherwise the reader sets the pace."""

    @property
    def overflows(self) -> int:
        """How often the device's audio was lost because it was not read in time."""

    def blocks(self) -> Iterator[Samples]:
        """Blocks of any length, in order, without gaps.

        Raises:
            AudioError: the file or device cannot be used, now or any more.
        """

    def close(self) -> None:
        """Stop delivering: ``blocks`` ends soon after. Harmless when called again."""


class WrappedSource:
    """``source``, whose blocks a subclass changes on their way."""

    def __init__(self, source: AudioSource) -> None:
        self._source = source

    @property
    def name(self) -> str:
        """See :class:`AudioSource`."""
        return self._source.name

    @property
    def live(self) -> bool:
        """See :class:`AudioSource`."""
        return self._source.live

    @property
    def overflows(self) -> int:
        """See :class:`AudioSource`."""
        return self._source.overflows

    def blocks(self) -> Iterator[Samples]:
        """See :class:`AudioSource`."""
        return self._source.blocks()

    def close(self) -> None:
        """See :class:`AudioSource`."""
        self._source.close()
