"""Sets of phrases: read strictly, and said with their checked translation."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_counter import paths
from voice_counter.conversation.board import CHOICES, Said
from voice_counter.conversation.pads import pad_for
from voice_counter.errors import GlossaryError
from voice_counter.glossary import load_glossary
from voice_counter.translation.phrase_match import PhraseBook
from voice_counter.translation.phrase_sets import PhraseSets, load_sets, spoken
from voice_counter.translation.phrases import Phrase, load_phrases

FOLDER = paths.glossaries() / "phrases"
SHIPPED = load_phrases(FOLDER)
HOME_VISIT = ("infant-checkup", "feeding", "vaccination", "tuberculosis")


def phrase(key: str, ja: str, en: str = "", **others: str) -> Phrase:
    return Phrase(
        key, others.pop("speaker", "staff"), ja, (), "", {"en": en} if en else {}, **others
    )


BOOK = (
    phrase("a", "熱はありますか？", "Do you have a fever?", category="体", answer="yes-no"),
    phrase("b", "どちらですか？", "Which one?", category="体", answer="choice"),
    phrase("c", "痛いです。", "It hurts.", category="体", speaker="resident"),
    phrase("d", "{period}は家にいてください。", "Please stay home for {period}.", category="家"),
    phrase("e", "{period}以内に出してください。", "Please submit it within {period}."),
    phrase("f", "{date}の{time}に来てください。", "Please come on {date} at {time}."),
    phrase("g", "英語がない文です。"),
)
GOOD = """
[[set]]
id = "one"
name = "一"
name_en = "One"
place = "visit"
phrases = ["b", "a"]

[[set]]
id = "two"
name = "二"
name_en = "Two"
place = "counter"
category = "体"

