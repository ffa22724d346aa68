"""Furigana: the reading of kanji in small hiragana above them.

A wrong reading is worse than none, and one over a whole word better than one over the wrong part
of it: where the okurigana do not say which kana belong to which kanji, the word is not cut.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from voice_counter.glossary.analyser import Analyser, Word
from voice_counter.glossary.school_kanji import BEYOND, grade_of
from voice_counter.glossary.sounds import hiragana
from voice_counter.numerals import normalise
from voice_counter.numerals.numbers import CLUSTER

_IDEOGRAPHS = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff〆"
_KANJI = re.compile(f"[{_IDEOGRAPHS}]")
_READABLE = re.compile("[ぁ-ゖー]+")
# ヶ and digits are read together with the kanji beside them: 霞ヶ関, 3歳児.
_WITH_KANJI = f"{_IDEOGRAPHS}々ヶヵ0-9０-９"
_KANA = "ぁ-ゖァ-ヴー"
_RUN = re.compile(f"(?P<kanji>[{_WITH_KANJI}]+)|(?P<kana>[{_KANA}]+)|[^{_WITH_KANJI}{_KANA}]+")
_DIGITS = re.compile("[0-9.,:-]+")
_NEVER_FIRST = "んっゃゅょぁぃぅぇぉゎー"
_MOST_KANA = 5
"""Kana of one kanji: 志 is こころざし."""
_MOST_CUTS = 256
"""So many ways say nothing any more."""

_FIXED = {
    entry.split("=")[0]: entry.split("=")[1]
    for entry in (
        "お父さん=おとうさん 父さん=とうさん お母さん=おかあさん 母さん=かあさん "
        "お兄さん=おにいさん 兄さん=にいさん お姉さん=おねえさん 姉さん=ねえさん "
        "お父様=おとうさま お母様=おかあさま お兄様=おにいさま お姉様=おねえさま "
        "私=わたし 私たち=わたしたち 私達=わたしたち 日本=にほん 日本中=にほんじゅう "
        "令和=れいわ 一昨日=おととい 一昨年=おととし 明後日=あさって 意気地=いくじ 海士=あま "
        "鍛冶=かじ 河原=かわら 白髪=しらが 投網=とあみ 二十=にじゅう 二十重=はたえ "
        "今日中=きょうじゅう 明日中=あすじゅう 今年中=ことしじゅう 世界中=せかいじゅう "
        "一日中=いちにちじゅう 1日中=いちにちじゅう 一年中=いちねんじゅう 1年中=いちねんじゅう "
        "一晩中=ひとばんじゅう 一度=いちど 二三日=にさんにち 二、三日=にさんにち "
        "今月末=こんげつまつ 来月末=らいげつまつ 先月末=せんげつまつ "
        "月曜日=げつようび 火曜日=かようび 水曜日=すいようび 木曜日=もくようび "
        "金曜日=きんようび 土曜日=どようび 日曜日=にちようび 何曜日=なんようび "
        "何人=なんにん 何名=なんめい 何歳=なんさい 何年=なんねん 何月=なんがつ 何日=なんにち "
        "何時=なんじ 何分=なんぷん 何か月=なんかげつ 何ヶ月=なんかげつ 何週間=なんしゅうかん "
        "何回=なんかい 何度=なんど 何階=なんがい 何枚=なんまい 何本=なんぼん 何通=なんつう "
        "何番=なんばん"
    ).split()
}
"""Words that the small dictionary cuts up, or reads otherwise than they are said at a counter."""
_FIXED_PATTERN = re.compile("|".join(sorted(_FIXED, key=len, reverse=True)))

_PERSONS = (
    "[番名人歳才階]|家族|本人|外国|国|初めて|はじめて|お持ち|希望|以上|以下|未満|代理|同居|高齢|"
    "障害|障がい|ひとり親|一人親|妊娠中|男性|女性|次|お待ち|予約|区内|区外"
)
_CONTEXT = tuple(
    (surface, re.compile(f"(?:{before})$"), re.compile(behind), reading)
    for surface, before, behind, reading in (
        ("何", "", r"[をがもに]|か(?![月所国年条])", "なに"),
        ("人", "国|日本|[ァ-ヴー]", "", "じん"),
        ("児", "歳", "", "じ"),
        ("後", "[0-9０-９一二三四五六七八九十](?:か月|ヶ月|年|週間|日|時間|分)間?", "", "ご"),
        ("方", f"(?:{_PERSONS})の", "", "かた"),
        ("方", "[るたい]", r"が(?:い[いか]|よ|良|早|楽|安)", "ほう"),
        ("方", "[てでがのも][いあ]る|てる|た", "[はにも]", "かた"),
        ("方", "(?:[れせけげてねべめえ]|でき)(?:る|ない)", "[はにも]", "かた"),
        # 左の方 or お子さんの方, 動く方: the dictionary knows no difference.
        ("方", "(?<![こそあど])の|[うくすつぬぶむるたぐ]|にくい|やすい|ない|たい|しい", "", ""),
    )
)
"""Words whose reading depends on what stands before and behind them; the first that fits counts."""


@dataclass(frozen=True, slots=True)
class Ruby:
    """A piece of text, and the hiragana above it; empty where none is shown."""

    text: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is read as one.

    Attributes:
        sure: a glossary term or a number, which nothing here knows better.
        whole: its reading is not cut.
    """

    start: int
    surface: str
    reading: str
    sure: bool = False
    whole: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.surface)


