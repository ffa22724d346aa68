"""Personal information is taken out, and the numbers that captions are there for stay."""

from __future__ import annotations

import re
import string
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.bench_redaction import PARTS, judge, sentences
from voice_counter.numerals import normalise
from voice_counter.privacy.checksums import is_my_number, luhn
from voice_counter.privacy.folding import fold
from voice_counter.privacy.kinds import Kind, Redacted, mark
from voice_counter.privacy.redaction import redact

RECALL, PRECISION = 0.98, 0.95


@pytest.mark.parametrize("part", PARTS)
def test_the_written_set(part: str) -> None:
    judged = [judge(each) for each in sentences() if each.part == part]
    expected = sum(len(each.sentence.expected) for each in judged)
    found = sum(len(each.found) for each in judged)
    missed = [(each.sentence.text, each.missed) for each in judged if each.missed]
    wrong = [(each.sentence.text, each.wrong) for each in judged if each.wrong]
    assert expected > 30
    assert sum(len(parts) for _, parts in missed) <= (1 - RECALL) * expected, missed
    assert sum(len(parts) for _, parts in wrong) <= (1 - PRECISION) * found, wrong


def test_the_set_is_large_and_half_of_it_holds_nothing_to_redact() -> None:
    rows = sentences()
    assert len(rows) >= 400
    assert 0.35 < sum(not row.expected for row in rows) / len(rows) < 0.65
    assert len({row.text for row in rows}) == len(rows)
    assert {part.kind for row in rows for part in row.expected} == set(Kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("電話は090-1234-5678です。", "電話は〔電話番号〕です。"),
        ("ゼロキュウゼロのイチニサンヨンのゴロクナナハチ", "〔電話番号〕"),
        ("ぜろきゅうぜろ、いちにさんよん、ごろくななはちに電話", "〔電話番号〕に電話"),
        ("〇九〇の一二三四の五六七八です", "〔電話番号〕です"),
        ("oh nine oh, one two three four, five six seven eight", "〔電話番号〕"),
        ("+81 90 1234 5678", "〔電話番号〕"),
        ("123456789018です", "〔マイナンバー〕です"),
        ("在留カードはAB12345678CDです", "在留カードは〔在留カード番号〕です"),
        ("〒150-0042です", "〔郵便番号〕です"),
        ("口座番号は1234567です", "口座番号は〔口座番号〕です"),
        ("4111 1111 1111 1111です", "〔カード番号〕です"),
        ("taro アットマーク example ドット com です", "〔メールアドレス〕 です"),
        ("昭和60年3月12日生まれです", "〔生年月日〕生まれです"),
    ],
)
def test_what_goes(text: str, expected: str) -> None:
    assert redact(text, "ja").text == expected


@pytest.mark.parametrize(
    "text",
    [
        "123456789012です",  # 12 digits, but no check digit of a マイナンバー
        "4111 1111 1111 1112です",
        "申請期限は6月30日です",
        "番号札42番の方、3番窓口へどうぞ",
        "手数料は1,234,567円です",
        "受付番号は123456です",
        "内線1234です",
        "10時30分に305号室です",
        "2024-2026年の計画です",
        "平成19年4月2日以降に生まれた方",
        "1、2、3、4、5、6、7、8、9、10、11、12月",
    ],
)
def test_what_stays(text: str) -> None:
    assert redact(text) == Redacted(text, ())


def test_the_normal_form_of_a_caption_is_redacted_as_what_was_heard() -> None:
    heard = "〇九〇ー一二三四ー五六七八です。手数料は三百円です。"
    assert redact(normalise(heard).text, "ja").text == "〔電話番号〕です。手数料は300円です。"


def test_marks_are_in_the_language_asked_for() -> None:
    assert redact("090-1234-5678", "en").text == "〔phone number〕"
    assert len({mark(kind, "ja") for kind in Kind}) == len(Kind)


def test_a_mark_is_no_keyword() -> None:
    assert redact("〔口座番号〕1234567", "ja").text == "〔口座番号〕1234567"


