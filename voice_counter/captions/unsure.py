"""Which words of a final the recogniser is not sure of.

The final is put to the recogniser once more, with its audio, and every token answers with its
probability (CTranslate2's ``align``). Numbers, terms and repairs are left out: staff confirm the
numbers, and what a glossary put right the recogniser never knew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_UNSURE = 0.3
"""Tokens less likely than this are unsure; ``scripts/bench_unsure.py`` measures what that finds."""


def unsure_spans(
    tokens: Sequence[tuple[int, int, float]],
    text: str,
    sure: Iterable[tuple[int, int]] = (),
    *,
    below: float = _UNSURE,
) -> tuple[tuple[int, int], ...]:
    """The parts of ``text`` to mark: first and last character (exclusive), left to right.

    Args:
        tokens: first and last character (exclusive) of every token, and its probability.
        sure: parts that are never marked.

    >>> unsure_spans([(0, 2, 0.9), (2, 4, 0.1), (4, 6, 0.2)], "今日東側です")
    ((2, 6),)
    """
    settled = tuple(sure)
    marked = sorted(
        (start, end)
        for start, end, probability in tokens
        if probability < below
        and any(character.isalnum() for character in text[start:end])
        and not any(start < last and first < end for first, last in settled)
    )
    joined: list[tuple[int, int]] = []
    for start, end in marked:
        # A character may be cut into several tokens, which all have its place.
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
