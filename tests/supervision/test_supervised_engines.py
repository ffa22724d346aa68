"""Translation models whose process is lost."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from stand_ins import ScriptedEngine, no_engine

from voice_counter.errors import ModelError, TranslationError
from voice_counter.glossary import Glossary
from voice_counter.supervision.engines import SupervisedEngines
from voice_counter.translation.engine import Engine, Offer
from voice_counter.translation.load import load_translator


@pytest.fixture
def trouble(tmp_path: Path) -> Path:
    return tmp_path / "trouble"


@pytest.fixture
def engine(trouble: Path) -> Engine:
    offer = Offer("en", "fr", "argos", "A", False, partial(ScriptedEngine, "A", trouble))
    (supervised,) = SupervisedEngines(call_seconds=5).offers([offer])
    assert (supervised.name, supervised.source) == ("A", "en")
    return supervised.load()


def test_it_translates_like_any_other(engine: Engine) -> None:
    assert engine.name == "A"
    assert engine.placeholders == ("X1", "X2")
    assert [each.text for each in engine.translate(["one", "two"])] == ["ONE", "TWO"]
    assert engine.including("one", []) is None
    found = engine.including("one", ["X1"])
    assert found is not None
    assert found.text == "one X1"


@pytest.mark.parametrize("kind", ["die", "fail", "hang"])
def test_the_sentence_is_translated_again(engine: Engine, trouble: Path, kind: str) -> None:
    trouble.write_text(kind)
    assert [each.text for each in engine.translate(["one"])] == ["ONE"]


def test_a_sentence_that_costs_two_processes_is_given_up(engine: Engine, trouble: Path) -> None:
    trouble.write_text("always die")
    with pytest.raises(TranslationError):
        engine.translate(["one"])
    trouble.unlink()
    assert [each.text for each in engine.translate(["two"])] == ["TWO"]


def test_a_model_that_cannot_be_loaded_says_why() -> None:
    offer = Offer("ja", "en", "firefox", "F", False, no_engine)
    (supervised,) = SupervisedEngines().offers([offer])
    with pytest.raises(ModelError):
        supervised.load()


def test_the_models_that_ship_in_a_process_of_their_own() -> None:
    """The same words as without one."""
    text = "明日の天気は晴れだと思います。"
    within = load_translator(Glossary(()), {}).translate(text, "ja", "en")
    apart = load_translator(Glossary(()), {}, supervised=True).translate(text, "ja", "en")
    assert apart.text == within.text != ""
    assert apart.engine == within.engine
