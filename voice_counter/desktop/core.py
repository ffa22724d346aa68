"""What the window needs of the caption pipeline, and the pipeline as it is installed.

The window knows only these protocols, so that its tests can drive it with recorded events.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from voice_counter import paths
from voice_counter.audio.source import AudioSource
from voice_counter.audio.supervised import Room, SourceEvent, SupervisedSource
from voice_counter.captions.events import CaptionEvent, Summary
from voice_counter.captions.options import CaptionOptions
from voice_counter.conversation.ears import Arrangement, Plan
from voice_counter.conversation.line import Side
from voice_counter.errors import GlossaryError, UserError
from voice_counter.glossary import Glossary, Vocabulary
from voice_counter.glossary.files import read_terms
from voice_counter.glossary.user_glossary import FILE_NAME, UserGlossary

if TYPE_CHECKING:
    from voice_counter.translation.translator import Translator


class Captioner(Protocol):
    """Captions one source at a time."""

    @property
    def model_id(self) -> str:
        """Which model of the registry it is; empty for none of them."""

    @property
    def fallback(self) -> UserError | None:
        """Why a smaller model than the one asked for is in use; None where it is not."""

    def run(
        self, source: AudioSource, options: CaptionOptions, sink: Callable[[CaptionEvent], None]
    ) -> Summary:
        """Caption ``source`` until it ends or ``stop`` is called; blocks the calling thread."""

    def stop(self) -> None:
        """End the run. May come from any thread."""

    def hurry(self) -> None:
        """Decode what has queued up as quickly as it goes. May come from any thread."""

    def close(self) -> None:
        """Let go of the models: the process is about to end."""

    def use(self, vocabulary: Vocabulary) -> None:
        """Hear with ``vocabulary`` from the next utterance on. May come from any thread."""

    def forget(self) -> None:
        """Drop what is remembered of the conversation. May come from any thread."""

    def hear_again(self) -> str | None:
        """What the last utterance is heard as with the present vocabulary; blocks for a second.

        None when nothing has been said yet.
        """


@dataclass(frozen=True, slots=True)
class Ears:
    """The open sources of a plan.

    Attributes:
        sources: one for each ear.
        turn: says whose turn it is to be heard by the one microphone; None for nobody's.
        mute: True shuts all sources, False opens them. From any thread, like ``turn``.
        listen: from now on, hear when a microphone is lost or back, on the thread that reads it;
            the side is whose microphone it is.
    """

    sources: tuple[AudioSource, ...]
    turn: Callable[[Side | None], None]
    mute: Callable[[bool], None]
    listen: Callable[[Callable[[Side, SourceEvent], None]], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms there are.

    Attributes:
        own: those that the staff added or corrected on this PC, loaded.
        others: those of all other glossaries.
        fault: what was wrong with the file of the own terms.
    """

    own: UserGlossary
    others: Glossary
    fault: GlossaryError | None = None

    def together(self) -> Glossary:
        """The glossary that is in force: an own term comes before any other of its spelling."""
        return Glossary((*self.own.terms, *self.others.terms))


class Core(Protocol):
    """The pipeline as the window sees it. Each method may take seconds: never call on the GUI."""

    def load(self) -> Captioner:
        """Bring the models into memory.

        Raises:
            UserError: they are missing or damaged.
        """

    def microphones(self) -> list[str]:
        """Names of the microphones, the preferred one first.

        Raises:
            UserError: audio input does not work on this machine.
        """

    def second(self, captioner: Captioner, *, japanese: bool) -> Captioner:
        """Another captioner on the same models, which runs at the same time."""

    def open(self, plan: Plan) -> Ears:
        """The sources of a plan.

        Raises:
            UserError: one cannot be used; all others are closed.
        """

    def translator(self) -> Translator:
        """What translates. Made on the thread that uses it.

        Raises:
            UserError: a glossary or the list of models cannot be read.
        """

    def terms(self) -> Terms:
        """The terms, read when first asked for.

        Raises:
            GlossaryError: a glossary other than that of the own terms cannot be read.
        """

    def vocabulary(self, glossary: Glossary) -> Vocabulary:
        """``glossary`` as a captioner of this core uses it."""


