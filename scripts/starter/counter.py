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
COMPOSED = Path(__file__).resolve().parent / "composed.csv"
"""Parts that make a sentence: what, when, where, how, and on which condition."""

_SLOT = re.compile(r"\{([a-z]+[23]?)(:[^{}]*)?\}")
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
        self._parts: dict[str, list[tuple[str, str]]] = {}
        with COMPOSED.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                self._parts.setdefault(row["part"], []).append((row["ja"], row["en"]))

    def texts(self) -> Iterator[str]:
        """What the vocabulary ought to be able to write in few pieces."""
        parts = [pair for pairs in self._parts.values() for pair in pairs]
        for ja, en in (*self._terms, *self._frames, *self._phrases, *parts):
            yield from (_SLOT.sub("", ja), _SLOT.sub("", en))

    def draw(self, count: int, chance: random.Random) -> Iterator[Pair]:
        """Pairs with their slots filled, or with placeholders in them."""
        for _ in range(count):
            kind = chance.random()
            if kind < 0.4 and self._phrases:
                yield self._filled(*chance.choice(self._phrases), chance)
            elif kind < 0.6:
                yield self._filled(*chance.choice(self._frames), chance)
            else:
                yield self._filled(*self._composed(chance), chance)

    def _composed(self, chance: random.Random) -> tuple[str, str]:
        """A sentence out of parts; in Japanese the order of when, where and how is free."""
        ja, en = chance.choice(self._parts["do"])
        adjuncts = [
            chance.choice(self._parts[part])
            for part, often in (("when", 0.6), ("where", 0.45), ("how", 0.25))
            if chance.random() < often
        ]
        # No slot twice: what stands in it would have to be the same.
        used: set[str] = {match[1] for match in _SLOT.finditer(ja)}
        fitting = []
        for adjunct in adjuncts:
            own = {match[1] for match in _SLOT.finditer(adjunct[0])}
            if not own & used:
                fitting.append(adjunct)
                used |= own
        # English: how, where, when; Japanese mostly the other way round.
        english = "".join(f" {part}" for _, part in reversed(fitting))
        japanese = [part for part, _ in fitting]
        if chance.random() < 0.3:
            chance.shuffle(japanese)
        if ja.startswith("{term}を") and chance.random() < 0.4:
            ja = "{term}は、" + "".join(japanese) + ja.removeprefix("{term}を")
        elif chance.random() < 0.5:
            ja = "".join(japanese) + ja
        else:
            before, mark, after = ja.partition("を")
            ja = f"{before}{mark}{''.join(japanese)}{after}" if mark else "".join(japanese) + ja
        en = f"{en}{english}."
        condition = chance.choice(self._parts["if"]) if chance.random() < 0.25 else ("", "")
        own = {match[1] for match in _SLOT.finditer(condition[0])}
        if condition[0] and not own & {match[1] for match in _SLOT.finditer(ja)}:
            ja = condition[0] + ja
            en = condition[1] + (en if en.startswith("We ") else en[:1].lower() + en[1:])
        return ja, en

    def _filled(self, ja: str, en: str, chance: random.Random) -> Pair:
        hidden = chance.random() < 0.5
        marks = chance.sample(PLACEHOLDERS, len(PLACEHOLDERS))
        values: dict[str, tuple[str, str, bool]] = {}
        for match in _SLOT.finditer(ja):
            if match[1] not in values:
                values[match[1]] = self._value(match[1].rstrip("23"), chance)
                if hidden:
                    mark = marks[len(values)]
                    values[match[1]] = (mark, mark, True)

        def english(match: re.Match[str]) -> str:
            _, text, many = values[match[1]]
            if match[2] is None:
                return text
            return match[2][1:].split("/")[many]

        japanese = _SLOT.sub(lambda match: values[match[1]][0], ja)
        # "at 3:00 p.m.." has a stop too many.
        return Pair(japanese, _SLOT.sub(english, en).replace("m..", "m."))

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
