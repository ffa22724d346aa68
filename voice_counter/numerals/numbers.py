"""The number itself: 一万二千三百, 1万2千, 二〇二六, １，２００ and how they are written here.

Knows nothing of what is counted; that is ``counters``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

NUMERALS = "0-9０-９〇零一二三四五六七八九十百千万億兆"
"""Every character a number can consist of, to be put into a character class."""

CLUSTER = re.compile(rf"[{NUMERALS}]+(?:[,，.．][{NUMERALS}]+)*")
"""A number, or what is none as a whole (``1,2,3``): it is read entirely or left alone."""

HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
POSITIONAL = str.maketrans("〇零一二三四五六七八九", "00123456789")

_PUNCTUATION = str.maketrans("，．", ",.")
_ARABIC = re.compile(r"([0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?")
_KANJI_DIGITS = re.compile(r"[〇零一二三四五六七八九]+")
_GROUP = re.compile(
    r"(?:([1-9一二三四五六七八九])?(千))?"
    r"(?:([1-9一二三四五六七八九])?(百))?"
    r"(?:([1-9一二三四五六七八九])?(十))?"
    r"([1-9][0-9]{0,2}|[一二三四五六七八九])?"
)
_SCALES = (("兆", 10**12), ("億", 10**8), ("万", 10**4))
_LIMIT = 10**16
"""From here on (一京) nothing is read. No counter in a ward office gets there."""
_LONGEST = 24
"""Characters; no number below the limit needs more, and 10,000 digits must not become an int."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it was written.

    Attributes:
        digits: the whole part, without commas; leading zeros stay where there were some.
        fraction: the digits behind the point.
        style: ``positional`` is 二〇二六, ``scaled`` anything with 十百千万億兆, 1万2千 too.
    """

    digits: str
    fraction: str
    style: Literal["arabic", "positional", "scaled"]

    @property
    def value(self) -> int:
        """The whole part."""
        return int(self.digits)

    def label(self) -> str:
        """Written as the name of something (42番, 201号室): nothing but digits.

        >>> Numeral("03", "", "positional").label()
        '03'
        """
        return self.digits

    def plain(self) -> str:
        """Written as an amount: commas from 10,000 on, 億 and 万 for round numbers from 1億 on.

        >>> [Numeral(n, "", "arabic").plain() for n in ("9999", "10000", "120000000")]
        ['9999', '10,000', '1億2000万']
        """
        value = self.value
        if self.fraction:
            return f"{value}.{self.fraction}"
        if value < 10_000:
            return str(value)
        if value < 10**8 or value % 10_000:
            return f"{value:,}"
        written = ""
        for name, scale in _SCALES:
            part, value = divmod(value, scale)
            written += f"{part}{name}" if part else ""
        return written


def read(text: str) -> Numeral | None:
    """The number that ``text`` is, in whatever way it is written; ``None`` if it is none.

    >>> read("１万２千")
    Numeral(digits='12000', fraction='', style='scaled')
    >>> read("百百") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    half = text.translate(HALF_WIDTH).translate(_PUNCTUATION)
    arabic = _ARABIC.fullmatch(half)
    if arabic is not None:
        digits = arabic[1].replace(",", "")
        return Numeral(digits, arabic[2] or "", "arabic") if int(digits) < _LIMIT else None
    if _KANJI_DIGITS.fullmatch(half):
        digits = half.translate(POSITIONAL)
        return Numeral(digits, "", "positional") if int(digits) < _LIMIT else None
    value = _scaled(half)
    return None if value is None else Numeral(str(value), "", "scaled")


def _scaled(text: str) -> int | None:
    total = 0
    first = True
    for name, scale in _SCALES:
        before, found, behind = text.partition(name)
        if not found:
            continue
        part = _fractional(before, scale) if first and not behind else None
        if part is None:
            group = _group(before)
            if not group or (group > 9999 and not first):
                return None
            part = group * scale
        total += part
        text, first = behind, False
    if text:
        rest = _group(text)
        if rest is None or rest > 9999:
            return None
        total += rest
    return total if total < _LIMIT else None


def _fractional(text: str, scale: int) -> int | None:
    """1.5 of 1.5万, if that is a whole number."""
    match = _ARABIC.fullmatch(text)
    if match is None or match[2] is None:
        return None
    value = int(match[1].replace(",", "") + match[2]) * scale
    whole, rest = divmod(value, 10 ** len(match[2]))
    return None if rest else whole


def _group(text: str) -> int | None:
    """What stands between two of 兆億万: 2000, 二〇〇〇, 二千, 2千 or 2千300."""
    if not text:
        return None
    arabic = _ARABIC.fullmatch(text)
    if arabic is not None:
        return None if arabic[2] else int(arabic[1].replace(",", ""))
    if _KANJI_DIGITS.fullmatch(text):
        return int(text.translate(POSITIONAL))
    match = _GROUP.fullmatch(text)
    if match is None:
        return None
    total, lowest = 0, 10_000
    for index, scale in ((0, 1000), (2, 100), (4, 10)):
        if match.group(index + 2):
            total += int((match.group(index + 1) or "1").translate(POSITIONAL)) * scale
            lowest = scale
    rest = int((match[7] or "0").translate(POSITIONAL))
    return total + rest if rest < lowest else None
