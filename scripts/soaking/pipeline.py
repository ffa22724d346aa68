"""The application's own pipeline, with the counter in the place of a microphone; and, for hours in
minutes, a recogniser in its process that says the same of everything."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from scripts.soaking.counter import Counted, Counter
from voice_counter.audio.source import Samples
from voice_counter.audio.supervised import SourceEvent, SupervisedSource
from voice_counter.captions.captioner import Captioner
from voice_counter.conversation.ears import Plan
from voice_counter.conversation.line import Side
from voice_counter.desktop import core
from voice_counter.desktop.core import Ears, InstalledCore
from voice_counter.glossary import Glossary, Vocabulary
from voice_counter.speech.recogniser import Hypothesis
from voice_counter.speech.silero import SileroVad
from voice_counter.supervision.engines import SupervisedEngines
from voice_counter.supervision.recogniser import SupervisedRecogniser
from voice_counter.translation.load import installed as installed_offers
from voice_counter.translation.load import load_phrase_book
from voice_counter.translation.translator import CheckedTranslator, Translator

SAID = "手数料は300円です。番号でお呼びしますので、おかけになってお待ちください。"


class Parrot:
    """A recogniser that hears the same sentence in everything, in no time."""

    def hear(
        self, audio: Samples, *, language: str | None, final: bool, among: Sequence[str] = ()
    ) -> ParrotHearing:
        """See :class:`voice_counter.speech.recogniser.Recogniser`."""
        del final, among
        time.sleep(0.002)
        return ParrotHearing(len(audio), language or "ja")


class ParrotHearing:
    """See :class:`voice_counter.speech.recogniser.Hearing`."""

    def __init__(self, samples: int, language: str) -> None:
        self._samples = samples
        self.language = language

    def decode(self, terms: Sequence[str] = ()) -> Hypothesis:
        """As much of the sentence as was said by then."""
        del terms
        return Hypothesis(SAID[: max(4, self._samples // 1600)], self.language)

    def log_probabilities(self, texts: Sequence[str], terms: Sequence[str] = ()) -> list[float]:
        """All alike."""
        del terms
        return [0.0 for _ in texts]

    def token_probabilities(self, text: str) -> list[tuple[int, int, float]]:
        """All sure."""
        return [(0, len(text), 1.0)]


class SoakCore(InstalledCore):
    """The installed pipeline with the counter for a microphone.

    Args:
        parrot: whether the recogniser is the parrot.
    """

    def __init__(self, counter: Counter, *, parrot: bool) -> None:
        super().__init__(None, glossary=not parrot)
        self._counter = counter
        self._parrot = parrot
        self.captioner: Captioner | None = None
        self.engines = SupervisedEngines()
        self.devices: list[SourceEvent] = []
        self.bases: list[float] = []
        """Where each run began in the stream, in seconds."""

    def load(self) -> core.Captioner:
        """Both recognisers work in a process of their own."""
        if self._parrot:
            recogniser = SupervisedRecogniser(Parrot)
            self.captioner = Captioner(recogniser, SileroVad(), Vocabulary(Glossary(())))
        else:
            loaded = super().load()
            assert isinstance(loaded, Captioner)
            self.captioner = loaded
        return self.captioner

    def microphones(self) -> list[str]:
        """The one there is."""
        return ["窓口のマイク"]

    def open(self, plan: Plan) -> Ears:
        """The counter for all ears."""
        source = SupervisedSource(self._counter.open, patient=plan.patient)
        counted = Counted(source, self._counter)
        self.bases.append(counted.base)
        sources, turn = core._divided(plan, [counted])

        def listen(listener: Callable[[Side, SourceEvent], None]) -> None:
            def hear(event: SourceEvent) -> None:
                self.devices.append(event)
                listener(Side.STAFF, event)

            source.listener = hear

        return Ears(tuple(sources), turn, lambda _: None, listen)

    def translator(self) -> Translator:
        """The installed one, whose process the soak can find."""
        terms = self.terms().together()
        offers = self.engines.offers(installed_offers())
        return CheckedTranslator(offers, terms, load_phrase_book(terms))

    @property
    def recogniser_pid(self) -> int | None:
        """Process id of the recogniser."""
        recogniser = self.captioner._recogniser if self.captioner is not None else None
        return recogniser.pid if isinstance(recogniser, SupervisedRecogniser) else None
