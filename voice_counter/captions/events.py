"""What the caption pipeline tells its views: frozen messages, one way, in order.

Times are seconds. ``start`` and ``end`` count audio from its first sample; ``emitted`` counts
wall clock from the moment the first sample was fed, so with a live source ``emitted - end`` is
how late a caption is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from voice_counter.captions.ladder import Strain
from voice_counter.errors import UserError
from voice_counter.glossary.repair import Repair
from voice_counter.numerals import Quantity
from voice_counter.supervision.incident import Incident


@dataclass(frozen=True, slots=True)
class Listening:
    """The source is open and its first audio has arrived."""

    source: str


@dataclass(frozen=True, slots=True)
class Level:
    """Loudness of the newest audio, about ten times a second: dB relative to full scale."""

    rms: float
    peak: float


@dataclass(frozen=True, slots=True)
class Partial:
    """A hypothesis of an utterance still being spoken.

    The first ``stable`` characters of ``text`` never change again within the utterance: every
    later partial and the final start with them.
    """

    utterance: int
    start: float
    end: float
    emitted: float
    language: str
    text: str
    stable: int
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Final:
    """The settled caption of an utterance.

    Attributes:
        terms: the glossary terms it contains.
        quantities: amounts, dates, times and other numbers in it; their spans count its characters.
        repairs: terms that were written wrong by the recogniser and put right by their sound.
        unsure: parts that the recogniser is not sure of: first and last character (exclusive).
    """

    utterance: int
    start: float
    end: float
    emitted: float
    language: str
    text: str
    terms: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    repairs: tuple[Repair, ...] = ()
    unsure: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Discarded:
    """An utterance that turned out to hold no speech: views take its partial off the screen."""

    utterance: int


@dataclass(frozen=True, slots=True)
class Delay:
    """The captions lag behind the speaker by ``seconds``; 0.0 says they caught up."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Overflow:
    """The device delivered audio that could not be read in time, ``count`` times in all."""

    count: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Totals of one run. ``cpu`` is this process's CPU seconds, ``peak_rss`` is in bytes."""

    audio: float
    speech: float
    wall: float
    cpu: float
    peak_rss: int
    partials: int
    finals: int
    discarded: int
    loops: int
    dropped_partials: int
    overflows: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """The run is over. ``error`` tells why when it ended by a fault."""

    summary: Summary
    error: UserError | None = None


CaptionEvent: TypeAlias = (
    Listening | Level | Partial | Final | Discarded | Delay | Strain | Overflow | Incident | Stopped
)
