"""Rows of digits in a folded text, however they are written, spoken and spaced.

A ``Run`` is what may be one number: 090-1234-5678, ゼロ九ゼロの一二三四, "oh nine oh, 1 2 3 4". Its
groups are what stands without a gap. What ends a run is any word that is no gap between digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from voice_counter.numerals.groups import HYPHENS
from voice_counter.privacy.digit_words import ALPHABETIC, AMBIGUOUS, SYLLABIC
from voice_counter.privacy.folding import alternatives

_LETTER = "a-zà-ɏа-яё\u1e00-\u1eff"


_TOKEN = re.compile(
    rf"(?P<arabic>[0-9])"
    rf"|(?P<syllabic>にい(?!ち)|{alternatives(word for word in SYLLABIC if word != 'にい')})"
    rf"|(?<![{_LETTER}0-9])(?:(?P<times>double|triple)\s)?"
    rf"(?P<alphabetic>{alternatives(ALPHABETIC)})(?![{_LETTER}])"
)
_TIMES = {None: 1, "double": 2, "triple": 3}
_KANJI = re.compile("[〇○◯零一二三四五六七八九幺两兩]")

_FILLERS = (
    "ちょっと待って ちょっと待ってください 待って "
    "えーっと えーと ええと えっと えー あのー あの はい うん そして それから で そのあと 次が "
    "um uh er then dash hyphen space traço hífen guion guión tiret strip "
    "gạch ngang はいふん だっしゅ 에 다시 그리고 横杠 杠"
)
_GAP = re.compile(
    rf"(?:[{HYPHENS}\s~・.,、()。_]|の|" + "|".join(map(re.escape, _FILLERS.split())) + ")+"
)
_ACROSS = re.compile(r"(?:です(?:ね|か)?|ですけど|ね|に|と|が|は)?[\s、。,.…]*$")
"""What ends a line in the middle of a number: 090です / 1234."""
_LONGEST_GAP = 16
_HYPHEN = re.compile(rf"\s?[{HYPHENS}()]\s?|ー")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits without a gap.

    Attributes:
        start, end: the place in the text.
        digits: ASCII.
        hyphen: whether a hyphen (or bracket) alone joins it to the group before.
        of: whether の alone joins it to the group before.
        tight: whether nothing is between it and the group before.
        spoken: whether it is made of words.
    """

    start: int
    end: int
    digits: str
    hyphen: bool
    of: bool
    tight: bool
    spoken: bool


Run = tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    digits: str
    word: str
    """Empty where it was a figure."""


def runs(folded: str) -> list[Run]:
    """All runs from left to right. They never share a character."""
    found: list[Run] = []
    groups: list[Group] = []
    for group, gap in _groups(folded):
        if groups and (gap is None or _is_amount(groups[-1], group, gap)):
            found.append(tuple(groups))
            groups = []
        groups.append(group)
    if groups:
        found.append(tuple(groups))
    return found


def _is_amount(before: Group, group: Group, gap: str) -> bool:
    """Whether the two are parts of 1,234,567."""
    return (
        gap == ","
        and len(group.digits) == 3
        and len(before.digits) <= 3
        and not before.digits.startswith("0")
    )


def _tokens(folded: str) -> list[_Token]:
    raw: list[_Token] = []
    for match in _TOKEN.finditer(folded):
        if match["arabic"]:
            raw.append(_Token(match.start(), match.end(), match[0], ""))
        else:
            word = match["syllabic"] or match["alphabetic"]
            digit = SYLLABIC.get(word) or ALPHABETIC[word]
            written = "" if _KANJI.fullmatch(word) else word
            raw.append(_Token(*match.span(), digit * _TIMES[match["times"]], written))
    return _certain(folded, raw)


def _certain(folded: str, tokens: list[_Token]) -> list[_Token]:
    """Without the ambiguous words that no spoken digit stands beside."""
    kept = [token.word not in AMBIGUOUS for token in tokens]
    ahead = range(1, len(tokens))
    for places, step in ((ahead, -1), (reversed(range(len(tokens) - 1)), 1)):
        for place in places:
            other = place + step
            if not kept[place] and kept[other] and tokens[other].word:
                first, second = sorted((place, other))
                between = folded[tokens[first].end : tokens[second].start]
                kept[place] = len(between) <= 3 and not between.strip(" ,、。のー-에")
    return [token for token, keep in zip(tokens, kept, strict=True) if keep]


def _groups(folded: str) -> list[tuple[Group, str | None]]:
    """Each group, and the gap before it; None where it does not continue the one before."""
    found: list[tuple[Group, str | None]] = []
    tokens = _tokens(folded)
    place = 0
    while place < len(tokens):
        last = place
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].start == tokens[last].end
            and bool(tokens[last + 1].word) == bool(tokens[place].word)
        ):
            last += 1
        # The particle at the end (はちに電話) is a group of its own, to be left out.
        tail = last if last > place and tokens[last].word in AMBIGUOUS else last + 1
        for begin, stop in ((place, tail), (tail, last + 1)):
            if begin < stop:
                before = found[-1][0].end if found else None
                found.append(_group(folded, tokens[begin:stop], before))
        place = last + 1
    return found


def _group(folded: str, tokens: list[_Token], before: int | None) -> tuple[Group, str | None]:
    start, end = tokens[0].start, tokens[-1].end
    gap = None if before is None else _gap(folded, before, start)
    hyphen = gap is not None and _HYPHEN.fullmatch(gap) is not None
    digits = "".join(token.digits for token in tokens)
    return Group(start, end, digits, hyphen, gap == "の", gap == "", bool(tokens[0].word)), gap


def is_gap(folded: str) -> bool:
    """Whether a text can stand between two groups of a number (はい、)."""
    return len(folded) <= _LONGEST_GAP and _GAP.fullmatch(folded) is not None


def _gap(folded: str, start: int, end: int) -> str | None:
    if end - start > _LONGEST_GAP:
        return None
    gap = folded[start:end]
    if not gap or _GAP.fullmatch(gap):
        return gap
    line, found, behind = gap.partition("\n")
    if found and _ACROSS.fullmatch(line) and (not behind or _GAP.fullmatch(behind)):
        return gap
    return None
