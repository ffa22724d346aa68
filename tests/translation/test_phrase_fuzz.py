"""Phrase files of any content: a ``GlossaryError`` that can be told, or phrases to say."""

from __future__ import annotations

from pathlib import Path

import hostile
import pytest
from hypothesis import example, given

from voice_counter.errors import GlossaryError
from voice_counter.texts import explain
from voice_counter.translation.phrase_sets import load_sets, spoken
from voice_counter.translation.phrases import COLUMNS, Phrase, filled, read_phrases

PHRASE = Phrase("k", "staff", "どうぞ。", (), "", {"en": "Here."}, category="受付", answer="choice")


@hostile.MANY
@given(
    content=hostile.tables(
        COLUMNS, "{number}", "{amount2:a/b}", "{term}{period}は", "1", "9", "review:ne", "staff"
    )
)
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
        for language in ("ja", "en", "es", "th"):
            spoken(phrase, values, language)


@pytest.mark.parametrize("priority", ["x", "0", "-1", "９", "1e3", "9" * 5000])
def test_a_priority_that_is_none_is_told(tmp_path: Path, priority: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"key,ja,priority\na,どうぞ,{priority}\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match=r"glossary\.priority"):
        list(read_phrases(path))


def test_words_for_one_and_many_need_their_number() -> None:
    phrase = Phrase("a", "staff", "{amount}です。", (), "", {"en": "{amount2:coin/coins}"})
    assert filled(phrase, {"amount": "300円"}, "en") is None


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
def test_sets(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sets.toml").write_bytes(content)
    try:
        load_sets([PHRASE], tmp_path)
    except GlossaryError as error:
        explain(error, "ja")
