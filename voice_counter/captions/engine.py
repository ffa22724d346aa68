"""Puts a captioner together from what is installed."""

from __future__ import annotations

import threading

from voice_counter import paths
from voice_counter.captions.captioner import Captioner
from voice_counter.errors import GlossaryError
from voice_counter.glossary import Glossary, Vocabulary, load_glossary
from voice_counter.glossary.profiles import profile as find_profile
from voice_counter.models.store import ModelStore
from voice_counter.speech.silero import SileroVad
from voice_counter.speech.whisper import WhisperRecogniser
from voice_counter.translation.load import load_phrase_book
from voice_counter.translation.phrase_match import PhraseBook
from voice_counter.translation.phrases import load_phrases


def load_captioner(
    model_id: str | None = None, *, glossary: bool = True, profile: str | None = None
) -> Captioner:
    """Load and warm up the models: a second or two, so not on a thread that draws.

    Args:
        model_id: a model of ``models/registry.toml``; None for the default.
        glossary: load the glossaries, for biasing and for marking terms; the user's come before
            those that ship.
        profile: id of the profile whose terms lead; None for none.

    Raises:
        ModelError: the model is not installed, or its files are damaged.
        GlossaryError: a glossary cannot be read, or there is no such profile.
    """
    departments = find_profile(profile).departments if profile is not None else ()
    terms = load_glossary(paths.user_glossary(), paths.glossaries()) if glossary else Glossary(())
    store = ModelStore()
    recogniser = WhisperRecogniser(store.path(model_id or store.default_id))
    recogniser.warm_up()
    phrases = phrases_to_hear(terms) if glossary else None
    return Captioner(recogniser, SileroVad(), Vocabulary(terms, departments, phrases))


def phrases_to_hear(glossary: Glossary) -> PhraseBook:
    """The phrases that help the recogniser, getting ready in the background (about a second).

    A damaged file of the user's own leaves only those that ship: who translates tells of it.
    """
    try:
        book = load_phrase_book(glossary)
    except GlossaryError:
        book = PhraseBook(load_phrases(paths.glossaries() / "phrases"), glossary)
    threading.Thread(target=book.warm_up, name="phrases", daemon=True).start()
    return book
