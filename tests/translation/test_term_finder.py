"""Terms as demands of a translation."""

from __future__ import annotations

from voice_counter.glossary import Glossary, Term
from voice_counter.glossary.terms import Alias
from voice_counter.translation.term_finder import TermFinder

CARD = Term(
    "在留カード",
    "ざいりゅうかーど",
    translations={"en": ("Residence Card",), "ko": ("재류카드",)},
    forbidden={"en": ("stay card",)},
)
CERTIFICATE = Term(
    "住民票の写し",
    "じゅうみんひょうのうつし",
    translations={"en": ("Certificate of Residence", "residence certificate")},
    aliases=(Alias("住民票のコピー", "じゅうみんひょうのこぴー"),),
)
FEE = Term("手数料", "てすうりょう", translations={"en": ("fee",)}, priority=1)
FINDER = TermFinder(Glossary([CARD, CERTIFICATE, FEE]))


def test_from_japanese_by_name_and_alias() -> None:
    text = "在留カードと住民票のコピーです。"
    found = FINDER.demands(text, "ja", "en")
    assert [(text[d.start : d.end], d.name) for d in found] == [
        ("在留カード", "在留カード"),
        ("住民票のコピー", "住民票の写し"),
    ]
    assert found[0].wanted == ("Residence Card",)
    assert found[0].forbidden == ("stay card",)


def test_a_term_without_a_rendering_demands_nothing() -> None:
    assert FINDER.demands("住民票の写し", "ja", "ko") == []


def test_to_japanese_the_term_or_an_alias_will_do() -> None:
    text = "I need residence certificates and a Residence Card."
    found = FINDER.demands(text, "en", "ja")
    assert [text[d.start : d.end] for d in found] == ["residence certificates", "Residence Card"]
    assert found[0].wanted == ("住民票の写し", "住民票のコピー")


def test_a_short_everyday_word_is_no_term_and_words_are_whole() -> None:
    assert FINDER.demands("A fee, please.", "en", "ja") == []
    assert FINDER.demands("preResidence Cardboard", "en", "ja") == []


def test_between_two_other_languages() -> None:
    (demand,) = FINDER.demands("재류카드를 주세요", "ko", "en")
    assert demand.wanted == ("Residence Card",)
