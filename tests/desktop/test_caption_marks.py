"""What is marked in a caption, what its popup says, and what a correction changed."""

from __future__ import annotations

from typing import Any

import pytest
from desktop_fakes import SHIPPED, final

from voice_counter.desktop.caption_marks import details, pieces
from voice_counter.desktop.corrections import Change, changed_part
from voice_counter.desktop.languages_of_terms import term_languages
from voice_counter.desktop.term_view import term_map
from voice_counter.glossary import Glossary, Term
from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.repair import Repair

GLOSSARY = Glossary(SHIPPED)
CARE = Repair("妖怪語認定", "要介護認定")


def describe(term: Term) -> dict[str, Any]:
    return term_map(term, term_languages(), own=False, shipped=True)


def marked(text: str, *repairs: Repair) -> list[tuple[str, str]]:
    return [(piece.text, piece.kind) for piece in pieces(text, repairs, GLOSSARY)]


def test_terms_and_repairs_are_marked_apart() -> None:
    assert marked("母の要介護認定と住民票です。", CARE) == [
        ("母の", ""),
        ("要介護認定", "repair"),
        ("と", ""),
        ("住民票", "term"),
        ("です。", ""),
    ]


def test_what_has_no_marks_has_no_pieces() -> None:
    assert marked("はい。") == []
    assert marked("") == []


def test_a_repair_that_was_corrected_away_is_no_mark() -> None:
    assert marked("母の養生です。", CARE) == []


def test_the_second_of_two_equal_repairs_is_found() -> None:
    found = marked("要介護認定の要介護認定", CARE, CARE)
    assert [kind for _text, kind in found] == ["repair", "", "repair"]


def test_pieces_are_the_text() -> None:
    text = "国保の住民票、要介護認定"
    assert "".join(piece.text for piece in pieces(text, (CARE,), GLOSSARY)) == text


def test_details_of_a_final() -> None:
    event = final(0, "令和8年の午後3時に要介護認定と2通", repairs=(CARE,))
    told = details(event, event.text, GLOSSARY, describe)
    assert told["repairs"] == ["「妖怪語認定」→「要介護認定」"]
    assert told["quantities"] == ["令和8年 = 2026年", "午後3時 = 15:00"], "2通 has no note"
    assert told["heard"] == ""
    (term,) = told["terms"]
    assert (term["ja"], term["reading"]) == ("要介護認定", "ようかいごにんてい")
    assert [(t["own"], t["text"], t["review"]) for t in term["translations"]] == [
        ("English", "certification of long-term care need", False)
    ], "the languages that most visitors speak"


def test_a_corrected_caption_is_told_by_its_new_text() -> None:
    event = final(0, "妖怪語認定は令和7年です")
    told = details(event, "要介護認定は令和8年です", GLOSSARY, describe)
    assert told["heard"] == event.text
    assert told["quantities"] == ["令和8年 = 2026年"]
    assert [term["ja"] for term in told["terms"]] == ["要介護認定"]


def test_a_term_with_only_a_rare_language_still_has_a_translation() -> None:
    glossary = Glossary([Term("窓口", "まどぐち", translations={"ne": ("झ्याल",)}, review=("ne",))])
    (term,) = details(final(0, "窓口"), "窓口", glossary, describe)["terms"]
    assert [(t["text"], t["review"]) for t in term["translations"]] == [("झ्याल", True)]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("母の妖怪語認定です", "母の要介護認定です", ("妖怪語認定", "要介護認定")),
        ("酷暑に入る", "国保に入る", ("酷暑", "国保")),
        ("北澤タウンホールへ", "北沢タウンホールへ", ("北澤タウンホール", "北沢タウンホール")),
        (
            "三茶おとしよりセンター",
            "太子堂すこやかセンター",
            ("三茶おとしよりセンター", "太子堂すこやかセンター"),
        ),
        ("要介護認定です", "要介護認定調査です", ("要介護認定", "要介護認定調査")),
        ("住民票の写しです", "住民票です", ("の写し", "")),
        ("私が行く", "私を行く", ("が", "")),
        ("同じ", "同じ", ("", "")),
        ("あああ", "ああ", ("あ", "")),
    ],
)
def test_the_changed_part_is_whole_words(before: str, after: str, change: tuple[str, str]) -> None:
    assert changed_part(before, after, Analyser(GLOSSARY)) == Change(*change)


def test_the_changed_part_without_an_analyser() -> None:
    assert changed_part("妖怪語認定", "要介護認定", None) == Change("妖怪語", "要介護")
