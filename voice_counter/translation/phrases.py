"""The phrase book (定型文): sentences of the counter with translations that people have checked.

``glossaries/phrases/*.csv``; docs/translation.md describes the columns. A phrase may have slots:
``{number} {amount} {date} {time} {period} {term} {place}``, and in a translation
``{number:copy/copies}`` for words that go with one and with many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from voice_counter.errors import GlossaryError
from voice_counter.glossary.columns import ALL_COLUMNS, PRIORITIES, REVIEW, split
from voice_counter.glossary.files import read_rows
from voice_counter.languages import LANGUAGES
from voice_counter.translation.figures import render
from voice_counter.translation.lock import CASED
from voice_counter.translation.term_finder import TermFinder

COLUMNS = (
    "key",
    "speaker",
    "ja",
    "variants",
    "easy",
    *LANGUAGES,
    "category",
    "departments",
    "priority",
    "answer",
    "status",
)
REQUIRED = ("key", "ja")
SPEAKERS = ("staff", "resident", "both")
ANSWERS = ("", "yes-no", "number", "date", "time", "name", "choice", "body", "free")
FIGURES = ("number", "amount", "date", "time", "period")
WORDS = ("term", "place")

SLOT = re.compile(r"\{(number|amount|date|time|period|term|place)(2?)(?::([^{}/]*)/([^{}]*))?\}")


_AT_ONE = {
    "es": ((re.compile(r"\b([Ll])as(?= 1:\d\d)"), r"\1a"),),
    "pt": ((re.compile(r"\bàs(?= 1:\d\d)"), "à"), (re.compile(r"\bas(?= 1:\d\d)"), "a")),
}
"""Hours are plural but one: a las 3:00, a la 1:00."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence with its translations.

    Attributes:
        key: stays the same when the wording changes.
        speaker: ``staff``, ``resident`` or ``both``.
        ja, variants: ways to say it, with slots.
        easy: やさしい日本語.
        translations: by language, with the same slots.
        answer: what it asks for (``yes-no``, ``number``, ...); empty if it asks nothing.
        review: columns somebody ought to check.
    """

    key: str
    speaker: str
    ja: str
    variants: tuple[str, ...]
    easy: str
    translations: Mapping[str, str]
    category: str = ""
    departments: tuple[str, ...] = ()
    priority: int = 2
    answer: str = ""
    review: tuple[str, ...] = ()

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of its slots, in the order of ``ja``."""
        return slots_of(self.ja)

    def text(self, language: str) -> str:
        """The wording in a language; empty where there is none."""
        return self.ja if language == "ja" else self.translations.get(language, "")

    def in_doubt(self, column: str) -> bool:
        """Whether ``column`` still waits for somebody to check it."""
        return column in self.review or ALL_COLUMNS in self.review


def slots_of(text: str) -> tuple[str, ...]:
    """Names of the slots of a text, plural forms left out.

    >>> slots_of("{number}番の方、{amount}です。")
    ('number', 'amount')
    """
    return tuple(match[1] + match[2] for match in SLOT.finditer(text) if match[3] is None)


def load_phrases(*folders: Path) -> tuple[Phrase, ...]:
    """All phrases of the ``*.csv`` files in ``folders``; of two with one key the first counts.

    Raises:
        GlossaryError: a file cannot be read, or a row lacks what it needs.
    """
    found: dict[str, Phrase] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.csv")):
            for phrase in read_phrases(path):
                found.setdefault(phrase.key, phrase)
    return tuple(found.values())


def read_phrases(path: Path) -> Iterator[Phrase]:
    """The phrases of one file.

    Raises:
        GlossaryError: see :func:`load_phrases`.
    """
    for number, row in read_rows(path, required=REQUIRED):
        for column in REQUIRED:
            if not row.get(column):
                raise GlossaryError(
                    "error.glossary.row_empty", path=path, row=number, column=column
                )
        priority = row.get("priority") or "2"
        if priority not in PRIORITIES:
            raise GlossaryError("error.glossary.priority", path=path, row=number)
        review, _, columns = row.get("status", "").partition(":")
        yield Phrase(
            key=row["key"],
            speaker=row.get("speaker") or "both",
            ja=row["ja"],
            variants=split(row.get("variants", "")),
            easy=row.get("easy", ""),
            translations={
                language: cell for language in LANGUAGES if (cell := row.get(language, ""))
            },
            category=row.get("category", ""),
            departments=split(row.get("departments", "")),
            priority=int(priority),
            answer=row.get("answer", ""),
            review=(split(columns) or (ALL_COLUMNS,)) if review == REVIEW else (),
        )


def filled(
    phrase: Phrase, values: Mapping[str, str], language: str, terms: TermFinder | None = None
) -> str | None:
    """The phrase in ``language`` with its slots filled from Japanese ``values``; None if it has no
    wording there, or a value has no safe rendering.

    >>> phrase = Phrase("a", "staff", "{amount}です。", (), "", {"en": "That is {amount}."})
    >>> filled(phrase, {"amount": "300円"}, "en")
    'That is 300 yen.'
    """
    words = {name: _rendered(name, value, language, terms) for name, value in values.items()}
    text = phrase.text(language)
    # Words for one and for many name a slot, too.
    needed = {match[1] + match[2] for match in SLOT.finditer(text)}
    if not text or None in words.values() or not needed <= set(words):
        return None

    def put(match: re.Match[str]) -> str:
        name = match[1] + match[2]
        if match[3] is None:
            return words[name] or ""
        one = re.sub(r"\D", "", values[name]) == "1"
        return match[3] if one else match[4]

    text = SLOT.sub(put, text)
    for word in words.values():
        if word and word.endswith("."):  # at 3:00 p.m.
            text = text.replace(f"{word}.", word)
    for pattern, one in _AT_ONE.get(language, ()):
        text = pattern.sub(one, text)
    return text[:1].upper() + text[1:] if language in CASED else text


def find(phrases: Iterable[Phrase], query: str, language: str = "ja") -> list[Phrase]:
    """Phrases that hold every word of ``query`` in their Japanese, easy or ``language`` wording;
    those of priority 1 first."""
    wanted = query.casefold().split()
    found = [
        phrase
        for phrase in phrases
        if all(
            word
            in " ".join(
                (phrase.ja, *phrase.variants, phrase.easy, phrase.category, phrase.text(language))
            ).casefold()
            for word in wanted
        )
    ]
    return sorted(found, key=lambda phrase: phrase.priority)


def _rendered(name: str, value: str, language: str, terms: TermFinder | None) -> str | None:
    if language == "ja":
        return value
    if name.rstrip("2") == "date" and re.fullmatch(r"\d+日", value):
        return None  # "on 14 days": without its month a day cannot be put in.
    if name.rstrip("2") in FIGURES:
        return value if value.isascii() and value.isdigit() else render(value, language)
    if terms is None:
        return None
    found = terms.demands(value, "ja", language)
    whole = [demand for demand in found if (demand.start, demand.end) == (0, len(value))]
    return whole[0].wanted[0] if whole else None
