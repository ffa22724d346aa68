"""How numbers are read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numeral_forms import ALL

from voice_counter.numerals import NumberReading, normalise, number_readings, spoken
from voice_counter.numerals.counters import COUNTERS, ORDINALS, Counter


@pytest.mark.parametrize(("normal", "kana"), sorted({row[1:] for row in ALL}))
def test_reading(normal: str, kana: str) -> None:
    assert spoken(normal) == kana


@pytest.mark.parametrize(("written", "kana"), sorted({(row[0], row[2]) for row in ALL}))
def test_what_was_written_and_what_is_said_meet(written: str, kana: str) -> None:
    assert spoken(normalise(written).text) == kana


SERIES = {
    "分": """
        いっぷん にふん さんぷん よんぷん ごふん
        ろっぷん ななふん はっぷん きゅうふん じゅっぷん
    """,
    "本": """
        いっぽん にほん さんぼん よんほん ごほん
        ろっぽん ななほん はっぽん きゅうほん じゅっぽん
    """,
    "回": """
        いっかい にかい さんかい よんかい ごかい
        ろっかい ななかい はっかい きゅうかい じゅっかい
    """,
    "階": """
        いっかい にかい さんがい よんかい ごかい
        ろっかい ななかい はちかい きゅうかい じゅっかい
    """,
    "歳": """
        いっさい にさい さんさい よんさい ごさい
        ろくさい ななさい はっさい きゅうさい じゅっさい
    """,
    "通": """
        いっつう につう さんつう よんつう ごつう
        ろくつう ななつう はっつう きゅうつう じゅっつう
    """,
    "人": """
        ひとり ふたり さんにん よにん ごにん
        ろくにん しちにん はちにん きゅうにん じゅうにん
    """,
    "枚": """
        いちまい にまい さんまい よんまい ごまい
        ろくまい ななまい はちまい きゅうまい じゅうまい
    """,
    "時": """
        いちじ にじ さんじ よじ ごじ
        ろくじ しちじ はちじ くじ じゅうじ じゅういちじ じゅうにじ
    """,
    "月": """
        いちがつ にがつ さんがつ しがつ ごがつ
        ろくがつ しちがつ はちがつ くがつ じゅうがつ
    """,
    "日": """
        いちにち ふつか みっか よっか いつか
        むいか なのか ようか ここのか とおか じゅういちにち
    """,
    "年": """
        いちねん にねん さんねん よねん ごねん
        ろくねん ななねん はちねん きゅうねん じゅうねん
    """,
    "つ": """
        ひとつ ふたつ みっつ よっつ いつつ
        むっつ ななつ やっつ ここのつ
    """,
    "番": """
        いちばん にばん さんばん よんばん ごばん
        ろくばん ななばん はちばん きゅうばん じゅうばん
    """,
}
"""What is read from 1 on."""


def _series(counter: str, numbers: range) -> list[str]:
    return [spoken(f"{number}{counter}") for number in numbers]


@pytest.mark.parametrize(("counter", "readings"), SERIES.items())
def test_series(counter: str, readings: str) -> None:
    expected = readings.split()
    assert _series(counter, range(1, len(expected) + 1)) == expected


@pytest.mark.parametrize(
    ("normal", "kana"),
    [
        ("100", "ひゃく"),
        ("1000", "せん"),
        ("1111", "せんひゃくじゅういち"),
        ("10,000,000円", "いっせんまんえん"),
        ("80,000,000円", "はっせんまんえん"),
        (
            "123,456,789円",
            "いちおくにせんさんびゃくよんじゅうごまんろくせんななひゃくはちじゅうきゅうえん",
        ),
        ("10兆円", "じゅっちょうえん"),
        ("8兆円", "はっちょうえん"),
        ("0.5", "れいてんご"),
        ("1.5倍", "いってんごばい"),
        ("10.8度", "じゅってんはちど"),
        ("36.05", "さんじゅうろくてんぜろご"),
        ("0.1本", "れいてんいっぽん"),
        ("300本", "さんびゃっぽん"),
        ("1000本", "せんぼん"),
        ("1000分", "せんぷん"),
        ("20歳", "はたち"),
        ("120歳", "ひゃくにじゅっさい"),
        ("3人目", "さんにんめ"),
        ("03番", "ぜろさんばん"),
        ("10:05", "じゅうじごふん"),
        ("10:00", "じゅうじ"),
        ("10分の1", "じゅうぶんのいち"),
        ("24時", "にじゅうよじ"),
        ("40日", "よんじゅうにち"),
        ("第1希望", "だいいちきぼう"),
        ("住民票", "住民票"),
        ("", ""),
    ],
)
def test_more_readings(normal: str, kana: str) -> None:
    assert spoken(normal) == kana


def test_where_the_readings_are() -> None:
    text = "番号札42番の方は、4月1日までに300円を3番窓口へ。電話は03-1234-5678"
    assert [(text[r.start : r.end], r.reading) for r in number_readings(text)] == [
        ("42番", "よんじゅうにばん"),
        ("4月", "しがつ"),
        ("1日", "ついたち"),
        ("300円", "さんびゃくえん"),
        ("3番", "さんばん"),
        ("03-1234-5678", "ぜろさんのいちにさんよんのごろくななはち"),
    ]
    assert number_readings("14日") == (NumberReading(0, 3, "じゅうよっか"),)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1日", ["いちにち"]),
        ("1日間", ["いちにちかん"]),
        ("来月1日", ["ついたち"]),
        ("3-2-1", ["さん", "に", "いち"]),
        ("37度8分", ["さんじゅうななど", "はちぶ"]),
        ("8分", ["はっぷん"]),
        ("1,2,3", []),
        ("一人暮らし", []),
        ("二3", []),
        ("１２", []),
        ("9" * 10_000, []),
        ("2枚と3枚", ["にまい", "さんまい"]),
    ],
)
def test_readings_in_context(text: str, readings: list[str]) -> None:
    assert [reading.reading for reading in number_readings(text)] == readings


@pytest.mark.parametrize("counter", COUNTERS, ids=lambda counter: counter.written)
def test_every_counter_is_found_and_read(counter: Counter) -> None:
    written = counter.written
    for number in range(200):
        (reading,) = number_readings(f"{number}{written}")
        assert reading.end == len(f"{number}{written}")
        assert re.fullmatch("[ぁ-んー]+", reading.reading)


@pytest.mark.parametrize("counter", ORDINALS, ids=lambda counter: counter.written)
def test_every_ordinal_is_found_and_read(counter: Counter) -> None:
    written = counter.written
    assert re.fullmatch("だい[ぁ-んー]+", spoken(f"第3{written}"))
    assert normalise(f"第三{written}").text == f"第3{written}"


@given(st.text(alphabet="0123456789,.:-の月日時分円第人つ億万兆年半間度割目", max_size=30))
def test_any_text_has_readings_that_do_not_overlap(text: str) -> None:
    end = 0
    for reading in number_readings(text):
        assert end <= reading.start < reading.end <= len(text)
        end = reading.end
        assert re.fullmatch("[ぁ-んー]+", reading.reading)


@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_different_numbers_are_read_differently(one: int, other: int) -> None:
    same = spoken(normalise(f"{one}円").text) == spoken(normalise(f"{other}円").text)
    assert same == (one == other)
