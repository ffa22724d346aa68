"""The board with pictures: what a press says, in every language."""

from __future__ import annotations

import pytest

from voice_counter.conversation.board import (
    ANSWERS,
    CHOICES,
    FEELINGS,
    GROUPS,
    PARTS,
    PURPOSES,
    Said,
    composed,
    pointed,
)
from voice_counter.conversation.pads import DatePad, NumberPad
from voice_counter.languages import TAGS

KEYS = (*PURPOSES, *ANSWERS, *PARTS, *(f"choice_{name}" for name in CHOICES))


@pytest.mark.parametrize("tag", TAGS)
def test_every_button_says_something_in_every_language(tag: str) -> None:
    said = [pointed(key, tag) for key in KEYS]
    assert all(each.text and each.other for each in said)
    for group in (PURPOSES, ANSWERS, PARTS):
        texts = [pointed(key, tag).text for key in group]
        # Russian and Ukrainian have one word for arm and hand but for the addition.
        assert len(set(texts)) == len(texts), "two buttons of one page say the same"


def test_what_staff_read_is_japanese() -> None:
    assert pointed("purpose_moving", "vi") == Said("Chuyển nhà", "引っ越し")
    assert pointed("yes", "ja") == Said("はい", "はい")


def test_a_part_with_how_it_feels() -> None:
    assert pointed("part_belly", "ja", "feel_hurts").text == "おなか：痛い"
    assert pointed("part_belly", "es", "feel_hurts") == Said("Barriga: Me duele", "おなか：痛い")
    for feeling in FEELINGS:
        assert pointed("part_head", "ne", feeling).other


@pytest.mark.parametrize(
    ("key", "feeling"),
    [("native", ""), ("x", ""), ("yes", "feel_hurts"), ("part_head", "yes"), ("choice_x", "")],
)
def test_nothing_else_is_said(key: str, feeling: str) -> None:
    with pytest.raises(KeyError):
        pointed(key, "en", feeling)


def test_what_was_composed() -> None:
    assert composed(NumberPad("3"), "ko") == Said("3", "3")
    assert composed(DatePad(2026, month=6, day=30), "fr") == Said("30 juin", "6月30日")
    assert composed(DatePad(2026, month=6), "fr") is None


def test_every_page_has_a_name() -> None:
    from voice_counter.resident_texts import resident_texts

    assert all(resident_texts("my")[f"board_{group}"] for group in GROUPS)
