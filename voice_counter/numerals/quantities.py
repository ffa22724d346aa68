"""What the numbers of a text in normal form stand for: amounts, dates, times, years, counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from voice_counter.numerals.groups import Group, groups, is_phone

Kind = Literal[
    "amount", "count", "date", "duration", "era_year", "percent", "phone", "time", "year"
]

ERAS = {
    "明治": (1868, 45),
    "大正": (1912, 15),
    "昭和": (1926, 64),
    "平成": (1989, 31),
    "令和": (2019, 99),
}
"""First year and last 年 of each era; the last year of one is the first of the next."""

_FIRST_YEAR = re.compile(f"({'|'.join(ERAS)})元年")
_YEARS = range(1600, 2200)
"""What 年 names a year with; 10年 and 1000年 are durations."""
_HALF = re.compile("半(?![年月日分数額端])")
_EXTENT = re.compile(
    "前後|以内|以上|以下|未満|ほど|程度|くらい|ぐらい|後(?![半期者])|前(?![半期後払もに]|もって)"
)
"""What makes a 日 a duration, and belongs to every duration: 14日以内."""
_SOME = ("数", "何", "幾")
_SOME = ("数", "何", "幾")
_SOME = ("数", "何", "幾")
_NUMBERED = re.compile("の?窓口|の方(?![法向針式面])")
_TENTHS = range(1, 10)
"""What 分 can be behind 度 and 割."""
_MONTHS = range(1, 13)
_DAYS = range(1, 32)
_HOURS = range(0, 31)
"""Some offices count the hours of the night on: 25時."""
_MINUTES = range(0, 60)

_Found = tuple[int, int, "Kind", str]
"""Start, end, kind and note."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts.

    Attributes:
        start, end: the span in the normalised text.
        text: what stands there, with 午前, 令和, 第 before it and 以内, 窓口 behind.
        note: the year of an era (``2026年``) or the 24-hour time (``15:30``), else empty.
    """

    start: int
    end: int
    kind: Kind
    text: str
    note: str


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text in normal form, from left to right."""
    found: list[_Found] = [
        (*match.span(), "era_year", era_note(match[1], 1)) for match in _FIRST_YEAR.finditer(text)
    ]
    waiting: Group | None = None
    for group in groups(text):
        pair = _pair(text, waiting, group) if waiting is not None else None
        if pair is None:
            found += _single(text, waiting)
            waiting = group
        else:
            found.append(pair)
            waiting = None
    found += _single(text, waiting)
    return tuple(
        Quantity(start, end, kind, text[start:end], note)
        for start, end, kind, note in sorted(found)
    )


def era_note(era: str, year: int) -> str:
    """The year of the common era, empty if the era did not last that long.

    >>> era_note("平成", 31), era_note("昭和", 80)
    ('2019年', '')
    """
    first, last = ERAS[era]
    return f"{first + year - 1}年" if 1 <= year <= last else ""


def _pair(text: str, group: Group, following: Group) -> _Found | None:
    """Two numbers that are one quantity: 6月30日, 10時30分, 37度8分, 2割5分, 3分の1."""
    if group.numeral is None or following.numeral is None or group.counted is None:
        return None
    first, second = group.numeral.value, following.numeral.value
    between = text[group.end : following.start]
    if following.counted is None:
        fraction = between == "の" and group.counts("分") and not group.counted.suffix
        return (group.start, following.end, "count", "") if fraction else None
    end = following.counted.end
    if between:
        return None
    if group.counts("月") and following.counts("日") and first in _MONTHS and second in _DAYS:
        return group.start, end, "date", ""
    if group.counts("時") and following.counts("分") and first in _HOURS and second in _MINUTES:
        start, note = _clock(text, group.start, first, second)
        return start, end, "time", note
    if group.counts("度", "割") and following.counts("分") and second in _TENTHS:
        return group.start, end, group.counted.counter.kind, ""
    return None


def _single(text: str, group: Group | None) -> list[_Found]:
    """The quantity of one number, if it is one."""
    if group is None or text[group.start - 1 : group.start] in _SOME:
        return []
    if group.numeral is None or group.counted is None:
        return _uncounted(text, group)
    start, end, kind = group.start, group.end, group.counted.counter.kind
    value, whole = group.numeral.value, not group.numeral.fraction
    if text.endswith("第", 0, start):
        return [(start - 1, end, "count", "")]
    if group.counts("月"):
        return [(start, end, "date", "")] if value in _MONTHS and whole else []
    if group.counts("時"):
        return [_time(text, group, value)] if value in _HOURS and whole else []
    if group.counts("年"):
        return [_years(text, group, value)]
    if group.counts("日") and not text.endswith("月", 0, start):
        lasting = group.counted.suffix or _EXTENT.match(text, end)
        kind = "duration" if lasting or value == 1 or value not in _DAYS else "date"
    if group.counts("番"):
        end = _behind(_NUMBERED, text, end)
    if group.counts("階") and text.endswith("地下", 0, start):
        start -= 2
    return [(start, _extended(text, end) if kind == "duration" else end, kind, "")]


def _uncounted(text: str, group: Group) -> list[_Found]:
    start, end = group.start, group.end
    if is_phone(text[start:end]):
        return [(start, end, "phone", "")]
    if group.numeral is not None:
        return [] if group.joined else [(start - text.endswith("第", 0, start), end, "count", "")]
    hour, minute = re.split("[:：]", text[start:end])
    start, note = _clock(text, start, int(hour), int(minute))
    return [(start, end, "time", note)]


def _time(text: str, group: Group, hour: int) -> _Found:
    end = _behind(_HALF, text, group.end)
    start, note = _clock(text, group.start, hour, 30 if end > group.end else 0)
    return start, end, "time", note


def _years(text: str, group: Group, year: int) -> _Found:
    start, end = group.start, group.end
    era = text[max(start - 2, 0) : start]
    if era in ERAS:
        return start - 2, end, "era_year", era_note(era, year)
    extended = _extended(text, end)
    if year in _YEARS and extended == end and not (group.counted and group.counted.suffix):
        return start, end, "year", ""
    return start, extended, "duration", ""


def _extended(text: str, end: int) -> int:
    """The end of a duration with 半 and 以内 behind it."""
    return _behind(_EXTENT, text, _behind(_HALF, text, end))


def _behind(pattern: re.Pattern[str], text: str, end: int) -> int:
    match = pattern.match(text, end)
    return end if match is None else match.end()


def _clock(text: str, start: int, hour: int, minute: int) -> tuple[int, str]:
    """Where the time begins (with 午前, 午後), and the 24-hour time if it is beyond doubt.

    3時 at a counter mostly is 15:00, so without 午前 or 午後 only 13時 and later are certain.
    午前12時 is left open: midnight to most, noon by the law of 1872.
    """
    half = text[max(start - 2, 0) : start]
    if half == "午後" and hour <= 12:
        return start - 2, f"{hour % 12 + 12}:{minute:02}"
    if half == "午前" and hour < 12:
        return start - 2, f"{hour}:{minute:02}"
    if half in ("午前", "午後"):
        return start - 2, ""
    return start, f"{hour}:{minute:02}" if 13 <= hour <= 24 else ""
