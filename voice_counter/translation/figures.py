"""Numbers in a translation: written as the target language writes them, and checked.

A Japanese text in normal form is parsed (``numerals``); of the other side only the digits, the
names of months and a few words around numbers are read. So a translation into Japanese is checked
from the Japanese side too, and one between two other languages by its digits alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from voice_counter.numerals import Quantity, normalise
from voice_counter.translation.figure_words import UNITS, WORDS, Words
from voice_counter.translation.lock import Demand
from voice_counter.translation.numbers_found import Found, find_numbers, small_words

_JA_UNITS = {"分": 0, "時間": 1, "日": 2, "週": 3, "か月": 4, "年": 5}
_NEAR = 14
"""Characters within which a unit stands by its number."""

_DURATION = re.compile(r"(\d[\d,.]*)(分|時間|日|週|か月|年)(?:間)?(半)?")
_AMOUNT = re.compile(r"(?:\d[\d,.]*[億万千]?)+円")
_DATE = re.compile(r"(?:(\d+)年)?(?:(\d+)月)?(?:(\d+)日)?")
_TIME = re.compile(r"(午前|午後)?(\d+)(?:時(?:(\d+)分|(半))?|[:：](\d+))")
_COUNTED = re.compile(
    r"(\d[\d,]*)(?:通|枚|部|冊|件|人|名|回|歳|番|番目|番窓口|号|階|個|本|台|か所)"
)
_MULTIPLES = {"千": 10**3, "万": 10**4, "億": 10**8}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a Japanese text with what it counts.

    Attributes:
        start, end: of what can be replaced, ``14日`` of ``14日以内``.
        kind: ``amount``, ``date``, ``time``, ``duration``, ``year``, ``percent``, ``phone``,
            ``count``.
        values: amount, (year, month, day), (hour, minute), length, year, ...; None where unsaid.
        unit: of a duration, an index of ``UNITS``.
        half: of a time: ``am``, ``pm`` or empty.
    """

    start: int
    end: int
    text: str
    kind: str
    values: tuple[float | None, ...]
    unit: int = 0
    half: str = ""


def figures(text: str) -> list[Figure]:
    """The figures of a Japanese text in normal form, from left to right."""
    found: list[Figure] = []
    for quantity in normalise(text).quantities if text else ():
        if text[quantity.start : quantity.end] != quantity.text:
            return []  # The text was not in normal form: its spans would not fit.
        figure = _figure(quantity)
        if figure is None:
            continue
        last = found[-1] if found else None
        if last and last.end == figure.start and (last.kind, figure.kind) == ("year", "date"):
            values = (last.values[0], *figure.values[1:])
            whole = text[last.start : figure.end]
            found[-1] = Figure(last.start, figure.end, whole, "date", values)
        else:
            found.append(figure)
    return found


def render(quantity_text: str, target: str) -> str | None:
    """A Japanese quantity as ``target`` writes it; None where there is no safe way.

    >>> render("6月30日", "en"), render("14日", "ko"), render("3番", "en")
    ('June 30', '14일', None)
    """
    quantity_text = normalise(quantity_text).text
    found = figures(quantity_text)
    if target not in WORDS or len(found) != 1:
        return None
    figure = found[0]
    if (figure.start, figure.end) != (0, len(quantity_text)):
        return None
    if figure.kind == "date" and figure.values[:2] == (None, None):
        # 14日 by itself: a day of the month is said with its month, or within a sentence.
        figure = Figure(0, figure.end, figure.text, "duration", figure.values[2:], _JA_UNITS["日"])
    return quantity_text if target == "ja" else _rendered(figure, WORDS[target], target)


def counted(quantity_text: str) -> str | None:
    """The number alone of what a counter word follows, for whoever cannot read that word; None
    where the word is more than that.

    >>> counted("2通"), counted("3割"), counted("38度5分")
    ('2', None, None)
    """
    match = _COUNTED.fullmatch(quantity_text)
    return match[1] if match else None


def number_demands(text: str, source: str, target: str) -> list[Demand]:
    """The numbers of a sentence that can be replaced by their rendering."""
    if source != "ja":
        return [
            Demand(number.start, number.end, (number.text,), number=True, name=number.text)
            for number in find_numbers(text)
        ]
    demands = []
    for figure in figures(text):
        rendering = figure.text if target == "ja" else None
        if target in WORDS and target != "ja":
            rendering = _rendered(figure, WORDS[target], target)
        if rendering:
            demands.append(
                Demand(figure.start, figure.end, (rendering,), number=True, name=figure.text)
            )
    return demands


