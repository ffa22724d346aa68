"""やさしい日本語 behind the terms of a caption."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from voice_counter import paths
from voice_counter.glossary import Glossary, Term, load_glossary
from voice_counter.glossary.easy import EasyNote, easy_line, easy_notes
from voice_counter.glossary.terms import Alias

CARD = Term("在留カード", "ざいりゅうかーど", easy="日本に住む外国人が持つカード")
RECORD = Term(
    "住民票",
    "じゅうみんひょう",
    easy="住所を証明する紙",
    aliases=(Alias("住民登録の紙", "じゅうみんとうろくのかみ"),),
    review=("ne", "easy"),
)
COPY = Term("住民票の写し", "じゅうみんひょうのうつし", easy="住民票のコピー", review=("*",))
COUNTER = Term("窓口", "まどぐち")
GLOSSARY = Glossary([CARD, RECORD, COPY, COUNTER])
SHIPPED = load_glossary(paths.glossaries())


def test_the_plain_words_follow_the_term() -> None:
    line = easy_line("在留カードを見せてください", GLOSSARY)
    assert line is not None
    assert line.text == "在留カード（日本に住む外国人が持つカード）を見せてください"
    assert line.replaced == (EasyNote("在留カード", "日本に住む外国人が持つカード", False),)


def test_each_term_is_explained_once() -> None:
    line = easy_line("住民票ですか。はい、住民票です。", GLOSSARY)
    assert line is not None
    assert line.text == "住民票（住所を証明する紙）ですか。はい、住民票です。"


def test_an_alias_is_the_term_it_stands_for() -> None:
    line = easy_line("住民登録の紙、つまり住民票", GLOSSARY)
    assert line is not None
    assert line.text == "住民登録の紙（住所を証明する紙）、つまり住民票"
    assert [note.term for note in line.replaced] == ["住民票"]


def test_the_longest_term_wins() -> None:
    line = easy_line("住民票の写しと住民票", GLOSSARY)
    assert line is not None
    assert line.text == "住民票の写し（住民票のコピー）と住民票（住所を証明する紙）"


def test_nothing_to_explain() -> None:
    assert easy_line("3番の窓口へどうぞ", GLOSSARY) is None
    assert easy_line("", GLOSSARY) is None
    assert easy_notes("3番の窓口へどうぞ", GLOSSARY) == ()


def test_what_is_in_doubt_is_marked() -> None:
    assert easy_notes("在留カードと住民票と住民票の写し", GLOSSARY) == (
        ("在留カード", "日本に住む外国人が持つカード", False),
        ("住民票", "住所を証明する紙", True),
        ("住民票の写し", "住民票のコピー", True),
    )


PIECES = st.sampled_from([*(term.ja for term in SHIPPED.terms[::9]), "は", "。", "（", "）", "の"])


@given(st.text() | st.lists(PIECES, max_size=6).map("".join))
def test_the_words_that_were_said_all_stay(text: str) -> None:
    line = easy_line(text, SHIPPED)
    notes = easy_notes(text, SHIPPED)
    assert (line is None) == (not notes)
    if line is not None:
        assert line.replaced == notes
        said = line.text
        for note in notes:
            assert f"（{note.easy}）" in said
            said = said.replace(f"（{note.easy}）", "", 1)
        assert said == text
