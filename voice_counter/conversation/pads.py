"""Numbers, dates, times and periods put together by large buttons, press by press.

A pad is what has been pressed so far. Keys are words, so that buttons need no logic: a digit,
``back``, ``clear``, and for the parts of a date or time ``month:6``, ``day:30``, ``year:-1``,
``half:pm``, ``hour:3``, ``minute:30``, ``unit:week``.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from typing import Protocol

from voice_counter.translation.figures import render

MOST_DIGITS = 11
"""As many as a mobile telephone number has."""
UNITS = {"minute": "分", "hour": "時間", "day": "日", "week": "週間", "month": "か月", "year": "年"}
"""What a period can be counted in, as Japanese writes it."""
HALVES = ("am", "pm")
MINUTES = (0, 15, 30, 45)
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


class Pad(Protocol):
    """What has been pressed so far."""

    def press(self, key: str) -> Pad:
        """The pad after one more key; itself where the key means nothing."""

    @property
    def japanese(self) -> str:
        """The value as Japanese writes it; empty while something is missing."""

    @property
    def partial(self) -> str:
        """What is there while something is missing, in figures that need no language."""

    @property
    def chosen(self) -> frozenset[str]:
        """The keys whose buttons are to be shown as chosen."""


@dataclass(frozen=True, slots=True)
class NumberPad:
    """A number, or one with what it counts behind it.

    Attributes:
        digits: with at most one decimal point, never first; leading noughts stay (telephone).
        suffix: ``円`` for an amount.
    """

    digits: str = ""
    suffix: str = ""

    def press(self, key: str) -> NumberPad:
        """Another digit, or one less."""
        return replace(self, digits=_typed(self.digits, key, point=not self.suffix))

    @property
    def japanese(self) -> str:
        """``12``, ``300円``."""
        return f"{self.digits}{self.suffix}" if self.digits and self.digits[-1] != "." else ""

    @property
    def partial(self) -> str:
        """The digits."""
        return self.digits

    @property
    def chosen(self) -> frozenset[str]:
        """None: digits are pressed, not chosen."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class PeriodPad:
    """A length of time: ``2週間``.

    Attributes:
        unit: a key of ``UNITS``; empty until one is chosen.
    """

    digits: str = ""
    unit: str = ""

    def press(self, key: str) -> PeriodPad:
        """A digit, or a unit."""
        name, _, value = key.partition(":")
        if name == "unit" and value in UNITS:
            return replace(self, unit=value)
        if key == "clear":
            return PeriodPad()
        return replace(self, digits=_typed(self.digits, key, point=False))

    @property
    def japanese(self) -> str:
        """``2週間``."""
        return f"{self.digits}{UNITS[self.unit]}" if self.digits and self.unit else ""

    @property
    def partial(self) -> str:
        """The digits."""
        return self.digits

    @property
    def chosen(self) -> frozenset[str]:
        """The unit."""
        return frozenset({f"unit:{self.unit}"} if self.unit else ())


@dataclass(frozen=True, slots=True)
class DatePad:
    """A day, a day of a certain year, or a year alone; 0 is what has not been chosen.

    Attributes:
        this_year: where the first step to another year starts from.
    """

    this_year: int
    year: int = 0
    month: int = 0
    day: int = 0

    def press(self, key: str) -> DatePad:
        """Choose a part; the chosen one again takes it back, so does an impossible day."""
        name, _, value = key.partition(":")
        if key == "clear":
            return DatePad(self.this_year)
        if key == "back":
            return self._without_last()
        if not value.lstrip("+-").isdigit():
            return self
        number = int(value)
        made = self
        if name == "month" and 1 <= number <= 12:
            made = replace(self, month=0 if self.month == number else number)
        elif name == "day" and 1 <= number <= 31:
            made = replace(self, day=0 if self.day == number else number)
        elif name == "year":
            # The first step only shows the year that is meant by saying none.
            year = self.year + number if self.year else self.this_year
            made = replace(self, year=min(max(year, EARLIEST_YEAR), LATEST_YEAR))
        return made if made._possible else replace(made, day=0)

    def _without_last(self) -> DatePad:
        for name in ("day", "month", "year"):
            if getattr(self, name):
                return replace(self, **{name: 0})
        return self

    @property
    def _possible(self) -> bool:
        if not self.day or not self.month:
            return True
        # In a year unsaid, 29 February may be meant.
        return self.day <= calendar.monthrange(self.year or 2024, self.month)[1]

    @property
    def japanese(self) -> str:
        """``6月30日``, ``2019年6月30日``, ``2019年``."""
        year = f"{self.year}年" if self.year else ""
        if self.month and self.day:
            return f"{year}{self.month}月{self.day}日"
        return year if not self.month and not self.day else ""

    @property
    def partial(self) -> str:
        """``2019 / 6 / –``."""
        parts = [self.month or "–", self.day or "–"]
        if not self.month and not self.day:
            return str(self.year or "")
        return " / ".join(str(part) for part in ([self.year] if self.year else []) + parts)

    @property
    def chosen(self) -> frozenset[str]:
        """Month and day."""
        return frozenset({f"month:{self.month}", f"day:{self.day}"})


