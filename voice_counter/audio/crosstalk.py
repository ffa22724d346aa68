"""Two microphones at one counter hear both people: each keeps only the voice that is its own.

Levels decide. A voice is loudest in the microphone before it; the other one is silenced while that
lasts. Levels count above each microphone's own noise, so that two that differ in gain, or a room
that hums, change nothing.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator

import numpy as np

from voice_counter.audio.source import SAMPLE_RATE, AudioSource, Samples, WrappedSource

_WINDOW = SAMPLE_RATE // 50
"""Levels are taken every 20 ms."""
_DELAY = 6
"""Windows that each channel is held back, so that an onset is judged before it is let through."""
_NEAR = 0.16
"""Seconds within which windows of the two channels count as simultaneous: devices deliver in
blocks of their own."""
_MARGIN_DB = 6.0
"""So much louder is the nearer of two microphones 50 cm apart at least, in practice."""
_VOICE_DB = 9.0
"""Less above the noise is no voice that could leak."""
_HANG = 0.25
_FADE = SAMPLE_RATE // 200
_FLOOR_SECONDS = 6.0
_DIGITAL_DB = -95.0
"""No microphone is so quiet: it is muted, or not connected."""


class _Channel:
    """Levels of one microphone, in dB above its own noise."""

    def __init__(self) -> None:
        self.levels: deque[tuple[float, float]] = deque(maxlen=100)
        self._quiet: deque[float] = deque(maxlen=int(_FLOOR_SECONDS * SAMPLE_RATE / _WINDOW))

    def hear(self, window: Samples, now: float) -> None:
        level = 10.0 * float(np.log10(float(np.mean(np.square(window))) + 1e-10))
        # Silence without any noise would leave a floor over which all that follows is loud.
        if level > _DIGITAL_DB or not self._quiet:
            if self._quiet and self._quiet[0] <= _DIGITAL_DB:
                self._quiet.clear()
            self._quiet.append(level)
        # Speech has pauses: a low percentile of some seconds is the noise.
        floor = float(np.percentile(self._quiet, 10))
        self.levels.append((now, level - floor))

    def loudest(self, since: float, until: float) -> float:
        return max((level for at, level in self.levels if since <= at <= until), default=0.0)


class Crosstalk:
    """Wraps two sources (``sources``) so that each delivers only what is louder in it.

    Args:
        clock: seconds; blocks are compared by the time of their arrival.
    """

    def __init__(
        self,
        first: AudioSource,
        second: AudioSource,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._channels = (_Channel(), _Channel())
        self.sources: tuple[AudioSource, AudioSource] = (
            _Cleaned(self, first, 0),
            _Cleaned(self, second, 1),
        )

    def hear(self, number: int, window: Samples) -> float:
        """Take the newest window of a channel; returns its time."""
        with self._lock:
            now = self._clock()
            self._channels[number].hear(window, now)
            return now

    def nearest(self, at: float) -> int | None:
        """The microphone before whoever spoke then; None where the levels do not tell."""
        with self._lock:
            one, two = (channel.loudest(at - _NEAR, at + _NEAR) for channel in self._channels)
        if max(one, two) <= _VOICE_DB or abs(one - two) <= _MARGIN_DB:
            return None
        return 0 if one > two else 1


class _Cleaned(WrappedSource):
    """One of the two sources, a little late, with silence for what leaked into it."""

    def __init__(self, crosstalk: Crosstalk, source: AudioSource, number: int) -> None:
        super().__init__(source)
        self._crosstalk = crosstalk
        self._number = number

    def blocks(self) -> Iterator[Samples]:
        held: deque[tuple[float, Samples]] = deque()
        rest: Samples = np.zeros(0, np.float32)
        gain, until = 1.0, 0.0
        for block in super().blocks():
            rest = np.concatenate((rest, block))
            ready: list[Samples] = []
            while len(rest) >= _WINDOW:
                window, rest = rest[:_WINDOW], rest[_WINDOW:]
                held.append((self._crosstalk.hear(self._number, window), window))
                if len(held) > _DELAY:
                    at, oldest = held.popleft()
                    nearest = self._crosstalk.nearest(at)
                    if nearest == 1 - self._number:
                        until = at + _HANG
                    elif nearest == self._number:
                        until = at  # who answers at once does not wait for the hang-over
                    target = 0.0 if at < until else 1.0
                    ready.append(_faded(oldest, gain, target))
                    gain = target
            if ready:
                yield np.concatenate(ready)
        tail = [window for _, window in held]
        if tail or len(rest):
            yield np.concatenate([*tail, rest]) * np.float32(gain)


def _faded(window: Samples, before: float, after: float) -> Samples:
    """``window`` with a gain that changes without a click."""
    ramp = np.linspace(before, after, _FADE, dtype=np.float32)
    gains = np.concatenate((ramp, np.full(len(window) - _FADE, after, np.float32)))
    return window * gains
