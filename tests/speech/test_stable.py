"""Partials: what has been shown as stable never changes again."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_counter.speech.languages import written_without_spaces
from voice_counter.speech.stable import StableText, graft_point, split_units

RECORDED: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "recorded_hypotheses.json").read_text(encoding="utf-8")
)


def _is_mark(character: str) -> bool:
    return character != "" and unicodedata.category(character).startswith("M")


def _check_promises(stable: StableText, hypotheses: list[str]) -> None:
    settled = ""
    count = 0
    for hypothesis in hypotheses:
        shown = stable.update(hypothesis)
        assert stable.settled.startswith(settled)
        settled = stable.settled
        assert shown.text.startswith(settled)
        assert shown.stable == len(settled) >= count
        count = shown.stable
        assert shown.text == shown.text.rstrip()
        assert stable.finish(hypothesis).startswith(settled)
        assert stable.finish("").startswith(settled)


@pytest.mark.parametrize("case", RECORDED, ids=lambda case: case["name"])
def test_recorded_hypotheses(case: dict[str, Any]) -> None:
    language, hypotheses = case["language"], case["hypotheses"]
    for agreement in (2, 3):
        for hold_back in (0, 1, 2):
            stable = StableText(language, agreement=agreement, hold_back=hold_back)
            _check_promises(stable, hypotheses)
    stable = StableText(language, agreement=3, hold_back=1)
    for hypothesis in hypotheses:
        shown = stable.update(hypothesis)
        assert not _is_mark(shown.text[shown.stable : shown.stable + 1])
    assert stable.finish(hypotheses[-1]) == case["final"]


def _settled_after(language: str, *hypotheses: str) -> str:
    stable = StableText(language, agreement=3, hold_back=1)
    for hypothesis in hypotheses:
        stable.update(hypothesis)
    return stable.settled


def test_three_must_agree_and_the_last_unit_is_held_back() -> None:
    assert _settled_after("ja", "住民票の", "住民票の") == ""
    assert _settled_after("ja", "住民票の", "住民票の", "住民票の写し") == "住民票"
    assert _settled_after("ja", "住民票の", "受民票の", "住民票の", "住民票の") == ""
    assert _settled_after("en", "I have moved", "I have moved", "I have moved here") == "I have"


def test_the_defaults_settle_something_but_never_the_newest() -> None:
    stable = StableText("ja")
    for _ in range(10):
        shown = stable.update("住民票の写しを")
    assert 0 < shown.stable < len("住民票の写しを")


def test_alternating_hypotheses_settle_only_what_they_share() -> None:
    heard = ["はい住民票の", "はい受民票の"] * 5
    assert _settled_after("ja", *heard) == "は"
    assert _settled_after("ja", *["住民票", "受民票"] * 5) == ""


def test_punctuation_does_not_break_an_agreement() -> None:
    assert _settled_after("ja", "はい、そうです", "はい。そうです", "はいそうです") == "はいそうで"
    assert _settled_after("en", "Yes, I do now", "Yes I do now", "yes. I do now") == "yes. I do"


def test_words_keep_the_blanks_before_them() -> None:
    stable = StableText("en", agreement=3, hold_back=1)
    for hypothesis in ["Hello, I", "Hello, I", "Hello, I"]:
        stable.update(hypothesis)
    assert stable.settled == "Hello,"
    assert stable.update("Hello, I see").text == "Hello, I see"
    assert stable.update("Hello I see").text == "Hello, I see"
    assert stable.update("hello. I see").text == "Hello, I see"
    assert stable.finish("HELLO I see.") == "Hello, I see."


def test_full_and_half_width_digits_are_the_same() -> None:
    heard = ["42番です", "42番です", "42番です", "４２番です"]
    assert _settled_after("ja", *heard) == "42番で"
    stable = StableText("ja", agreement=3, hold_back=1)
    for hypothesis in heard:
        stable.update(hypothesis)
    assert stable.finish("４２番です。") == "42番です。"
    assert _settled_after("ja", "42番です", "４２番です", "42番です") == "42番で"


def test_what_was_settled_stays_when_the_final_hears_nothing() -> None:
    stable = StableText("ja", agreement=3, hold_back=1)
    for _ in range(3):
        stable.update("住民票の")
    assert stable.finish("") == "住民票"
    assert stable.update("").text == "住民票"


def test_without_a_partial_the_final_is_what_it_heard() -> None:
    assert StableText("ja").finish("住民票をください。") == "住民票をください。"


@pytest.mark.parametrize(
    ("settled", "hypothesis", "rest"),
    [
        ("", "はい", "はい"),
        ("はい", "はい、そう", "、そう"),
        ("はい", "はいそう", "そう"),
        ("はい、", "はい。そう", "そう"),
        ("はい", "", ""),
        ("住民票の", "受民票の写し", "写し"),
        ("42番の", "四十二番の方", "方"),
        ("I am", "I'm going", " going"),
        ("The car", "the cat is", " is"),
        ("Hello", "HELLO, I", ", I"),
    ],
)
def test_the_text_goes_on_behind_what_is_settled(settled: str, hypothesis: str, rest: str) -> None:
    point = graft_point(settled, hypothesis, by_character=not settled.isascii())
    assert hypothesis[point:] == rest


@pytest.mark.parametrize(
    ("language", "settled", "hypothesis", "text"),
    [
        ("en", "Hello there", "Hi there you", "Hello there you"),
        ("en", "Hello there", "Hell, we see", "Hello, we see"),
        ("ja", "か\u3099す", "か\u3099すが", "か\u3099すが"),
        ("my", "စောင\u103a\u1037ပါ", "စောင\u103a\u1037ပါ", "စောင\u103a\u1037ပါ"),
        ("th", "กร", "กิร", "กิร"),
    ],
)
def test_a_graft_neither_cuts_nor_doubles_a_unit(
    language: str, settled: str, hypothesis: str, text: str
) -> None:
    stable = StableText(language, agreement=3, hold_back=1)
    for _ in range(3):
        stable.update(settled)
    shown = stable.update(hypothesis)
    assert stable.finish(hypothesis) == shown.text
    behind = shown.text[shown.stable :]
    assert not behind or not unicodedata.category(behind[0]).startswith("M")
    if language != "th":
        assert shown.text == text


ALPHABETS = {
    "ja": "お待たせ番号札42四十二、。 ー",
    "en": "abIH ,.'",
    "th": "กรคุาัู่้ ",
}
languages = st.sampled_from(sorted(ALPHABETS))


def _texts(language: str) -> st.SearchStrategy[str]:
    # As the recogniser hands it over: marks in their canonical order, no blanks around it.
    plain = st.text(alphabet=ALPHABETS[language], max_size=14)
    return plain.map(lambda text: unicodedata.normalize("NFC", text).strip())


@given(languages, st.integers(2, 3), st.integers(0, 2), st.data())
def test_the_promises_hold_for_any_hypotheses(
    language: str, agreement: int, hold_back: int, data: st.DataObject
) -> None:
    # Few different texts, so that they often agree.
    texts = data.draw(st.lists(_texts(language), min_size=1, max_size=3))
    hypotheses = data.draw(st.lists(st.sampled_from(texts), max_size=12))
    stable = StableText(language, agreement=agreement, hold_back=hold_back)
    _check_promises(stable, hypotheses)


@given(languages, st.data())
def test_what_is_heard_again_and_again_is_the_final(language: str, data: st.DataObject) -> None:
    text = data.draw(_texts(language))
    stable = StableText(language)
    assert stable.finish(text) == text
    for _ in range(5):
        assert stable.update(text).text == text
        assert stable.finish(text) == text


@given(languages, st.data())
def test_a_text_that_only_grows_is_never_altered(language: str, data: st.DataObject) -> None:
    text = data.draw(_texts(language))
    units = split_units(text, by_character=written_without_spaces(language))
    stable = StableText(language)
    for count in range(len(units) + 1):
        grown = "".join(units[:count]).strip()
        assert stable.update(grown).text == grown
    assert stable.finish(text) == text


@given(st.text(alphabet="".join(ALPHABETS.values())), st.booleans())
def test_units_are_the_text(text: str, by_character: bool) -> None:
    units = split_units(text, by_character=by_character)
    assert "".join(units) == text
    assert all(units)
    for unit in units[1:]:
        if by_character:
            assert not _is_mark(unit[0])
        else:
            assert unit[0].isspace()


def test_a_unit_is_a_character_with_its_marks_or_a_word_with_its_blank() -> None:
    assert split_units("ครู่ค่ะ", by_character=True) == ["ค", "รู่", "ค่", "ะ"]
    assert split_units("Hello,  I see", by_character=False) == ["Hello,", "  I", " see"]
    assert split_units("", by_character=True) == []
