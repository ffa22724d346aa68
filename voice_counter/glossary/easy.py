"""やさしい日本語: what a term means, in plain words behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from voice_counter.glossary.terms import Glossary, Match


class EasyNote(NamedTuple):
    """A term and its plain words.

    Attributes:
        term: the term's own spelling, also where an alias of it was said.
        in_doubt: somebody ought to check the plain words.
    """

    term: str
    easy: str
    in_doubt: bool


@dataclass(frozen=True, slots=True)
class EasyLine:
    """A text with the plain words of its terms in it.

    Attributes:
        replaced: the terms whose plain words are given, in order.
    """

    text: str
    replaced: tuple[EasyNote, ...]


def easy_line(text: str, glossary: Glossary) -> EasyLine | None:
    """``text`` with every term explained in full-width brackets where it comes first.

    The text stays as it was said, so that a reader can still find the word on the form. None
    where no term has plain words.

    >>> from voice_counter.glossary.terms import Term
    >>> card = Term("在留カード", "ざいりゅうかーど", easy="日本に住む外国人が持つカード")
    >>> easy_line("在留カードはありますか", Glossary([card])).text
    '在留カード（日本に住む外国人が持つカード）はありますか'
    """
    pieces: list[str] = []
    notes: list[EasyNote] = []
    position = 0
    for match in _explained(text, glossary):
        pieces.append(f"{text[position : match.end]}（{match.term.easy}）")
        notes.append(_note(match))
        position = match.end
    if not notes:
        return None
    return EasyLine("".join(pieces) + text[position:], tuple(notes))


def easy_notes(text: str, glossary: Glossary) -> tuple[EasyNote, ...]:
    """The terms of ``text`` that have plain words, in order, each once."""
    return tuple(_note(match) for match in _explained(text, glossary))


def _explained(text: str, glossary: Glossary) -> Iterator[Match]:
    """Where each term with plain words comes first."""
    seen: set[str] = set()
    for match in glossary.matches(text):
        if match.term.easy and match.term.ja not in seen:
            seen.add(match.term.ja)
            yield match


def _note(match: Match) -> EasyNote:
    return EasyNote(match.term.ja, match.term.easy, match.term.in_doubt("easy"))