@dataclass(frozen=True, slots=True)
class TimePad:
    """A time of the day.

    Attributes:
        half: ``am`` or ``pm``.
        hour: 0 to 11 of that half; None until chosen.
    """

    half: str = ""
    hour: int | None = None
    minute: int = 0

    def press(self, key: str) -> TimePad:
        """Choose a part."""
        name, _, value = key.partition(":")
        if key == "clear":
            return TimePad()
        if key == "back":
            return replace(self, hour=None, minute=0) if self.hour is not None else TimePad()
        if name == "half" and value in HALVES:
            return replace(self, half=value)
        if name == "hour" and value.isdigit():
            # 12 is the clock face's name of the first hour of a half.
            return replace(self, hour=int(value) % 12)
        if name == "minute" and value.isdigit() and int(value) < 60:
            return replace(self, minute=int(value))
        return self

    @property
    def japanese(self) -> str:
        """``午後3時30分``. Noon is 12時: 午後0時 is read wrongly, 午後12時 could be midnight."""
        if not self.half or self.hour is None:
            return ""
        minutes = f"{self.minute}分" if self.minute else ""
        if self.half == "pm" and self.hour == 0:
            return f"12時{minutes}"
        return f"{'午前' if self.half == 'am' else '午後'}{self.hour}時{minutes}"

    @property
    def partial(self) -> str:
        """``3:30``."""
        return "" if self.hour is None else f"{self.hour}:{self.minute:02}"

    @property
    def chosen(self) -> frozenset[str]:
        """Half, hour and minute."""
        hour = set() if self.hour is None else {f"hour:{self.hour}"}
        return frozenset({f"half:{self.half}", f"minute:{self.minute}", *hour})


@dataclass(frozen=True, slots=True)
class WordPad:
    """A word that is typed: a term, a place.

    The key is the whole word as it stands in the field, with ``word:`` before it.
    """

    word: str = ""

    def press(self, key: str) -> WordPad:
        """The word as it is now."""
        if key == "clear":
            return WordPad()
        return WordPad(key.removeprefix("word:")) if key.startswith("word:") else self

    @property
    def japanese(self) -> str:
        """The word without blanks around it."""
        return self.word.strip()

    @property
    def partial(self) -> str:
        """The word."""
        return self.word

    @property
    def chosen(self) -> frozenset[str]:
        """None."""
        return frozenset()


def pad_for(kind: str, this_year: int) -> Pad:
    """An empty pad for a slot of a phrase, or an answer, of that kind.

    Raises:
        ValueError: nothing of that kind can be put together.
    """
    match kind:
        case "number":
            return NumberPad()
        case "amount":
            return NumberPad(suffix="円")
        case "date":
            return DatePad(this_year)
        case "time":
            return TimePad()
        case "period":
            return PeriodPad()
        case "term" | "place" | "name":
            return WordPad()
    raise ValueError(kind)


def shown(pad: Pad, language: str) -> str:
    """What has been put together, as ``language`` writes it; digits while it is incomplete.

    >>> shown(DatePad(2026, month=6, day=30), "en"), shown(DatePad(2026, month=6), "en")
    ('June 30', '6 / –')
    """
    value = pad.japanese
    if not value or language == "ja" or isinstance(pad, WordPad):
        return value or pad.partial
    return render(value, language) or pad.partial


def _typed(digits: str, key: str, *, point: bool) -> str:
    if key == "back":
        return digits[:-1]
    if key == "clear":
        return ""
    if len(digits) >= MOST_DIGITS:
        return digits
    if key == "." and point and digits and "." not in digits:
        return digits + key
    return digits + key if len(key) == 1 and key.isascii() and key.isdigit() else digits
