"""Where the numbers stand in a text in normal form, and what each counts.

Both what a number means (``quantities``) and how it is read (``spoken``) begin here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from voice_counter.numerals.counters import Counted, counter_at
from voice_counter.numerals.numbers import CLUSTER, NUMERALS, Numeral, read

HYPHENS = "-‐‑‒–—―−－ーｰ"
"""What stands between the digits of a phone number. Whisper likes the long vowel mark."""

_PHONE = re.compile(
    rf"(?<![{NUMERALS}][{HYPHENS}])(?:"
    + "|".join(
        rf"[{digits}]{{2,5}}(?:[{HYPHENS}][{digits}]{{3,4}}){{1,2}}"
        # Never mixed: 100ー二三四五 is a range, with the normal form of 百 in it.
        for digits in ("0-9０-９", "〇零一二三四五六七八九")
    )
    + rf")(?![{HYPHENS}]?[{NUMERALS}])"
)
# 03-1234-5678, 0120-123-456, 1234-5678, and 100-0001 of an address; but not 2024-2026.
_PHONE_NORMAL = re.compile(
    r"0[0-9]{1,4}-[0-9]{3,4}-[0-9]{3,4}|(?!(?:19|20)[0-9]{2}-(?:19|20))[0-9]{3,4}-[0-9]{4}"
)
_PHONE_UNBROKEN = re.compile(r"0[0-9]{9,10}")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?![0-9:：])")
_NORMAL_CLUSTER = re.compile("[0-9万億兆,.]+")
_JOINED = re.compile(f"[{HYPHENS}/:：]")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits and their counter.

    Attributes:
        number_end: behind the digits.
        end: behind the counter and its suffix.
        numeral: ``None`` for phone numbers and for the time on a clock (10:30).
        joined: something else belongs to the number (3-2-1, 6/30, COVID-19), so that it counts
            nothing by itself.
    """

    start: int
    number_end: int
    end: int
    numeral: Numeral | None
    counted: Counted | None
    joined: bool

    def counts(self, *written: str) -> bool:
        """Whether the counter is one of these."""
        return self.counted is not None and self.counted.counter.written in written


def phone_at(text: str, position: int) -> tuple[str, int] | None:
    """The normal form of the phone number at ``position``, and where it ends."""
    match = _PHONE.match(text, position)
    if match is None or counter_at(text, match.end(), ordinal=False) is not None:
        return None
    numerals = [read(part) for part in re.split(f"[{HYPHENS}]", match[0])]
    normal = "-".join(numeral.digits for numeral in numerals if numeral is not None)
    return (normal, match.end()) if _PHONE_NORMAL.fullmatch(normal) else None


def is_phone(text: str) -> bool:
    """Whether this is a phone number in normal form, with or without hyphens."""
    return bool(_PHONE_NORMAL.fullmatch(text) or _PHONE_UNBROKEN.fullmatch(text))


def groups(text: str) -> Iterator[Group]:
    """All groups of half-width digits, from left to right. Malformed ones (1,2,3) are left out."""
    position = 0
    while (match := CLUSTER.search(text, position)) is not None:
        start, position = match.span()
        if not (text[start].isascii() and _NORMAL_CLUSTER.fullmatch(match[0])):
            continue
        phone = phone_at(text, start)
        clock = _CLOCK.match(text, start)
        if phone is not None and text[start : phone[1]] == phone[0]:
            position = phone[1]
            yield Group(start, position, position, None, None, joined=False)
        elif clock is not None and text[start - 1 : start] not in (":", "："):
            position = clock.end()
            yield Group(start, position, position, None, None, joined=False)
        elif (numeral := read(match[0])) is not None:
            counted = counter_at(text, position, ordinal=text[start - 1 : start] == "第")
            end = position if counted is None else counted.whole_end
            yield Group(start, position, end, numeral, counted, _is_joined(text, start, position))


def _is_joined(text: str, start: int, end: int) -> bool:
    before, behind = text[max(start - 2, 0) : start], text[end : end + 2]
    return (
        _is_letter(before[-1:])
        or _is_letter(behind[:1])
        or (_is_sign(before[1:]) and (_is_letter(before[0]) or before[0].isdecimal()))
        or (_is_sign(behind[:1]) and (_is_letter(behind[1:]) or behind[1:].isdecimal()))
    )


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _is_sign(character: str) -> bool:
    return _JOINED.match(character) is not None
