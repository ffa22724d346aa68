"""Writes ``voice_counter/glossary/on_readings.py``: how kanji are read within compounds.

    python scripts/make_on_readings.py

Derived from the readings of two-kanji nouns in the small Sudachi dictionary (Apache-2.0, Works
Applications), which says nothing of single characters: each reading is cut in two where both
halves can be Sino-Japanese, in doubt where the halves are known from other words (expectation
maximisation, four rounds).
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from itertools import groupby
from pathlib import Path

import sudachipy

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from voice_counter.glossary.sounds import hiragana

TARGET = Path(__file__).resolve().parent.parent / "voice_counter" / "glossary" / "on_readings.py"
_TWO_KANJI = re.compile("[一-鿿]{2}")
# A Sino-Japanese reading is one mora, with a glide or not, and at most one of these behind it.
_ON = re.compile("[ア-ロワガ-ボパ-ポ][ャュョ]?[イウンツクキチ]?")
_ROUNDS = 4
_LEAST_WORDS = 2

HEAD = '''"""How kanji are read within compounds (on'yomi), the commonest reading of each.

Made by scripts/make_on_readings.py from SudachiDict (Apache-2.0, Works Applications): do not edit.
"""

ON_READINGS = {
    kanji: reading
    for reading, characters in (
'''
TAIL = """    )
    for kanji in characters
}
"""


def main() -> int:
    """Write the module."""
    cuts: list[tuple[str, list[tuple[str, str]]]] = []
    for surface, reading in sorted(_compounds()):
        possible = [
            (reading[:i], reading[i:])
            for i in range(1, len(reading))
            if _ON.fullmatch(reading[:i]) and _ON.fullmatch(reading[i:])
        ]
        if possible:
            cuts.append((surface, possible))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for _ in range(_ROUNDS):
        counts = _counted(cuts, counts)
    common = {
        kanji: readings.most_common(1)[0]
        for kanji, readings in counts.items()
        if readings.total() >= _LEAST_WORDS
    }
    rows = sorted((hiragana(reading), kanji) for kanji, (reading, _) in common.items())
    lines = [
        f'        ("{reading}", "{"".join(kanji for _, kanji in group)}"),'
        for reading, group in groupby(rows, key=lambda row: row[0])
    ]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n" + TAIL, encoding="utf-8")
    return 0


def _compounds() -> set[tuple[str, str]]:
    words = set()
    for entry in sudachipy.Dictionary(dict="small").entries():
        kind, subkind = entry.part_of_speech()[:2]
        if _TWO_KANJI.fullmatch(entry.surface()) and kind == "名詞" and subkind != "固有名詞":
            words.add((entry.surface(), entry.reading_form()))
    return words


def _counted(
    cuts: list[tuple[str, list[tuple[str, str]]]], known: dict[str, Counter[str]]
) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for surface, possible in cuts:
        first, second = surface[0], surface[1]
        weights = [
            (known[first][one] + 0.1) * (known[second][other] + 0.1) for one, other in possible
        ]
        for (one, other), weight in zip(possible, weights, strict=True):
            counts[first][one] += weight / sum(weights)  # type: ignore[assignment]
            counts[second][other] += weight / sum(weights)  # type: ignore[assignment]
    return counts


if __name__ == "__main__":
    sys.exit(main())
