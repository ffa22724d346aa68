"""Advice on what staff say: on every hard sentence, on hardly any plain one, never a wrong one."""

from __future__ import annotations

import pytest

from voice_counter import paths
from voice_counter.conversation.coach import Advice, Reason, advise
from voice_counter.conversation.polite import simplified
from voice_counter.glossary import Glossary, load_glossary
from voice_counter.translation.load import load_phrase_book
from voice_counter.translation.phrase_match import PhraseBook
from voice_counter.translation.phrases import SLOT, Phrase

SAID = {
    "number": "3",
    "amount": "1200円",
    "date": "6月30日",
    "time": "午後3時",
    "period": "14日",
    "term": "住民票",
    "place": "区役所",
}
LONG = (
    "お支払いは、納付書の裏に書いてある銀行か、コンビニエンスストアのレジで、"
    "納期限の6月30日までにお願いいたします。"
)


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary(paths.glossaries())


@pytest.fixture(scope="module")
def book(glossary: Glossary) -> PhraseBook:
    return load_phrase_book(glossary)


def spoken(wording: str) -> str:
    return SLOT.sub(lambda match: SAID[match[1]], wording)


@pytest.mark.parametrize(
    ("text", "reasons", "suggestion"),
    [
        ("ご提出いただけますでしょうか。", "stacked_honorifics", "提出してください。"),
        (
            "在留カードをお見せいただけますでしょうか？",
            "stacked_honorifics",
            "在留カードを見せてください。",
        ),
        (
            "6月30日までに申請書をご提出いただく必要がございます。",
            "stacked_honorifics",
            "6月30日までに申請書を提出してください。",
        ),
        (
            "書類をご郵送くださいますようお願い申し上げます。",
            "stacked_honorifics",
            "書類を郵送してください。",
        ),
        ("内容を確認させていただきます。", "stacked_honorifics", "内容を確認します。"),
        ("ご質問はございますでしょうか。", "stacked_honorifics", "ご質問はありますか。"),
        (
            "住所を書かないでいただければ幸いです。",
            "stacked_honorifics",
            "住所を書かないでください。",
        ),
        # Not safe: who comes, whom one asks, or what is meant would change.
        ("ご本人様に来ていただく必要がございます。", "stacked_honorifics", None),
        ("お伺いさせていただきます。", "stacked_honorifics", None),
        ("お子さんを入院させていただきます。", "stacked_honorifics", None),
        ("保険料を払えないわけではありません。", "double_negative", None),
        ("払えないということはありません。", "double_negative", None),
        ("手続きができないとは限りません。", "double_negative", None),
        ("ここでは出さざるを得ません。", "double_negative", None),
        (LONG, "long", None),
    ],
)
def test_hard_sentences(
    text: str, reasons: str, suggestion: str | None, glossary: Glossary, book: PhraseBook
) -> None:
    assert advise(text, glossary, book) == Advice((Reason(reasons),), suggestion)


def test_a_question_stays_a_question() -> None:
    assert simplified("いつ来ていただけますでしょうか。") == "いつ来ていただけますか。"
    assert simplified("すべていただけますでしょうか。") == "すべていただけますか。"
    assert simplified("こちらでいただけますでしょうか。") == "こちらでいただけますか。"


def test_a_requirement_within_a_sentence_is_left_alone() -> None:
    text = "来ていただく必要がございますが、今日でなくても大丈夫です。"
    assert simplified(text) == text


def test_many_terms_are_explained_but_for_those_that_bring_numbers(book: PhraseBook) -> None:
    glossary = load_glossary(paths.glossaries())
    text = "婚姻届には、証人2人の署名とマイナンバーが必要です。"
    advice = advise(text, glossary, PhraseBook((), glossary))
    assert advice is not None
    assert advice.reasons == (Reason.MANY_TERMS,)
    term = glossary.get("婚姻届")
    assert term is not None
    assert f"婚姻届（{term.easy}）" in (advice.suggestion or "")
    dated = "個人番号と基礎年金番号と高額療養費が必要です。"
    advice = advise(dated, glossary, book)
    assert advice is not None
    assert "けた" not in (advice.suggestion or "")


def test_the_phrase_book_knows_better(glossary: Glossary) -> None:
    phrase = Phrase(
        "a",
        "staff",
        "{period}以内に申請書をご提出いただけますでしょうか。",
        (),
        "申請書を、{period}以内に出してください。",
        {"en": "Please submit it within {period}."},
    )
    advice = advise(
        "14日以内に申請書をご提出いただけますでしょうか。",
        glossary,
        PhraseBook([phrase], glossary),
    )
    assert advice == Advice((Reason.STACKED_HONORIFICS,), "申請書を、14日以内に出してください。")


@pytest.mark.parametrize(
    "easy",
    ["申請書を、{period}後に出してください。", "この紙を、{period}以内に出してください。"],
)
def test_a_wording_that_says_something_else_is_not_offered(easy: str, glossary: Glossary) -> None:
    text = "{period}以内に申請書をご提出いただけますでしょうか。"
    phrase = Phrase("a", "staff", text, (), easy, {"en": "x"})
    advice = advise(text.format(period="14日"), glossary, PhraseBook([phrase], glossary))
    assert advice is not None
    assert advice.suggestion == "14日以内に申請書を提出してください。"


def test_a_long_sentence_is_divided_where_it_gives_a_reason(
    glossary: Glossary, book: PhraseBook
) -> None:
    text = (
        "前の市役所でもらった紙をなくした方は、もう一度もらう手続きがここではできませんので、"
        "お手数ですが、前の市役所に電話で聞いてください。"
    )
    advice = advise(text, glossary, book)
    assert advice == Advice((Reason.LONG,), text.replace("ませんので、", "ません。ですから、"))


def test_plain_sentences_are_left_alone(glossary: Glossary, book: PhraseBook) -> None:
    said = [
        spoken(wording)
        for phrase in book.phrases
        if phrase.speaker != "resident"
        for wording in (phrase.ja, *phrase.variants)
    ]
    flagged = [text for text in said if advise(text, glossary, book) is not None]
    assert len(said) > 1500
    assert len(flagged) <= 0.005 * len(said), flagged
    easy = [spoken(phrase.easy) for phrase in book.phrases]
    hard = [text for text in easy if advise(text, glossary, book) is not None]
    assert len(hard) <= 0.05 * len(easy), hard
