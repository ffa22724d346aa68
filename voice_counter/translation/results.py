"""A translation, and everything that tells how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Warrant = Literal["phrase", "glossary", "engine", "reference", "none"]
"""``phrase``: a verified phrase of the phrase book. ``glossary``: a term alone, in its approved
form. ``engine``: an engine, with terms and numbers checked. ``reference``: the same by an engine
that is weak alone (参考訳). ``none``: no engine for these languages; the terms are told."""


@dataclass(frozen=True, slots=True)
class TermNote:
    """A term of the source with its approved rendering: 在留カード = Residence Card."""

    ja: str
    rendering: str


@dataclass(frozen=True, slots=True)
class Translation:
    """One utterance in another language.

    Attributes:
        source, target: BCP 47 tags.
        original, text: before and after.
        engine: what translated: the name of a model, or ``phrase``.
        route: the languages it went through, e.g. ``("ja", "en", "ko")``.
        score: of the last engine, see :class:`~voice_counter.translation.engine.Hypothesis`.
        terms: terms of the source whose approved form is in the text.
        missing_terms: those whose approved form is not: views show them beside the text.
        numbers_ok: whether every number, date, time and amount of the source is in the text.
        wrong_numbers: those of the source that are not.
        seconds: what it took.
    """

    source: str
    target: str
    original: str
    text: str
    engine: str
    route: tuple[str, ...]
    warrant: Warrant
    score: float = float("nan")
    terms: tuple[TermNote, ...] = ()
    missing_terms: tuple[TermNote, ...] = ()
    numbers_ok: bool = True
    wrong_numbers: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def verified(self) -> bool:
        """Whether a person has checked these very words (✓)."""
        return self.warrant == "phrase"
