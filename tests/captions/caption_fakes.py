"""A source, a voice detector, a recogniser and a view that the tests script.

A voice is a constant whose height tells who speaks, so that the recogniser can tell it back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from voice_counter.audio.source import SAMPLE_RATE, Samples
from voice_counter.captions.captioner import Captioner
from voice_counter.captions.events import CaptionEvent, Stopped
from voice_counter.captions.options import CaptionOptions
from voice_counter.glossary import Glossary, Vocabulary
from voice_counter.speech.recogniser import Hypothesis

HANG = 30.0
"""Only guards against waiting for ever."""

BLOCK = SAMPLE_RATE // 10


def voice(who: int, seconds: float) -> Samples:
    return np.full(round(seconds * SAMPLE_RATE), 0.5 + who / 100, np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def speaker(audio: Samples) -> int:
    return round((float(audio.max()) - 0.5) * 100)


class LoudnessVad:
    def __init__(self) -> None:
        self.resets = 0

    def feed(self, frame: Samples) -> float:
        return 0.9 if float(frame.max()) > 0.5 else 0.1

    def reset(self) -> None:
        self.resets += 1


@dataclass(frozen=True)
class Call:
    seconds: float
    language: str | None
    terms: tuple[str, ...]
    final: bool


Event = TypeVar("Event")
Answer = Callable[[Samples, Call], Hypothesis | str]


@dataclass
class FakeHearing:
    recogniser: FakeRecogniser
    audio: Samples
    asked: str | None
    final: bool

    @property
    def language(self) -> str:
        return self.asked or "ja"

    def decode(self, terms: Sequence[str] = ()) -> Hypothesis:
        call = Call(len(self.audio) / SAMPLE_RATE, self.asked, tuple(terms), self.final)
        self.recogniser.calls.append(call)
        said = self.recogniser.answer(self.audio, call)
        return Hypothesis(said, self.language) if isinstance(said, str) else said

    def token_probabilities(self, text: str) -> list[tuple[int, int, float]]:
        return self.recogniser.doubts(text)

    def log_probabilities(self, texts: Sequence[str], terms: Sequence[str] = ()) -> list[float]:
        del terms
        return [self.recogniser.likelihood(text) for text in texts]


class FakeRecogniser:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.calls: list[Call] = []
        # How likely a text is: all the same, unless a test says otherwise.
        self.likelihood: Callable[[str], float] = lambda _text: 0.0
        self.doubts: Callable[[str], list[tuple[int, int, float]]] = lambda _text: []

    def hear(
        self, audio: Samples, *, language: str | None, final: bool, among: Sequence[str] = ()
    ) -> FakeHearing:
        del among
        return FakeHearing(self, audio, language, final)

    @property
    def finals(self) -> int:
        return sum(call.final for call in self.calls)


def names_speaker(audio: Samples, _: Call) -> str:
    return f"{speaker(audio)}番です"


Step = Samples | Callable[[], "Iterator[Samples] | None"]


class ScriptedSource:
    """Delivers audio in blocks of 0.1 s; a step that is a function may wait, raise or deliver."""

    name = "USB マイク"

    def __init__(self, *steps: Step, live: bool = True) -> None:
        self._steps = steps
        self.live = live
        self.overflows = 0
        self.closed = threading.Event()

    def blocks(self) -> Iterator[Samples]:
        for step in self._steps:
            for audio in (step() or ()) if callable(step) else (step,):
                for start in range(0, len(audio), BLOCK):
                    if self.closed.is_set():
                        return
                    yield audio[start : start + BLOCK]

    def close(self) -> None:
        self.closed.set()


class View:
    """A sink that remembers, and on which other threads can wait."""

    def __init__(self) -> None:
        self.events: list[CaptionEvent] = []
        self._changed = threading.Condition()

    def __call__(self, event: CaptionEvent) -> None:
        with self._changed:
            assert not self.of(Stopped), "an event after the last"
            self.events.append(event)
            self._changed.notify_all()

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    def wait_for(self, done: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(done, HANG), "it did not happen in time"

    @property
    def stopped(self) -> Stopped:
        (stopped,) = self.of(Stopped)
        assert self.events[-1] is stopped
        return stopped


def make_captioner(recogniser: FakeRecogniser) -> Captioner:
    return Captioner(recogniser, LoudnessVad(), Vocabulary(Glossary(())))


def caption(
    source: ScriptedSource, answer: Answer = names_speaker, options: CaptionOptions | None = None
) -> tuple[View, FakeRecogniser]:
    """One run from beginning to end, in this thread."""
    view, recogniser = View(), FakeRecogniser(answer)
    make_captioner(recogniser).run(source, options or CaptionOptions(), view)
    return view, recogniser
