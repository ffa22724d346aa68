"""How numbers are read: 1通 is いっつう, 20日 はつか, 3階 さんがい.

The readings follow the NHK pronunciation dictionary's habit where there is more than one
(ななねん, しちがつ, よねん), in the spelling じゅっ for 十 before a doubled consonant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from voice_counter.numerals.counters import Counted, Counter, Sound
from voice_counter.numerals.groups import Group, groups, is_phone
from voice_counter.numerals.numbers import Numeral

_DIGITS = ("ぜろ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
_HUNDREDS = {1: "ひゃく", 3: "さんびゃく", 6: "ろっぴゃく", 8: "はっぴゃく"}
_THOUSANDS = {1: "せん", 3: "さんぜん", 8: "はっせん"}
_SCALES = ((10**12, "ちょう"), (10**8, "おく"), (10**4, "まん"))
_LONGEST_NUMBER = 12
"""Digits in a row; longer ones without a counter (my number cards) are read one by one."""

_DOUBLES: dict[Sound, tuple[str, ...]] = {
    "plain": (),
    "k": ("いち", "ろく", "はち", "じゅう", "ゃく"),
    "k-loan": ("ろく", "じゅう", "ゃく"),
    "s": ("いち", "はち", "じゅう"),
    "h": ("いち", "ろく", "はち", "じゅう", "ゃく"),
    "p": ("いち", "ろく", "はち", "じゅう", "ゃく"),
}
"""The ends of a number whose last syllable a counter turns into っ, by the counter's sound."""
_VOICED = str.maketrans("はひふへほ", "ばびぶべぼ")
_PLOSIVE = str.maketrans("はひふへほ", "ぱぴぷぺぽ")
_AFTER_THREE = {"階": "がい", "軒": "げん"}

_LAST_DIGIT = {
    "月": {4: "し", 7: "しち", 9: "く", 0: "ぜろ"},
    "時": {4: "よ", 7: "しち", 9: "く", 0: "れい"},
    "時間": {4: "よ", 7: "しち", 9: "く"},
    "年": {4: "よ"},
    "年生": {4: "よ"},
    "人": {4: "よ", 7: "しち"},
    "畳": {4: "よ"},
    "日": {7: "しち", 9: "く"},
    "度": {0: "れい"},
}
"""Digits before a counter that are not read as everywhere else."""
_WHOLE = {
    "人": {1: "ひとり", 2: "ふたり"},
    "歳": {20: "はたち"},
    "才": {20: "はたち"},
    "階": {8: "はちかい"},
    "桁": {1: "ひとけた", 2: "ふたけた"},
    "日": {
        2: "ふつか",
        3: "みっか",
        4: "よっか",
        5: "いつか",
        6: "むいか",
        7: "なのか",
        8: "ようか",
        9: "ここのか",
        10: "とおか",
        14: "じゅうよっか",
        20: "はつか",
        24: "にじゅうよっか",
    },
    "つ": dict(
        enumerate(
            "ひとつ ふたつ みっつ よっつ いつつ むっつ ななつ やっつ ここのつ".split(), start=1
        )
    ),
}
"""Numbers that become one word with their counter."""
_SUFFIXES = {"": "", "間": "かん", "目": "め", "分": "ぶん"}

_AROUND = {
    "午前": "ごぜん",
    "午後": "ごご",
    "令和": "れいわ",
    "平成": "へいせい",
    "昭和": "しょうわ",
    "大正": "たいしょう",
    "明治": "めいじ",
    "元年": "がんねん",
    "地下": "ちか",
    "窓口": "まどぐち",
    "の方": "のかた",
    "第": "だい",
    "半": "はん",
    "約": "やく",
    "以内": "いない",
    "以上": "いじょう",
    "以下": "いか",
    "未満": "みまん",
    "程度": "ていど",
    "前後": "ぜんご",
    "後": "ご",
    "前": "まえ",
}
"""What belongs to a quantity, before and behind the digits and their counter."""
_WORD_AROUND = re.compile("|".join(_AROUND).replace("の方", "の方(?![法向針式面])"))


@dataclass(frozen=True, slots=True)
class NumberReading:
    """How the digits from ``start`` to ``end`` are read, their counter included, in hiragana."""

    start: int
    end: int
    reading: str


def spoken(normal_form: str) -> str:
    """The hiragana reading of one quantity in normal form; kanji that belong to none stay.

    For the numbers of a whole sentence there is ``number_readings``.

    >>> spoken("令和8年"), spoken("第2子"), spoken("午後3時半")
    ('れいわはちねん', 'だいにし', 'ごごさんじはん')
    """
    pieces: list[str] = []
    position = 0
    for number in number_readings(normal_form):
        pieces += [_around(normal_form[position : number.start]), number.reading]
        position = number.end
    pieces.append(_around(normal_form[position:]))
    return "".join(pieces)


def number_readings(text: str) -> tuple[NumberReading, ...]:
    """The reading of every group of half-width digits with its counter, from left to right."""
    return tuple(
        NumberReading(group.start, group.end, _reading(text, group)) for group in groups(text)
    )


def _around(text: str) -> str:
    return _WORD_AROUND.sub(lambda match: _AROUND[match[0]], text)


