"""Cutting text into sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_counter.translation.sentences import LONGEST, joined, sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("  ", []),
        ("はい", ["はい"]),
        ("手数料は300円です。お急ぎですか？", ["手数料は300円です。", "お急ぎですか？"]),
        ("「はい。」と言った。次。", ["「はい。」", "と言った。", "次。"]),
        ("えっ！？本当？", ["えっ！？", "本当？"]),
        (
            "It opens at 3 p.m. tomorrow. Please come.",
            ["It opens at 3 p.m. tomorrow.", "Please come."],
        ),
        ("It costs 3.5 yen. Mr. Sato knows.", ["It costs 3.5 yen.", "Mr. Sato knows."]),
        ("一行目\n二行目", ["一行目", "二行目"]),
        ("यहाँ आउनुहोस्। धन्यवाद।", ["यहाँ आउनुहोस्।", "धन्यवाद।"]),
    ],
)
def test_where_it_is_cut(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@given(st.text(max_size=2000))
def test_nothing_is_lost_and_nothing_too_long(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(0 < len(part) <= LONGEST for part in found)


def test_joined_as_the_language_does() -> None:
    assert joined(["はい。", "次。"], "ja") == "はい。次。"
    assert joined(["Yes.", "", "Next."], "en") == "Yes. Next."
