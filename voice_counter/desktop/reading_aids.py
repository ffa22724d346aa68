"""What makes a caption easier to read: furigana above it, plain words below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.easy import easy_line
from voice_counter.glossary.furigana import Ruby, furigana
from voice_counter.glossary.terms import Glossary

_PARTS = re.compile(r"[A-Za-z0-9.,:%]+|[\s\S]")
_NEVER_FIRST = "、。，．・：；？！?!」』）〕】ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々"
_NEVER_LAST = "「『（〔【"


def ruby_with(analyser: Analyser) -> Callable[[str], list[dict[str, str]]]:
    """A text as pieces with their readings, for QML: a line may break between any two of them."""

    def ruby(text: str) -> list[dict[str, str]]:
        return [
            {"text": piece.text, "ruby": piece.reading}
            for piece in breakable(furigana(text, analyser))
        ]

    return ruby


def breakable(pieces: Iterable[Ruby]) -> list[Ruby]:
    """Pieces without a reading cut where a line may break (JIS X 4051, the common rules).

    >>> [piece.text for piece in breakable([Ruby("住所", "じゅうしょ"), Ruby("、A4で。")])]
    ['住所、', 'A4', 'で。']
    """
    cells: list[Ruby] = []
    for piece in pieces:
        for part in [piece.text] if piece.reading else _PARTS.findall(piece.text):
            if cells and (part[0] in _NEVER_FIRST or cells[-1].text[-1] in _NEVER_LAST):
                last = cells.pop()
                if piece.reading and last.reading:
                    cells.append(last)  # two readings stay apart
                else:
                    part = last.text + part
                    cells.append(Ruby(part, last.reading or piece.reading))
                    continue
            cells.append(Ruby(part, piece.reading))
    return cells


def easy_with(glossary: Glossary) -> Callable[[str], str]:
    """A text with its terms explained; empty where it has none to explain."""

    def easy(text: str) -> str:
        line = easy_line(text, glossary)
        return line.text if line is not None else ""

    return easy
