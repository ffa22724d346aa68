"""One form for comparing: half-width, small letters, hiragana; every character stays in place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_KATAKANA = range(ord("ァ"), ord("ヶ") + 1)
_TO_HIRAGANA = ord("ァ") - ord("ぁ")


def fold(text: str) -> str:
    """``text`` in one form and of the same length, so that places in it stay valid.

    Digits of every script become ASCII, but for those that are a symbol (①).

    >>> fold("０９０ーゼロ Ａ")
    '090ーぜろ a'
    """
    return "".join(map(_folded, text))


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    if unicodedata.category(character) == "No":
        return character
    form = unicodedata.normalize("NFKC", character).lower()
    if len(form) != 1:
        return character
    return chr(ord(form) - _TO_HIRAGANA) if ord(form) in _KATAKANA else form


def alternatives(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first, so that no beginning hides the whole."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
