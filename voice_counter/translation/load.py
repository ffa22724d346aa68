"""Puts a translator together from what is installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from voice_counter import paths, settings
from voice_counter.glossary import Glossary, load_glossary
from voice_counter.models.store import ModelStore
from voice_counter.translation import argos, firefox
from voice_counter.translation.engine import Offer
from voice_counter.translation.packages import PackageStore
from voice_counter.translation.phrase_match import PhraseBook
from voice_counter.translation.phrase_sets import PhraseSets, load_sets
from voice_counter.translation.phrases import load_phrases
from voice_counter.translation.translator import CheckedTranslator


def installed() -> list[Offer]:
    """The models on this PC that could translate.

    Raises:
        ModelError: the list of models cannot be read.
    """
    packages = PackageStore(paths.translation_packages(), paths.starter_packages())
    return [*firefox.offers(ModelStore()), *argos.offers(packages)]


def load_phrase_book(glossary: Glossary) -> PhraseBook:
    """The phrases: the user's own, then the office's, then those that ship.

    Raises:
        GlossaryError: a file cannot be read.
    """
    return PhraseBook(load_phrases(*paths.phrase_folders()), glossary)


def load_phrase_sets() -> PhraseSets:
    """The sets of phrases for staff to press, in the same order.

    Raises:
        GlossaryError: a file cannot be read, or names what is not there.
    """
    folders = paths.phrase_folders()
    return load_sets(load_phrases(*folders), *folders)


def load_translator(
    glossary: Glossary | None = None,
    preference: Mapping[str, Sequence[str]] | None = None,
    *,
    supervised: bool = False,
) -> CheckedTranslator:
    """The translator of the counter; its models are loaded when they are first needed.

    Args:
        glossary: the one in use; None to load all.
        preference: kinds of models by language; None for the user's setting.
        supervised: run the models in a process of their own, which is started again when it is
            lost.

    Raises:
        GlossaryError: a glossary or phrase file cannot be read.
        ModelError: the list of models cannot be read.
    """
    terms = glossary or load_glossary(*paths.glossary_folders())
    order = settings.load()[0].engines() if preference is None else preference
    offers = installed()
    if supervised:
        from voice_counter.supervision.engines import SupervisedEngines

        offers = SupervisedEngines().offers(offers)
    return CheckedTranslator(offers, terms, load_phrase_book(terms), order)
