"""From snapshots of utterances to caption events: the recognising thread's part of the spine."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from voice_counter.audio.source import SAMPLE_RATE, Samples
from voice_counter.captions.events import CaptionEvent, Discarded, Final, Partial
from voice_counter.captions.options import CaptionOptions
from voice_counter.glossary import Biaser, Glossary
from voice_counter.speech.endpoint import Phase, Utterance
from voice_counter.speech.languages import AUTO
from voice_counter.speech.recogniser import Hypothesis, Recogniser
from voice_counter.speech.stable import Shown, StableText

PARTIAL_SECONDS = 0.5
"""New audio that makes another partial worth its decode."""

_DETECTION_SECONDS = 1.5
"""Less speech than this does not tell its language reliably."""


_NOTHING = Shown("", 0)


@dataclass(slots=True)
class _Open:
    """An utterance on its way to its final."""

    number: int
    stable: StableText | None = None
    language: str | None = None
    shown: Shown = _NOTHING
    early: tuple[int, Hypothesis] | None = None
    """A hypothesis of final quality, made in a pause, and the utterance's end at that time."""


class Transcriber:
    """Recognises one snapshot after another and emits what there is to show.

    ``taken`` and ``done`` are stream positions in samples: up to where audio has been taken on
    and dealt with. ``partial_seconds`` is what the last partial took. Other threads may read them.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        glossary: Glossary,
        biaser: Biaser,
        options: CaptionOptions,
        emit: Callable[[CaptionEvent], None],
        clock: Callable[[], float],
    ) -> None:
        self._recogniser = recogniser
        self._glossary = glossary
        self._biaser = biaser
        self._options = options
        self._emit = emit
        self._clock = clock
        self._open = _Open(0)
        self.taken = 0
        self.done = 0
        self.partial_seconds = 0.0
        self.partials = 0
        self.dropped_partials = 0
        self.finals = 0
        self.discarded = 0
        self.loops = 0

    def process(self, utterance: Utterance) -> None:
        """Recognise a snapshot; nothing is emitted if it brings nothing new."""
        if utterance.number != self._open.number:
            self._open = _Open(utterance.number)
            self.taken = utterance.start
        end = utterance.start + len(utterance.audio)
        missed = int((end - self.taken) / (PARTIAL_SECONDS * SAMPLE_RATE)) - 1
        self.dropped_partials += max(0, missed)
        self.taken = end
        if utterance.phase in (Phase.SPEAKING, Phase.PAUSED):
            began = time.monotonic()
            self._partial(utterance)
            self.partial_seconds = time.monotonic() - began
        else:
            self._final(utterance)
        self.done = end

    def _partial(self, utterance: Utterance) -> None:
        state = self._open
        # A pause is perhaps the end: worth a hypothesis that can serve as the final.
        paused = utterance.phase is Phase.PAUSED
        hypothesis = self._recognise(utterance.audio, final=paused)
        if paused:
            state.early = utterance.end, hypothesis
        if hypothesis.looped or not hypothesis.text or not self._options.partials:
            return
        if state.stable is None or (
            state.stable.language != hypothesis.language and not state.stable.settled
        ):
            state.stable = StableText(hypothesis.language)
        shown = state.stable.update(hypothesis.text)
        if shown == state.shown:
            return
        state.shown = shown
        self.partials += 1
        self._emit(
            Partial(
                utterance=utterance.number,
                start=utterance.start / SAMPLE_RATE,
                end=utterance.end / SAMPLE_RATE,
                emitted=self._clock(),
                language=hypothesis.language,
                text=shown.text,
                stable=shown.stable,
                terms=self._terms_in(shown.text, hypothesis.language),
            )
        )

    def _final(self, utterance: Utterance) -> None:
        state = self._open
        text = ""
        if utterance.phase is Phase.ENDED:
            if state.early is not None and state.early[0] == utterance.end:
                hypothesis = state.early[1]
            else:
                hypothesis = self._recognise(utterance.audio, final=True)
            text = hypothesis.text
            state.language = hypothesis.language
        if state.stable is not None:
            # Also when the final heard nothing: what was shown as stable stays.
            text = state.stable.finish(text)
            state.language = state.language or state.stable.language
        self._open = _Open(0)
        if not text:
            self.discarded += 1
            self._emit(Discarded(utterance.number))
            return
        language = state.language or self._options.language
        terms = self._terms_in(text, language)
        self._biaser.settled(terms)
        self.finals += 1
        self._emit(
            Final(
                utterance=utterance.number,
                start=utterance.start / SAMPLE_RATE,
                end=utterance.end / SAMPLE_RATE,
                emitted=self._clock(),
                language=language,
                text=text,
                terms=terms,
            )
        )

    def _recognise(self, audio: Samples, *, final: bool) -> Hypothesis:
        state = self._open
        language = state.language
        if self._options.language != AUTO:
            language = self._options.language
        hypothesis = self._recogniser.recognise(
            audio,
            language=language,
            terms=self._biaser.terms_for(state.shown.text) if self._biased(language) else (),
            final=final,
        )
        self.loops += hypothesis.loops
        if len(audio) >= _DETECTION_SECONDS * SAMPLE_RATE:
            state.language = hypothesis.language
        return hypothesis

    def _terms_in(self, text: str, language: str) -> tuple[str, ...]:
        return self._glossary.terms_in(text) if self._biased(language) else ()

    def _biased(self, language: str | None) -> bool:
        return self._options.glossary and language == "ja"
