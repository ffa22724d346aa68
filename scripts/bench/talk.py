"""What a captioner would say of hours at a counter: recorded sentences as caption events."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from voice_counter.captions.events import CaptionEvent, Final, Level, Partial
from voice_counter.glossary.terms import Glossary
from voice_counter.numerals.quantities import find_quantities

_SENTENCES = Path(__file__).resolve().parent / "sentences"
_CHARACTERS_A_SECOND = 7.0
"""Of unhurried Japanese speech, as text with kanji."""
_STEP = 0.55
"""Seconds between two partials."""
_LEVEL = 0.1
_PAUSE = 1.2
"""Between two utterances."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An event, and when it comes: seconds since the talk began."""

    at: float
    event: CaptionEvent


def sentences() -> tuple[str, ...]:
    """What is said at counters: 251 sentences with terms, numbers, dates."""
    found = []
    for name in ("held-out", "tuning"):
        with (_SENTENCES / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            found += [row["text"] for row in csv.DictReader(file)]
    return tuple(found)


def final(number: int, text: str, glossary: Glossary, start: float = 0.0) -> Final:
    """``text`` as it is when it is settled."""
    end = start + len(text) / _CHARACTERS_A_SECOND
    terms = tuple(dict.fromkeys(match.term.ja for match in glossary.matches(text)))
    # One word in a final is doubted: that of every third sentence (see "Unsure words").
    unsure = ((0, 2),) if number % 3 == 0 else ()
    quantities = find_quantities(text)
    return Final(number, start, end, end + 0.9, "ja", text, terms, quantities, (), unsure)


def growing(number: int, text: str, start: float = 0.0) -> Iterator[Partial]:
    """``text`` while it is being said, every 0.55 s; two thirds of it are stable."""
    for step in count(1):
        heard = round(step * _STEP * _CHARACTERS_A_SECOND)
        if heard >= len(text):
            return
        end = start + step * _STEP
        yield Partial(number, start, end, end + 0.6, "ja", text[:heard], heard * 2 // 3)


def talk(seconds: float, glossary: Glossary, seed: int = 5) -> Iterator[Moment]:
    """Somebody speaks for so long, with short pauses; levels come ten times a second."""
    draw = random.Random(seed)
    said = sentences()
    now, levels = 0.0, 0
    for number in count():
        text = draw.choice(said)
        settled = final(number, text, glossary, now)
        moments = [Moment(partial.emitted, partial) for partial in growing(number, text, now)]
        for moment in (*moments, Moment(settled.emitted, settled)):
            while levels * _LEVEL < moment.at:
                rms = draw.uniform(-45.0, -18.0)
                yield Moment(levels * _LEVEL, Level(rms, rms + 12.0))
                levels += 1
            yield moment
        now = settled.end + _PAUSE
        if now > seconds:
            return
