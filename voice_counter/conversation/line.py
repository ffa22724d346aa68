"""What is said at a counter, line by line: frozen, with everything that is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from voice_counter.captions.events import Final
from voice_counter.translation.results import Translation

_NONE: Mapping[str, Translation | None] = MappingProxyType({})


class Side(StrEnum):
    """Who speaks."""

    STAFF = "staff"
    RESIDENT = "resident"

    @property
    def other(self) -> Side:
        """Who listens."""
        return Side.RESIDENT if self is Side.STAFF else Side.STAFF


class Origin(StrEnum):
    """How a line came about."""

    SPEECH = "speech"
    TYPED = "typed"
    """Written, or chosen from buttons, boards and phrases: nothing in it was misheard."""


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance.

    Attributes:
        key: names the line as long as there is a conversation.
        run, utterance: where it comes from; the utterances of a run count up.
        language: BCP 47 tag of what was said.
        text: what was said, as far as it is known, or as it was corrected.
        stable: how many characters of it will not change any more.
        final: whether the recogniser is done with it.
        start, end: seconds since the conversation began.
        heard: what the recogniser settled on.
        translations: by tag; None where the translator failed.
        provisional: the translations are of words that may still change.
        back: the translation that the other side reads, translated back.
        confirmed: the numbers that staff have confirmed, as they are written in ``text``.
    """

    key: str
    side: Side
    language: str
    text: str
    stable: int
    final: bool
    run: int = 0
    utterance: int = 0
    start: float = 0.0
    end: float = 0.0
    origin: Origin = Origin.SPEECH
    heard: Final | None = None
    translations: Mapping[str, Translation | None] = field(default_factory=lambda: _NONE)
    provisional: bool = False
    back: Translation | None = None
    confirmed: frozenset[str] = frozenset()

    @property
    def corrected(self) -> bool:
        """Whether somebody wrote what stands here in the place of what was heard."""
        return self.heard is not None and self.text != self.heard.text
