"""What the window needs of the caption pipeline, and the pipeline as it is installed.

The window knows only these protocols, so that its tests can drive it with recorded events.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from voice_counter import paths
from voice_counter.audio.source import AudioSource
from voice_counter.captions.events import CaptionEvent, Summary
from voice_counter.captions.options import CaptionOptions
from voice_counter.errors import GlossaryError
from voice_counter.glossary import Glossary, Vocabulary
from voice_counter.glossary.files import read_terms
from voice_counter.glossary.user_glossary import FILE_NAME, UserGlossary


class Captioner(Protocol):
    """Captions one source at a time."""

    def run(
        self, source: AudioSource, options: CaptionOptions, sink: Callable[[CaptionEvent], None]
    ) -> Summary:
        """Caption ``source`` until it ends or ``stop`` is called; blocks the calling thread."""

    def stop(self) -> None:
        """End the run. May come from any thread."""

    def use(self, vocabulary: Vocabulary) -> None:
        """Hear with ``vocabulary`` from the next utterance on. May come from any thread."""

    def hear_again(self) -> str | None:
        """What the last utterance is heard as with the present vocabulary; blocks for a second.

        None when nothing has been said yet.
        """


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

    def open_source(self, spec: str) -> AudioSource:
        """The source for ``"mic"``, ``"mic:NAME"`` or the path of a recording.

        Raises:
            UserError: it cannot be used.
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
        return load_captioner(self._model_id, glossary=self._glossary)

    def microphones(self) -> list[str]:
        """Ask the operating system."""
        from voice_counter.audio.microphone import list_microphones

        return list_microphones()

    def open_source(self, spec: str) -> AudioSource:
        """Open a microphone, or a recording that plays at the pace of speech."""
        from voice_counter.audio.open import open_source

        return open_source(spec, realtime=True)

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


def _read_terms() -> Terms:
    own = UserGlossary(paths.user_glossary() / FILE_NAME)
    fault: GlossaryError | None = None
    try:
        own.load()
    except GlossaryError as error:
        fault = error
    files = (
        path
        for folder in (paths.user_glossary(), paths.glossaries())
        for path in sorted(folder.glob("*.csv"))
        if path != own.path
    )
    return Terms(own, Glossary(term for path in files for term in read_terms(path)), fault)
