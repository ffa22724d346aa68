"""The translator of the counter: phrase book first, then the glossary, then engines with checks."""

from __future__ import annotations

import logging
import math
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from voice_counter.errors import UserError
from voice_counter.glossary.terms import Glossary
from voice_counter.numerals import normalise
from voice_counter.translation.engine import Engine, Offer
from voice_counter.translation.figures import number_demands, wrong_numbers
from voice_counter.translation.lock import Demand, Locked, translate_locked
from voice_counter.translation.phrase_match import PhraseBook
from voice_counter.translation.phrases import Phrase
from voice_counter.translation.results import TermNote, Translation, Warrant
from voice_counter.translation.sentences import joined, sentences
from voice_counter.translation.term_finder import TermFinder

PIVOT = "en"
"""What a pair without a model of its own goes through."""
PREFERENCE = ("firefox", "argos")
PHRASE = "phrase"
GLOSSARY = "glossary"

MOST_CHARACTERS = 4000
"""More than anybody says in one go; what is longer is cut, and the cut is told."""

# A term with nothing but politeness around it needs no engine, and engines are bad at it
# (argos-translate #58, #428).
_BARE = re.compile(r"(?:ですか|です|でしょうか|をください|をお願いします)?[。、．.,!?！？\s]*")

_log = logging.getLogger(__name__)


class Translator(Protocol):
    """Translates utterances. Used by one thread only."""

    def translate(self, text: str, source: str, target: str) -> Translation:
        """``text`` in another language; never raises for want of an engine."""