def test_what_only_looks_like_a_mark_hides_nothing() -> None:
    assert redact("〔090-1234-5678〕", "ja").text == "〔〔電話番号〕〕"


def test_found_are_places_in_the_text() -> None:
    text = "電話は090-1234-5678、メールはa.b@example.comです"
    assert [(text[part.start : part.end], part.kind) for part in redact(text).found] == [
        ("090-1234-5678", Kind.PHONE),
        ("a.b@example.com", Kind.EMAIL),
    ]


def my_number(first: str) -> str:
    """A number with its check digit by the words of the order, not by the code under test."""
    weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    rest = sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True)) % 11
    return first + str(0 if rest <= 1 else 11 - rest)


ELEVEN = st.text("0123456789", min_size=11, max_size=11)


@given(ELEVEN)
def test_check_digits_of_my_numbers(first: str) -> None:
    valid = my_number(first)
    assert [digit for digit in "0123456789" if is_my_number(first + digit)] == [valid[-1]]


@given(ELEVEN, st.sampled_from(["", " ", "-", "の", "、", "ー"]))
def test_every_my_number_goes(first: str, gap: str) -> None:
    valid = my_number(first)
    said = gap.join((valid[:4], valid[4:8], valid[8:]))
    assert not re.search(r"\d", redact(f"番号は{said}です").text)


@given(st.text("0123456789", min_size=12, max_size=18))
def test_luhn_finds_every_wrong_digit(first: str) -> None:
    valid = next(first + digit for digit in "0123456789" if luhn(first + digit))
    for place, digit in enumerate(valid):
        other = str((int(digit) + 1) % 10)
        assert not luhn(valid[:place] + other + valid[place + 1 :])


PIECES = st.sampled_from(
    (
        "090 1234 5678 - の 、 。 は 電話番号 口座番号 口座 普通 マイナンバー 生年月日 誕生日 "
        "昭和60年 3月12日 生まれ 円 番 @ アットマーク ドット com a.b 〒 150 0001 ゼロ キュウ に ご "
        "いち 〔電話番号〕 〔 〕 AB 12345678 CD oh nine two 4111 1111 記号 10120 番号 が です 공 "
        "일 không + +81 ( ) \n 1985/3/12 born at dot em 2024 , .  \ue000"
    ).split(" ")
)
MESSES = st.lists(PIECES, max_size=25).map("".join)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=80), MESSES))
def test_redacting_again_changes_nothing(text: str) -> None:
    once = redact(text, "ja")
    assert redact(once.text, "ja").text == once.text
    assert all(0 <= part.start < part.end <= len(text) for part in once.found)
    assert all(one.end <= other.start for one, other in pairwise(once.found))


QUIET = st.text(
    st.characters(categories=["Lo", "Po", "Zs"], exclude_characters="@〒")
    | st.sampled_from("この書類に名前を書いてください、。")
)


@given(QUIET)
def test_text_without_digits_is_as_it_was(text: str) -> None:
    redacted = redact(text)
    digits = "〇○◯零一二三四五六七八九幺两兩" + string.digits
    if not any(character in digits for character in fold(text)) and not re.search(
        "あっと|골뱅이|艾特|小老鼠|[공영일이삼사오육륙칠팔구]|ぜろ|れい|まる|いち|に|さん|よん|ご|ろく|なな|しち|はち|きゅ",
        fold(text),
    ):
        assert redacted.text == text


@given(st.text(max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "piece",
    "9 0 090-1234-5678、 1- に いち a. a@ @a.b 電話番号 昭和 1月1日 生年月日は one、 1, "
    "〔電話番号〕 3月12日生まれ、".split(),
)
def test_a_long_text_comes_to_an_end(piece: str) -> None:
    """10,000 characters in which one thing repeats: backtracking would not end today."""
    text = piece * (10_000 // len(piece))
    assert redact(redact(text).text).found == ()
