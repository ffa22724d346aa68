"""The glossary that ships is fit for use."""

from __future__ import annotations

import re

import pytest

from voice_counter.glossary import PromptBiaser, Term, load_glossary
from voice_counter.paths import glossaries

GLOSSARY = load_glossary(glossaries())


def test_it_covers_a_counter() -> None:
    assert len(GLOSSARY.terms) > 100
    assert {term.priority for term in GLOSSARY.terms} == {1, 2, 3}


@pytest.mark.parametrize("term", GLOSSARY.terms, ids=lambda term: term.ja)
def test_each_row_is_complete_and_found_by_every_spelling(term: Term) -> None:
    assert re.fullmatch("[ぁ-ゖー]+", term.reading)
    assert term.english
    assert term.english.isascii()
    assert term.category
    for spelling in (term.ja, *term.aliases):
        assert spelling == spelling.strip()
        assert GLOSSARY.terms_in(f"ええと{spelling}です") == (term.ja,)
    assert term.ja in PromptBiaser(GLOSSARY).terms_for(term.ja)[:6]
