"""The phrase book: reading, filling, and recognising what was said."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_counter.errors import GlossaryError
from voice_counter.glossary import Glossary, Term
from voice_counter.translation.phrase_match import PhraseBook
from voice_counter.translation.phrases import Phrase, filled, find, load_phrases, slots_of
from voice_counter.translation.term_finder import TermFinder

CARD = Term("在留カード", "ざいりゅうかーど", translations={"en": ("Residence Card",)})
MOVING_IN = Term("転入届", "てんにゅうとどけ", translations={"en": ("moving-in notification",)})
MOVING_OUT = Term("転出届", "てんしゅつとどけ", translations={"en": ("moving-out notification",)})
GLOSSARY = Glossary([CARD, MOVING_IN, MOVING_OUT])
TERMS = TermFinder(GLOSSARY)


def phrase(key: str, ja: str, en: str, *variants: str, **others: str) -> Phrase:
    return Phrase(key, "staff", ja, variants, "", {"en": en, **others})


BOOK = PhraseBook(
    [
        phrase(
            "fee",
            "手数料は{amount}です。",
            "The fee is {amount}.",
            "お手数料が{amount}かかります。",
        ),
        phrase(
            "window",
            "{number}番の窓口へお越しください。",
            "Please go to window {number}.",
            **{"zh-Hans": "请到{number}号窗口。"},
        ),
        phrase("within", "{period}以内に届け出てください。", "Please notify us within {period}."),
        phrase("until", "{date}までに届け出てください。", "Please notify us by {date}."),
        phrase("have", "{term}をお持ちですか？", "Do you have your {term}?"),
        phrase("in", "転入届を出してください。", "Please submit a moving-in notification."),
        phrase("again", "もう一度言ってください。", "Please say that again."),
        phrase("can", "こちらで手続きできます。", "You can do it here."),
        phrase("before", "午前中に来てください。", "Please come in the morning."),
        phrase("week", "1週間に{number}回使えます。", "You can use it {number} times a week."),
        phrase("handbook", "母子健康手帳を見せてください。", "Please show me your handbook."),
        phrase(
            "copies",
            "{number}通必要です。",
            "You need {number} {number:copy/copies}.",
        ),
    ],
    GLOSSARY,
)


@pytest.mark.parametrize(
    ("said", "translation"),
    [
        ("手数料は300円です。", "The fee is 300 yen."),
        ("手数料は三百円です", "The fee is 300 yen."),
        ("えーと、お手数料が1200円かかります。", "The fee is 1,200 yen."),
        ("3番の窓口へお越しください。", "Please go to window 3."),
        ("14日以内に届け出てください。", "Please notify us within 14 days."),
        ("6月30日までに届け出てください。", "Please notify us by June 30."),
        ("在留カードをお持ちですか", "Do you have your Residence Card?"),
        ("もう一度言ってください。", "Please say that again."),
        ("1通必要です。", "You need 1 copy."),
        ("2通必要です。", "You need 2 copies."),
        ("一週間に2回使えます。", "You can use it 2 times a week."),
        ("もし健康手帳を見せてください。", "Please show me your handbook."),
        # Heard wrong, but it sounds the same or nearly so.
        ("手数量は300円です。", "The fee is 300 yen."),
        ("3番の窓口へお腰ください。", "Please go to window 3."),
    ],
)
def test_a_phrase_is_known_and_its_slots_are_filled(said: str, translation: str) -> None:
    assert BOOK.translate(said, "ja", "en", TERMS) == translation


@pytest.mark.parametrize(
    "said",
    [
        "",
        "。",
        "こんにちは。",
        "こちらで手続きできません。",
        "転出届を出してください。",
        "午後中に来てください。",
        "手数料です。",
        "手数料は3番です。",
        "手数料は300円と500円です。",
        "手数料は300円ですので、あちらの機械でお支払いください。",
        "あ" * 10_000,
        "😀",
    ],
)
def test_what_is_no_phrase_is_left_to_others(said: str) -> None:
    assert BOOK.match(said) is None


def test_what_a_sentence_heard_wrong_may_have_been() -> None:
    assert BOOK.wordings_like("手術量は300円でした")[0] == "手数料は300円です。"
    assert not BOOK.wordings_like("今日はいい天気で気持ちがいいですね。")
    # Nobody said an amount.
    assert "手数料は" not in "".join(BOOK.wordings_like("手術量はこちらです"))


def test_a_number_in_no_slot_is_not_swallowed() -> None:
    assert BOOK.match("2番、もう一度言ってください。") is None


def test_a_term_without_a_rendering_makes_no_phrase() -> None:
    assert BOOK.translate("在留カードをお持ちですか", "ja", "ko", TERMS) is None


def test_residents_say_phrases_in_their_language() -> None:
    match = BOOK.match("please say that AGAIN", "en")
    assert match is not None
    assert match.phrase.key == "again"
    assert BOOK.translate("Please go to window 12.", "en", "ja", TERMS) == (
        "12番の窓口へお越しください。"
    )
    assert BOOK.translate("请到5号窗口", "zh-Hans", "en", TERMS) == "Please go to window 5."
    assert BOOK.match("Where can I park my car?", "en") is None


@pytest.mark.parametrize(
    ("hour", "said"), [("午後1時", "a la 1:00 p.m."), ("午後3時", "a las 3:00 p.m.")]
)
def test_one_is_the_only_hour_that_is_no_plural(hour: str, said: str) -> None:
    starts = phrase("starts", "{time}に始まります。", "", es="Comienza a las {time}")
    assert filled(starts, {"time": hour}, "es") == f"Comienza {said}"


def test_filling_needs_every_slot() -> None:
    one = phrase("x", "{amount}です。", "{amount}.")
    assert filled(one, {}, "en") is None
    assert filled(one, {"amount": "300円"}, "ja") == "300円です。"
    assert slots_of("{number} {number:copy/copies} {date2}") == ("number", "date2")


def test_search_by_any_of_its_wordings() -> None:
    assert [one.key for one in find(BOOK.phrases, "window", "en")] == ["window"]
    assert [one.key for one in find(BOOK.phrases, "手数料")] == ["fee"]
    assert find(BOOK.phrases, "手数料 window", "en") == []


def test_files(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "key,speaker,ja,variants,easy,en,priority,status\r\n"
        "a-01,staff,はい。,ええ。|うん。,はい,Yes.,1,review:en\r\n",
        encoding="utf-8-sig",
    )
    (one,) = load_phrases(tmp_path)
    assert (one.key, one.variants, one.priority) == ("a-01", ("ええ。", "うん。"), 1)
    assert one.in_doubt("en")
    assert not one.in_doubt("ko")
    file.write_text("key,ja\r\na-01,\r\n", encoding="utf-8-sig")
    with pytest.raises(GlossaryError) as wrong:
        load_phrases(tmp_path)
    assert (wrong.value.values["row"], wrong.value.values["column"]) == (2, "ja")
