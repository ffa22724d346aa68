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
        note: what it stands for where that is not plain (令和8年: 2026年).
        start, end: its place in the caption, in characters.
    """

    text: str
    note: str
    start: int
    end: int


_DEADLINES = ("までに", "まで", "以内に", "以内", "以降", "から", "前に")
"""What a date or duration means depends on these, and they are as easily misheard."""


def chips(text: str, quantities: Iterable[Quantity]) -> tuple[Chip, ...]:
    """The numbers of ``text`` in their order, each wording once.

    >>> from voice_counter.numerals.quantities import find_quantities
    >>> text = "6月30日までに300円を払ってください。"
    >>> [chip.text for chip in chips(text, find_quantities(text))]
    ['6月30日まで', '300円']
    """
    found: dict[str, Chip] = {}
    for quantity in quantities:
        behind = text[quantity.end :]
        words = next((words for words in _DEADLINES if behind.startswith(words)), "")
        end = quantity.end + len(words.removesuffix("に"))
        chip = Chip(text[quantity.start : end], quantity.note, quantity.start, end)
        found.setdefault(chip.text, chip)
    return tuple(found.values())
