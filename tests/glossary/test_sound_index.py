"""Look-up by sound."""

from __future__ import annotations

import random

import pytest

from voice_counter.glossary import Glossary, Term
from voice_counter.glossary.sound_index import SoundIndex
from voice_counter.glossary.sounds import sound
from voice_counter.glossary.terms import Alias

GLOSSARY = Glossary(
    [
        Term("要介護認定", "ようかいごにんてい"),
        Term("住民票の写し", "じゅうみんひょうのうつし"),
        Term(
            "印鑑登録証明書",
            "いんかんとうろくしょうめいしょ",
            aliases=(Alias("印鑑証明", "いんかんしょうめい"),),
        ),
        Term("区", "く"),
    ]
)


def _best(heard: str, least: float = 3.0) -> list[str]:
    found = SoundIndex(GLOSSARY).find(sound(heard), least=least)
    return [likeness.entry.spelling for likeness in found]


@pytest.mark.parametrize(
    ("heard", "term"),
    [
        ("ははのようかいごにんていのけっか", "要介護認定"),
        ("ははのようかいごじんていのけっか", "要介護認定"),
        ("じゅうみんへいのうつしは", "住民票の写し"),
        ("いんかんしょうめいをください", "印鑑証明"),
    ],
)
def test_a_term_is_found_by_what_it_sounds_like(heard: str, term: str) -> None:
    assert _best(heard)[0] == term


def test_where_and_how_much_it_sounds_alike() -> None:
    heard = sound("ははのようかいごにんていのけっか")
    (found,) = SoundIndex(GLOSSARY).find(heard, least=5.0)
    assert heard[found.start : found.end] == found.entry.sound
    assert found.similarity == 1.0
    assert found.surprise > 7


def test_what_sounds_like_nothing_finds_nothing() -> None:
    assert _best("きょうはいいおてんきですね") == []
    assert _best("") == []
    assert _best("abc 漢字") == []


def test_terms_too_short_to_tell_are_left_out() -> None:
    assert _best("くへいく", least=-9) == []


def test_an_empty_glossary_finds_nothing() -> None:
    assert SoundIndex(Glossary(())).find(sound("ようかいご"), least=0) == []


def test_the_shortlist_loses_no_term_among_many() -> None:
    draw = random.Random(3)
    kana = (
        "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん"
    )
    others = [
        Term(f"語{n}", "".join(draw.choices(kana, k=draw.randint(4, 14)))) for n in range(5000)
    ]
    index = SoundIndex(Glossary([*others, *GLOSSARY.terms]))
    for term in GLOSSARY.terms[:3]:
        found = index.find(sound(f"それではこちらの{term.reading}をおねがいします"), least=3.0)
        assert term.ja in [likeness.entry.spelling for likeness in found[:3]]
