"""Digits as they are said one by one: at a telephone, from a card."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Read one by one, 2 and 5 are drawn out (にー, ごー); し and く are hardly ever said.
_SYLLABIC = (
    "ぜろ|れい|まる いち にい|にー|に さん よん ごお|ごー|ご ろく なな|しち はち きゅう|きゅー",
    "공|영 일 이 삼 사 오 육|륙 칠 팔 구",
    "〇|○|◯ 幺 两|兩",
    "零 一 二 三 四 五 六 七 八 九",
)
_ALPHABETIC = (
    "zero|oh|o one two three four five six seven eight nine",
    "không một|mốt hai ba bốn|tư năm|lăm sáu bảy|bẩy tám chín",
    "zero um|uma dois|duas três quatro cinco seis|meia sete oito nove",
    "cero uno|una dos tres cuatro cinco seis siete ocho nueve",
    "zéro un|une deux trois quatre cinq six sept huit neuf",
    "nol|kosong satu dua tiga empat lima enam tujuh delapan sembilan",
    "ноль|нуль один два три четыре пять шесть семь восемь девять",
)
"""From 0 on; what stands between bars is the same digit."""

AMBIGUOUS = frozenset("に ご れい まる 이 일 사 o oh năm tư".split())
"""Words that mostly are something else (に is a particle): they need a spoken digit beside them."""

SYLLABIC: Mapping[str, str]
"""Words of scripts without spaces, and their digit."""
ALPHABETIC: Mapping[str, str]
"""Words that end at a space, and their digit."""


def _words(tables: tuple[str, ...]) -> Mapping[str, str]:
    return MappingProxyType(
        {
            word: str(digit)
            for table in tables
            for digit, words in enumerate(table.split())
            for word in words.split("|")
        }
    )


SYLLABIC = _words(_SYLLABIC)
ALPHABETIC = _words(_ALPHABETIC)
