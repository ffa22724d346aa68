"""The translator: phrase book, glossary, engines, pivot, and what it tells of them."""

from __future__ import annotations

import pytest
from scripted_translation import Scripted, offer

from voice_counter.errors import TranslationError
from voice_counter.glossary import Glossary, Term
from voice_counter.translation.engine import Engine, Offer
from voice_counter.translation.phrase_match import PhraseBook
from voice_counter.translation.phrases import Phrase
from voice_counter.translation.translator import CheckedTranslator

CARD = Term(
    "在留カード",
    "ざいりゅうかーど",
    translations={"en": ("Residence Card",), "ko": ("재류카드",)},
)
GLOSSARY = Glossary([CARD])
PHRASES = PhraseBook(
    [Phrase("a", "staff", "少々お待ちください。", (), "", {"en": "Please wait a moment."})],
    GLOSSARY,
)


def translator(*offers: Offer, **preference: tuple[str, ...]) -> CheckedTranslator:
    return CheckedTranslator(offers, GLOSSARY, PHRASES, preference)


def test_a_phrase_needs_no_engine() -> None:
    found = translator().translate("少々お待ちください。", "ja", "en")
    assert (found.text, found.warrant, found.verified) == ("Please wait a moment.", "phrase", True)


def test_a_term_alone_needs_no_engine() -> None:
    found = translator().translate("在留カードです。", "ja", "ko")
    assert (found.text, found.warrant) == ("재류카드", "glossary")


def test_an_engine_with_terms_and_numbers_checked() -> None:
    engine = Scripted({"在留カードは3階です。": "The Residence Card is on floor 3."})
    found = translator(offer(engine)).translate("在留カードは三階です。", "ja", "en")
    assert found.text == "The Residence Card is on floor 3."
    assert [note.ja for note in found.terms] == ["在留カード"]
    assert (found.missing_terms, found.numbers_ok, found.warrant) == ((), True, "engine")
    assert (found.engine, found.route) == ("test", ("ja", "en"))


def test_what_is_missing_or_wrong_is_told() -> None:
    engine = Scripted(otherwise=lambda _: "It is on floor 5.")
    found = translator(offer(engine, reference=True)).translate("在留カードは3階です。", "ja", "en")
    assert [(note.ja, note.rendering) for note in found.missing_terms] == [
        ("在留カード", "Residence Card")
    ]
    assert not found.numbers_ok
    assert "3" in "".join(found.wrong_numbers)
    assert found.warrant == "reference"


def test_through_english_with_the_glossary_on_each_leg() -> None:
    first = Scripted({"在留カードを見せてください。": "Show me the Residence Card."})
    second = Scripted(
        {"Show me the Residence Card.": "카드를 보여 주세요."}, lambda _: "재류카드 주세요."
    )
    found = translator(offer(first, name="one"), offer(second, "en", "ko", name="two")).translate(
        "在留カードを見せてください。", "ja", "ko"
    )
    assert found.text == "재류카드 주세요."
    assert found.route == ("ja", "en", "ko")
    assert found.engine == "one + two"
    assert found.missing_terms == ()


def test_no_way_tells_the_terms_and_makes_nothing_up() -> None:
    found = translator().translate("在留カードを見せてください。", "ja", "ko")
    assert (found.text, found.warrant) == ("", "none")
    assert [note.rendering for note in found.missing_terms] == ["재류카드"]


def test_the_preferred_kind_comes_first_and_the_user_decides() -> None:
    argos = offer(Scripted(otherwise=lambda _: "argos"), kind="argos", name="a")
    firefox = offer(Scripted(otherwise=lambda _: "firefox"), kind="firefox", name="f")
    assert translator(argos, firefox).translate("はい", "ja", "en").text == "firefox"
    own = translator(argos, firefox, en=("argos", "firefox"))
    assert own.translate("はい", "ja", "en").text == "argos"


def test_a_model_that_cannot_be_loaded_makes_way_for_the_next() -> None:
    def broken() -> Engine:
        raise TranslationError("error.translation.firefox", path="x", reason="y")

    bad = Offer("ja", "en", "firefox", "bad", False, broken)
    good = offer(Scripted(otherwise=lambda _: "well"))
    made = translator(bad, good)
    assert made.translate("はい", "ja", "en").text == "well"
    assert list(made.faults) == ["bad"]
    assert translator(bad).translate("はい", "ja", "en").warrant == "none"


def test_an_utterance_is_no_better_than_its_weakest_sentence() -> None:
    engine = Scripted(otherwise=lambda _: "Here you are.")
    found = translator(offer(engine, reference=True)).translate(
        "少々お待ちください。どうぞ。", "ja", "en"
    )
    assert found.text == "Please wait a moment. Here you are."
    assert found.warrant == "reference"


@pytest.mark.parametrize(
    "text", ["", "   ", "。", "😀", "<b>&amp;</b>", "مرحبا", "mixed 日本語 text", "あ" * 10_000]
)
def test_nothing_said_breaks_it(text: str) -> None:
    found = translator(offer(Scripted())).translate(text, "ja", "en")
    assert found.target == "en"


def test_the_same_language_is_left_as_it_is() -> None:
    assert translator().translate("はい", "ja", "ja").text == "はい"
