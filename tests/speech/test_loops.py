"""Decoder loops."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_counter.speech.loops import collapse, compression_ratio, is_loop, token_limit

SENTENCES = [
    "お待たせしました。番号札42番の方、3番の窓口へどうぞ。",
    "引っ越してきた日から14日以内に、転入届を出してください。前の市の転出証明書はお持ちですか。",
    "はい、はい、わかりました。",
    "Could you tell me which counter I should go to for my residence card?",
    "กรุณารอสักครู่ค่ะ",
    "No, no, that is the other form.",
    "",
]


def test_more_speech_may_have_more_tokens() -> None:
    assert token_limit(10.0, "ja") > token_limit(1.0, "ja") > 0
    assert token_limit(0.0, "ja") > 0


def test_scripts_spelled_by_bytes_may_have_more() -> None:
    for code in ("th", "my", "ne"):
        assert token_limit(5.0, code) > 2 * token_limit(5.0, "ja")
    assert token_limit(5.0, "en") == token_limit(5.0, "ja")


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_is_no_loop_and_stays(text: str) -> None:
    assert not is_loop(text, tokens=20, limit=60)
    assert collapse(text) == text


@pytest.mark.parametrize("text", ["どうぞ、" * 20, "Thank you. " * 15, "あ" * 100])
def test_a_loop_compresses_too_well(text: str) -> None:
    assert compression_ratio(text) > 3
    assert is_loop(text, tokens=20, limit=60)


def test_a_decoder_that_ran_to_the_limit_loops() -> None:
    assert is_loop(SENTENCES[0], tokens=60, limit=60)
    assert not is_loop(SENTENCES[0], tokens=59, limit=60)


def test_nothing_does_not_compress() -> None:
    assert compression_ratio("") == 0.0
    assert not is_loop("", tokens=0, limit=8)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("窓口へどうぞ、どうぞ、どうぞ、どうぞ、どう", "窓口へどうぞ、"),
        ("はいはいはい", "はい"),
        ("ああああああ", "あ"),
        ("I see. I see. I see. I s", "I see. "),
        ("はいはい", "はいはい"),
        ("番号は44", "番号は44"),
        ("番号は444", "番号は4"),
        ("番号は4444番", "番号は4444番"),
    ],
)
def test_what_repeats_to_the_end_is_said_once(text: str, left: str) -> None:
    assert collapse(text) == left


@given(st.text(alphabet="あいうa、 ", max_size=40))
def test_what_is_left_is_a_beginning(text: str) -> None:
    left = collapse(text)
    assert text.startswith(left)
    assert bool(left) == bool(text)


@given(st.text(alphabet="abc", max_size=6), st.permutations("vwxyz"), st.integers(3, 8), st.data())
def test_a_phrase_said_over_and_over_is_left_once(
    before: str, letters: list[str], times: int, data: st.DataObject
) -> None:
    phrase = "".join(letters)
    cut = data.draw(st.integers(0, len(phrase) - 1))
    text = before + phrase * times + phrase[:cut]
    assert collapse(text) == before + phrase
    assert collapse(collapse(text)) == before + phrase


@given(st.permutations("あいうえおかきくけこ"))
def test_what_does_not_repeat_is_unchanged(letters: list[str]) -> None:
    assert collapse("".join(letters)) == "".join(letters)
