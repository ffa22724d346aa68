"""Numbers in translations: rendered, and checked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_counter.languages import LANGUAGES
from voice_counter.translation.figures import counted, number_demands, render, wrong_numbers

QUANTITIES = (
    "6月30日",
    "12月1日",
    "午後3時30分",
    "午前9時",
    "10時15分",
    "300円",
    "1,200円",
    "1万2000円",
    "14日間",
    "1年",
    "2週間",
    "6か月",
    "30分",
    "3時間",
    "令和8年",
    "令和8年6月30日",
    "2026年",
    "5%",
    "42",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("quantity", QUANTITIES)
def test_what_is_rendered_passes_the_check(quantity: str, language: str) -> None:
    rendering = render(quantity, language)
    assert rendering
    assert wrong_numbers(quantity, "ja", rendering, language) == ()
    assert wrong_numbers(rendering, language, quantity, "ja") == ()


@pytest.mark.parametrize(
    ("quantity", "language", "rendering"),
    [
        ("6月30日", "en", "June 30"),
        ("令和8年6月30日", "en", "June 30, 2026"),
        ("午後3時", "en", "3:00 p.m."),
        ("午後3時", "zh-Hans", "下午3点"),
        ("午後3時30分", "ko", "오후 3시 30분"),
        ("1日", "en", "1 day"),
        ("14日", "en", "14 days"),
        ("14日", "zh-Hant", "14天"),
        ("1万円", "en", "10,000 yen"),
        ("1万円", "pt", "10.000 ienes"),
        ("令和8年", "en", "2026"),
        ("令和8年", "zh-Hant", "2026年"),
        ("2日", "ru", "2 дня"),
        ("5日", "ru", "5 дней"),
        ("21日", "ru", "21 день"),
        ("3番", "en", None),
        ("何か", "en", None),
        ("", "en", None),
        ("300円", "xx", None),
    ],
)
def test_rendered(quantity: str, language: str, rendering: str | None) -> None:
    assert render(quantity, language) == rendering


@pytest.mark.parametrize(
    ("ja", "language", "right"),
    [
        ("手数料は300円です。", "en", "The fee is three hundred yen (300 yen)."),
        ("14日以内に届け出てください。", "en", "Please notify us within 14 days."),
        ("6月30日までです。", "en", "By 30 June."),
        ("6月30日までです。", "ko", "6월 30일까지입니다."),
        ("6月30日までです。", "vi", "Đến ngày 30 tháng 6."),
        ("午後3時に来てください。", "en", "Please come at 15:00."),
        ("午後3時に来てください。", "en", "Please come at three in the afternoon."),
        ("3時に来てください。", "en", "Please come at 3:00 p.m."),
        ("3時に来てください。", "fr", "Venez à 15h."),
        ("令和8年に生まれました。", "en", "He was born in 2026."),
        ("住民票を1通ください。", "en", "A Certificate of Residence, please."),
        ("子どもが2人います。", "en", "I have two children."),
        ("子どもが2人います。", "es", "Tengo dos hijos."),
        ("子どもが2人います。", "zh-Hans", "我有两个孩子。"),
        ("3番の窓口へどうぞ。", "ne", "कृपया झ्याल ३ मा जानुहोस्।"),
        ("3番の窓口へどうぞ。", "my", "ကောင်တာ ၃ သို့ သွားပါ။"),
        ("1万2000円です。", "ko", "1만 2000엔입니다."),
        ("1万2000円です。", "es", "Son 12.000 yenes."),
        ("電話は03-1234-5678です。", "en", "The number is 03-1234-5678."),
        ("9時から17時までです。", "en", "From 9:00 to 17:00."),
        ("9時から17時までです。", "en", "From 9 a.m. to 5 p.m."),
        ("保険料は5%です。", "en", "The premium is 5 percent."),
    ],
)
def test_right_translations_are_not_complained_of(ja: str, language: str, right: str) -> None:
    assert wrong_numbers(ja, "ja", right, language) == ()


@pytest.mark.parametrize(
    ("ja", "language", "wrong"),
    [
        ("手数料は300円です。", "en", "The fee is 3000 yen."),
        ("手数料は300円です。", "en", "The fee is 300 dollars."),
        ("手数料は300円です。", "en", "There is a fee."),
        ("6月30日までです。", "en", "By July 30."),
        ("6月30日までです。", "en", "By June 3."),
        ("14日以内です。", "en", "Within 14 weeks."),
        ("14日以内です。", "vi", "Trong vòng 14 tuần."),
        ("午後3時です。", "en", "It is 3 a.m."),
        ("午前9時です。", "ko", "오후 9시입니다."),
        ("令和8年です。", "en", "It was 2008."),
        ("3番の窓口へどうぞ。", "en", "Please go to window 5."),
        ("お待ちください。", "en", "Please wait 10 minutes."),
        ("子どもが2人います。", "en", "I have three children."),
        ("電話は03-1234-5678です。", "en", "The number is 03-1234-5687."),
        ("9時から17時までです。", "en", "From 9:00 to 18:00."),
    ],
)
def test_wrong_translations_are_caught(ja: str, language: str, wrong: str) -> None:
    assert wrong_numbers(ja, "ja", wrong, language)


def test_into_japanese_and_between_others() -> None:
    assert wrong_numbers("I have 2 children.", "en", "子どもが2人います。", "ja") == ()
    assert wrong_numbers("I have 2 children.", "en", "子どもが3人います。", "ja")
    assert wrong_numbers("Pay 300 yen by June 30.", "en", "6月30日までに300円払う。", "ja") == ()
    assert wrong_numbers("It costs 450 yen.", "en", "450엔입니다.", "ko") == ()
    assert wrong_numbers("It costs 450 yen.", "en", "540엔입니다.", "ko")


def test_what_can_be_replaced() -> None:
    text = "14日以内に300円を6月30日の午後3時までに払ってください。"
    demands = number_demands(text, "ja", "en")
    assert [(text[d.start : d.end], d.wanted[0]) for d in demands] == [
        ("14日", "14 days"),
        ("300円", "300 yen"),
        ("6月30日", "June 30"),
        ("午後3時", "3:00 p.m."),
    ]
    assert all(demand.number for demand in demands)
    assert [d.name for d in number_demands("Pay 300 yen.", "en", "ja")] == ["300"]


@settings(max_examples=300)
@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(("ja", *LANGUAGES)))
def test_nothing_raises(one: str, other: str, language: str) -> None:
    wrong_numbers(one, "ja", other, language)
    wrong_numbers(other, language, one, "ja")
    number_demands(one, "ja", language)
    render(one, language)


@pytest.mark.parametrize(
    "text", ["1" * 10_000, "1,234," * 2_000, "１２３" * 100, "٣٤", "1万" * 500]
)
def test_long_and_strange_numbers(text: str) -> None:
    wrong_numbers(text, "ja", text, "en")
    wrong_numbers(text, "ar", text, "en")


@pytest.mark.parametrize(
    ("quantity", "number"),
    [("2通", "2"), ("1,200枚", "1,200"), ("3番窓口", "3"), ("2か所", "2")],
)
def test_a_counter_word_is_left_out(quantity: str, number: str) -> None:
    assert counted(quantity) == number


@pytest.mark.parametrize(
    "quantity", ["3割", "2倍", "38度5分", "100グラム", "3分の1", "300円", "第2"]
)
def test_what_a_number_means_is_not_left_out(quantity: str) -> None:
    assert counted(quantity) is None