class CheckedTranslator:
    """See the module.

    Args:
        offers: the installed models.
        preference: kinds of models by target or source language, best first; what is not named
            follows ``PREFERENCE``.
    """

    def __init__(
        self,
        offers: Sequence[Offer],
        glossary: Glossary,
        phrases: PhraseBook,
        preference: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._offers = tuple(offers)
        self._preference = preference or {}
        self._terms = TermFinder(glossary)
        self._phrases = phrases
        self._engines: dict[Offer, Engine] = {}
        self.faults: dict[str, UserError] = {}
        """Models that could not be used, by name."""

    def translate(self, text: str, source: str, target: str) -> Translation:
        """``text`` (any length) from ``source`` to ``target`` (BCP 47 tags)."""
        begun = time.perf_counter()
        text = text.strip()[:MOST_CHARACTERS]
        if source == "ja":
            text = normalise(text).text
        if not text or source == target:
            same = Translation(source, target, text, text, "", (source,), "phrase")
            return replace(same, warrant="none") if not text else same
        whole = self._verified(text, source, target)
        found = (
            [whole]
            if whole is not None
            else [self._sentence(part, source, target) for part in sentences(text)]
        )
        return replace(_together(found, text, source, target), seconds=time.perf_counter() - begun)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrase book's phrases."""
        return self._phrases.phrases

    def route(self, source: str, target: str) -> tuple[Offer, ...]:
        """The models a translation would go through; empty where there is no way."""
        direct = self._best(source, target)
        if direct is not None:
            return (direct,)
        first, second = self._best(source, PIVOT), self._best(PIVOT, target)
        return (first, second) if first is not None and second is not None else ()

    def warm_up(self, source: str, target: str) -> None:
        """Loads what a translation will need, so that the first one is as quick as the others."""
        for offer in self.route(source, target):
            self._engine(offer)

    def _sentence(self, text: str, source: str, target: str) -> Translation:
        verified = self._verified(text, source, target)
        if verified is not None:
            return verified
        route = self.route(source, target)
        while route:
            engines = [self._engine(offer) for offer in route]
            if None not in engines:
                return self._by_engines(text, route, [e for e in engines if e is not None])
            route = self.route(source, target)
        notes = tuple(_note(demand) for demand in self._terms.demands(text, source, target))
        return Translation(
            source, target, text, "", "", (source,), "none", missing_terms=notes, numbers_ok=True
        )

    def _verified(self, text: str, source: str, target: str) -> Translation | None:
        """What needs no engine: a phrase of the book, or a term alone."""
        hit = self._phrases.translate(text, source, target, self._terms)
        if hit is not None:
            notes = tuple(_note(demand) for demand in self._terms.demands(text, source, target))
            return Translation(
                source, target, text, hit, PHRASE, (source, target), "phrase", terms=notes
            )
        demands = self._terms.demands(text, source, target)
        rest = text[: demands[0].start] + text[demands[0].end :] if len(demands) == 1 else text
        if len(demands) == 1 and _BARE.fullmatch(rest):
            note = _note(demands[0])
            return Translation(
                source,
                target,
                text,
                note.rendering,
                GLOSSARY,
                (source, target),
                "glossary",
                terms=(note,),
            )
        return None

    def _by_engines(
        self, text: str, route: tuple[Offer, ...], engines: list[Engine]
    ) -> Translation:
        source, target = route[0].source, route[-1].target
        demands = self._terms.demands(text, source, target)
        words = text
        locked = Locked(text, math.nan, (), ())
        for offer, engine in zip(route, engines, strict=True):
            locked = self._leg(words, offer, engine, demands, text, source)
            words = locked.text
        missing = {demand.name for demand in locked.missing}
        # Of a pivot, the first leg may have lost a term that the second never saw.
        if len(route) > 1:
            present = {d.name for d in self._met(demands, words, target)}
            missing = {demand.name for demand in demands} - present
        wrong = wrong_numbers(text, source, words, target)
        warrant: Warrant = "reference" if any(offer.reference for offer in route) else "engine"
        return Translation(
            source,
            target,
            text,
            words,
            " + ".join(offer.name for offer in route),
            (*(offer.source for offer in route), target),
            warrant,
            score=locked.score,
            terms=tuple(_note(demand) for demand in demands if demand.name not in missing),
            missing_terms=tuple(_note(demand) for demand in demands if demand.name in missing),
            numbers_ok=not wrong,
            wrong_numbers=wrong,
        )

    def _leg(
        self,
        words: str,
        offer: Offer,
        engine: Engine,
        final: Sequence[Demand],
        original: str,
        spoken: str,
    ) -> Locked:
        """One engine's part of the way, with the glossary of its own two languages."""
        demands = self._terms.demands(words, offer.source, offer.target)
        if words != original:
            # Only what was said: a word of the pivot may look like a term that nobody said.
            said = {demand.name for demand in final}
            demands = [demand for demand in demands if demand.name in said]
        numbers = number_demands(words, offer.source, offer.target)
        taken = [
            number
            for number in numbers
            if all(number.end <= d.start or d.end <= number.start for d in demands)
        ]

        def wrong(_: str, translated: str) -> tuple[str, ...]:
            return wrong_numbers(original, spoken, translated, offer.target)

        return translate_locked(engine, words, [*demands, *taken], offer.target, wrong)

    def _met(self, demands: Sequence[Demand], text: str, target: str) -> list[Demand]:
        from voice_counter.translation.forms import contains

        return [
            demand
            for demand in demands
            if any(contains(form, text, target) for form in demand.wanted)
        ]

    def _best(self, source: str, target: str) -> Offer | None:
        order = self._preference.get(target if source in ("ja", PIVOT) else source, PREFERENCE)
        fitting = [
            offer
            for offer in self._offers
            if (offer.source, offer.target) == (source, target) and offer.name not in self.faults
        ]
        kinds = [*order, *(kind for kind in PREFERENCE if kind not in order)]
        return min(
            fitting,
            key=lambda offer: (
                kinds.index(offer.kind) if offer.kind in kinds else len(kinds),
                offer.reference,
            ),
            default=None,
        )

    def _engine(self, offer: Offer) -> Engine | None:
        """The engine of an offer; None if it cannot be used, which is remembered and told."""
        if offer not in self._engines:
            try:
                self._engines[offer] = offer.load()
            except UserError as error:
                _log.warning("%s cannot be used: %s", offer.name, error)
                self.faults[offer.name] = error
                return None
        return self._engines[offer]


def _note(demand: Demand) -> TermNote:
    return TermNote(demand.name, demand.wanted[0])


_WEAKEST: tuple[Warrant, ...] = ("none", "reference", "engine", "glossary", "phrase")


def _together(parts: Sequence[Translation], text: str, source: str, target: str) -> Translation:
    """The sentences of an utterance as one translation, no better than its weakest."""
    if len(parts) == 1:
        return replace(parts[0], original=text)
    scores = [part.score for part in parts if not math.isnan(part.score)]
    wrong = tuple(number for part in parts for number in part.wrong_numbers)
    return Translation(
        source,
        target,
        text,
        joined([part.text for part in parts], target),
        " + ".join(dict.fromkeys(part.engine for part in parts if part.engine)),
        max((part.route for part in parts), key=len, default=(source,)),
        min((part.warrant for part in parts), key=_WEAKEST.index, default="none"),
        score=sum(scores) / len(scores) if scores else math.nan,
        terms=tuple(dict.fromkeys(note for part in parts for note in part.terms)),
        missing_terms=tuple(dict.fromkeys(n for part in parts for n in part.missing_terms)),
        numbers_ok=not wrong,
        wrong_numbers=wrong,
    )
