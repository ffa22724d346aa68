"""From snapshots of utterances to caption events: the recognising thread's part of the spine."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from voice_counter.audio.source import SAMPLE_RATE, Samples
from voice_counter.captions.events import CaptionEvent, Discarded, Final, Partial
from voice_counter.captions.options import CaptionOptions
from voice_counter.captions.unsure import unsure_spans
from voice_counter.errors import UserError
from voice_counter.glossary.repair import Repair
from voice_counter.glossary.vocabulary import Heard, Vocabulary
from voice_counter.numerals import Quantity, normalise
from voice_counter.speech.endpoint import Phase, Utterance
from voice_counter.speech.languages import AUTO
from voice_counter.speech.recogniser import Hearing, Hypothesis, Recogniser
from voice_counter.speech.stable import Shown, StableText
from voice_counter.supervision.process import LostError

_DETECTION_SECONDS = 1.5
"""Less speech than this does not tell its language reliably."""


_TERM_LENGTH = 10
"""Characters that stay open where a glossary helps: a term is put right only when all of it has
been said, and what is settled before that stays wrong."""

_NOTHING = Shown("", 0)

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Open:
    """An utterance on its way to its final."""

    number: int
    stable: StableText | None = None
    language: str | None = None
    shown: Shown = _NOTHING
    hearing: Hearing | None = None
    """The newest audio, encoded."""
    early: tuple[int, Hypothesis] | None = None
    """A hypothesis of final quality, made in a pause, and the utterance's end at that time."""
    repairs: dict[Repair, None] = field(default_factory=dict)
    """All repairs so far: what was once repaired may have been settled since."""


