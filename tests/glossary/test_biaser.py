"""Which terms are expected."""

from __future__ import annotations

import pytest

from voice_counter.glossary import Glossary, Term
from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.biaser import Biaser
from voice_counter.glossary.sound_index import SoundIndex

GLOSSARY = Glossary(
    [
        Term("住民票", "じゅうみんひょう", departments=("区民事務所",)),
        Term("住民票の写し", "じゅうみんひょうのうつし", departments=("区民事務所",)),
        Term("課税証明書", "かぜいしょうめいしょ"),
        Term("納税証明書", "のうぜいしょうめいしょ"),
        Term("罹災証明書", "りさいしょうめいしょ"),
        Term("在留カード", "ざいりゅうかーど"),
        Term("移乗", "いじょう", priority=3, departments=("介護事業所",)),
        Term("更生医療", "こうせいいりょう", departments=("福祉",)),
        Term("校正衣料", "こうせいいりょう", departments=("地域振興",)),
    ]
)


def _biaser(*departments: str) -> Biaser:
    return Biaser(Analyser(GLOSSARY), SoundIndex(GLOSSARY), departments)


def test_terms_are_expected_that_sound_like_what_was_heard() -> None:
    assert _biaser().terms_for("サイリュウカードを見せてください") == ("在留カード",)


def test_nothing_is_expected_of_nothing() -> None:
    assert _biaser().terms_for("") == ()
    assert _biaser().terms_for("お待たせしました") == ()


def test_a_term_within_a_likelier_one_needs_no_place() -> None:
    assert _biaser().terms_for("ジュウミンヒョウのウツシ") == ("住民票の写し",)


def test_only_two_compete_for_one_part() -> None:
    expected = _biaser().terms_for("カゼイショウメイショをください")
    assert expected[0] == "課税証明書"
    assert len(expected) == 2


def test_a_seldom_short_term_is_expected_at_its_own_desk_only() -> None:
    assert _biaser().terms_for("以上です") == ()
    assert _biaser("介護事業所").terms_for("以上です") == ("移乗",)


@pytest.mark.parametrize(("desk", "first"), [("福祉", "更生医療"), ("地域振興", "校正衣料")])
def test_the_terms_of_the_desk_lead(desk: str, first: str) -> None:
    assert _biaser(desk).terms_for("コウセイイリョウの申請")[0] == first


def test_a_conversation_stays_with_its_terms() -> None:
    biaser = _biaser()
    heard = "サイジューカワの"
    assert biaser.terms_for(heard) == ()
    biaser.settled(("在留カード",))
    assert biaser.terms_for(heard) == ("在留カード",)
