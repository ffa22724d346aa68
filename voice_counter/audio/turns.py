"""One microphone for two people: whoever has the turn is heard, the other side hears silence."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator

import numpy as np

from voice_counter.audio.source import SAMPLE_RATE, AudioSource, Samples

_PRE_ROLL = SAMPLE_RATE // 5
"""Who presses the key as they begin to speak has said a sound already."""
_MOST_BLOCKED = 60 * SAMPLE_RATE
"""What a side that is not read keeps: more would be an ever growing lag. A file waits instead."""


class SplitSource:
    """Deals the audio of ``source`` out to two sources (``sources``).

    A thread of its own reads ``source`` from when the first side is read until both are closed,
    or the source ends. Each side gets as much audio as was recorded: its own, or zeros.
    """

    def __init__(self, source: AudioSource) -> None:
        self._source = source
        self._changed = threading.Condition()
        self._queues: tuple[deque[Samples], deque[Samples]] = (deque(), deque())
        self._open = [True, True]
        self._dropped = [0, 0]
        self._ended = False
        self._error: Exception | None = None
        self._turn: int | None = None
        self._recent: Samples = np.zeros(0, np.float32)
        self._pump: threading.Thread | None = None
        self.sources: tuple[AudioSource, AudioSource] = (_Half(self, 0), _Half(self, 1))

    @property
    def source(self) -> AudioSource:
        """What is dealt out."""
        return self._source

    def turn(self, side: int | None) -> None:
        """From now on, side 0 or 1 is heard, or nobody. From any thread."""
        with self._changed:
            if side is not None and self._turn is None and len(self._recent):
                self._put(side, self._recent)
                self._put(1 - side, np.zeros_like(self._recent))
            if side != self._turn:
                self._recent = self._recent[:0]
            self._turn = side
            self._changed.notify_all()

    def blocks(self, side: int) -> Iterator[Samples]:
        """The audio of a side.

        Raises:
            AudioError: the source failed; both sides are told.
        """
        with self._changed:
            if self._pump is None:
                self._pump = threading.Thread(target=self._deal, name="turns", daemon=True)
                self._pump.start()
        queue = self._queues[side]
        while True:
            with self._changed:
                self._changed.wait_for(lambda: queue or self._ended or not self._open[side])
                if not self._open[side]:
                    return
                if not queue:
                    break
                block = queue.popleft()
                self._changed.notify_all()
            yield block
        if self._error is not None:
            raise self._error

    def close(self, side: int) -> None:
        """That side is not read any more; without readers the source is closed."""
        with self._changed:
            self._open[side] = False
            last = not any(self._open)
            self._changed.notify_all()
        if last:
            self._source.close()

    def _deal(self) -> None:
        try:
            for block in self._source.blocks():
                with self._changed:
                    if not self._source.live:
                        self._changed.wait_for(self._room)
                    self._put_all(block)
                    self._changed.notify_all()
        except Exception as error:
            self._error = error
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _room(self) -> bool:
        """Whether each side that is read has room for more."""
        return not any(
            self._open[side] and sum(map(len, self._queues[side])) >= _MOST_BLOCKED
            for side in (0, 1)
        )

    def _put_all(self, block: Samples) -> None:
        silence = np.zeros_like(block)
        for side in (0, 1):
            self._put(side, block if side == self._turn else silence)
        if self._turn is None:
            # It was silence to both sides: what comes again as a pre-roll is not heard twice.
            self._recent = np.concatenate((self._recent, block))[-_PRE_ROLL:]

    def _put(self, side: int, block: Samples) -> None:
        if not self._open[side]:
            return
        queue = self._queues[side]
        queue.append(block)
        while sum(map(len, queue)) > _MOST_BLOCKED:
            queue.popleft()
            self._dropped[side] += 1

    def overflows(self, side: int) -> int:
        """How often audio of that side was lost: by the device, or because nobody read it."""
        return self._source.overflows + self._dropped[side]


class _Half:
    """One side of a split source."""

    def __init__(self, split: SplitSource, side: int) -> None:
        self._split = split
        self._side = side

    @property
    def name(self) -> str:
        return self._split.source.name

    @property
    def live(self) -> bool:
        return self._split.source.live

    @property
    def overflows(self) -> int:
        return self._split.overflows(self._side)

    def blocks(self) -> Iterator[Samples]:
        return self._split.blocks(self._side)

    def close(self) -> None:
        self._split.close(self._side)
