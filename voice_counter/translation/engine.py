"""The seam between the application and whatever translates: one model, one direction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What an engine says.

    Attributes:
        score: mean log probability of its pieces, ``nan`` from an engine that gives none. It tells
            better from worse between outputs of one engine, and nothing between two.
    """

    text: str
    score: float


class Engine(Protocol):
    """Translates sentences from one language to another. Used by one thread only."""

    @property
    def name(self) -> str:
        """What the user is told: ``Firefox ja→en``."""

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Words it was trained to carry over unread; empty where it was not."""

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """One hypothesis for each text. Each text is one sentence, or a short group of them.

        Raises:
            TranslationError: the model failed.
        """

    def including(self, text: str, words: Sequence[str]) -> Hypothesis | None:
        """A translation made to say each of ``words`` once, which are placeholders in ``text``;
        None from an engine that cannot be made to, or where it did not succeed. Slower than
        ``translate`` by an order of magnitude.

        Raises:
            TranslationError: the model failed.
        """


@dataclass(frozen=True, slots=True)
class Offer:
    """An installed model that could translate; loading it is put off until it is needed.

    Attributes:
        source, target: BCP 47 tags (``ja``, ``zh-Hans``).
        kind: ``"firefox"`` or ``"argos"``: the user's order of preference names these.
        reference: whether its output is to be marked 参考訳 (for reference only) where neither
            phrase book nor glossary assure it.
        load: builds the engine, on the thread that will use it. Raises ``TranslationError`` or
            ``ModelError``.
    """

    source: str
    target: str
    kind: str
    name: str
    reference: bool
    load: Callable[[], Engine]
