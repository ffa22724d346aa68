"""Which glossary terms the recogniser should expect next.

Whisper takes them as context before the transcript. Only about sixty tokens fit before it begins
to recite them, so the choice is what counts.
"""

from __future__ import annotations

from collections import Counter, deque
from typing import Protocol

from voice_counter.glossary.terms import Glossary, Term

_PROMPT_TERMS = 12
"""About sixty tokens of Japanese terms."""

_RECENT_TERMS = 8


class Biaser(Protocol):
    """Chooses terms for the recogniser's prompt, and learns from what was settled."""

    def terms_for(self, hypothesis: str) -> tuple[str, ...]:
        """Terms likely in an utterance so far heard as ``hypothesis``, most likely first."""

    def settled(self, terms: tuple[str, ...]) -> None:
        """A final contained ``terms``."""


class NoBias:
    """Expects nothing: for other languages, and for ``--no-glossary``."""

    def terms_for(self, hypothesis: str) -> tuple[str, ...]:
        del hypothesis
        return ()

    def settled(self, terms: tuple[str, ...]) -> None:
        del terms


class PromptBiaser:
    """Expects the terms whose characters the hypothesis already shows in part, and those of late.

    A term heard wrong usually keeps some characters (住民票 heard as 受民票): the share of a term's
    characters and pairs that the hypothesis contains ranks it. A conversation stays with its
    terms, so those settled lately follow.
    """

    def __init__(self, glossary: Glossary) -> None:
        self._recent: deque[str] = deque(maxlen=_RECENT_TERMS)
        self._index: dict[str, list[int]] = {}
        self._terms = glossary.terms
        self._sizes: list[int] = []
        for number, term in enumerate(self._terms):
            pieces = _pieces(term)
            self._sizes.append(len(pieces))
            for piece in pieces:
                self._index.setdefault(piece, []).append(number)

    def terms_for(self, hypothesis: str) -> tuple[str, ...]:
        shared: Counter[int] = Counter()
        for piece in set(_grams(hypothesis)):
            shared.update(self._index.get(piece, ()))
        ranked = sorted(
            shared,
            key=lambda number: (
                -shared[number] / self._sizes[number],
                self._terms[number].priority,
            ),
        )
        likely = [self._terms[number].ja for number in ranked]
        chosen = dict.fromkeys(likely[: _PROMPT_TERMS - len(self._recent) // 2])
        chosen.update(dict.fromkeys(self._recent))
        return tuple(chosen)[:_PROMPT_TERMS]

    def settled(self, terms: tuple[str, ...]) -> None:
        for term in terms:
            if term in self._recent:
                self._recent.remove(term)
            self._recent.appendleft(term)


def _pieces(term: Term) -> set[str]:
    return set(_grams(term.ja))


def _grams(text: str) -> list[str]:
    """Kanji and katakana one by one and all neighbours in pairs: hiragana alone says nothing."""
    singles = [character for character in text if not "ぁ" <= character <= "ゟ"]
    return singles + [text[i : i + 2] for i in range(len(text) - 1)]