def _reading(text: str, group: Group) -> str:
    digits = text[group.start : group.number_end]
    numeral, counted = group.numeral, group.counted
    if numeral is None:
        if is_phone(digits):
            return _one_by_one(digits)
        hour, minute = (int(part) for part in digits.replace("：", ":").split(":"))
        return _counted(hour, _HOUR) + (_counted(minute, _MINUTE) if minute else "")
    if counted is None:
        if digits.isdecimal() and (len(digits) >= _LONGEST_NUMBER or is_phone(digits)):
            return _one_by_one(digits)
        return _join(_number(numeral))
    if counted.counter.written == "日" and numeral.value == 1 and _names_day(text, group, counted):
        return "ついたち"
    if counted.counter.written == "分" and _is_part(text, group):
        return _join(_number(numeral)) + "ぶん"
    if counted.counter.written == "分" and text.endswith(("度", "割"), 0, group.start):
        return _join(_number(numeral)) + "ぶ"
    return counted_reading(numeral, counted.counter) + _SUFFIXES[counted.suffix]


_HOUR = Counter("時", "じ")
_MINUTE = Counter("分", "ふん", "p")


def _counted(value: int, counter: Counter) -> str:
    return counted_reading(Numeral(str(value), "", "arabic"), counter)


def _names_day(text: str, group: Group, counted: Counted) -> bool:
    """Whether 1日 is the first of a month: 4月1日, 毎月1日."""
    return text.endswith("月", 0, group.start) and not counted.suffix


def _is_part(text: str, group: Group) -> bool:
    """Whether 分 is that of 3分の1."""
    return (
        text[group.end : group.end + 1] == "の" and text[group.end + 1 : group.end + 2].isdecimal()
    )


def _one_by_one(digits: str) -> str:
    return "".join("の" if digit == "-" else _DIGITS[int(digit)] for digit in digits)


def counted_reading(numeral: Numeral, counter: Counter) -> str:
    """A number and its counter.

    >>> counted_reading(Numeral("6", "", "arabic"), Counter("回", "かい", "k"))
    'ろっかい'
    """
    whole = _WHOLE.get(counter.written, {})
    leading_zero = len(numeral.digits) > 1 and numeral.digits[0] == "0"
    if not numeral.fraction and not leading_zero and numeral.value in whole:
        return whole[numeral.value]
    parts = _number(numeral)
    last = int((numeral.fraction or numeral.digits)[-1])
    irregular = _LAST_DIGIT.get(counter.written, {})
    small = counter.written != "日" or numeral.value < 30
    if last in irregular and small and not numeral.fraction and (last or numeral.value == 0):
        parts[-1] = irregular[last]
    kana = counter.kana
    end = parts[-1]
    if end.endswith(_DOUBLES[counter.sound]):
        parts[-1] = end[:-1] + "っ"
        if counter.sound in ("h", "p"):
            kana = kana[0].translate(_PLOSIVE) + kana[1:]
    elif counter.sound == "p" and end.endswith("ん"):
        kana = kana[0].translate(_PLOSIVE) + kana[1:]
    elif counter.sound == "h" and end.endswith("ん") and end != "よん":
        kana = kana[0].translate(_VOICED) + kana[1:]
    elif end == "さん":
        kana = _AFTER_THREE.get(counter.written, kana)
    return _join(parts) + kana


def _join(parts: list[str]) -> str:
    return "".join(parts)


def _number(numeral: Numeral) -> list[str]:
    """The reading in parts; what a counter may change is the last one."""
    if len(numeral.digits) > 1 and numeral.digits[0] == "0":
        parts = [_DIGITS[int(digit)] for digit in numeral.digits]
    else:
        parts = _whole_number(numeral.value)
    if numeral.fraction:
        if numeral.value == 0:
            parts = ["れい"]
        if parts[-1] in _DOUBLES["s"]:
            parts[-1] = parts[-1][:-1] + "っ"
        parts += ["てん", *(_DIGITS[int(digit)] for digit in numeral.fraction)]
    return parts


def _whole_number(value: int) -> list[str]:
    if value == 0:
        return [_DIGITS[0]]
    parts: list[str] = []
    for scale, name in _SCALES:
        count, value = divmod(value, scale)
        if count:
            before = _below_ten_thousand(count)
            if name == "ちょう" and before[-1] in _DOUBLES["s"]:
                before[-1] = before[-1][:-1] + "っ"
            if count == 1000:
                # 10,000,000 is いっせんまん, though 1000 is せん.
                before = ["いっせん"]
            parts += [*before, name]
    return parts + _below_ten_thousand(value)


def _below_ten_thousand(value: int) -> list[str]:
    parts: list[str] = []
    thousands, value = divmod(value, 1000)
    if thousands:
        parts.append(_THOUSANDS.get(thousands) or _DIGITS[thousands] + "せん")
    hundreds, value = divmod(value, 100)
    if hundreds > 1 and hundreds not in _HUNDREDS:
        parts.append(_DIGITS[hundreds])
    if hundreds:
        parts.append(_HUNDREDS.get(hundreds, "ひゃく"))
    tens, ones = divmod(value, 10)
    if tens > 1:
        parts.append(_DIGITS[tens])
    if tens:
        parts.append("じゅう")
    if ones:
        parts.append(_DIGITS[ones])
    return parts