[choices]
b = ["both", "self"]
"""


def load(folder: Path, text: str) -> PhraseSets:
    (folder / "sets.toml").write_text(text, encoding="utf-8")
    return load_sets(BOOK, folder)


def test_sets_of_named_phrases_and_of_a_category(tmp_path: Path) -> None:
    sets = load(tmp_path, GOOD)
    keys = {each.id: [phrase.key for phrase in each.phrases] for each in sets.sets}
    # In the order of the file; what residents say is not for staff to press.
    assert keys == {"one": ["b", "a"], "two": ["a", "b"]}
    assert [each.id for each in sets.for_place("counter")] == ["two", "one"]
    assert sets.choices == {"b": ("both", "self")}
    assert sets.phrase("c") is None


def test_the_users_own_sets_come_first(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder in (own, shipped):
        folder.mkdir()
    load(own, GOOD.replace('["b", "a"]', '["a"]').replace("一", "自分の"))
    load(shipped, GOOD)
    first = load_sets(BOOK, own, shipped).sets[0]
    assert (first.name, [each.key for each in first.phrases]) == ("自分の", ["a"])
    assert load_sets(BOOK, tmp_path / "nowhere").sets == ()


@pytest.mark.parametrize(
    ("old", "new", "key", "entry"),
    [
        ('id = "one"', "", "set_entry", "id"),
        ('name = "一"', 'name = " "', "set_entry", "name"),
        ('name_en = "One"', "", "set_entry", "name_en"),
        ('place = "visit"', 'place = "moon"', "set_entry", "place"),
        ('phrases = ["b", "a"]', "", "set_entry", "phrases"),
        ('phrases = ["b", "a"]', "phrases = []", "set_entry", "phrases"),
        ('phrases = ["b", "a"]', 'phrases = ["b", "b"]', "set_entry", "phrases"),
        ('phrases = ["b", "a"]', 'phrases = ["b"]\ncategory = "体"', "set_entry", "phrases"),
        ('phrases = ["b", "a"]', 'phrases = ["b"]\ncolour = "red"', "set_entry", "colour"),
        ('category = "体"', 'category = "海"', "set_entry", "category"),
        ('id = "two"', 'id = "one"', "set_entry", "id"),
        ('b = ["both", "self"]', 'b = ["perhaps"]', "set_entry", "b"),
        ("[choices]", "[chioces]", "set_entry", "chioces"),
        ('phrases = ["b", "a"]', 'phrases = ["b", "z"]', "set_phrase", "z"),
        ('phrases = ["b", "a"]', 'phrases = ["c"]', "set_phrase", "c"),
        ('b = ["both", "self"]', 'a = ["both"]', "set_phrase", "a"),
        ("[[set]]", "[[set", "set_unreadable", None),
    ],
)
def test_what_is_wrong_is_told(
    tmp_path: Path, old: str, new: str, key: str, entry: str | None
) -> None:
    assert old in GOOD
    with pytest.raises(GlossaryError) as wrong:
        load(tmp_path, GOOD.replace(old, new, 1))
    assert wrong.value.key == f"error.glossary.{key}"
    if entry is not None:
        assert entry in (wrong.value.values.get("entry"), wrong.value.values.get("phrase"))


def test_search() -> None:
    sets = PhraseSets((), {}, BOOK)
    assert [each.key for each in sets.search("熱")] == ["a"]
    assert [each.key for each in sets.search("FEVER", "en")] == ["a"]
    assert sets.search("  ") == ()


def test_a_phrase_is_said_with_its_translation() -> None:
    said = spoken(BOOK[5], {"date": "6月30日", "time": "午後3時"}, "en")
    assert said == Said("6月30日の午後3時に来てください。", "Please come on June 30 at 3:00 p.m.")
    assert spoken(BOOK[5], {"date": "6月30日", "time": ""}, "en") is None
    assert spoken(BOOK[6], {}, "en") == Said("英語がない文です。", "")
    assert spoken(BOOK[0], {}, "ja") == Said("熱はありますか？", "")


def test_days_that_last_are_no_date() -> None:
    assert spoken(BOOK[3], {"period": "14日"}, "en") == Said(
        "14日間は家にいてください。", "Please stay home for 14 days."
    )
    within = spoken(BOOK[4], {"period": "14日"}, "en")
    assert within is not None
    assert within.text == "14日以内に出してください。"


class TestShipped:
    sets = load_sets(SHIPPED, FOLDER)

    def test_a_health_nurse_has_four_sets(self) -> None:
        first = [each.id for each in self.sets.for_place("visit")]
        assert tuple(first[:4]) == HOME_VISIT
        by_id = {each.id: each for each in self.sets.sets}
        for name in HOME_VISIT:
            answers = {phrase.answer for phrase in by_id[name].phrases}
            assert len(by_id[name].phrases) >= 10
            assert {"yes-no", ""} <= answers
        assert all("number" in {p.answer for p in by_id[n].phrases} for n in HOME_VISIT[:2])

    def test_the_counter_begins_with_the_reception(self) -> None:
        assert self.sets.for_place("counter")[0].id == "reception"

    def test_every_phrase_of_staff_is_in_a_set(self) -> None:
        """But for those of events, which have announcements, and for what both sides say."""
        found = {phrase.key for each in self.sets.sets for phrase in each.phrases}
        left = {phrase.key for phrase in self.sets.phrases if phrase.key not in found}
        assert {key.rpartition("-")[0] for key in left} <= {"events", "resident"}

    def test_every_choice_has_answers(self) -> None:
        asked = {p.key for p in self.sets.phrases if p.answer == "choice"}
        # Which language is chosen on the tiles; the care levels stand on the insurance card.
        assert asked - set(self.sets.choices) == {"emergency-11", "care-05"}
        assert {name for names in self.sets.choices.values() for name in names} == set(CHOICES)

    def test_every_slot_has_a_pad(self) -> None:
        slots = {slot.rstrip("2") for phrase in self.sets.phrases for slot in phrase.slots}
        assert slots
        for slot in slots:
            assert pad_for(slot, 2026).japanese == ""

    def test_what_is_said_is_a_phrase_of_the_book(self) -> None:
        """So a line that was pressed is treated like one that was spoken."""
        values = {"number": "3", "amount": "300円", "date": "6月30日", "time": "午後3時"}
        values |= {"period": "14日", "number2": "5"}
        book = PhraseBook(SHIPPED, load_glossary(paths.glossaries()))
        by_id = {each.id: each for each in self.sets.sets}
        strays = []
        for phrase_ in {p.key: p for n in HOME_VISIT for p in by_id[n].phrases}.values():
            if {"term", "place"} & set(phrase_.slots):
                continue
            said = spoken(phrase_, {slot: values[slot] for slot in phrase_.slots}, "en")
            assert said is not None
            assert said.other, phrase_.key
            match = book.match(said.text)
            if match is None or match.phrase.text("en") != phrase_.text("en"):
                strays.append(said.text)
        assert strays == []
