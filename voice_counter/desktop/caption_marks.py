"""What is special in a caption: its terms, what was repaired, what its numbers stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from voice_counter import texts
from voice_counter.captions.events import Final
from voice_counter.glossary.repair import Repair
from voice_counter.glossary.terms import Glossary, Term
from voice_counter.numerals.quantities import find_quantities

FIRST_LANGUAGES = ("en", "zh-Hans", "ko", "vi")
"""The translations that a small popup has room for; the glossary page shows all of them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a caption: plain, a term, a term that was repaired, or words that the
    recogniser is not sure of."""

    text: str
    kind: Literal["", "term", "repair", "unsure"] = ""


def pieces(
    text: str,
    repairs: Iterable[Repair],
    glossary: Glossary,
    unsure: Iterable[tuple[int, int]] = (),
) -> tuple[Piece, ...]:
    """The caption in pieces; none where nothing is marked.

    >>> pieces("住民票です", (), Glossary([Term("住民票", "じゅうみんひょう")]))
    (Piece(text='住民票', kind='term'), Piece(text='です', kind=''))
    """
    marks = _without_overlap(text, repairs, glossary, unsure)
    found: list[Piece] = []
    done = 0
    for start, end, kind in marks:
        found += [Piece(text[done:start])] if start > done else []
        found.append(Piece(text[start:end], kind))
        done = end
    if not found:
        return ()
    return (*found, Piece(text[done:])) if done < len(text) else tuple(found)


def details(
    final: Final,
    text: str,
    glossary: Glossary,
    describe: Callable[[Term], dict[str, Any]],
) -> dict[str, Any]:
    """What the popup says about a caption.

    Args:
        text: what the caption shows now; another one than ``final.text`` where it was corrected.
        describe: everything about a term, for QML.
    """
    quantities = final.quantities if text == final.text else find_quantities(text)
    terms = dict.fromkeys(match.term.ja for match in glossary.matches(text))
    return {
        "text": text,
        "heard": final.text if text != final.text else "",
        "unsure": [text[start:end] for start, end in final.unsure] if text == final.text else [],
        "repairs": [
            texts.text("window.caption_repair", before=repair.before, after=repair.after)
            for repair in final.repairs
            if repair.after in text
        ],
        "terms": [_brief(describe(term)) for ja in terms if (term := glossary.get(ja))],
        "quantities": [
            texts.text("window.caption_quantity", quantity=quantity.text, note=quantity.note)
            for quantity in quantities
            if quantity.note
        ],
    }


def _brief(term: dict[str, Any]) -> dict[str, Any]:
    shown = [each for each in term["translations"] if each["code"] in FIRST_LANGUAGES]
    return {**term, "translations": shown or term["translations"][: len(FIRST_LANGUAGES)]}


def _without_overlap(
    text: str,
    repairs: Iterable[Repair],
    glossary: Glossary,
    unsure: Iterable[tuple[int, int]],
) -> Iterator[tuple[int, int, Literal["term", "repair", "unsure"]]]:
    repaired = _repaired(text, repairs)
    terms = [
        (match.start, match.end)
        for match in glossary.matches(text)
        if not any(start < match.end and match.start < end for start, end in repaired)
    ]
    certain = (*repaired, *terms)
    doubted = [
        (start, end)
        for start, end in unsure
        if not any(first < end and start < last for first, last in certain)
    ]
    for start, end in sorted((*certain, *doubted)):
        yield (
            start,
            end,
            "repair" if (start, end) in repaired else "term" if (start, end) in terms else "unsure",
        )


def _repaired(text: str, repairs: Iterable[Repair]) -> list[tuple[int, int]]:
    """Where the repairs are; they come in the order of the text."""
    found, position = [], 0
    for repair in repairs:
        start = text.find(repair.after, position) if repair.after else -1
        if start >= 0:
            position = start + len(repair.after)
            found.append((start, position))
    return found