class Transcriber:
    """Recognises one snapshot after another and emits what there is to show.

    ``taken`` and ``done`` are stream positions in samples: up to where audio has been taken on
    and dealt with. ``partial_seconds`` is what the last partial took. Other threads may read them.
    They may set ``sparing``: partials come from a smaller model, if there is one; and ``hurried``:
    finals are decoded as quickly as partials.

    Args:
        light: the smaller model, once it is loaded.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        vocabulary: Vocabulary,
        options: CaptionOptions,
        emit: Callable[[CaptionEvent], None],
        clock: Callable[[], float],
        lock: threading.Lock | None = None,
        light: Callable[[], Recogniser | None] = lambda: None,
    ) -> None:
        self._recogniser = recogniser
        self._vocabulary = vocabulary
        self._next_vocabulary = vocabulary
        # The recogniser serves one thread at a time, also across runs.
        self._lock = lock or threading.Lock()
        self._last: tuple[Samples, str] | None = None
        self._forgetting = False
        self._light = light
        self.sparing = options.light_partials
        self.hurried = False
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

    def use(self, vocabulary: Vocabulary) -> None:
        """From the next utterance on, hear with ``vocabulary``. From any thread."""
        self._next_vocabulary = vocabulary

    def hear_again(self) -> str | None:
        """What the last final would be with the newest vocabulary, from any thread; None where
        there was none. Takes as long as a final."""
        try:
            with self._lock:
                return self._hear_again()
        finally:
            self._forget_if_asked()

    def forget(self) -> None:
        """Drop what is remembered of the conversation, from any thread. Never waits: what is being
        recognised now is dropped when that is done."""
        self._last = None
        self._forgetting = True
        self._forget_if_asked()

    def process(self, utterance: Utterance) -> None:
        """Recognise a snapshot; nothing is emitted if it brings nothing new."""
        self._forget_if_asked()
        try:
            with self._lock:
                self._process(utterance)
        finally:
            self._forget_if_asked()

    def give_up(self, utterance: Utterance) -> None:
        """The recogniser is lost over this utterance. What was shown as stable stays."""
        if utterance.phase is Phase.ENDED:
            self.process(replace(utterance, phase=Phase.ABANDONED))

    def _forget_if_asked(self) -> None:
        # Whoever held the lock comes here after it, so that either they or who asked does it.
        while self._forgetting and self._lock.acquire(blocking=False):
            try:
                self._forgetting = False
                self._last = None
                self._vocabulary.forget()
            finally:
                self._lock.release()

    def _hear_again(self) -> str | None:
        if self._last is None:
            return None
        audio, language = self._last
        vocabulary = self._next_vocabulary
        hearing = self._recogniser.hear(audio, language=language, final=True)
        if language != "ja":
            return hearing.decode().text
        vocabulary.next_utterance()
        text = vocabulary.decode(hearing, "", final=True).hypothesis.text
        vocabulary.next_utterance()
        return _with_digits(text, vocabulary)

    def _process(self, utterance: Utterance) -> None:
        if utterance.number != self._open.number:
            self._open = _Open(utterance.number)
            self._vocabulary = self._next_vocabulary
            self._vocabulary.next_utterance()
            self.taken = utterance.start
        end = utterance.start + len(utterance.audio)
        missed = int((end - self.taken) / (self._options.partial_seconds * SAMPLE_RATE)) - 1
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
        light = self._light() if self.sparing and not paused else None
        if light is not None:
            try:
                self._show_light(utterance, light)
            except (LostError, UserError):
                # A helper in need, perhaps for want of memory: the captions go on without it.
                _log.warning("the smaller model gave no partial", exc_info=True)
            return
        hypothesis = self._recognise(utterance.audio, final=paused)
        if paused:
            state.early = utterance.end, hypothesis
        if hypothesis.looped or not hypothesis.text or not self._options.partials:
            return
        if state.stable is None or (
            state.stable.language != hypothesis.language and not state.stable.settled
        ):
            held_back = _TERM_LENGTH if self._biased(hypothesis.language) else 1
            state.stable = StableText(hypothesis.language, hold_back=held_back)
        self._show(utterance, state.stable.update(hypothesis.text), hypothesis.language)

    def _show_light(self, utterance: Utterance, light: Recogniser) -> None:
        """What a smaller model hears. Nothing of it is settled: the final comes from the other."""
        state = self._open
        language = state.language if self._options.language == AUTO else self._options.language
        hearing = light.hear(
            utterance.audio, language=language, final=False, among=self._options.among
        )
        hypothesis = hearing.decode()
        if hypothesis.looped or not hypothesis.text or not self._options.partials:
            return
        settled = state.stable.settled if state.stable is not None else ""
        text = hypothesis.text if state.stable is None else state.stable.finish(hypothesis.text)
        self._show(utterance, Shown(text, len(settled)), hypothesis.language)

    def _show(self, utterance: Utterance, shown: Shown, language: str) -> None:
        state = self._open
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
                language=language,
                text=shown.text,
                stable=shown.stable,
                terms=self._terms_in(shown.text, language),
            )
        )

    def _final(self, utterance: Utterance) -> None:
        state = self._open
        text = ""
        if utterance.phase is Phase.ENDED:
            if state.early is not None and state.early[0] == utterance.end:
                hypothesis = state.early[1]
            else:
                hypothesis = self._recognise(utterance.audio, final=not self.hurried)
            text = hypothesis.text
            state.language = hypothesis.language
        if state.stable is not None:
            # Also when the final heard nothing: what was shown as stable stays.
            text = state.stable.finish(text)
            state.language = state.language or state.stable.language
        language = state.language or self._options.language
        quantities = normalise(text).quantities if language == "ja" else ()
        heard_now = utterance.phase is Phase.ENDED and not self.hurried
        unsure = self._unsure(state.hearing, text, quantities) if heard_now and text else ()
        # The recogniser is done with it: from here on nothing can fail half-way.
        self._open = _Open(0)
        if not text:
            self.discarded += 1
            self._emit(Discarded(utterance.number))
            return
        if self._biased(language):
            self._vocabulary.settled(text)
        self._last = utterance.audio, language
        self.finals += 1
        self._emit(
            Final(
                utterance=utterance.number,
                start=utterance.start / SAMPLE_RATE,
                end=utterance.end / SAMPLE_RATE,
                emitted=self._clock(),
                language=language,
                text=text,
                terms=self._terms_in(text, language),
                quantities=quantities,
                repairs=tuple(repair for repair in state.repairs if repair.after in text),
                unsure=unsure,
            )
        )

    def _recognise(self, audio: Samples, *, final: bool) -> Hypothesis:
        state = self._open
        language = state.language
        if self._options.language != AUTO:
            language = self._options.language
        hearing = self._recogniser.hear(
            audio, language=language, final=final, among=self._options.among
        )
        if self._biased(hearing.language):
            heard = self._vocabulary.decode(hearing, state.shown.text, final=final)
        else:
            heard = Heard(hearing.decode())
        hypothesis = heard.hypothesis
        state.hearing = hearing
        state.repairs.update(dict.fromkeys(heard.repairs))
        self.loops += hypothesis.loops
        if len(audio) >= _DETECTION_SECONDS * SAMPLE_RATE:
            state.language = hypothesis.language
        if hypothesis.language == "ja":
            # Before anything is settled, so that what is settled is in its normal form.
            return replace(hypothesis, text=_with_digits(hypothesis.text, self._vocabulary))
        return hypothesis

    def _unsure(
        self, hearing: Hearing | None, text: str, quantities: Sequence[Quantity]
    ) -> tuple[tuple[int, int], ...]:
        if hearing is None:
            return ()
        terms = self._vocabulary.glossary.matches(text) if self._biased(hearing.language) else ()
        known = [(term.start, term.end) for term in terms]
        known += [(quantity.start, quantity.end) for quantity in quantities]
        return unsure_spans(hearing.token_probabilities(text), text, known)

    def _terms_in(self, text: str, language: str) -> tuple[str, ...]:
        return self._vocabulary.glossary.terms_in(text) if self._biased(language) else ()

    def _biased(self, language: str | None) -> bool:
        return self._options.glossary and language == "ja" and len(self._vocabulary.glossary) > 0


def _with_digits(text: str, vocabulary: Vocabulary) -> str:
    """Numbers in their normal form, but for those in terms (一時保育)."""
    terms = vocabulary.glossary.matches(text)
    return normalise(text, [(term.start, term.end) for term in terms]).text
