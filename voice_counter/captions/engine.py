"""Puts a captioner together from what is installed."""

from __future__ import annotations

from voice_counter import paths
from voice_counter.captions.captioner import Captioner
from voice_counter.glossary import Glossary, Vocabulary, load_glossary
from voice_counter.glossary.profiles import profile as find_profile
from voice_counter.models.store import ModelStore
from voice_counter.speech.silero import SileroVad
from voice_counter.speech.whisper import WhisperRecogniser


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
    return Captioner(recogniser, SileroVad(), Vocabulary(terms, departments))
