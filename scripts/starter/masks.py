"""Placeholders: words the model is taught to carry over unread, so that terms can be locked.

A span that means the same on both sides (a number, a glossary term, a word whose rendering the
corpus agrees on) is replaced on both by the same placeholder. The model sees enough of that to copy
any placeholder to the right place; at run time the application puts the approved rendering there.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.starter.corpora import Pair

PLACEHOLDERS = tuple(f"⟦{number}⟧" for number in range(8))
"""Whole pieces of the vocabulary, so that they can neither be split nor misspelt."""

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NOUN = re.compile("[ァ-ヺー]{2,}|[一-鿿々]{2,}")
_WORD = re.compile("[A-Za-z]{2,}")
_LIKENESS = 0.45
"""Dice coefficient above which two words are taken for renderings of each other."""
_SEEN = 4


@dataclass(frozen=True, slots=True)
class Spans:
    """Where a pair says the same: ``ja[a:b]`` and ``en[c:d]``."""

    places: tuple[tuple[int, int, int, int], ...]


class Aligner:
    """Finds what corresponds in a pair, from the glossary and from the corpus itself.

    Args:
        pairs: the corpus the word pairs are learned from.
        terms: Japanese terms with their renderings.
    """

    def __init__(self, pairs: Sequence[Pair], terms: Iterable[tuple[str, Sequence[str]]]) -> None:
        self._words = _likenesses(pairs)
        self._terms: dict[str, list[tuple[str, str]]] = {}
        for ja, renderings in terms:
            for en in renderings:
                self._terms.setdefault(ja[:2], []).append((ja, en))

    def spans(self, pair: Pair) -> Spans:
        """What corresponds in ``pair``, without overlap; terms before numbers before words."""
        found: list[tuple[int, int, int, int]] = []
        for ja, en in self._candidates(pair):
            a, c = _only(ja, pair.ja), _only(en, pair.en)
            place = (a, a + len(ja), c, c + len(en))
            if a >= 0 and c >= 0 and not any(_overlap(place, other) for other in found):
                found.append(place)
        return Spans(tuple(found))

    def _candidates(self, pair: Pair) -> Iterable[tuple[str, str]]:
        starts = sorted({pair.ja[at : at + 2] for at in range(len(pair.ja))})
        terms = [term for start in starts for term in self._terms.get(start, ())]
        yield from sorted(terms, key=lambda term: (-len(term[0]), -len(term[1])))
        numbers = set(_NUMBER.findall(pair.ja)) & set(_NUMBER.findall(pair.en))
        yield from ((number, number) for number in sorted(numbers, key=lambda n: (-len(n), n)))
        words = sorted(set(_WORD.findall(pair.en)))
        for noun in dict.fromkeys(_NOUN.findall(pair.ja)):
            yield from ((noun, en) for en in words if en.casefold() in self._words.get(noun, ()))


def masked(pair: Pair, spans: Spans, rate: float, chance: random.Random) -> Pair:
    """``pair`` with each span replaced, at the given rate, by a placeholder drawn at random."""
    chosen = [place for place in spans.places if chance.random() < rate][: len(PLACEHOLDERS)]
    if not chosen:
        return pair
    marks = chance.sample(PLACEHOLDERS, len(chosen))
    ja = [(a, b, mark) for (a, b, _, _), mark in zip(chosen, marks, strict=True)]
    en = [(c, d, mark) for (_, _, c, d), mark in zip(chosen, marks, strict=True)]
    return Pair(_replaced(pair.ja, ja), _replaced(pair.en, en))


def _replaced(text: str, places: list[tuple[int, int, str]]) -> str:
    for start, end, mark in sorted(places, reverse=True):
        text = text[:start] + mark + text[end:]
    return text


def _only(part: str, text: str) -> int:
    """Where ``part`` stands if it stands there once as a whole word, else -1."""
    escaped = re.escape(part)
    if part.isascii():
        escaped = rf"(?<![A-Za-z0-9.,:]){escaped}(?![A-Za-z0-9]|[.,:]\d)"
    found = list(re.finditer(escaped, text, re.IGNORECASE))
    return found[0].start() if len(found) == 1 else -1


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return (one[0] < other[1] and other[0] < one[1]) or (one[2] < other[3] and other[2] < one[3])


def _likenesses(pairs: Sequence[Pair]) -> dict[str, set[str]]:
    """English words by the Japanese noun they mostly appear with."""
    nouns: Counter[str] = Counter()
    words: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        ja = set(_NOUN.findall(pair.ja))
        en = {word.casefold() for word in _WORD.findall(pair.en)}
        nouns.update(ja)
        words.update(en)
        both.update((noun, word) for noun in ja for word in en)
    alike: dict[str, set[str]] = {}
    for (noun, word), count in both.items():
        if count >= _SEEN and 2 * count / (nouns[noun] + words[word]) > _LIKENESS:
            alike.setdefault(noun, set()).add(word)
    return alike
