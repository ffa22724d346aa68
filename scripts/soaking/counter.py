"""The counter's microphone: recorded sentences, one after another, at any multiple of the pace of
speech, that goes away and comes back as it is told."""

from __future__ import annotations

import random
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from voice_counter.audio.file import FileSource
from voice_counter.audio.source import SAMPLE_RATE, AudioSource, Samples, WrappedSource
from voice_counter.desktop.choices import Sample
from voice_counter.errors import AudioError

_BLOCK = 1600
_QUIET = (0.8, 2.5)
"""Seconds between two sentences."""
_HISS = 1e-4
_ON_ITS_WAY = 0.8
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence and where it stands in the stream: seconds."""

    number: int
    text: str
    start: float
    end: float
    cut: bool = False
    """It was not heard whole: the microphone went away, or another person came."""


class Counter:
    """What is said at the counter, over all the devices that come and go.

    Args:
        clips: the sentences.
        pace: times the pace of speech.
        seconds: of speech and quiet in all.
    """

    def __init__(self, clips: tuple[Sample, ...], pace: float, seconds: float, seed: int) -> None:
        self._clips = [
            (clip.text, np.concatenate(list(FileSource(clip.path).blocks()))) for clip in clips
        ]
        self._random = random.Random(seed)
        self.pace = pace
        self._left = round(seconds * SAMPLE_RATE)
        self._number = 0
        self._rest: Samples = np.zeros(0, np.float32)
        self._made = 0
        self._given = 0
        self._coming: deque[_Coming] = deque()
        self.spoken: list[Spoken] = []
        self.plugged = threading.Event()
        self.plugged.set()
        self.done = threading.Event()
        self.position = 0
        """Samples that went through the pipeline, the silence for want of a device included."""

    def open(self) -> AudioSource:
        """The device, if it is there.

        Raises:
            AudioError: it is not.
        """
        if not self.plugged.is_set():
            raise AudioError("error.audio.no_microphone")
        return Device(self)

    def next_block(self) -> Samples | None:
        """What the microphone hears next; None at the end of the day."""
        if self._left <= 0:
            self.done.set()
            return None
        while len(self._rest) < _BLOCK:
            self._say_another()
        block, self._rest = self._rest[:_BLOCK], self._rest[_BLOCK:]
        self._left -= _BLOCK
        self._follow(len(block))
        return block

    def lose(self) -> None:
        """The device goes away; a sentence that is being said is cut off, and the rest unheard."""
        here = self.position / SAMPLE_RATE
        for each in self._coming:
            if each.begun is not None:
                self.spoken.append(Spoken(each.number, each.text, each.begun, here, cut=True))
        self._coming.clear()
        self._rest = np.zeros(0, np.float32)
        self._made = self._given

    def interrupt(self) -> None:
        """Nobody listens for a moment: what is being said is not heard whole."""
        for each in self._coming:
            each.cut |= each.begun is not None
        # What went into the pipeline a moment ago, on the real clock, may still be on its way.
        here = self.position / SAMPLE_RATE - _ON_ITS_WAY * self.pace
        self.spoken = [replace(each, cut=True) if each.end > here else each for each in self.spoken]

    def _say_another(self) -> None:
        text, audio = self._random.choice(self._clips)
        quiet = round(self._random.uniform(*_QUIET) * SAMPLE_RATE)
        noise = np.random.default_rng(self._number).normal(0, _HISS, quiet).astype(np.float32)
        self._rest = np.concatenate((self._rest, noise, audio))
        self._number += 1
        start = self._made + quiet
        self._made = start + len(audio)
        self._coming.append(_Coming(self._number, text, start, self._made))

    def _follow(self, samples: int) -> None:
        here = self.position - self._given
        self._given += samples
        while self._coming and self._coming[0].start < self._given:
            coming = self._coming[0]
            if coming.begun is None:
                coming.begun = (coming.start + here) / SAMPLE_RATE
            if coming.end > self._given:
                return
            self._coming.popleft()
            end = (coming.end + here) / SAMPLE_RATE
            self.spoken.append(Spoken(coming.number, coming.text, coming.begun, end, coming.cut))


@dataclass(slots=True)
class _Coming:
    """A sentence on its way: where it stands in what the devices give, in samples."""

    number: int
    text: str
    start: int
    end: int
    begun: float | None = None
    """Where it began in the stream, in seconds."""
    cut: bool = False


class Device:
    """The microphone while it is there."""

    name = "窓口のマイク"
    live = True
    overflows = 0

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._closed = threading.Event()

    def blocks(self) -> Iterator[Samples]:
        """See :class:`~voice_counter.audio.source.AudioSource`."""
        begun = time.monotonic()
        given = 0
        while not self._closed.is_set():
            if not self._counter.plugged.is_set():
                self._counter.lose()
                raise AudioError("error.audio.microphone_failed", name=self.name, reason="soak")
            block = self._counter.next_block()
            if block is None:
                return
            given += len(block)
            due = begun + given / SAMPLE_RATE / self._counter.pace
            if due > time.monotonic():
                self._closed.wait(due - time.monotonic())
            yield block

    def close(self) -> None:
        """See :class:`~voice_counter.audio.source.AudioSource`."""
        self._closed.set()


class Counted(WrappedSource):
    """A source that tells the counter how much of it went by."""

    def __init__(self, source: AudioSource, counter: Counter) -> None:
        super().__init__(source)
        self._counter = counter
        self.base = counter.position / SAMPLE_RATE
        """Where its first sample stands in the stream, in seconds."""

    def blocks(self) -> Iterator[Samples]:
        """See :class:`~voice_counter.audio.source.AudioSource`."""
        for block in super().blocks():
            yield block
            self._counter.position += len(block)
