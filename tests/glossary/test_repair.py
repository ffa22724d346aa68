"""What was heard right but written wrong."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from voice_counter.glossary import Glossary, Term
from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.biaser import Biaser
from voice_counter.glossary.repair import Repair, Repairer
from voice_counter.glossary.sound_index import SoundIndex

GLOSSARY = Glossary(
    [
        Term("要介護認定", "ようかいごにんてい"),
        Term("罹災証明書", "りさいしょうめいしょ"),
        Term("印鑑登録", "いんかんとうろく"),
        Term("印鑑登録証明書", "いんかんとうろくしょうめいしょ"),
        Term("区民センター", "くみんせんたー"),
        Term("地域区民センター", "ちいきくみんせんたー"),
        Term("申請人", "しんせいにん"),
        Term("相談室", "そうだんしつ"),
        Term("麻しん", "ましん"),
    ]
)


def _repairer() -> Repairer:
    analyser = Analyser(GLOSSARY)
    return Repairer(analyser, Biaser(analyser, SoundIndex(GLOSSARY)))


def _sure(texts: Sequence[str]) -> list[float]:
    return [0.0] * len(texts)


@pytest.mark.parametrize(
    ("heard", "repaired", "before", "after"),
    [
        ("母の妖怪語認定の結果", "母の要介護認定の結果", "妖怪語認定", "要介護認定"),
        ("理災証明書の申請", "罹災証明書の申請", "理災証明書", "罹災証明書"),
        ("印鑑登録照明書は1通", "印鑑登録証明書は1通", "印鑑登録照明書", "印鑑登録証明書"),
        ("マシンの疑い", "麻しんの疑い", "マシン", "麻しん"),
    ],
)
def test_a_part_that_sounds_like_a_term_becomes_it(
    heard: str, repaired: str, before: str, after: str
) -> None:
    assert _repairer().repair(heard, _sure) == (repaired, (Repair(before, after),))


@pytest.mark.parametrize(
    "text",
    [
        "区民センターの会議室",  # not 地域区民センター: nobody said 地域
        "申請には写真が要ります",  # not 申請人
        "担当者と相談して決めます",  # not 相談室
        "要介護認定の結果です",
        "今日はいい天気ですね",
        "",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert _repairer().repair(text, _sure) == (text, ())


def test_what_makes_the_sentence_less_likely_is_not_done() -> None:
    def unsure(texts: Sequence[str]) -> list[float]:
        return [0.0, *[-20.0] * (len(texts) - 1)]

    assert _repairer().repair("母の妖怪語認定の結果", unsure) == ("母の妖怪語認定の結果", ())


def test_two_repairs_in_one_sentence() -> None:
    text, repairs = _repairer().repair("妖怪語認定と理災証明書です", _sure)
    assert text == "要介護認定と罹災証明書です"
    assert [repair.after for repair in repairs] == ["要介護認定", "罹災証明書"]


def test_a_verdict_stands_until_the_utterance_is_over() -> None:
    repairer = _repairer()
    asked: list[Sequence[str]] = []

    def score(texts: Sequence[str]) -> list[float]:
        asked.append(texts)
        return _sure(texts)

    for text in ("妖怪語認定", "妖怪語認定の結果", "妖怪語認定の結果が"):
        assert repairer.repair(text, score)[0].startswith("要介護認定")
    assert len(asked) == 1
    repairer.forget()
    repairer.repair("妖怪語認定", score)
    assert len(asked) == 2
