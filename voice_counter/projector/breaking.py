"""Where a caption may be broken into lines (a small part of JIS X 4051 and UAX #14, for captions).

Nothing here knows how wide type is: whoever breaks lines brings a function that measures text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise

from voice_counter.numerals.quantities import find_quantities

Measure = Callable[[str], float]
"""The width of a text, in the unit of the width it is broken for."""

NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー）」』】〉》〕］｝〙〗”’…‥゠〜％℃"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    ",.!?:;)]}%»"
)
"""What no line starts with."""

NO_END = frozenset("（「『【〈《〔［｛〘〖“‘￥＄([{«¥$#№")
"""What no line ends with."""

_ROOM_FOR_SENSE = 0.25
"""How much of a line may stay empty so that it ends where a phrase ends."""

_WIDE_NUMBER = re.compile(
    r"[0-9０-９]+(?:[.,:．，：][0-9０-９]+)*"
    r"(?:時間|か月|ヶ月|週間|万円|億円|年度?|月|日|時|分|秒|円|名|人|番|階|号|歳|回|枚|本|個|件|％|℃)?"
)
_JOINTS = "'’.,:/@_-+&"
_PREFIXES = "おご"
"""Hiragana that belongs to the word behind it: ご案内."""
_INVISIBLE = "\u200c\u200d"
"""Joins letters of Indic scripts, or keeps them apart, within a word."""


def breaks(text: str, width: float, measure: Measure) -> list[int]:
    """The offsets at which the lines of ``text`` end, the last of them ``len(text)``.

    The lines before the last stay as they are when the text grows at its end. A word that is wider
    than a line is broken anywhere.

    Args:
        width: the longest line, as ``measure`` counts.
    """
    ends: list[int] = []
    line: list[int] = []  # where the line could end
    start = end = 0
    for atom in _fitting(clusters(text), width, measure):
        end += len(atom)
        if line and measure(text[start:end].strip()) > width:
            start = _sensible(text, start, line, width, measure)
            ends.append(start)
            line = [each for each in line if each > start]
            if line and measure(text[start:end].strip()) > width:
                start = line[-1]
                ends.append(start)
                line = []
        line.append(end)
    if text[start:].strip():
        ends.append(len(text))
    elif ends:
        ends[-1] = len(text)
    return ends


def lines(text: str, width: float, measure: Measure) -> list[str]:
    """``text`` in lines of at most ``width``, without blanks at their ends."""
    ends = breaks(text, width, measure)
    return [text[a:b].strip() for a, b in pairwise([0, *ends])]


def share(text: str, weights: Sequence[float]) -> list[int]:
    """Offsets at which ``text`` is cut into as many parts as there are weights, in proportion.

    Cuts are where lines may break; parts may be empty where there are fewer places than parts.
    """
    places = [0]
    for atom in clusters(text):
        places.append(places[-1] + len(atom))
    total = sum(weights) or 1.0
    cuts: list[int] = []
    upto = 0.0
    for weight in weights[:-1]:
        upto += weight
        wanted = len(text) * upto / total
        behind = [place for place in places if place >= (cuts[-1] if cuts else 0)]
        cuts.append(min(behind, key=lambda place: abs(place - wanted)))
    return [*cuts, len(text)] if weights else []


def clusters(text: str) -> list[str]:
    """``text`` in the smallest pieces that stay together: words, numbers with what they count,
    characters with the punctuation that belongs to them. Blanks belong to what is before them."""
    found: list[str] = []
    opening = ""
    for atom in _atoms(text):
        clings = atom[0] in NO_START or atom.isspace()
        if clings and found and not opening:
            found[-1] += atom
        elif atom in NO_END:
            opening += atom
        else:
            found.append(opening + atom)
            opening = ""
    if opening:
        found.append(opening)
    return found


def wide_length(text: str) -> float:
    """How long a text is to read, in full-width characters; a narrow one counts half."""
    return sum(1.0 if _is_wide(c) else 0.5 for c in text if unicodedata.category(c) != "Mn")


def one_line(text: str) -> str:
    """``text`` without line breaks and control characters, blanks joined."""
    kept = "".join(c if c.isprintable() or c in _INVISIBLE else " " for c in text)
    return " ".join(kept.split())


def _atoms(text: str) -> list[str]:
    kept = {quantity.start: quantity.end for quantity in find_quantities(text)}
    for match in _WIDE_NUMBER.finditer(text):
        kept[match.start()] = max(match.end(), kept.get(match.start(), 0))
    atoms: list[str] = []
    place = 0
    while place < len(text):
        end = kept.get(place, place + 1)
        # A word goes on through what is kept: A4, COVID-19, 2F.
        while end < len(text) and _goes_on(text, end):
            end = max(end + 1, kept.get(end, 0))
        atoms.append(text[place:end])
        place = end
    return atoms


def _goes_on(text: str, place: int) -> bool:
    before, here = text[place - 1], text[place]
    if _clings(here) or before in _INVISIBLE:
        return True
    if before.isspace() or here.isspace():
        return before.isspace() and here.isspace()
    if _is_word(before) and _is_word(here):
        return True
    if before in _PREFIXES and unicodedata.category(here) == "Lo" and not _is_kana(here):
        return True
    behind = text[place + 1] if place + 1 < len(text) else " "
    if here in _JOINTS:
        return _is_word(before) and _is_word(behind)
    return before in _JOINTS and place >= 2 and _is_word(text[place - 2]) and _is_word(here)


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM" and (
        not _is_wide(character) or unicodedata.name(character, "").startswith("HANGUL")
    )


def _clings(character: str) -> bool:
    return unicodedata.category(character).startswith("M") or character in _INVISIBLE


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFH"


def _fitting(atoms: list[str], width: float, measure: Measure) -> list[str]:
    """The clusters, those wider than a line in pieces that fit."""
    found: list[str] = []
    for atom in atoms:
        if measure(atom.strip()) <= width:
            found.append(atom)
            continue
        piece = ""
        for character in atom:
            if piece and not _clings(character) and measure((piece + character).strip()) > width:
                found.append(piece)
                piece = ""
            piece += character
        found.append(piece)
    return found


def _sensible(text: str, start: int, line: list[int], width: float, measure: Measure) -> int:
    """The last place of ``line`` where a phrase ends, unless it leaves too much of it empty."""
    for place in reversed(line):
        if measure(text[start:place].strip()) < width * (1 - _ROOM_FOR_SENSE):
            break
        if _phrase_ends(text[place - 1], text[place : place + 1]):
            return place
    return line[-1]


def _phrase_ends(before: str, behind: str) -> bool:
    if before.isspace() or (before in NO_START and not before.isalpha()):
        return True
    return _is_hiragana(before) and not _is_hiragana(behind)


def _is_hiragana(character: str) -> bool:
    return "ぁ" <= character <= "ゖ" or character == "ー"


def _is_kana(character: str) -> bool:
    return "ぁ" <= character <= "ヿ"
