"""Phrase files of any content: a ``GlossaryError`` that can be told, or phrases to say."""

from __future__ import annotations

import re
from pathlib import Path

import hostile
import pytest
from hypothesis import example, given

from voice_counter.errors import GlossaryError
from voice_counter.texts import explain
from voice_counter.translation.phrase_sets import load_sets, spoken
from voice_counter.translation.phrases import COLUMNS, Phrase, filled, read_phrases

SLOT = re.compile(r"\{(number|amount|term|period)")
PHRASE = Phrase("k", "staff", "どうぞ。", (), "", {"en": "Here."}, category="受付", answer="choice")


@hostile.MANY
@given(
    content=hostile.tables(
        COLUMNS, "{number}", "{amount2:a/b}", "{term}{period}は", "1", "9", "review:ne", "staff"
    )
)
@example(content="key,ja,en,speaker\na,{number}番,No. {number},staff\n".encode())
def test_phrases(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    try:
        found = list(read_phrases(path))
    except GlossaryError as error:
        explain(error, "ja")
        return
    for phrase in found:
        values = dict.fromkeys(phrase.slots, "3")
        assert phrase.key
        assert phrase.ja
        for language in ("ja", "en", "es", "th"):
            said = spoken(phrase, values, language)
            if said is not None:
                assert said.text
                assert not SLOT.search(said.text + said.other), "every slot is filled"


@pytest.mark.parametrize("priority", ["x", "0", "-1", "９", "1e3", "9" * 5000])
def test_a_priority_that_is_none_is_told(tmp_path: Path, priority: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"key,ja,priority\na,どうぞ,{priority}\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match=r"glossary\.priority"):
        list(read_phrases(path))


def test_words_for_one_and_many_need_their_number() -> None:
    phrase = Phrase("a", "staff", "{amount}です。", (), "", {"en": "{amount2:coin/coins}"})
    assert filled(phrase, {"amount": "300円"}, "en") is None


SETS = """
[[set]]
id = "a"
name = "a"
name_en = "a"
place = "visit"
phrases = ["k"]
[choices]
k = ["both"]
"""


@hostile.MANY
@given(
    content=hostile.documents(
        "[[set]]\n", 'id = "a"\n', 'name = "a"\n', 'name_en = "a"\n', 'place = "visit"\n',
        'phrases = ["k"]\n', 'category = "受付"\n', "[choices]\n", 'k = ["both"]\n',
        "phrases = [[1]]\n", "k = [[1]]\n", "[[choices]]\n", "set = 1\n", "= 1979-05-27\n",
    )
)  # fmt: skip
@example(content=b"a = " + b"[" * hostile.DEEP)
@example(content=b'[[set]]\nid="a"\nname="a"\nname_en="a"\nplace="visit"\nphrases=[{a=1}]')
@example(content=b"[[set]]\nid = 0x" + b"f" * 9000)
@example(content=b"[choices]\nk = [0x" + b"f" * 9000 + b"]")
@example(content=b'[choices]\nk = [["both"]]')
@example(content=SETS.encode())
def test_sets(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sets.toml").write_bytes(content)
    try:
        found = load_sets([PHRASE], tmp_path)
    except GlossaryError as error:
        explain(error, "ja")
    else:
        assert [each.id for each in found.sets] in ([], ["a"])
        for each in found.sets:
            assert (each.name, each.place) == ("a", "visit")
            assert each.phrases == (PHRASE,)
        assert set(found.choices) <= {"k"}
        assert set().union(*found.choices.values()) <= {"both"}