def wrong_numbers(source_text: str, source: str, target_text: str, target: str) -> tuple[str, ...]:
    """What of the source's numbers is not in the translation, and ``+ 500`` for a number of the
    translation that is not in the source; empty where all agree.

    >>> wrong_numbers("手数料は300円です。", "ja", "The fee is 3,000 yen.", "en")
    ('300円', '+ 3,000')
    """
    if source not in WORDS or target not in WORDS:
        return ()
    if source == "ja":
        missing, added = _compared(source_text, target_text, target)
    elif target == "ja":
        added, missing = _compared(target_text, source_text, source)
    else:
        return _digits_compared(source_text, target_text, target)
    return (*missing, *(f"+ {number}" for number in added))


def _figure(quantity: Quantity) -> Figure | None:
    """The part of a quantity that can be replaced, with its values; None for what is no number."""
    text, start = quantity.text, quantity.start
    if quantity.kind in ("era_year", "year"):
        digits = re.search(r"\d+", quantity.note or text)
        end = text.find("年") + 1
        if digits is None or (quantity.kind == "era_year" and not quantity.note):
            return None
        return Figure(start, start + end, text[:end], "year", (float(digits[0]),))
    if quantity.kind == "amount":
        return _cut(quantity, _AMOUNT.search(text), "amount", (_value(text),))
    if quantity.kind == "date":
        match = _DATE.match(text)
        values = tuple(_number(part) for part in match.groups()) if match else ()
        return _cut(quantity, match, "date", values) if any(values) else None
    if quantity.kind == "time":
        match = _TIME.match(text)
        if match is None:
            return None
        minute = 30.0 if match[4] else _number(match[3] or match[5]) or 0.0
        half = {"午前": "am", "午後": "pm"}.get(match[1] or "", "")
        return _cut(quantity, match, "time", (_number(match[2]), minute), half=half)
    if quantity.kind == "duration":
        match = _DURATION.match(text)
        if match is not None:
            length = (_number(match[1]) or 0.0) + (0.5 if match[3] else 0.0)
            return _cut(quantity, match, "duration", (length,), unit=_JA_UNITS[match[2]])
    match = re.search(r"\d[\d,.\-]*", text)
    if match is None:
        return None
    if quantity.kind == "percent":
        whole = re.search(r"\d[\d,.]*(?:[%％]|パーセント)", text)
        if whole is not None:
            return _cut(quantity, whole, "percent", (_value(text),))
    kind = "phone" if quantity.kind == "phone" else "count"
    return _cut(quantity, match, kind, (_number(match[0]) if kind == "count" else None,))


def _cut(
    quantity: Quantity,
    match: re.Match[str] | None,
    kind: str,
    values: tuple[float | None, ...],
    unit: int = 0,
    half: str = "",
) -> Figure | None:
    if match is None:
        return None
    start = quantity.start + match.start()
    return Figure(start, start + len(match[0]), match[0], kind, values, unit, half)


def _number(digits: str | None) -> float | None:
    if not digits:
        return None
    try:
        return float(digits.replace(",", ""))
    except ValueError:
        return None


def _value(text: str) -> float:
    """The number in front: ``1万2000円`` is 12000."""
    total, rest = 0.0, 0.0
    for digits, multiple in re.findall(r"(\d[\d,.]*)([千万億]?)", text):
        number = _number(digits.rstrip(".,")) or 0.0
        if multiple:
            total += number * _MULTIPLES[multiple]
        else:
            rest = number
    return total + rest


def _plain(value: float | None, words: Words) -> str:
    number = value or 0.0
    if number != int(number):
        return str(number).replace(".", "," if words.group in (".", " ") else ".")
    return f"{int(number):,}".replace(",", words.group)


def _rendered(figure: Figure, words: Words, target: str) -> str | None:
    values = figure.values
    if figure.kind in ("count", "phone"):
        return figure.text
    if figure.kind == "percent":
        return f"{_plain(values[0], words)}%"
    if figure.kind == "amount":
        return words.money.format(n=_plain(values[0], words))
    if figure.kind == "year":
        return words.year.format(y=int(values[0] or 0))
    if figure.kind == "duration":
        return _length(values[0] or 0.0, figure.unit, words, target)
    if figure.kind == "time":
        return _time(figure, words)
    year, month, day = values
    if month is None or day is None:
        return None
    name = words.months[int(month) - 1] if words.months else ""
    template = words.date if year is None else words.year_date
    return template.format(y=int(year or 0), m=int(month), d=int(day), name=name)


def _time(figure: Figure, words: Words) -> str:
    hour, minute = int(figure.values[0] or 0), int(figure.values[1] or 0)
    template = {"am": words.am, "pm": words.pm}.get(figure.half, words.plain)
    full = hour % 12 + 12 if figure.half == "pm" else hour
    if not figure.half and hour > 12:
        template = words.plain
    said = template.format(h=hour, H=full, mm=f"{minute:02}")
    if minute == 0:
        # 3点00分 is 3点: only a clock with a colon shows the noughts.
        said = re.sub(r"(点|點|時)00分|(시) 00분|( giờ) 00", r"\1\2\3", said)
    return said