def furigana(text: str, analyser: Analyser, grade: int | None = None) -> tuple[Ruby, ...]:
    """``text`` in pieces, which joined give it again, with the readings of its kanji.

    Glossary terms are read as the glossary says. Digits are read together with their counter
    where that has kanji (14日) or is irregular (1つ).

    Args:
        grade: 1 to 6: only words with a kanji taught after that grade of primary school; 7: only
            words with a kanji taught in none (the same as 6); None: all words with kanji.

    Raises:
        ValueError: there is no such grade.

    >>> from voice_counter.glossary import Glossary
    >>> [(ruby.text, ruby.reading) for ruby in furigana("申し込み", Analyser(Glossary(())))]
    [('申', 'もう'), ('し', ''), ('込', 'こ'), ('み', '')]
    """
    if grade is not None and not 1 <= grade <= BEYOND:
        raise ValueError(f"grade {grade} is not 1 to {BEYOND}")
    pieces: list[Ruby] = []
    for unit in _corrected(text, _units(text, analyser)):
        if _is_shown(unit, grade):
            pieces += _cut(unit, analyser)
        else:
            pieces.append(Ruby(unit.surface))
    return tuple(_joined(pieces))


def _is_shown(unit: _Unit, grade: int | None) -> bool:
    if not _READABLE.fullmatch(unit.reading):
        return False
    kanji = _KANJI.findall(unit.surface)
    if grade is None:
        return bool(kanji) or unit.whole
    return any(grade_of(character) > min(grade, BEYOND - 1) for character in kanji)


def _joined(pieces: Iterable[Ruby]) -> Iterator[Ruby]:
    """Neighbours without a reading become one."""
    bare = ""
    for piece in pieces:
        if piece.reading:
            if bare:
                yield Ruby(bare)
            bare = ""
            yield piece
        else:
            bare += piece.text
    if bare:
        yield Ruby(bare)


# --- What is read as one ------------------------------------------------------------------------


def _units(text: str, analyser: Analyser) -> list[_Unit]:
    """The words of ``text``; kanji numerals are read as the digits they stand for (二十日)."""
    words = analyser.words(text)
    edits = list(_numerals(text, words))
    if not edits:
        return [_unit(word, word.start, word.surface, analyser) for word in words]
    pieces: list[str] = []
    # Where a word may begin or end in the normal form, and where that is in the text.
    places: dict[int, int] = {}
    length = position = 0
    for start, end, digits in edits:
        for offset in range(start - position + 1):
            places[length + offset] = position + offset
        length += start - position + len(digits)
        pieces += [text[position:start], digits]
        position = end
    for offset in range(len(text) - position + 1):
        places[length + offset] = position + offset
    pieces.append(text[position:])

    units: list[_Unit] = []
    begun: list[Word] = []
    for word in analyser.words("".join(pieces)):
        begun.append(word)
        if word.end in places:
            start, end = places[begun[0].start], places[word.end]
            merged = begun[0] if len(begun) == 1 else Word(begun[0].start, "", "")
            units.append(_unit(merged, start, text[start:end], analyser))
            begun = []
    return units


def _numerals(text: str, words: Iterable[Word]) -> Iterator[tuple[int, int, str]]:
    """The numbers that are not written in half-width digits: from, to, and as they would be."""
    terms = [word for word in words if word.term]
    for match in CLUSTER.finditer(text):
        start, end = match.span()
        if match[0].isascii() or any(term.start < end and start < term.end for term in terms):
            continue
        normal = normalise(text, [(0, start), (end, len(text))]).text
        digits = normal[start : len(normal) - (len(text) - end)]
        if digits != match[0]:
            yield start, end, digits


