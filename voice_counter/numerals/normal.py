"""One way of writing numbers: 三百円, ３００円 and 300円 become 300円.

A kanji numeral is a number only where something says so: a counter behind it, 第 or 番号札 before
it, or its length (四十二). All else stays as it was written, words such as 一部 or 六本木 that look
like a number with a counter included (``words``).

The text is read from left to right, once. What decides about a number are itself as a whole and
the text around it that normalising does not change, kanji and Arabic numerals being taken for the
same; so a second pass changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from voice_counter.numerals.counters import Counted, counter_at
from voice_counter.numerals.groups import HYPHENS, phone_at
from voice_counter.numerals.numbers import CLUSTER, HALF_WIDTH, NUMERALS, POSITIONAL, Numeral, read
from voice_counter.numerals.quantities import Quantity, find_quantities
from voice_counter.numerals.words import word_end

_NUMERAL = re.compile(f"[{NUMERALS}]")
_RANGE = re.compile(f"[〜～~][{NUMERALS}]")
_HYPHENATED = re.compile(f"[{HYPHENS}][{NUMERALS}]")
_AFTER_HYPHEN = re.compile(f"(?<=[{NUMERALS}][{HYPHENS}])")
_NAMED_BY = ("番号札", "内線")
"""Before a number without a counter: 番号札三をお持ちの方."""
_KANJI = re.compile("[一-龥々]")
_SOME_BEFORE = ("数", "何", "幾")
_SOME_BEHIND = re.compile("数(?!え)|[余何幾]")
"""数十人 and 二十数人 are no numbers."""
_POINT = re.compile(
    r"点([〇零一二三四五六七八九]{1,2})"
    r"(?=パーセント|[％%度倍畳]|キロ|センチ|ミリ|メートル|グラム|リットル|トン|ポイント|平米)"
)
"""三点五パーセント; behind 点 any other number is a new one."""
_ZEROS = frozenset("〇")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text with its numbers in normal form, and what they stand for."""

    text: str
    quantities: tuple[Quantity, ...]


def normalise(text: str, protected: Iterable[tuple[int, int]] = ()) -> Normalised:
    """Bring the numbers of a text into normal form.

    Args:
        protected: spans of ``text`` that are never changed, such as glossary terms. A number
            that is only partly in one stays as it is too.

    >>> normalise("手数料は三百円です").text
    '手数料は300円です'
    """
    shield = _shield(len(text), protected)
    pieces: list[str] = []
    position = 0
    while (match := CLUSTER.search(text, position)) is not None:
        start, end = match.span()
        pieces.append(text[position:start])
        word = word_end(text, start)
        if word:
            replacement, end = _half_width(text, start, max(end, word), shield)
        elif shield.find(1, start, end) >= 0:
            replacement, end = _half_width(text, start, end, shield)
        else:
            replacement, end = _rewritten(text, start, end, shield)
        pieces.append(replacement)
        position = end
    pieces.append(text[position:])
    normal = "".join(pieces)
    return Normalised(normal, find_quantities(normal))


def _shield(length: int, protected: Iterable[tuple[int, int]]) -> bytearray:
    """One byte a character, 1 where it must not change."""
    shield = bytearray(length)
    for start, end in protected:
        begin, stop = max(start, 0), min(end, length)
        if begin < stop:
            shield[begin:stop] = b"\x01" * (stop - begin)
    return shield


def _half_width(text: str, start: int, end: int, shield: bytearray) -> tuple[str, int]:
    characters = (
        text[i] if shield[i] else text[i].translate(HALF_WIDTH) for i in range(start, end)
    )
    return "".join(characters), end


def _rewritten(text: str, start: int, end: int, shield: bytearray) -> tuple[str, int]:
    """The normal form of the number at ``start``, and how far in ``text`` it reaches."""
    phone = phone_at(text, start)
    if phone is not None and shield.find(1, start, phone[1]) < 0:
        return phone
    raw = text[start:end]
    numeral = read(raw)
    if numeral is None or (numeral.style != "arabic" and _only_some(text, start, end)):
        return raw.translate(HALF_WIDTH), end
    point = _POINT.match(text, end) if numeral.style != "arabic" else None
    if point is not None and shield.find(1, start, point.end()) < 0:
        return f"{numeral.value}.{point[1].translate(POSITIONAL)}", point.end()
    counted = counter_at(text, end, ordinal=text[start - 1 : start] == "第")
    if counted is not None and not _counts(raw, numeral, counted):
        return raw, end
    if counted is not None:
        label = counted.counter.label
        written = numeral.label() if label and not numeral.fraction else numeral.plain()
        if shield.find(1, end, counted.end) >= 0:
            return written, end
        # The counter too has one normal form: ヶ月 and カ月 are か月.
        return written + counted.counter.written, counted.end
    if numeral.style == "arabic":
        return _bare_arabic(raw), end
    if _is_number_alone(text, start, end, numeral):
        return (numeral.label() if numeral.style == "positional" else numeral.plain()), end
    return raw.translate(HALF_WIDTH), end


def _bare_arabic(raw: str) -> str:
    """As it was, but half-width: without a counter it may be the name of something."""
    return raw.translate(HALF_WIDTH).replace("，", ",").replace("．", ".")


def _counts(raw: str, numeral: Numeral, counted: Counted) -> bool:
    """Whether the counter behind a numeral makes it a number."""
    written = counted.counter.written
    if numeral.style == "arabic":
        return True
    if written == "つ":
        return False
    if set(raw) <= _ZEROS:
        # 〇 stands for what is left open (〇月〇日), but for the age of babies.
        return raw == "〇" and written in ("歳", "才")
    return True


def _only_some(text: str, start: int, end: int) -> bool:
    """Whether a number is not exact (数十, 二十数, 二三日, 二、三日) or part of 一ー二ー三."""
    if text.endswith(_SOME_BEFORE, 0, start) or _SOME_BEHIND.match(text, end):
        return True
    if _HYPHENATED.match(text, end) or _AFTER_HYPHEN.match(text, start):
        return True
    first = _digit(text[start])
    if end - start == 2 and first and _digit(text[start + 1]) == first + 1:
        return True
    return (
        first > 1
        and text.endswith(("、", "，"), 0, start)
        and start > 1
        and _digit(text[start - 2]) == first - 1
        and not _NUMERAL.match(text, start - 3 if start > 2 else len(text))
    )


def _digit(character: str) -> int:
    """The value of one digit from 1 to 9, 0 for anything else."""
    digit = character.translate(HALF_WIDTH).translate(POSITIONAL)
    return int(digit) if digit in "123456789" else 0


def _is_number_alone(text: str, start: int, end: int, numeral: Numeral) -> bool:
    """Whether a kanji numeral without a counter is a number."""
    if set(text[start:end]) <= _ZEROS:
        return False
    if end - start > 1 and (
        numeral.style == "scaled" or not set("〇零").isdisjoint(text[start:end])
    ):
        return True
    if text.endswith(_NAMED_BY, 0, start) and not _KANJI.match(text, end):
        return True
    if start > 2 and text.endswith("分の", 0, start) and _NUMERAL.match(text, start - 3):
        return True
    return _RANGE.match(text, end) is not None
