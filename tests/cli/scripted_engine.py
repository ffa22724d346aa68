"""An engine that hears loudness as speech and says a given sentence, as fast as it is spoken."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from voice_counter.audio.source import SAMPLE_RATE, AudioSource, Samples
from voice_counter.captions.captioner import Captioner, Sink
from voice_counter.captions.events import CaptionEvent, Stopped, Summary
from voice_counter.captions.options import CaptionOptions
from voice_counter.errors import UserError
from voice_counter.glossary import Glossary, Vocabulary
from voice_counter.speech.recogniser import Hypothesis

Call = Callable[..., tuple[int, list[str], list[str]]]
"""The command line: its words in; its exit code and the lines of both streams out."""

SENTENCE = "番号札を取って、おかけになってお待ちください。"

SUMMARY = Summary(
    audio=2.5,
    speech=1.25,
    wall=0.5,
    cpu=0.4,
    peak_rss=123_456,
    partials=3,
    finals=2,
    discarded=1,
    loops=0,
    dropped_partials=4,
    overflows=5,
)

Script = Callable[["ScriptedCaptioner", Sink], UserError | None]


class Loudness:
    """A voice detector for tones."""

    def feed(self, frame: Samples) -> float:
        return float(np.abs(frame).max() > 0.05)

    def reset(self) -> None:
        pass


class Reader:
    """A recogniser that hears ten characters a second."""

    def __init__(self) -> None:
        self.languages: list[str | None] = []
        self.fault: Exception | None = None

    def hear(
        self, audio: Samples, *, language: str | None, final: bool, among: Sequence[str] = ()
    ) -> Reading:
        del final, among
        if self.fault is not None:
            raise self.fault
        self.languages.append(language)
        return Reading(audio, language or "ja")


@dataclass
class Reading:
    audio: Samples
    language: str

    def decode(self, terms: Sequence[str] = ()) -> Hypothesis:
        del terms
        return Hypothesis(SENTENCE[: 10 * len(self.audio) // SAMPLE_RATE], self.language)

    def token_probabilities(self, text: str) -> list[tuple[int, int, float]]:
        return [(0, len(text), 1.0)]

    def log_probabilities(self, texts: Sequence[str], terms: Sequence[str] = ()) -> list[float]:
        del terms
        return [0.0] * len(texts)


class ScriptedCaptioner:
    """Stands in for the whole captioner where a test says which events there are."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self.stopped = threading.Event()
        self.source: AudioSource | None = None
        self.options: CaptionOptions | None = None

    def run(self, source: AudioSource, options: CaptionOptions, sink: Sink) -> Summary:
        self.source, self.options = source, options
        try:
            sink(Stopped(SUMMARY, self._script(self, sink)))
        finally:
            source.close()
        return SUMMARY

    def stop(self) -> None:
        self.stopped.set()


class Engine:
    """What ``load_captioner`` is replaced by."""

    def __init__(self) -> None:
        self.reader = Reader()
        self.loaded: list[tuple[str | None, bool]] = []
        self.captioner: ScriptedCaptioner | None = None

    def events(self, *events: CaptionEvent, error: UserError | None = None) -> None:
        """From now on a run is these events."""

        def emit(_captioner: ScriptedCaptioner, sink: Sink) -> UserError | None:
            for event in events:
                sink(event)
            return error

        self.script(emit)

    def script(self, script: Script) -> None:
        self.captioner = ScriptedCaptioner(script)

    def load(
        self, model_id: str | None = None, *, glossary: bool = True, profile: str | None = None
    ) -> Captioner | ScriptedCaptioner:
        self.profile = profile
        self.loaded.append((model_id, glossary))
        return self.captioner or Captioner(self.reader, Loudness(), Vocabulary(Glossary(())))
