"""Confirm chips: the numbers of a caption that staff make sure of before anybody relies on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voice_counter.numerals import Quantity


@dataclass(frozen=True, slots=True)
class Chip:
    """A number, date, amount or deadline.

    Attributes:
        text: as the caption writes it, a deadline with the words that make it one (6月30日まで).
        number: the same without these words.
        note: what it stands for where that is not plain (令和8年: 2026年).
        start, end: its place in the caption, in characters.
    """

    text: str
    number: str
    note: str
    start: int
    end: int


_DEADLINES = ("までに", "まで", "以内に", "以内", "以降", "から", "前に")
"""What a date or duration means depends on these, and they are as easily misheard."""


def chips(
    text: str, quantities: Iterable[Quantity], terms: Iterable[tuple[int, int]] = ()
) -> tuple[Chip, ...]:
    """The numbers of ``text`` in their order, each wording once.

    Args:
        terms: where glossary terms stand; the 第1 of 第1号被保険者 is part of a name.

    >>> from voice_counter.numerals.quantities import find_quantities
    >>> text = "令和8年6月30日までに300円を払ってください。"
    >>> [chip.text for chip in chips(text, find_quantities(text))]
    ['令和8年6月30日まで', '300円']
    """
    names = tuple(terms)
    found: dict[str, Chip] = {}
    for start, number_end, note in _joined(quantities):
        if text.startswith("第", start) and any(
            begin <= start and number_end <= stop for begin, stop in names
        ):
            continue
        behind = text[number_end:]
        words = next((words for words in _DEADLINES if behind.startswith(words)), "")
        end = number_end + len(words.removesuffix("に"))
        chip = Chip(text[start:end], text[start:number_end], note, start, end)
        found.setdefault(chip.text, chip)
    return tuple(found.values())


def _joined(quantities: Iterable[Quantity]) -> list[tuple[int, int, str]]:
    """Start, end and note of each; a year and the date right behind it are one."""
    found: list[tuple[int, int, str]] = []
    year: Quantity | None = None
    for quantity in quantities:
        if year is not None and quantity.kind == "date" and quantity.start == year.end:
            found[-1] = (year.start, quantity.end, year.note)
        else:
            found.append((quantity.start, quantity.end, quantity.note))
        year = quantity if quantity.kind in ("year", "era_year") else None
    return found
