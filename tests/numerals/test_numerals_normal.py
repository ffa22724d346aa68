"""Numbers in normal form: what changes, what never does, and what they stand for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numeral_forms import (
    ALL,
    AMOUNTS,
    COUNTS,
    DATES,
    DURATIONS,
    PERCENT,
    TIMES,
    UNCHANGED,
    YEARS,
    rows,
)

from voice_counter.numerals import normalise
from voice_counter.numerals.numbers import NUMERALS, read

# Words and characters that decide about each other, so that hypothesis meets them together.
FRAGMENTS = """
    午前 午後 令和 昭和 元年 ヶ月 か月間 分の 番号札 内線 一時 十分 一番 一日 一度
    一部 一人 パーセント 以内 点五 窓口 号室 曜日 、三 千円 ー三 時間 歳 0120 03-1234-5678
    万が一 六ヶ所村 四万十 七五三 世界 統 同 第 約 数 何 余 半 月 日
    時 年 円 人 度 割 番 階 地下 つ 才 g % の は
    から 二 三 十 百 千 万 〇
""".split()
CHARACTERS = "〇零一二三四五六七八九十百千万億兆0123456789０１９,，.．、ー-−〜：:/ Aあ々"
texts = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(CHARACTERS), st.characters()), max_size=12
).map("".join)


@pytest.mark.parametrize(("written", "normal"), sorted({row[:2] for row in ALL}))
def test_normal_form(written: str, normal: str) -> None:
    assert normalise(written).text == normal
    assert normalise(f"それは、{written}。").text == f"それは、{normal}。"


@pytest.mark.parametrize("normal", sorted({row[1] for row in ALL}))
def test_the_normal_form_is_normal_and_one_quantity_at_least(normal: str) -> None:
    found = normalise(normal)
    assert found.text == normal
    assert found.quantities


@pytest.mark.parametrize("word", UNCHANGED.split())
def test_words_with_a_numeral_stay(word: str) -> None:
    assert normalise(word).text == word
    assert normalise(f"その{word}の話").text == f"その{word}の話"


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("番号札四十二番の方は三番窓口へ", "番号札42番の方は3番窓口へ"),
        ("番号札三をお持ちの方", "番号札3をお持ちの方"),
        ("番号札一覧", "番号札一覧"),
        ("一部三百円で二通ですと六百円です", "一部300円で2通ですと600円です"),
        ("一日に三回、一人暮らしの方は二回", "一日に3回、一人暮らしの方は2回"),
        ("三十分かかります", "30分かかります"),
        ("三十分あれば十分です", "30分あれば十分です"),
        ("六本木三丁目", "六本木3丁目"),
        ("コーナー三番", "コーナー3番"),
        ("生後三ヶ月から一歳六カ月まで", "生後3か月から1歳6か月まで"),
        ("三〜五日", "3〜5日"),
        ("午前九時から午後五時まで", "午前9時から午後5時まで"),
        ("答えは二千、いや三千", "答えは2000、いや3000"),
        ("二千円と答えてください", "2000円と答えてください"),
        ("１，２，３", "1，2，3"),
        ("一億二千三百四十五万六千七百八十九円", "123,456,789円"),
        ("A４の紙", "A4の紙"),
        ("世界一３00円", "世界一300円"),
    ],
)
def test_sentences(written: str, normal: str) -> None:
    assert normalise(written).text == normal


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(quantity.kind, quantity.text) for quantity in normalise(text).quantities]


@pytest.mark.parametrize(
    ("kind", "normal"),
    [
        (kind, normal)
        for kind, table in (
            ("amount", AMOUNTS),
            ("date", DATES),
            ("time", TIMES),
            ("duration", DURATIONS),
            ("percent", PERCENT),
        )
        for _, normal, _ in rows(table)
    ],
)
def test_kinds(kind: str, normal: str) -> None:
    assert _kinds(normal) == [(kind, normal)]


@pytest.mark.parametrize("normal", [normal for _, normal, _ in rows(COUNTS)])
def test_counts(normal: str) -> None:
    if normal == "2泊3日":
        assert _kinds(normal) == [("count", "2泊"), ("date", "3日")]
    elif normal == "4畳半":
        assert _kinds(normal) == [("count", "4畳")]
    else:
        assert _kinds(normal) == [("count", normal)]


def test_years_and_eras() -> None:
    kinds = {normal: _kinds(normal) for _, normal, _ in rows(YEARS)}
    assert kinds.pop("2026年") == [("year", "2026年")]
    assert kinds.pop("1989年") == [("year", "1989年")]
    assert kinds == {normal: [("era_year", normal)] for normal in kinds}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10時から12時", [("time", "10時"), ("time", "12時")]),
        ("令和8年4月1日", [("era_year", "令和8年"), ("date", "4月1日")]),
        ("令和8年度", [("era_year", "令和8年")]),
        ("2026年6月30日10時", [("year", "2026年"), ("date", "6月30日"), ("time", "10時")]),
        ("1通300円", [("count", "1通"), ("amount", "300円")]),
        ("1日", [("duration", "1日")]),
        ("毎月1日", [("date", "1日")]),
        ("3日間", [("duration", "3日間")]),
        ("3日後", [("duration", "3日後")]),
        ("3日", [("date", "3日")]),
        ("2000年前", [("duration", "2000年前")]),
        ("13月", []),
        ("99時", []),
        ("10:30", [("time", "10:30")]),
        ("03-1234-5678", [("phone", "03-1234-5678")]),
        ("09012345678", [("phone", "09012345678")]),
        ("100-0001", [("phone", "100-0001")]),
        ("2024-2026", []),
        ("2025-2026年", [("year", "2026年")]),
        ("COVID-19", []),
        ("6/30", []),
        ("第3者", [("count", "第3")]),
        ("数10人", []),
        ("42", [("count", "42")]),
        ("一部", []),
    ],
)
def test_quantities(text: str, expected: list[tuple[str, str]]) -> None:
    assert _kinds(text) == expected


def test_spans_are_those_of_the_normalised_text() -> None:
    found = normalise("はい、一万二千円を午後三時半までに、三番窓口へ")
    assert found.text == "はい、12,000円を午後3時半までに、3番窓口へ"
    assert [(q.start, q.end, q.text, q.note) for q in found.quantities] == [
        (3, 10, "12,000円", ""),
        (11, 16, "午後3時半", "15:30"),
        (20, 24, "3番窓口", ""),
    ]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("午後3時", "15:00"),
        ("午後三時半", "15:30"),
        ("午後3時5分", "15:05"),
        ("午前10時30分", "10:30"),
        ("午前零時", "0:00"),
        ("午後12時15分", "12:15"),
        ("午前12時", ""),
        ("15時", "15:00"),
        ("３時", ""),
        ("午後3:20", "15:20"),
        ("令和8年", "2026年"),
        ("令和元年", "2019年"),
        ("令和一年", "2019年"),
        ("平成31年", "2019年"),
        ("平成元年", "1989年"),
        ("平成32年", ""),
        ("昭和64年", "1989年"),
        ("昭和元年", "1926年"),
        ("昭和80年", ""),
        ("大正15年", "1926年"),
        ("大正16年", ""),
        ("明治45年", "1912年"),
        ("明治元年", "1868年"),
        ("令和0年", ""),
        ("令和100年", ""),
        ("2026年", ""),
        ("300円", ""),
    ],
)
def test_notes(text: str, note: str) -> None:
    assert [quantity.note for quantity in normalise(text).quantities] == [note]


@pytest.mark.parametrize(
    ("text", "term", "normal"),
    [
        ("三種混合は三回", "三種混合", "三種混合は3回"),
        ("三番窓口へ", "三番窓口", "三番窓口へ"),
        ("三番窓口へ", "窓口", "3番窓口へ"),
        ("三ヶ月健診は三ヶ月", "三ヶ月健診", "三ヶ月健診は3か月"),
        ("三ヶ月健診", "ヶ月健診", "3ヶ月健診"),
        ("二十四時間", "四時間", "二十四時間"),
        ("１２番と１３番", "１２番", "１２番と13番"),
        ("〇三ー一二三四ー五六七八", "五六七八", "〇三ー一二三四ー五六七八"),
    ],
)
def test_protected_terms_stay(text: str, term: str, normal: str) -> None:
    start = text.index(term)
    assert normalise(text, [(start, start + len(term))]).text == normal


def test_protected_spans_may_be_out_of_order_empty_or_out_of_range() -> None:
    spans = [(3, 5), (0, 2), (2, 2), (-5, -1), (90, 99), (4, 1)]
    assert normalise("三円と四円", spans).text == "三円と四円"
    assert normalise("三円と四円", [(2, 2), (-5, 0), (5, 99)]).text == "3円と4円"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一万二千三百", 12300),
        ("1万2千", 12000),
        ("１億2000万", 120_000_000),
        ("二〇二六", 2026),
        ("1,200", 1200),
        ("1,200万", 12_000_000),
        ("2千300", 2300),
        ("1.5億", 150_000_000),
        ("九千九百九十九兆九千九百九十九億九千九百九十九万九千九百九十九", None),
        ("9999兆", 9999 * 10**12),
        ("10000兆", None),
        ("千万億兆", None),
        ("万", None),
        ("百百", None),
        ("十百", None),
        ("十〇", None),
        ("億万", None),
        ("一億一億", None),
        ("1,2,3", None),
        ("1,20", None),
        ("0,123", None),
        ("1.23456万", None),
        ("一三00", None),
        ("1二", None),
        ("2千0", None),
        ("十123", None),
        ("1億12000万", None),
        ("9" * 17, None),
        ("9" * 10_000, None),
    ],
)
def test_reading_a_number(text: str, value: int | None) -> None:
    numeral = read(text)
    assert (None if numeral is None else numeral.value) == value


@pytest.mark.parametrize(
    "unit",
    ["九", "9", "一番", "1-", "四万十", "二、三", "午後三時十分", "1,2", "一時1,", "03-1234-"],
)
def test_long_texts(unit: str) -> None:
    text = (unit * 10_000)[:10_000]
    once = normalise(text)
    assert normalise(once.text) == once


@given(texts)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once.text) == once


@given(texts)
def test_without_numerals_nothing_changes(text: str) -> None:
    bare = re.sub(f"[{NUMERALS}]", "", text)
    assert normalise(bare).text == bare


@given(texts)
def test_what_is_no_numeral_stays(text: str) -> None:
    def rest(text: str) -> str:
        # 点 and commas may become part of a number, hyphens of a phone number; か has variants.
        text = re.sub("[ヶカヵケ箇]", "か", text)
        return re.sub(f"[{NUMERALS},，.．点ー−-]", "", text)

    assert rest(normalise(text).text) == rest(text)


@given(texts)
def test_quantities_are_in_order_and_say_where_they_are(text: str) -> None:
    found = normalise(text)
    end = 0
    for quantity in found.quantities:
        assert end <= quantity.start < quantity.end
        end = quantity.end
        assert found.text[quantity.start : quantity.end] == quantity.text


@given(texts, st.data())
def test_protected_text_survives(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert text[start:end] in normalise(text, [(start, end)]).text


@given(st.integers(0, 10**16 - 1))
def test_amounts_are_read_back(value: int) -> None:
    normal = normalise(f"{value}円").text
    numeral = read(normal[:-1])
    assert numeral is not None
    assert numeral.value == value
    assert normalise(normal).text == normal
