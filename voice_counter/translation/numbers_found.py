"""The digits of a text in any script and with any separators, and its small number words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from voice_counter.translation.figure_words import WORDS

_GROUPED = re.compile(r"\d{1,3}(?:([,.  '])\d{3})(?:\1\d{3})*(?!\d)|\d+")
_MULTIPLES = {
    "千": 10**3,
    "천": 10**3,
    "万": 10**4,
    "萬": 10**4,
    "만": 10**4,
    "億": 10**8,
    "亿": 10**8,
    "억": 10**8,
}
_DECIMAL = re.compile(r"(?<!\d)(\d+)[.,](\d)(?!\d)")


@dataclass(slots=True)
class Found:
    """A number in digits.

    Attributes:
        used: it has been matched with one of the other side.
    """

    start: int
    end: int
    text: str
    value: float
    used: bool = False


def find_numbers(text: str) -> list[Found]:
    """The numbers of ``text`` that are written in digits; ``1만 2000`` and ``1万`` are one number.

    >>> [number.value for number in find_numbers("1,200 yen at 3:30")]
    [1200.0, 3.0, 30.0]
    """
    western = "".join(_western(character) for character in text)
    found: list[Found] = []
    decimals = {match.start(): match for match in _DECIMAL.finditer(western)}
    position = 0
    while match := _GROUPED.search(western, position):
        decimal = decimals.get(match.start())
        if decimal is not None and decimal.end() > match.end():
            value, end = float(f"{decimal[1]}.{decimal[2]}"), decimal.end()
        else:
            value, end = float(re.sub(r"\D", "", match[0])[:15]), match.end()
        multiple = _MULTIPLES.get(western[end : end + 1])
        if multiple is not None:
            value, end = value * multiple, end + 1
        last = found[-1] if found else None
        if (
            last
            and western[last.end - 1] in _MULTIPLES
            and not western[last.end : match.start()].strip()
        ):
            found[-1] = Found(last.start, end, text[last.start : end], last.value + value)
        else:
            found.append(Found(match.start(), end, text[match.start() : end], value))
        position = end
    return found


def small_words(text: str, language: str) -> set[int]:
    """The small numbers that ``text`` holds as words: ``two``, ``deux``."""
    folded = text.casefold()
    return {number for number, pattern in _small(language) if pattern.search(folded)}


@lru_cache(maxsize=32)
def _small(language: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    words = WORDS[language]
    whole = words.spaced and language not in ("ru", "uk")
    patterns = []
    for number, forms in enumerate(words.small.split(), start=1):
        alternatives = "|".join(map(re.escape, forms.split("|")))
        patterns.append(
            (number, re.compile(rf"\b(?:{alternatives})" + (r"\b" if whole else "")))
            if words.spaced
            else (number, re.compile(alternatives))
        )
    return tuple(patterns)


@lru_cache(maxsize=4096)
def _western(character: str) -> str:
    """A digit of any script as a western one."""
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
