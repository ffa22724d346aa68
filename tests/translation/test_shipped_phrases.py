"""The phrase book that ships: complete, consistent, and found by its own words."""

from __future__ import annotations

import re

import pytest

from voice_counter import paths
from voice_counter.glossary import Glossary, load_glossary
from voice_counter.glossary.scripts import foreign_characters, lacks_script
from voice_counter.translation.phrase_match import PhraseBook
from voice_counter.translation.phrases import (
    ANSWERS,
    SLOT,
    SPEAKERS,
    Phrase,
    filled,
    load_phrases,
    read_phrases,
    slots_of,
)
from voice_counter.translation.term_finder import TermFinder

ALWAYS = ("en", "zh-Hans", "zh-Hant", "ko", "vi")
DAILY = ("ne", "fil", "pt", "es", "id", "th", "my")
PHRASES = load_phrases(paths.glossaries() / "phrases")
VALUES = {
    "number": "3",
    "amount": "300円",
    "date": "6月30日",
    "time": "午後3時",
    "period": "2週間",
    "term": "在留カード",
    "place": "課税課",
}
_DIGIT = re.compile(r"[0-9０-９]")


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary(paths.glossaries())


def test_there_are_enough() -> None:
    rows = [
        phrase
        for path in (paths.glossaries() / "phrases").glob("*.csv")
        for phrase in read_phrases(path)
    ]
    assert len(PHRASES) == len(rows), "a key stands twice"
    assert len(PHRASES) >= 500
    assert sum(phrase.priority == 1 for phrase in PHRASES) >= 200


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.key)
def test_a_phrase(phrase: Phrase) -> None:
    assert phrase.speaker in SPEAKERS
    assert phrase.answer in ANSWERS
    assert phrase.easy
    assert phrase.category
    assert phrase.departments
    for language in ALWAYS + (DAILY if phrase.priority == 1 else ()):
        assert phrase.text(language), language
    slots = sorted(phrase.slots)
    assert len(set(slots)) == len(slots)
    for text in (phrase.ja, *phrase.variants, phrase.easy, *phrase.translations.values()):
        assert sorted(slots_of(text)) == slots, text
        assert "{" not in SLOT.sub("", text), text
    for text in (phrase.ja, *phrase.variants):
        assert not _DIGIT.search(SLOT.sub("", text)), text
    for language, text in phrase.translations.items():
        bare = SLOT.sub("", text)
        assert not foreign_characters(language, bare), (language, text)
        assert not lacks_script(language, bare), (language, text)


def test_each_is_found_by_its_own_words_and_filled(glossary: Glossary) -> None:
    book, terms = PhraseBook(PHRASES, glossary), TermFinder(glossary)
    strays = []
    for phrase in PHRASES:
        for wording in (phrase.ja, *phrase.variants):
            said = SLOT.sub(lambda match: VALUES[match[1]], wording)
            match = book.match(said)
            if match is None or match.phrase.text("en") != phrase.text("en"):
                strays.append(said)
            elif filled(match.phrase, match.slots, "en", terms) is None:
                strays.append(f"not filled: {said}")
    total = sum(1 + len(phrase.variants) for phrase in PHRASES)
    assert len(strays) <= total / 100, strays
