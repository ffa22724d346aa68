"""Sentences of the counter to learn from: the phrase book, and glossary terms in frames."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.starter.corpora import Pair
from scripts.starter.masks import PLACEHOLDERS
from voice_counter.glossary import Term

FRAMES = Path(__file__).resolve().parent / "frames.csv"

_SLOT = re.compile(r"\{([a-z]+2?)(:[^{}]*)?\}")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()

_UNITS = (
    ("日", "day"),
    ("週間", "week"),
    ("か月", "month"),
    ("年", "year"),
    ("分", "minute"),
    ("時間", "hour"),
)


class Counter:
    """Draws pairs for the counter domain.

    Args:
        terms: of the glossary.
        phrases: Japanese (spoken variants too) and English, with slots.
    """

    def __init__(self, terms: Sequence[Term], phrases: Sequence[tuple[str, str]]) -> None:
        self._terms = [
            (ja, term.rendering("en"))
            for term in terms
            if term.rendering("en")
            for ja in (term.ja, *(alias.spelling for alias in term.aliases))
        ]
        with FRAMES.open(encoding="utf-8-sig", newline="") as file:
            self._frames = [(row["ja"], row["en"]) for row in csv.DictReader(file)]
        self._phrases = list(phrases)

    def texts(self) -> Iterator[str]:
        """What the vocabulary ought to be able to write in few pieces."""
        for ja, en in (*self._terms, *self._frames, *self._phrases):
            yield from (_SLOT.sub("", ja), _SLOT.sub("", en))

    def draw(self, count: int, chance: random.Random) -> Iterator[Pair]:
        """Pairs with their slots filled, or with placeholders in them."""
        for _ in range(count):
            # Every third from the phrases alone: they are what is really said.
            book = self._phrases if self._phrases and chance.random() < 0.6 else self._frames
            yield self._filled(*chance.choice(book), chance)

    def _filled(self, ja: str, en: str, chance: random.Random) -> Pair:
        hidden = chance.random() < 0.5
        marks = chance.sample(PLACEHOLDERS, len(PLACEHOLDERS))
        values: dict[str, tuple[str, str, bool]] = {}
        for match in _SLOT.finditer(ja):
            if match[1] not in values:
                values[match[1]] = self._value(match[1].rstrip("2"), chance)
                if hidden:
                    mark = marks[len(values)]
                    values[match[1]] = (mark, mark, True)

        def english(match: re.Match[str]) -> str:
            _, text, many = values[match[1]]
            if match[2] is None:
                return text
            return match[2][1:].split("/")[many]

        japanese = _SLOT.sub(lambda match: values[match[1]][0], ja)
        return Pair(japanese, _SLOT.sub(english, en))

    def _value(self, kind: str, chance: random.Random) -> tuple[str, str, bool]:
        if kind in ("term", "place"):
            return (*chance.choice(self._terms), True)
        if kind == "amount":
            yen = chance.choice((150, 200, 300, 350, 450, 750, 1000, chance.randrange(10, 99999)))
            return f"{yen}円", f"{yen} yen", True
        if kind == "date":
            month, day = chance.randrange(1, 13), chance.randrange(1, 29)
            return f"{month}月{day}日", f"{_MONTHS[month - 1]} {day}", True
        if kind == "time":
            return _time(chance)
        if kind == "period":
            unit, name = chance.choice(_UNITS)
            number = chance.randrange(1, 31)
            many = number > 1
            return f"{number}{unit}", f"{number} {name}{'s' * many}", many
        number = chance.choice((chance.randrange(1, 13), chance.randrange(1, 200)))
        return str(number), str(number), number > 1


def _time(chance: random.Random) -> tuple[str, str, bool]:
    hour, minute = chance.randrange(1, 12), chance.choice((0, 0, 15, 30, 45))
    half, written = chance.choice((("午前", "a.m."), ("午後", "p.m.")))
    minutes = f"{minute}分" if minute else ""
    return f"{half}{hour}時{minutes}", f"{hour}:{minute:02} {written}", True
