"""A microphone that may be unplugged and come back: captions go on with it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from voice_counter.audio.source import SAMPLE_RATE, AudioSource, Samples
from voice_counter.errors import AudioError

_BLOCK_SECONDS = 0.1
"""While there is no microphone, silence of this length comes as often: time goes on, so that what
was being said becomes a caption and the captions keep their times."""

_RETRY_SECONDS = 1.0
"""PortAudio tells of no device that arrives; asking takes a tenth of a second."""

_OTHERS_AFTER = (2.0, 10.0, 30.0)
"""Seconds without a microphone after which the other one is let go for a moment: PortAudio sees
new devices only while no stream is open. The last one again and again."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SourceLost:
    """The microphone delivers nothing any more. ``error`` says what to do."""

    error: AudioError


@dataclass(frozen=True, slots=True)
class SourceBack:
    """It is heard again, or another one that the PC now prefers: ``name``."""

    name: str


SourceEvent: TypeAlias = SourceLost | SourceBack
Listener = Callable[[SourceEvent], None]


class Room:
    """The microphones that are open at the same time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sources: list[SupervisedSource] = []

    def add(self, source: SupervisedSource) -> None:
        """``source`` is one of them."""
        self._sources.append(source)

    def alone(self, source: SupervisedSource, action: Callable[[], bool]) -> bool:
        """Do ``action`` while no other microphone is open."""
        with self._lock:
            others = [each for each in self._sources if each is not source]
            for other in others:
                other.pause()
            try:
                return action()
            finally:
                for other in others:
                    other.resume()


class SupervisedSource:
    """See :class:`~voice_counter.audio.source.AudioSource`; ``blocks`` does not raise.

    Args:
        open_source: opens the microphone, now and whenever it was lost.
        room: the others.
        patient: whether to wait for a microphone that is not there now.

    Raises:
        AudioError: it cannot be opened now, and there is no patience.
    """

    def __init__(
        self,
        open_source: Callable[[], AudioSource],
        room: Room | None = None,
        *,
        patient: bool = False,
    ) -> None:
        self._open = open_source
        self._room = room or Room()
        self._room.add(self)
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._resumed = threading.Event()
        self._resumed.set()
        self._paused = False
        self._missed = 0
        self.listener: Listener = lambda _event: None
        self._inner: AudioSource | None = None
        self._name = ""
        self._why = AudioError("error.audio.no_microphone")
        try:
            self._inner = open_source()
            self._name = self._inner.name
        except AudioError as error:
            if not patient:
                raise
            self._why = error

    @property
    def name(self) -> str:
        return self._name

    @property
    def live(self) -> bool:
        return True

    @property
    def overflows(self) -> int:
        inner = self._inner
        return self._missed + (inner.overflows if inner is not None else 0)

    def blocks(self) -> Iterator[Samples]:
        if self._inner is None:
            self.listener(SourceLost(self._why))
            yield from self._wait(told=True)
        while not self._closed.is_set():
            fault = yield from self._deliver()
            paused, self._paused = self._paused, False
            if fault is None and not paused:
                return  # a source that ends by itself, or that was closed
            if fault is not None:
                _log.warning("the microphone was lost: %s", fault)
                self.listener(SourceLost(fault))
            self._let_go()
            yield from self._wait(told=fault is not None)

    def close(self) -> None:
        self._closed.set()
        self._resumed.set()
        self._let_go()

    def pause(self) -> None:
        """Let the device go for a moment. From another thread than that of ``blocks``."""
        self._resumed.clear()
        self._paused = True
        self._let_go()

    def resume(self) -> None:
        """It may be opened again."""
        self._resumed.set()

    def _deliver(self) -> Generator[Samples, None, AudioError | None]:
        """What the microphone says, until it ends; the fault it ended with."""
        with self._lock:
            inner = self._inner
        if inner is None:
            return None
        try:
            yield from inner.blocks()
        except AudioError as error:
            return None if self._closed.is_set() or self._paused else error
        return None

    def _wait(self, *, told: bool) -> Iterator[Samples]:
        """Silence until the microphone is there again."""
        silence = np.zeros(round(_BLOCK_SECONDS * SAMPLE_RATE), np.float32)
        began = tried = time.monotonic()
        others = list(_OTHERS_AFTER)
        if not told and self._resumed.wait(_RETRY_SECONDS) and self._try():
            return
        while not self._closed.wait(_BLOCK_SECONDS):
            yield silence
            now = time.monotonic()
            if now - tried < _RETRY_SECONDS:
                continue
            tried = now
            if now - began >= others[0]:
                began, others = (began, others[1:]) if len(others) > 1 else (now, others)
                back = self._room.alone(self, self._try)
            else:
                back = self._try()
            if back:
                if told:
                    self.listener(SourceBack(self._name))
                return
            if not told:
                told = True
                self.listener(SourceLost(self._why))

    def _try(self) -> bool:
        try:
            opened = self._open()
        except AudioError as error:
            self._why = error
            return False
        with self._lock:
            self._inner = opened
            self._name = opened.name
        if self._closed.is_set():  # meanwhile
            self._let_go()
        return True

    def _let_go(self) -> None:
        with self._lock:
            inner, self._inner = self._inner, None
        if inner is not None:
            self._missed += inner.overflows
            inner.close()
