"""Kana as sounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from voice_counter.glossary.sounds import hiragana, sound, sounds

KANA = st.text(st.sampled_from([chr(code) for code in range(ord("ぁ"), ord("ゖ") + 1)] + ["ー"]))


@pytest.mark.parametrize(
    ("kana", "expected"),
    [
        ("じゅうみんひょう", "s'yu:miNhyo:"),
        ("ようかいご", "yo:kaik'o"),
        ("まいなんばーかーど", "mainaNp'a:ka:t'o"),
        ("ファミリー", "hamiri:"),
        ("けっかく", "keQkaku"),
        ("とどけ", "tot'oke"),
        ("おおきい", "o:ki:"),
        ("せいねん", "se:neN"),
        ("ちち", "cici"),
        ("漢字 abc", ""),
        ("", ""),
    ],
)
def test_the_sounds_of_a_reading(kana: str, expected: str) -> None:
    assert sound(kana) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("こうてい", "こーてー"), ("づつ", "ずつ"), ("ぢ", "じ"), ("を", "お"), ("カード", "かあど")],
)
def test_what_sounds_the_same_is_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("said", "near", "far"),
    [("か", "が", "ま"), ("きょう", "きょ", "さん"), ("は", "ば", "に"), ("こ", "こう", "ちゃ")],
)
def test_what_is_often_confused_is_near(said: str, near: str, far: str) -> None:
    similarity = Indel.normalized_similarity
    assert similarity(sound(said), sound(near)) > similarity(sound(said), sound(far))


@given(KANA)
def test_every_character_has_its_own_sounds(kana: str) -> None:
    assert len(sounds(kana)) == len(kana)
    assert "".join(sounds(kana)) == sound(kana)


@given(st.text())
def test_katakana_sounds_like_hiragana(text: str) -> None:
    assert sound(text) == sound(hiragana(text))