def _length(number: float, unit: int, words: Words, target: str) -> str:
    one, few, many = words.units[unit]
    form = many
    if number == 1:
        form = one
    elif target in ("ru", "uk") and number == int(number):
        last, teen = int(number) % 10, int(number) % 100 in range(11, 15)
        form = one if last == 1 and not teen else few if last in (2, 3, 4) and not teen else many
    gap = " " if words.spaced or target == "ne" else ""
    return f"{_plain(number, words)}{gap}{form}"


def _compared(ja: str, other: str, language: str) -> tuple[list[str], list[str]]:
    """Figures of the Japanese side that the other lacks, and numbers only the other has."""
    numbers = find_numbers(other)
    words = small_words(other, language)
    folded = other.casefold()
    found = sorted(figures(normalise(ja).text), key=lambda f: f.kind == "count")
    missing = [
        figure.text for figure in found if not _has(figure, numbers, words, folded, WORDS[language])
    ]
    return missing, [number.text for number in numbers if not number.used and number.value != 0]


def _has(
    figure: Figure, numbers: list[Found], words: set[int], folded: str, language: Words
) -> bool:
    if figure.kind == "phone":
        digits = re.sub(r"\D", "", figure.text)
        there = digits in re.sub(r"\D", "", "".join(number.text for number in numbers))
        for number in numbers:
            number.used |= there and re.sub(r"\D", "", number.text) in digits
        return there
    if figure.kind == "date":
        return _has_date(figure, numbers, folded, language)
    if figure.kind == "time":
        return _has_time(figure, numbers, words, folded, language)
    value = figure.values[0] or 0.0
    if figure.kind == "amount":
        return any(word in folded for word in language.currency) and _take(value, numbers)
    if figure.kind == "duration":
        return _has_length(value, figure.unit, numbers, words, folded, language)
    if _take(value, numbers) or value in words:
        return True
    # 1通, 1度, お1人: other languages often leave the one unsaid.
    return figure.kind == "count" and value == 1


def _has_date(figure: Figure, numbers: list[Found], folded: str, language: Words) -> bool:
    year, month, day = figure.values
    there = year is None or _take(year, numbers)
    if month is not None:
        name = language.months[int(month) - 1].casefold() if language.months else ""
        named = bool(name) and name[:4] in folded
        there = (named or _take(month, numbers)) and there
    return (day is None or _take(day, numbers)) and there


def _has_time(
    figure: Figure, numbers: list[Found], words: set[int], folded: str, language: Words
) -> bool:
    hour, minute = figure.values[0] or 0.0, figure.values[1] or 0.0
    after = any(word in folded for word in language.after_noon)
    before = any(word in folded for word in language.before_noon)
    full = hour % 12 + 12
    if figure.half == "pm":
        there = _take(full, numbers) or (after and (_take(hour, numbers) or hour in words))
    elif figure.half == "am":
        there = (before or not after) and (_take(hour, numbers) or hour in words)
    else:
        there = _take(hour, numbers) or hour in words or _take(full, numbers)
        if not there and hour > 12:
            there = after and (_take(hour - 12, numbers) or hour - 12 in words)
    return there and (minute == 0 or _take(minute, numbers))


def _has_length(
    value: float,
    unit: int,
    numbers: list[Found],
    words: set[int],
    folded: str,
    language: Words,
) -> bool:
    cues = language.cues[unit]
    for number in numbers:
        around = folded[max(0, number.start - _NEAR) : number.end + _NEAR]
        if not number.used and number.value == value and any(cue in around for cue in cues):
            number.used = True
            return True
    return value in words and any(cue in folded for cue in cues)


def _take(value: float, numbers: list[Found]) -> bool:
    for number in numbers:
        if not number.used and number.value == value:
            number.used = True
            return True
    return False


def _digits_compared(source_text: str, target_text: str, target: str) -> tuple[str, ...]:
    there = find_numbers(target_text)
    missing = [
        number.text
        for number in find_numbers(source_text)
        if not _take(number.value, there)
        and not (number.value <= 12 and WORDS[target].months)
        and not _take(number.value + 12, there)
        and not _take(number.value - 12, there)
        and int(number.value) not in small_words(target_text, target)
    ]
    added = [f"+ {number.text}" for number in there if not number.used and number.value > 12]
    return (*missing, *added)


__all__ = ["UNITS", "Figure", "figures", "number_demands", "render", "wrong_numbers"]
