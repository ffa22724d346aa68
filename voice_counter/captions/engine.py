"""Puts a captioner together from what is installed."""

from __future__ import annotations

from voice_counter import paths
from voice_counter.captions.captioner import Captioner
from voice_counter.glossary import Glossary, Vocabulary, load_glossary
from voice_counter.models.store import ModelStore
from voice_counter.speech.silero import SileroVad
from voice_counter.speech.whisper import WhisperRecogniser


def load_captioner(model_id: str | None = None, *, glossary: bool = True) -> Captioner:
    """Load and warm up the models: a second or two, so not on a thread that draws.

    Args:
        model_id: a model of ``models/registry.toml``; None for the default.
        glossary: load the glossary, for biasing and for marking terms.

    Raises:
        ModelError: the model is not installed, or its files are damaged.
        GlossaryError: a glossary cannot be read.
    """
    store = ModelStore()
    terms = load_glossary(paths.glossaries()) if glossary else Glossary(())
    recogniser = WhisperRecogniser(store.path(model_id or store.default_id))
    recogniser.warm_up()
    return Captioner(recogniser, SileroVad(), Vocabulary(terms))