class InstalledCore:
    """The real pipeline. Imports are late: the window must be on the screen before them."""

    def __init__(self, model_id: str | None, *, glossary: bool) -> None:
        self._model_id = model_id
        self._glossary = glossary
        self._lock = threading.Lock()
        self._terms: Terms | None = None

    def load(self) -> Captioner:
        """Load the models that the command line asked for."""
        from voice_counter.captions.engine import load_captioner

        if self._glossary:
            self.terms()  # sets a damaged file of own terms aside, which must not stop the captions
        return load_captioner(self._model_id, glossary=self._glossary, supervised=True)

    def microphones(self) -> list[str]:
        """Ask the operating system."""
        from voice_counter.audio.microphone import list_microphones

        return list_microphones()

    def second(self, captioner: Captioner, *, japanese: bool) -> Captioner:
        """Shares the recogniser; has ears and, for Japanese, terms of its own."""
        from voice_counter.captions.captioner import Captioner as RealCaptioner
        from voice_counter.speech.silero import SileroVad

        assert isinstance(captioner, RealCaptioner)
        terms = self.terms().together() if japanese else Glossary(())
        return captioner.beside(SileroVad(), self.vocabulary(terms))

    def open(self, plan: Plan) -> Ears:
        """Open microphones, or recordings that play at the pace of speech."""
        from voice_counter.audio.gate import GatedSource
        from voice_counter.audio.open import open_source

        opened: list[AudioSource] = []
        microphones: dict[Side, SupervisedSource] = {}
        room = Room()
        try:
            for spec, side in zip(plan.specs, Side, strict=False):
                start = partial(open_source, spec, realtime=True)
                if plan.live:
                    microphones[side] = SupervisedSource(start, room, patient=plan.patient)
                opened.append(microphones[side] if plan.live else start())
        except BaseException:
            for source in opened:
                source.close()
            raise
        sources, turn = _divided(plan, opened)
        gates = tuple(GatedSource(source) for source in sources)

        def mute(shut: bool) -> None:
            for gate in gates:
                gate.shut = shut

        def listen(listener: Callable[[Side, SourceEvent], None]) -> None:
            for side, microphone in microphones.items():
                microphone.listener = partial(listener, side)

        return Ears(gates, turn, mute, listen)

    def translator(self) -> Translator:
        """All installed models, with the terms in force."""
        from voice_counter.translation.load import load_translator

        return load_translator(self.terms().together(), supervised=True)

    def terms(self) -> Terms:
        """Read the user's glossaries and those that ship."""
        with self._lock:
            if self._terms is None:
                self._terms = _read_terms()
            return self._terms

    def vocabulary(self, glossary: Glossary) -> Vocabulary:
        """A vocabulary of the terms, or of none where the command line wants no glossary."""
        if not self._glossary:
            return Vocabulary(Glossary(()))
        from voice_counter.captions.engine import phrases_to_hear

        return Vocabulary(glossary, phrases=phrases_to_hear(glossary))


def _divided(
    plan: Plan, opened: Sequence[AudioSource]
) -> tuple[Sequence[AudioSource], Callable[[Side | None], None]]:
    """A source for each ear, and how the turn is given."""
    if plan.arrangement is Arrangement.KEYS:
        from voice_counter.audio.turns import SplitSource

        split = SplitSource(opened[0])
        sides = {Side.STAFF: 0, Side.RESIDENT: 1}
        return split.sources, lambda side: split.turn(None if side is None else sides[side])
    if plan.arrangement is Arrangement.TWO_MICROPHONES:
        from voice_counter.audio.crosstalk import Crosstalk

        first, second = opened
        return Crosstalk(first, second).sources, lambda _: None
    return opened, lambda _: None


def _read_terms() -> Terms:
    own = UserGlossary(paths.user_glossary() / FILE_NAME)
    fault: GlossaryError | None = None
    try:
        own.load()
    except GlossaryError as error:
        fault = error
    files = (
        path
        for folder in paths.glossary_folders()
        for path in sorted(folder.glob("*.csv"))
        if path != own.path
    )
    return Terms(own, Glossary(term for path in files for term in read_terms(path)), fault)
