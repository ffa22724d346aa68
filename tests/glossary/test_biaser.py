"""Which terms the recogniser is told to expect."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from voice_counter.glossary import Glossary, NoBias, PromptBiaser, Term, load_glossary
from voice_counter.glossary.biaser import _PROMPT_TERMS
from voice_counter.paths import glossaries

GLOSSARY = Glossary(
    [
        Term("印鑑登録証明書", "いんかんとうろくしょうめいしょ", priority=1),
        Term("住民票", "じゅうみんひょう", priority=1),
        Term("国民年金", "こくみんねんきん", priority=2),
        Term("マイナンバーカード", "まいなんばーかーど", priority=1),
        Term("介護認定", "かいごにんてい", priority=3),
        Term("介護保険", "かいごほけん", priority=1),
        Term("おくすり手帳", "おくすりてちょう", priority=1),
    ]
)


def test_a_term_heard_wrong_ranks_first_by_what_it_shares() -> None:
    assert PromptBiaser(GLOSSARY).terms_for("受民票をください")[0] == "住民票"
    assert PromptBiaser(GLOSSARY).terms_for("インカン登録証名書")[0] == "印鑑登録証明書"
    assert PromptBiaser(GLOSSARY).terms_for("マイナンバー過度")[0] == "マイナンバーカード"


def test_what_shares_nothing_is_not_expected() -> None:
    assert PromptBiaser(GLOSSARY).terms_for("お待たせしました") == ()
    assert PromptBiaser(GLOSSARY).terms_for("") == ()
    assert "介護保険" not in PromptBiaser(GLOSSARY).terms_for("受民票")


def test_single_hiragana_says_nothing_but_pairs_do() -> None:
    assert PromptBiaser(GLOSSARY).terms_for("くお") == ()
    assert PromptBiaser(GLOSSARY).terms_for("おくす") == ("おくすり手帳",)


def test_of_equals_the_daily_one_comes_first() -> None:
    assert PromptBiaser(GLOSSARY).terms_for("介護") == ("介護保険", "介護認定")


def test_what_was_settled_lately_is_expected_again() -> None:
    biaser = PromptBiaser(GLOSSARY)
    biaser.settled(("国民年金",))
    biaser.settled(("介護認定",))
    assert biaser.terms_for("はい") == ("介護認定", "国民年金")
    biaser.settled(("国民年金",))
    assert biaser.terms_for("はい") == ("国民年金", "介護認定")


def test_what_is_heard_now_comes_before_what_was_settled() -> None:
    biaser = PromptBiaser(GLOSSARY)
    biaser.settled(("国民年金", "住民票"))
    assert biaser.terms_for("年貢") == ("国民年金", "住民票")
    assert biaser.terms_for("受け票") == ("住民票", "国民年金")


def test_old_conversations_are_forgotten() -> None:
    biaser = PromptBiaser(GLOSSARY)
    biaser.settled(("国民年金",))
    for number in range(40):
        biaser.settled((f"用語{number}",))
    assert "国民年金" not in biaser.terms_for("")


def test_without_bias_nothing_is_expected() -> None:
    biaser = NoBias()
    biaser.settled(("住民票",))
    assert biaser.terms_for("住民票") == ()


@given(st.lists(st.text(alphabet="住民票国年金介護険お願いしますア", max_size=20), max_size=20))
def test_the_prompt_never_grows_too_long_or_says_a_term_twice(heard: list[str]) -> None:
    biaser = PromptBiaser(SHIPPED)
    known = {term.ja for term in SHIPPED.terms}
    for text in heard:
        expected = biaser.terms_for(text)
        assert len(expected) == len(set(expected)) <= _PROMPT_TERMS
        assert known.issuperset(expected)
        biaser.settled(SHIPPED.terms_in(text) or expected[:2])


SHIPPED = load_glossary(glossaries())
