"""Decoding that must say certain words: what the lock asks for when a model leaves a mark out.

A small form of grid beam search (Hokamp and Liu 2017, https://aclanthology.org/P17-1141): a word
that is missing is put before every word of the hypothesis, the model goes on from each place, and
of all that comes of it the hypothesis the model itself finds most probable is kept. It costs one
batch for each missing word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_MOST_PLACES = 32
"""Where a word is tried; longer hypotheses than a counter's are tried at every second word."""
_REPLACED = range(4)
"""How many words of the hypothesis the new one may stand for, when it goes on unchanged."""


@dataclass(frozen=True, slots=True)
class Said:
    """A hypothesis in pieces, without the end mark.

    Attributes:
        score: mean log probability of the pieces and the end mark.
    """

    pieces: tuple[str, ...]
    score: float


def including(
    translator: Any,
    source: list[str],
    said: Sequence[str],
    words: Sequence[Sequence[str]],
    starts_word: Sequence[str] | None,
) -> Said | None:
    """The most probable hypothesis found that says each of ``words`` once.

    Args:
        translator: a ``ctranslate2.Translator``.
        source: pieces of the sentence.
        said: pieces of the unconstrained hypothesis.
        words: each in pieces; the last piece tells the word.
        starts_word: marks that begin a word; None where words are not told apart by spaces.

    Returns:
        None if a word cannot be brought in.
    """
    best = Said(tuple(said), 0.0)
    held: list[str] = []
    for word in words:
        held.append(word[-1])
        if [best.pieces.count(mark) for mark in held] == [1] * len(held):
            continue
        candidates = [
            pieces
            for pieces in _candidates(translator, source, best.pieces, tuple(word), starts_word)
            if all(pieces.count(mark) == 1 for mark in held)
        ]
        if not candidates:
            return None
        best = max(_scored(translator, source, candidates), key=lambda found: found.score)
    return best


def _candidates(
    translator: Any,
    source: list[str],
    said: tuple[str, ...],
    word: tuple[str, ...],
    starts_word: Sequence[str] | None,
) -> list[tuple[str, ...]]:
    said = tuple(piece for piece in said if piece != word[-1])
    places = [
        place
        for place in range(len(said) + 1)
        if place == len(said) or starts_word is None or said[place].startswith(tuple(starts_word))
    ]
    tried = places[:: 1 + len(places) // _MOST_PLACES]
    prefixes = [said[:place] + word for place in tried]
    going_on = translator.translate_batch(
        [source] * len(prefixes),
        target_prefix=[list(prefix) for prefix in prefixes],
        beam_size=1,
        max_decoding_length=2 * len(said) + len(word) + 16,
    )
    found = [tuple(result.hypotheses[0]) for result in going_on]
    for first, place in enumerate(places):
        found += [
            said[:place] + word + said[end:] for end in places[first : first + len(_REPLACED)]
        ]
    return list(dict.fromkeys(found))


def _scored(translator: Any, source: list[str], candidates: list[tuple[str, ...]]) -> list[Said]:
    scores = translator.score_batch(
        [source] * len(candidates), [list(pieces) for pieces in candidates]
    )
    return [
        Said(pieces, sum(score.log_probs) / max(1, len(score.log_probs)))
        for pieces, score in zip(candidates, scores, strict=True)
    ]
