"""What is left out, step by step, when the machine cannot keep up: partials first, finals never."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Rung(IntEnum):
    """How much is left out. Each holds what those below it hold."""

    NOTHING = 0
    THINNED = 1
    """Captions grow half as often."""
    PLAIN = 2
    """What is still being said is not translated."""
    LIGHT = 3
    """Captions grow by a smaller model, where one is installed, and a quarter as often."""


@dataclass(frozen=True, slots=True)
class Strain:
    """From now on so much is left out."""

    rung: Rung


SPACING = {Rung.NOTHING: 1.0, Rung.THINNED: 2.0, Rung.PLAIN: 2.0, Rung.LIGHT: 4.0}
"""By how much partials are further apart."""

_UP = {Rung.THINNED: 1.6, Rung.PLAIN: 2.0, Rung.LIGHT: 2.4}
"""Seconds of lag above which a rung is climbed: a little below what a reader is told of (2.5 s)."""

_DOWN = 1.2
"""Seconds of lag that are usual: below this, a rung may be left."""

_CLIMB_SECONDS = 0.5
"""Between two rungs up: what was left out must have had time to help."""

_REST_SECONDS = 4.0
"""So long without lag before a rung is left, so that it does not go up and down."""


class Ladder:
    """Follows the lag. Pure; not safe for several threads."""

    def __init__(self) -> None:
        self.rung = Rung.NOTHING
        self._climbed = float("-inf")
        self._calm: float | None = None

    def feed(self, behind: float, now: float) -> Rung | None:
        """The rung from now on, if it is another one.

        Args:
            behind: seconds of speech that no caption shows yet.
            now: seconds on any clock.
        """
        if behind >= _DOWN:
            self._calm = None
        elif self._calm is None:
            self._calm = now
        above = Rung(min(self.rung + 1, Rung.LIGHT))
        if above is not self.rung and behind > _UP[above] and now - self._climbed >= _CLIMB_SECONDS:
            self._climbed = now
            self.rung = above
            return above
        if self.rung and self._calm is not None and now - self._calm >= _REST_SECONDS:
            self._calm = now
            self.rung = Rung(self.rung - 1)
            return self.rung
        return None
