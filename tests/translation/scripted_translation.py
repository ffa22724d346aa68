"""Engines for tests: what they say is told beforehand."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from voice_counter.translation.engine import Engine, Hypothesis, Offer


class Scripted:
    """Says what ``answers`` hold for a text, else what ``otherwise`` makes of it."""

    name = "scripted"

    def __init__(
        self,
        answers: Mapping[str, str] | None = None,
        otherwise: Callable[[str], str] = lambda text: text,
        placeholders: tuple[str, ...] = (),
    ) -> None:
        self.answers = dict(answers or {})
        self.otherwise = otherwise
        self.placeholders = placeholders
        self.made_to_say: dict[str, str] = {}
        self.asked: list[str] = []

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        self.asked += texts
        return [
            Hypothesis(self.answers.get(text) or self.otherwise(text), math.nan) for text in texts
        ]

    def including(self, text: str, words: Sequence[str]) -> Hypothesis | None:  # noqa: ARG002
        said = self.made_to_say.get(text)
        return None if said is None else Hypothesis(said, math.nan)


def offer(
    engine: Engine,
    source: str = "ja",
    target: str = "en",
    *,
    kind: str = "argos",
    name: str = "test",
    reference: bool = False,
) -> Offer:
    """An offer of ``engine``."""
    return Offer(source, target, kind, name, reference, lambda: engine)
