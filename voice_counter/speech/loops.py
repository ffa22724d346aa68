"""Decoder loops: how to know them, and what is left of a text without them."""

from __future__ import annotations

import zlib

MOST_TOKENS_PER_SECOND = 9
"""Nobody speaks faster in languages that the byte pairs of Whisper serve well: measured 5 to 7."""

MOST_TOKENS_PER_SECOND_BYTEWISE = 30
"""Scripts that Whisper spells byte by byte, three tokens a character."""

SPARE_TOKENS = 8
"""Punctuation and short utterances."""

HIGHEST_COMPRESSION_RATIO = 2.4
"""OpenAI's own threshold (whisper/transcribe.py): text that compresses better repeats itself."""

_BYTEWISE_LANGUAGES = frozenset(
    "am as bn bo gu hi hy ka km kn lo ml mr my ne pa sa sd si ta te th".split()
)


def token_limit(seconds: float, language: str) -> int:
    """The most tokens that ``seconds`` of speech can honestly need."""
    rate = (
        MOST_TOKENS_PER_SECOND_BYTEWISE
        if language in _BYTEWISE_LANGUAGES
        else MOST_TOKENS_PER_SECOND
    )
    return round(rate * seconds) + SPARE_TOKENS


def compression_ratio(text: str) -> float:
    """Bytes of UTF-8 per byte of zlib; about 1 to 1.6 for a sentence, above 3 for a loop."""
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def is_loop(text: str, tokens: int, limit: int) -> bool:
    """Whether the decoder ran until it was stopped, or repeats itself."""
    return tokens >= limit or compression_ratio(text) > HIGHEST_COMPRESSION_RATIO


def collapse(text: str) -> str:
    """``text`` with a phrase that is repeated to the end said once.

    >>> collapse("窓口へどうぞ、どうぞ、どうぞ、どうぞ、どう")
    '窓口へどうぞ、'
    """
    best = text
    for unit in range(1, len(text) // 3 + 1):
        # The last repetition may be cut off by the token limit.
        start = len(text)
        while start > unit and text[start - 1] == text[start - 1 - unit]:
            start -= 1
        repeated = len(text) - start
        if repeated >= 2 * unit and start < len(best):
            best = text[:start]
    return best
