"""Decoding that must say certain words, with a real CTranslate2 model (of noise)."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import packages as tiny
import pytest

from voice_counter.translation.argos import ArgosEngine, read_package
from voice_counter.translation.constrained import including


class Fluent:
    """Stands for CTranslate2: stops where it is put, and likes what is nearest to ``liked``."""

    def __init__(self, liked: list[str]) -> None:
        self.liked = liked

    def translate_batch(
        self,
        source: list[list[str]],  # noqa: ARG002
        target_prefix: list[list[str]],
        **_: Any,
    ) -> list[Any]:
        return [SimpleNamespace(hypotheses=[prefix]) for prefix in target_prefix]

    def score_batch(
        self,
        source: list[list[str]],  # noqa: ARG002
        target: list[list[str]],
    ) -> list[Any]:
        return [SimpleNamespace(log_probs=[0.0 if t == self.liked else -1.0]) for t in target]


SAID = "▁Do ▁you ▁have ▁the ▁thing ?".split()


@pytest.mark.parametrize(
    "liked",
    [
        "▁Do ▁you ▁have ▁the ▁ ⟦0⟧".split(),
        "▁Do ▁you ▁have ▁the ▁ ⟦0⟧ ▁thing ?".split(),
        "▁Do ▁you ▁have ▁ ⟦0⟧ ▁thing ?".split(),
        "▁ ⟦0⟧ ▁Do ▁you ▁have ▁the ▁thing ?".split(),
    ],
)
def test_the_most_probable_place_is_taken(liked: list[str]) -> None:
    found = including(Fluent(liked), ["⟦0⟧"], SAID, [["▁", "⟦0⟧"]], ("▁",))
    assert found is not None
    assert (list(found.pieces), found.score) == (liked, 0.0)


def test_words_that_are_there_are_left_where_they_are() -> None:
    said = "▁the ▁ ⟦0⟧ ▁and ▁more".split()
    liked = "▁the ▁ ⟦0⟧ ▁and ▁ ⟦1⟧ ▁more".split()
    found = including(Fluent(liked), ["x"], said, [["▁", "⟦0⟧"], ["▁", "⟦1⟧"]], ("▁",))
    assert found is not None
    assert list(found.pieces) == liked


def test_a_word_said_twice_is_said_once() -> None:
    said = "▁ ⟦0⟧ ▁or ▁ ⟦0⟧".split()
    found = including(Fluent([]), ["x"], said, [["▁", "⟦0⟧"]], ("▁",))
    assert found is not None
    assert found.pieces.count("⟦0⟧") == 1


def test_a_real_model_says_the_marks(tmp_path: Path) -> None:
    engine = ArgosEngine(read_package(tiny.write_folder(tmp_path)))
    text = "⟦0⟧と⟦1⟧をお持ちください。"
    found = engine.including(text, tiny.PLACEHOLDERS)
    assert found is not None
    assert [found.text.count(mark) for mark in tiny.PLACEHOLDERS] == [1, 1]
    assert found.score < 0


def test_what_is_no_piece_cannot_be_asked_for(tmp_path: Path) -> None:
    engine = ArgosEngine(read_package(tiny.write_folder(tmp_path)))
    assert engine.including("⟦0⟧をお持ちください。", ["鱻鱻"]) is None
    assert engine.including("", ["⟦0⟧"]) is None
