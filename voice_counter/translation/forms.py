"""Whether a rendering occurs in a translation, inflected as its language inflects it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

UNSPACED = frozenset({"ja", "zh-Hans", "zh-Hant", "th", "my"})
"""Languages written without spaces between words."""
# Plural and gender endings: "Residence Cards", "certificados". Every word of a rendering may
# take one ("certificates of residence"), as none of them is a word of another meaning.
_ENDINGS = {
    "en": "(?:s|es|'s|s')?",
    "es": "(?:s|es)?",
    "pt": "(?:s|es)?",
    "fr": "(?:s|x|es)?",
    "fil": "(?:ng)?",
}
# Case endings replace the last letters of a word: "резидента", "резидентом".
_STEMMED = ("ru", "uk")
_STEM_LETTERS = 4
_SPACED = ("en", "es", "pt", "fr", "fil", "id", "vi", "ru", "uk")
"""Written with spaces and without particles joined on, so that a match must be a whole word."""

_JOINT = re.compile(r"[\s\-‐-―・·.,'’\"“”()（）]+")


def occurrences(rendering: str, text: str, language: str) -> list[tuple[int, int]]:
    """Where ``rendering`` stands in ``text``, as spans of the text; empty where it does not.

    >>> occurrences("Residence Card", "Bring your residence cards.", "en")
    [(11, 26)]
    """
    return [match.span() for match in _pattern(rendering, language).finditer(_plain(text))]


def contains(rendering: str, text: str, language: str) -> bool:
    """Whether ``rendering`` stands in ``text``."""
    return _pattern(rendering, language).search(_plain(text)) is not None


def _plain(text: str) -> str:
    """Full-width forms, compatibility forms and case folded, character by character."""
    return "".join(_folded(character) for character in text)


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).casefold()
    # Spans count characters of the text, so what folds into several stays as it is.
    return folded if len(folded) == 1 else character


@lru_cache(maxsize=8192)
def _pattern(rendering: str, language: str) -> re.Pattern[str]:
    words = [word for word in _JOINT.split(_plain(rendering)) if word]
    if not words:
        return re.compile("(?!)")
    gap = r"[\s\-‐-―・·.,'’]*" if language not in _SPACED else r"[\s\-‐-―・·.,'’()（）]+"
    body = gap.join(_word(word, language) for word in words)
    if language in _SPACED:
        body = rf"(?<!\w){body}(?!\w)"
    elif words[0].isascii():
        # Latin letters in a language without spaces: not part of a longer word.
        body = rf"(?<![a-z0-9]){body}(?![a-z0-9])"
    return re.compile(body)


def _word(word: str, language: str) -> str:
    if language in _STEMMED and len(word) > _STEM_LETTERS:
        return re.escape(word[: max(_STEM_LETTERS, len(word) - 2)]) + r"\w{0,5}"
    if language == "en" and word.endswith("y") and len(word) > 3:
        return re.escape(word[:-1]) + "(?:y|ies|y's)"
    if language in ("es", "pt") and len(word) > 4 and word[-1] in "oa":
        return re.escape(word[:-1]) + "[oa]s?"
    return re.escape(word) + (_ENDINGS.get(language, "") if word[-1].isalpha() else "")
