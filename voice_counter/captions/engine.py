"""Puts a captioner together from what is installed."""

from __future__ import annotations

import logging
import threading
from functools import partial

from voice_counter import paths
from voice_counter.captions.captioner import Captioner
from voice_counter.errors import GlossaryError, ModelError, UserError
from voice_counter.glossary import Glossary, Vocabulary, load_glossary
from voice_counter.glossary.profiles import profile as find_profile
from voice_counter.models.store import ModelStore
from voice_counter.speech.recogniser import Recogniser
from voice_counter.speech.silero import SileroVad
from voice_counter.supervision.process import LostError, RaisedError
from voice_counter.supervision.recogniser import Standby, SupervisedRecogniser, load_whisper
from voice_counter.texts import explain
from voice_counter.translation.load import load_phrase_book
from voice_counter.translation.phrase_match import PhraseBook
from voice_counter.translation.phrases import load_phrases

_log = logging.getLogger(__name__)


def load_captioner(
    model_id: str | None = None,
    *,
    glossary: bool = True,
    profile: str | None = None,
    supervised: bool = False,
) -> Captioner:
    """Load and warm up the models: a second or two, so not on a thread that draws.

    Args:
        model_id: a model of ``models/registry.toml``; None for the default.
        glossary: load the glossaries, for biasing and for marking terms; the user's come before
            those that ship.
        profile: id of the profile whose terms lead; None for none.
        supervised: recognise in a process of its own, which is started again when it is lost; and
            where the model cannot be used, use the next smaller one (``Captioner.fallback``).

    Raises:
        ModelError: the model is not installed, or its files are damaged.
        GlossaryError: a glossary cannot be read, or there is no such profile.
    """
    departments = find_profile(profile).departments if profile is not None else ()
    terms = load_glossary(*paths.glossary_folders()) if glossary else Glossary(())
    store = ModelStore()
    wanted = model_id or store.default_id
    fallback: UserError | None = None
    standby = None
    if supervised:
        recogniser, fallback = _supervised(store, wanted)
        wanted = wanted if fallback is None else str(fallback.values["other"])
        standby = _standby(store, wanted)
    else:
        recogniser = load_whisper(store.path(wanted))
    phrases = phrases_to_hear(terms) if glossary else None
    vocabulary = Vocabulary(terms, departments, phrases)
    return Captioner(
        recogniser,
        SileroVad(),
        vocabulary,
        fallback=fallback,
        standby=standby,
        model_id=wanted,
    )


def smaller_models(store: ModelStore, model_id: str) -> tuple[str, ...]:
    """The installed models for speech that are smaller than this one, the largest first."""
    specs = store.registry.models
    size = specs[model_id].size if model_id in specs else 0
    smaller = [
        spec
        for spec in specs.values()
        if spec.kind == "speech" and spec.size < size and (store.root / spec.id).is_dir()
    ]
    return tuple(spec.id for spec in sorted(smaller, key=lambda spec: -spec.size))


def _standby(store: ModelStore, model_id: str) -> Standby:
    smaller = smaller_models(store, model_id)
    if not smaller:
        return Standby(None)
    return Standby(lambda: SupervisedRecogniser(partial(load_whisper, store.path(smaller[0]))))


def _supervised(store: ModelStore, wanted: str) -> tuple[Recogniser, UserError | None]:
    """The recogniser, and why it is a smaller one than was wanted."""
    fault: UserError | None = None
    for model_id in (wanted, *smaller_models(store, wanted)):
        try:
            recogniser = SupervisedRecogniser(partial(load_whisper, store.path(model_id)))
        except (ModelError, LostError, RaisedError) as error:
            # Also for want of memory: a smaller one may fit.
            _log.exception("the model %s cannot be used", model_id)
            lost = UserError("error.supervision.model_lost", model=model_id, reason=error)
            fault = fault or (error if isinstance(error, ModelError) else lost)
            continue
        if fault is None:
            return recogniser, None
        reason = explain(fault)
        return recogniser, UserError(
            "error.supervision.smaller_model", model=wanted, other=model_id, reason=reason
        )
    assert fault is not None
    raise fault


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
