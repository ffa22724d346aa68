"""Which language can do what on this PC."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voice_counter.glossary.terms import Glossary
from voice_counter.languages import LANGUAGES as TERM_LANGUAGES
from voice_counter.speech.languages import WHISPER_CODES, native_name, whisper_code
from voice_counter.translation.engine import Offer
from voice_counter.translation.phrases import Phrase
from voice_counter.translation.translator import CheckedTranslator


@dataclass(frozen=True, slots=True)
class Ability:
    """What can be done with a language.

    Attributes:
        name: its own name.
        recognised: speech in it can be written down.
        to, from_: the models that translate into it from Japanese, and from it into Japanese;
            empty where there is none.
        reference: translations into it are marked 参考訳.
        phrases, terms: how many of phrase book and glossary it has.
    """

    tag: str
    name: str
    recognised: bool
    to: tuple[str, ...]
    from_: tuple[str, ...]
    reference: bool
    phrases: int
    terms: int


def abilities(
    translator: CheckedTranslator, glossary: Glossary, phrases: Sequence[Phrase]
) -> list[Ability]:
    """One row for each language, Japanese left out: everything is between it and another."""
    rows = []
    for tag in TERM_LANGUAGES:
        to, back = translator.route("ja", tag), translator.route(tag, "ja")
        rows.append(
            Ability(
                tag,
                native_name(tag),
                whisper_code(tag) in WHISPER_CODES,
                _names(to),
                _names(back),
                any(offer.reference for offer in to),
                sum(bool(phrase.text(tag)) for phrase in phrases),
                sum(bool(term.rendering(tag)) for term in glossary.terms),
            )
        )
    return rows


def _names(route: Sequence[Offer]) -> tuple[str, ...]:
    return tuple(offer.name for offer in route)