def _unit(word: Word, start: int, surface: str, analyser: Analyser) -> _Unit:
    """``word``, which stands in the text as ``surface``."""
    digits = None if word.term else _DIGITS.match(word.surface)
    if digits is None:
        return _Unit(start, surface, word.reading, sure=word.term)
    reading = word.reading
    if not _KANJI.search(surface):
        counter = word.surface[digits.end() :]
        if reading == analyser.reading(digits[0]) + hiragana(counter) or not _READABLE.fullmatch(
            hiragana(counter)
        ):
            reading = ""
    return _Unit(start, surface, reading, sure=True, whole=True)


def _corrected(text: str, units: list[_Unit]) -> Iterator[_Unit]:
    """What the dictionary reads wrongly is put right."""
    ending = {unit.end: index for index, unit in enumerate(units)}
    index = 0
    while index < len(units):
        unit = units[index]
        known = None if unit.sure else _FIXED_PATTERN.match(text, unit.start)
        last = -1 if known is None else ending.get(known.end(), -1)
        if known is not None and last >= 0 and not any(u.sure for u in units[index : last + 1]):
            yield _Unit(unit.start, known[0], _FIXED[known[0]])
            index = last + 1
            continue
        yield unit if unit.sure else replace(unit, reading=_in_context(text, unit))
        index += 1


def _in_context(text: str, unit: _Unit) -> str:
    for surface, before, behind, reading in _CONTEXT:
        if (
            unit.surface == surface
            and before.search(text, 0, unit.start)
            and behind.match(text, unit.end)
        ):
            return reading
    return unit.reading


# --- Which kana belong to which kanji -----------------------------------------------------------


def _cut(unit: _Unit, analyser: Analyser) -> list[Ruby]:
    """The reading over the kanji alone; over the whole word where more than one way fits."""
    if unit.whole:
        return [Ruby(unit.surface, unit.reading)]
    runs = [match[0] for match in _RUN.finditer(unit.surface)]
    # For each run what it must be read as; None for kanji, which may be anything.
    known = [_spelt(match, analyser) for match in _RUN.finditer(unit.surface)]
    cuts = list(islice(_alignments(runs, known, unit.reading), _MOST_CUTS))
    if 1 < len(cuts) < _MOST_CUTS:
        cuts = _likeliest(cuts, runs, analyser)
    if len(cuts) != 1:
        return [Ruby(unit.surface, unit.reading)]
    return [
        Ruby(run, reading if spelt is None else "")
        for run, spelt, reading in zip(runs, known, cuts[0], strict=True)
    ]


def _spelt(run: re.Match[str], analyser: Analyser) -> str | None:
    if run["kanji"]:
        return None
    return hiragana(run[0]) if run["kana"] else analyser.reading(run[0])


def _alignments(
    runs: list[str], known: list[str | None], reading: str
) -> Iterator[tuple[str, ...]]:
    """All ways to give every run its part of ``reading``."""
    if not runs:
        if not reading:
            yield ()
        return
    spelt = known[0]
    if spelt is not None:
        lengths = range(len(spelt), len(spelt) + 1) if reading.startswith(spelt) else range(0)
    elif len(runs) == 1:
        lengths = range(len(reading), len(reading) + 1)
    else:
        lengths = range(len(runs[0]), min(_MOST_KANA * len(runs[0]), len(reading)) + 1)
    for length in lengths:
        part = reading[:length]
        if spelt is None and not _may_be_read(runs[0], part):
            continue
        for rest in _alignments(runs[1:], known[1:], reading[length:]):
            yield (part, *rest)


def _may_be_read(run: str, part: str) -> bool:
    """Whether kanji can be read so: each has a kana at least, and no word begins with ん."""
    enough = len(run) <= len(part) <= _MOST_KANA * len(run)
    return enough and part[0] not in _NEVER_FIRST


def _likeliest(
    cuts: list[tuple[str, ...]], runs: list[str], analyser: Analyser
) -> list[tuple[str, ...]]:
    """The cut in which most runs are read as they are alone; all of them if there are several."""
    alone = [analyser.reading(run) for run in runs]
    agreeing = [sum(map(operator.eq, cut, alone)) for cut in cuts]
    most = max(agreeing)
    return [cut for cut, count in zip(cuts, agreeing, strict=True) if count == most]
