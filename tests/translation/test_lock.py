"""The glossary lock with an engine that gets terms wrong in known ways."""

from __future__ import annotations

import pytest
from scripted_translation import Scripted

from voice_counter.translation.lock import Demand, translate_locked

CARD = Demand(0, 5, ("Residence Card", "residence card"), ("stay card",), name="在留カード")
SENTENCE = "在留カードをお持ちですか。"
MARKS = ("⟦0⟧", "⟦1⟧")


def no_numbers(_source: str, _target: str) -> tuple[str, ...]:
    return ()


def test_the_plain_translation_is_kept_if_it_is_right() -> None:
    engine = Scripted({SENTENCE: "Do you have your residence card?"})
    locked = translate_locked(engine, SENTENCE, [CARD], "en", no_numbers)
    assert (locked.text, locked.missing) == ("Do you have your residence card?", ())
    assert engine.asked == [SENTENCE]


def test_a_placeholder_brings_the_term_in() -> None:
    engine = Scripted(
        {SENTENCE: "Do you have it?", "⟦0⟧をお持ちですか。": "Do you have your ⟦0⟧?"},
        placeholders=MARKS,
    )
    locked = translate_locked(engine, SENTENCE, [CARD], "en", no_numbers)
    assert (locked.text, locked.missing) == ("Do you have your Residence Card?", ())


def test_an_engine_without_placeholders_is_given_the_rendering() -> None:
    engine = Scripted(
        {SENTENCE: "Do you?", "Residence Card をお持ちですか。": "Have you a Residence Card?"},
        otherwise=lambda _: "?",
    )
    locked = translate_locked(engine, SENTENCE, [CARD], "en", no_numbers)
    assert locked.text == "Have you a Residence Card?"


@pytest.mark.parametrize("said", ["Do you have ⟦0⟧ or ⟦0⟧?", "Do you have it?", "⟦0⟧ " * 40, ""])
def test_a_variant_that_loses_or_repeats_is_not_taken(said: str) -> None:
    engine = Scripted({SENTENCE: "Do you have it?"}, lambda _: said, MARKS)
    locked = translate_locked(engine, SENTENCE, [CARD], "en", no_numbers)
    assert locked.text == "Do you have it?"
    assert [demand.name for demand in locked.missing] == ["在留カード"]


def test_a_wrong_rendering_never_stays() -> None:
    engine = Scripted({SENTENCE: "Do you have a stay card?"}, lambda _: "?")
    locked = translate_locked(engine, SENTENCE, [CARD], "en", no_numbers)
    assert locked.text == "Do you have a Residence Card?"
    assert locked.missing == ()


def test_a_wrong_rendering_inside_a_right_one_is_let_be() -> None:
    demand = Demand(0, 3, ("Certificate of Residence",), ("Residence",), name="住民票")
    engine = Scripted({"住民票です。": "A Certificate of Residence."})
    locked = translate_locked(engine, "住民票です。", [demand], "en", no_numbers)
    assert locked.text == "A Certificate of Residence."


def test_a_wrong_number_is_repaired_by_a_placeholder() -> None:
    amount = Demand(4, 8, ("300 yen",), number=True, name="300円")

    def wrong(_source: str, target: str) -> tuple[str, ...]:
        return () if "300 yen" in target else ("300円",)

    engine = Scripted(
        {"手数料は300円です。": "The fee is 3000 yen.", "手数料は⟦0⟧です。": "The fee is ⟦0⟧."},
        placeholders=MARKS,
    )
    locked = translate_locked(engine, "手数料は300円です。", [amount], "en", wrong)
    assert (locked.text, locked.wrong_numbers) == ("The fee is 300 yen.", ())


def test_what_cannot_be_repaired_is_told() -> None:
    engine = Scripted({}, lambda _: "Nothing of it.")
    locked = translate_locked(engine, SENTENCE, [CARD], "en", lambda _s, _t: ("300円",))
    assert locked.wrong_numbers == ("300円",)
    assert [demand.name for demand in locked.missing] == ["在留カード"]


def test_japanese_takes_no_space_around_a_term() -> None:
    demand = Demand(16, 30, ("在留カード",), name="在留カード")
    engine = Scripted({"Do you have the ⟦0⟧?": "⟦0⟧ をお持ちですか。"}, lambda _: "持つか。", MARKS)
    locked = translate_locked(engine, "Do you have the Residence Card?", [demand], "ja", no_numbers)
    assert locked.text == "在留カードをお持ちですか。"


def test_a_variant_that_gains_one_and_loses_another_is_not_taken() -> None:
    other = Demand(6, 9, ("seal",), name="印鑑")
    text = "在留カードと印鑑です。"
    engine = Scripted({text: "A seal and a card."}, lambda _: "The ⟦0⟧ and the thing.", MARKS)
    locked = translate_locked(engine, text, [CARD, other], "en", no_numbers)
    assert locked.text == "A seal and a card."


def test_an_engine_that_leaves_the_mark_out_is_made_to_say_it() -> None:
    engine = Scripted({SENTENCE: "Do you have it?"}, lambda _: "Do you?", MARKS)
    engine.made_to_say = {"⟦0⟧をお持ちですか。": "Do you have a  ⟦0⟧ ?"}
    locked = translate_locked(engine, SENTENCE, [CARD], "en", no_numbers)
    assert (locked.text, locked.missing) == ("Do you have a Residence Card?", ())


def test_what_it_is_made_to_say_is_verified_too() -> None:
    engine = Scripted({SENTENCE: "Do you have it?"}, lambda _: "Do you?", MARKS)
    engine.made_to_say = {"⟦0⟧をお持ちですか。": "⟦0⟧ " + "or so " * 40}
    locked = translate_locked(engine, SENTENCE, [CARD], "en", no_numbers)
    assert locked.text == "Do you have it?"
