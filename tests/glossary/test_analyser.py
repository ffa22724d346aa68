"""How text is read."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_counter.glossary import Glossary, Term
from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.terms import Alias

GLOSSARY = Glossary(
    [
        Term("納期限", "のうきげん"),
        Term("3歳児健診", "さんさいじけんしん"),
        Term(
            "住民票の写し",
            "じゅうみんひょうのうつし",
            aliases=(Alias("住民票のコピー", "じゅうみんひょうのこぴー"),),
        ),
    ]
)
ANALYSER = Analyser(GLOSSARY)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("納期限は6月30日です。", "のうきげんはろくがつさんじゅうにちです"),
        ("3歳児健診", "さんさいじけんしん"),
        ("住民票のコピーを2通", "じゅうみんひょうのこぴーをにつう"),
        ("母の結果", "ははのけっか"),
        ("ファミリー", "ふぁみりー"),
        ("A型", "えーがた"),
        ("刀本", "とうほん"),
        ("療収書です", "りょうしゅうしょです"),
        ("母の刀", "ははのかたな"),
        ("手紙と人と山", "てがみとひととやま"),
        ("", ""),
        ("、。？", ""),
    ],
)
def test_a_text_is_read(text: str, reading: str) -> None:
    assert ANALYSER.reading(text) == reading


def test_terms_and_what_leans_on_other_words_are_marked() -> None:
    words = ANALYSER.words("納期限は、明日です")
    assert (words[0].surface, words[0].term) == ("納期限", True)
    attached = [word.surface for word in words if word.attached]
    assert attached == ["は", "、", "です"]


@given(st.text(max_size=60))
def test_the_words_joined_give_the_text(text: str) -> None:
    words = ANALYSER.words(text)
    assert "".join(word.surface for word in words) == text
    position = 0
    for word in words:
        assert (word.start, word.end) == (position, position + len(word.surface))
        position = word.end


def test_several_threads_may_read_at_once() -> None:
    text = "納期限は6月30日です。" * 20
    expected = ANALYSER.reading(text)
    got: list[str] = []
    threads = [
        threading.Thread(target=lambda one=one: got.extend(one.reading(text) for _ in range(20)))
        for one in (ANALYSER, ANALYSER, Analyser(GLOSSARY), Analyser(GLOSSARY))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [expected] * 80
