"""A recogniser that is lost in the middle of an utterance."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from stand_ins import ScriptedRecogniser

from voice_counter.errors import UserError
from voice_counter.supervision.incident import Incident
from voice_counter.supervision.process import LostError
from voice_counter.supervision.recogniser import SupervisedRecogniser


@pytest.fixture
def trouble(tmp_path: Path) -> Path:
    return tmp_path / "trouble"


@pytest.fixture
def recogniser(trouble: Path) -> Iterator[SupervisedRecogniser]:
    made = SupervisedRecogniser(partial(ScriptedRecogniser, trouble), call_seconds=3)
    yield made
    made.end()


def hear(recogniser: SupervisedRecogniser, samples: int, language: str | None = "ja"):  # type: ignore[no-untyped-def]
    return recogniser.hear(np.zeros(samples, np.float32), language=language, final=True)


def test_it_hears_like_any_other(recogniser: SupervisedRecogniser) -> None:
    hearing = hear(recogniser, 1000, "en")
    assert hearing.language == "en"
    assert hearing.decode(["住民票", "年金"]).text == "1000 住民票・年金"
    assert hearing.log_probabilities(["あ", "ああ"]) == [-1.0, -2.0]
    assert hearing.token_probabilities("あ") == [(0, 1, 0.5)]


@pytest.mark.parametrize(
    ("kind", "reason"), [("die", "died"), ("fail", "raised"), ("hang", "hung")]
)
def test_the_utterance_is_heard_again(
    recogniser: SupervisedRecogniser, trouble: Path, kind: str, reason: str
) -> None:
    told: list[Incident] = []
    recogniser.listen(told.append)
    hearing = hear(recogniser, 1234)
    trouble.write_text(kind)
    assert hearing.decode().text == "1234"
    assert [(each.part, each.reason) for each in told] == [("recogniser", reason)]


def test_audio_that_is_no_longer_kept_is_sent_again(recogniser: SupervisedRecogniser) -> None:
    first = hear(recogniser, 1)
    for samples in range(2, 9):
        hear(recogniser, samples)
    assert first.decode().text == "1"


def test_a_poisoned_utterance_is_given_up(recogniser: SupervisedRecogniser, trouble: Path) -> None:
    trouble.write_text("always die")
    with pytest.raises(LostError):
        hear(recogniser, 1).decode()
    trouble.unlink()
    assert hear(recogniser, 2).decode().text == "2", "the next one is heard"


def test_it_says_when_it_does_not_come_back(
    recogniser: SupervisedRecogniser, trouble: Path
) -> None:
    trouble.write_text("always die")
    with pytest.raises((UserError, LostError)):
        hear(recogniser, 1).decode()
    with pytest.raises(UserError):
        hear(recogniser, 1).decode()
