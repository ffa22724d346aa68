"""Where lines break: never before 。, never in a word or a number with its unit."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_counter.projector.breaking import (
    NO_END,
    NO_START,
    breaks,
    clusters,
    lines,
    one_line,
    share,
    wide_length,
)

ALPHABET = "あいがをの住民票区役所カード、。」「（）ーっ 3月10日300円Aabc-'5時ですくพี่"


def wrapped(text: str, width: float) -> list[str]:
    return lines(text, width, wide_length)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("こんにちは。", 10, ["こんにちは。"]),
        ("", 10, []),
        ("   ", 10, []),
        # A full stop takes the character before it along.
        ("あいうえおかきく。", 8, ["あいうえおかき", "く。"]),
        ("あいうえおかきっく", 7, ["あいうえおか", "きっく"]),
        # Nor does a bracket stay behind alone.
        ("あいうえおか「きく」", 7, ["あいうえおか", "「きく」"]),
        # Numbers keep what they count.
        ("しめきりは3月10日です", 7, ["しめきりは", "3月10日です"]),
        ("てすうりょう300円です", 7, ["てすうりょう", "300円です"]),
        ("あいうえお３００円です", 7, ["あいうえお", "３００円です"]),
        ("きのうのうち午後3時30分まで", 9, ["きのうのうち", "午後3時30分まで"]),
        # Words keep together, and blanks vanish at the ends.
        ("please come to the counter", 8, ["please come to", "the counter"]),
        ("あいうえおWi-Fiです", 7, ["あいうえお", "Wi-Fiです"]),
        ("Привет дорогие друзья", 7, ["Привет дорогие", "друзья"]),
        # A phrase ends a line sooner than half a word does.
        ("きょうは住民票の写しを", 8, ["きょうは住民票の", "写しを"]),
        ("住民票の写しを取る窓口へ", 8, ["住民票の写しを", "取る窓口へ"]),
        ("두 번째 창구로 오세요", 6, ["두 번째", "창구로", "오세요"]),
        # What is too long for any line is broken all the same.
        ("abcdefghijklmnopqrstuvwxyz", 5, ["abcdefghij", "klmnopqrst", "uvwxyz"]),
        ("1234567890123456円", 5, ["1234567890", "123456円"]),
    ],
)
def test_lines(text: str, width: float, expected: list[str]) -> None:
    assert wrapped(text, width) == expected


def test_marks_are_not_parted_from_their_letters() -> None:
    thai = "ที่นี่ที่นี่ที่นี่ที่นี่"
    for part in wrapped(thai, 2):
        assert part[0] not in "\u0e35\u0e48"
    assert "".join(wrapped(thai, 2)) == thai


def test_the_prefix_of_politeness_stays_with_its_word() -> None:
    assert not any(part.endswith("ご") for part in wrapped("まどぐちでご案内します", 6))


@given(st.text(ALPHABET, max_size=60), st.integers(4, 20))
def test_nothing_is_lost_and_every_line_fits(text: str, width: int) -> None:
    ends = breaks(text, width, wide_length)
    assert ends == sorted(set(ends))
    assert not text.strip() or ends[-1] == len(text)
    parts = wrapped(text, width)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(wide_length(part) <= width for part in parts)


@given(st.text("あいう、。（）ー漢字A3", min_size=1, max_size=60))
def test_no_line_starts_or_ends_wrongly(text: str) -> None:
    pieces = clusters(text)
    assert "".join(pieces) == text
    # Clusters that fit are never broken; so the rule holds where it holds between them.
    for before, behind in pairwise(pieces):
        assert behind[0] not in NO_START or before[-1] in NO_END
        assert before[-1] not in NO_END


@given(st.text(ALPHABET, max_size=60), st.text(ALPHABET, max_size=20))
def test_lines_stay_when_text_grows(text: str, more: str) -> None:
    """All but the last: a word at the end may still grow, or be joined by a full stop."""
    first = breaks(text, 40, wide_length)[:-1]
    grown = breaks(text + more, 40, wide_length)
    assert grown[: len(first) - 1] == first[:-1] if first else True


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ((1.0,), ["come to the second counter"]),
        ((1.0, 1.0), ["come to the ", "second counter"]),
        ((3.0, 1.0), ["come to the second ", "counter"]),
        ((1.0, 1.0, 1.0, 1.0), ["come ", "to the ", "second ", "counter"]),
    ],
)
def test_a_translation_is_shared_out(weights: tuple[float, ...], expected: list[str]) -> None:
    text = "come to the second counter"
    cuts = [0, *share(text, weights)]
    assert [text[a:b] for a, b in pairwise(cuts)] == expected


@given(st.text(ALPHABET, max_size=40), st.lists(st.floats(0.1, 9), min_size=1, max_size=6))
def test_shares_make_up_the_whole(text: str, weights: list[float]) -> None:
    cuts = share(text, weights)
    assert len(cuts) == len(weights)
    assert cuts == sorted(cuts)
    assert cuts[-1] == len(text)


def test_one_line_keeps_what_joins_letters() -> None:
    assert one_line(" a\r\nb\tc\x00d ") == "a b c d"
    assert one_line("क्\u200dष") == "क्\u200dष"
