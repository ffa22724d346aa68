"""The glossary that ships is fit for use."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from voice_counter.glossary import Term, Vocabulary, load_glossary
from voice_counter.glossary.columns import row_of
from voice_counter.glossary.sounds import sound
from voice_counter.paths import glossaries

GLOSSARY = load_glossary(glossaries())
VOCABULARY = Vocabulary(GLOSSARY)
FOR_EVERY_TERM = ("en", "zh-Hans", "zh-Hant", "ko", "vi")
FOR_THE_MOST_USED = ("ne", "fil", "pt", "es", "id", "th", "my")


def test_it_covers_all_desks() -> None:
    assert len(GLOSSARY) >= 800
    by_category = Counter(term.category for term in GLOSSARY.terms)
    assert len(by_category) == 17
    assert min(by_category.values()) >= 45


def test_the_most_used_are_there_in_every_language_of_the_counters() -> None:
    complete = [
        term
        for term in GLOSSARY.terms
        if all(term.rendering(language) for language in FOR_THE_MOST_USED)
    ]
    assert len(complete) >= 300
    assert {term.ja for term in GLOSSARY.terms if term.priority == 1} <= {
        term.ja for term in complete
    }


@pytest.mark.parametrize("term", GLOSSARY.terms, ids=lambda term: term.ja)
def test_each_row_is_complete_and_found_by_every_spelling(term: Term) -> None:
    assert re.fullmatch("[ぁ-ゖー]+", term.reading)
    assert 1 <= len(term.easy) <= 25
    assert term.departments
    assert all(term.rendering(language) for language in FOR_EVERY_TERM)
    for spelling in (term.ja, *(alias.spelling for alias in term.aliases)):
        assert GLOSSARY.terms_in(f"ええと{spelling}です") == (term.ja,)
    assert all(cell == cell.strip() for cell in row_of(term).values())


@pytest.mark.parametrize(
    "term",
    [term for term in GLOSSARY.terms if term.priority < 3 and len(sound(term.reading)) >= 9],
    ids=lambda term: term.ja,
)
def test_a_term_that_is_said_is_expected(term: Term) -> None:
    expected = VOCABULARY.expected(f"では、{term.reading}のことですね")
    # Homophones and longer terms that hold it may stand before it.
    assert any(term.ja in spelling for spelling in expected[:4]) or any(
        alias.spelling in expected[:4] for alias in term.aliases
    )
