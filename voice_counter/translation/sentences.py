"""Text cut into sentences by rule: captions are utterances already, only the joints are found."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 180
"""Characters. Engines lose the end of what is longer, so it is cut at a comma, or anywhere."""

_END = re.compile(
    # Ends that need no space behind them: Japanese, Chinese, Devanagari, Burmese.
    r"[。｡！？!?।॥။]+[」』）)”\"]*"
    # A full stop needs a space and must not be that of an abbreviation.
    r"|(?<!\b[A-Za-z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bNo)\.+[)”\"]*(?=\s)"
    r"|\n+"
)
_PAUSE = re.compile(r"[、，,;；:：]\s*|\s+")


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, without the space around them.

    >>> sentences("手数料は300円です。お急ぎですか？")
    ['手数料は300円です。', 'お急ぎですか？']
    """
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        found += _pieces(text[start : match.end()].strip())
        start = match.end()
    found += _pieces(text[start:].strip())
    return found


def joined(parts: list[str], language: str) -> str:
    """Translated sentences as one text."""
    return ("" if language in ("ja", "zh-Hans", "zh-Hant") else " ").join(filter(None, parts))


def _pieces(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST:
        pauses = [match.end() for match in _PAUSE.finditer(sentence, LONGEST // 2, LONGEST)]
        cut = pauses[-1] if pauses else LONGEST
        yield sentence[:cut].strip()
        sentence = sentence[cut:].strip()
    if sentence:
        yield sentence
