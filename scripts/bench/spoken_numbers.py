"""Sentences with a personal number in them, composed: any number, written or spoken in any way."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from voice_counter.privacy.checksums import is_my_number, luhn
from voice_counter.privacy.kinds import Kind, Redaction

_WORDS = {
    "kanji": "〇 一 二 三 四 五 六 七 八 九".split(),
    "katakana": "ゼロ イチ ニー サン ヨン ゴー ロク ナナ ハチ キュー".split(),
    "hiragana": "ぜろ いち に さん よん ご ろく なな はち きゅう".split(),
    "full width": list("０１２３４５６７８９"),
    "English": "zero one two three four five six seven eight nine".split(),
}
_GAPS = ("-", " ", "の", "、", "ー", "、えーと、", " - ", "", "。")
_CARRIERS = {
    Kind.PHONE: (
        "電話番号は{}です。",
        "{}にかけてください。",
        "私の携帯{}なんですけど。",
        "あの、{}、です。",
        "はい、{}ですね。",
        "My number is {}.",
    ),
    Kind.MY_NUMBER: ("マイナンバーは{}です。", "{}です。", "ええ、{}、これで全部です。"),
    Kind.CARD: ("カードは{}です。", "{}、これです。", "クレジットカードの番号が{}です。"),
}


def composed(count: int, seed: int) -> Iterator[tuple[str, Redaction]]:
    """Sentences, each with the place of the number in it."""
    draw = random.Random(seed)
    for _ in range(count):
        kind = draw.choice(list(_CARRIERS))
        number = _spoken(_NUMBERS[kind](draw), draw)
        carrier = draw.choice(_CARRIERS[kind])
        start = carrier.index("{")
        yield carrier.format(number), Redaction(start, start + len(number), kind)


_PHONES = "090 4 4|080 4 4|070 4 4|050 4 4|03 4 4|06 4 4|045 3 4|0422 2 4|0120 3 3".split("|")


def _digits(draw: random.Random, count: int) -> str:
    return "".join(draw.choice("0123456789") for _ in range(count))


def _phone(draw: random.Random) -> list[str]:
    area, *rest = draw.choice(_PHONES).split()
    return [area, *(_digits(draw, int(length)) for length in rest)]


def _checked(first: str, valid: Callable[[str], bool]) -> list[str]:
    whole = next(first + digit for digit in "0123456789" if valid(first + digit))
    return [whole[place : place + 4] for place in range(0, len(whole), 4)]


_NUMBERS: dict[Kind, Callable[[random.Random], list[str]]] = {
    Kind.PHONE: _phone,
    Kind.MY_NUMBER: lambda draw: _checked(_digits(draw, 11), is_my_number),
    Kind.CARD: lambda draw: _checked(draw.choice(["41", "51", "53"]) + _digits(draw, 13), luhn),
}


def _spoken(groups: Sequence[str], draw: random.Random) -> str:
    """Half of them in figures, as Whisper writes most; the others spoken in one of the ways."""
    style = draw.choice([*_WORDS, *["figures"] * len(_WORDS)])
    if style == "figures":
        return draw.choice(_GAPS).join(groups)
    words = _WORDS[style]
    between = " " if style == "English" else ""
    said = [between.join(words[int(digit)] for digit in group) for group in groups]
    return (", " if style == "English" else draw.choice(_GAPS)).join(said)
