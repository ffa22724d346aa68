"""Terms as the QML pages show them: plain maps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from voice_counter.desktop.languages_of_terms import TermLanguage
from voice_counter.glossary.sounds import hiragana
from voice_counter.glossary.terms import Alias, Term


def term_map(
    term: Term, languages: Iterable[TermLanguage], *, own: bool, shipped: bool
) -> dict[str, Any]:
    """Everything about a term.

    Args:
        own: it was added or corrected on this PC.
        shipped: a glossary that is not the user's has the spelling as well.
    """
    return {
        "ja": term.ja,
        "reading": term.reading,
        "easy": term.easy,
        "easyReview": bool(term.easy) and term.in_doubt("easy"),
        "aliases": [_alias_text(alias) for alias in term.aliases],
        "note": term.note,
        "category": term.category,
        "source": term.source,
        "own": own,
        "shipped": shipped,
        "review": bool(term.review),
        "translations": translation_maps(term, languages),
    }


def translation_maps(term: Term, languages: Iterable[TermLanguage]) -> list[dict[str, Any]]:
    """The translations there are, the approved rendering of each apart from the others."""
    return [
        {
            "code": language.code,
            "own": language.own,
            "name": language.name,
            "face": language.face,
            "text": term.rendering(language.code),
            "others": " / ".join(term.translations[language.code][1:]),
            "review": term.in_doubt(language.code),
        }
        for language in languages
        if term.rendering(language.code)
    ]


def aliases_text(aliases: Iterable[Alias]) -> str:
    """The aliases as they are edited: ``国保（こくほ）、国民保険（こくみんほけん）``."""
    return "、".join(_alias_text(alias) for alias in aliases)


def _alias_text(alias: Alias) -> str:
    if hiragana(alias.spelling) == alias.reading:
        return alias.spelling
    return f"{alias.spelling}（{alias.reading}）"
