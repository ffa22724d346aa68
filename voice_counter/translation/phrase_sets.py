"""Sets of phrases that staff press instead of speaking, and what is said by pressing one.

``sets.toml`` beside the phrase files::

    [[set]]
    id = "feeding"
    name = "授乳"
    name_en = "Feeding"
    place = "visit"                               # where it is listed first: visit, counter
    phrases = ["home-visit-08", "home-visit-09"]  # in the order in which they are asked

    [[set]]
    id = "reception"
    name = "受付・案内"
    name_en = "Reception"
    place = "counter"
    category = "受付・案内"                        # all phrases of staff of that category

    [choices]                                     # the answers to a phrase that asks for a choice
    home-visit-08 = ["breast_milk", "formula", "both"]
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voice_counter.conversation.board import CHOICES, Said
from voice_counter.errors import GlossaryError
from voice_counter.small_files import are_texts, read_toml
from voice_counter.translation.phrases import Phrase, filled, find
from voice_counter.translation.term_finder import TermFinder

FILE_NAME = "sets.toml"
PLACES = ("visit", "counter")
_ENTRIES = {"id", "name", "name_en", "place", "phrases", "category"}
_LASTING = re.compile(r"\{period2?\}(?=は|飲|休|の間|続)")
"""Where a number of days is a length (14日間は): without 間 it is read as a day of the month."""
_MOST_FOUND = 60


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """Phrases for one occasion.

    Attributes:
        name, name_en: in the two languages of staff.
        place: where it is listed first.
    """

    id: str
    name: str
    name_en: str
    place: str
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class PhraseSets:
    """All sets.

    Attributes:
        sets: each id once, in the order of the files.
        choices: by the key of a phrase, the names of its answers.
        phrases: all that staff can say, in sets or not.
    """

    sets: tuple[PhraseSet, ...]
    choices: Mapping[str, tuple[str, ...]]
    phrases: tuple[Phrase, ...]

    def for_place(self, place: str) -> tuple[PhraseSet, ...]:
        """The sets, those of ``place`` first."""
        return tuple(sorted(self.sets, key=lambda each: each.place != place))

    def search(self, query: str, language: str = "ja") -> tuple[Phrase, ...]:
        """Phrases that hold every word of ``query``; empty for an empty query."""
        if not query.strip():
            return ()
        return tuple(find(self.phrases, query, language)[:_MOST_FOUND])

    def phrase(self, key: str) -> Phrase | None:
        """The phrase of that key."""
        return next((phrase for phrase in self.phrases if phrase.key == key), None)


def load_sets(phrases: Sequence[Phrase], *folders: Path) -> PhraseSets:
    """The sets of the ``sets.toml`` in ``folders``; of two with one id the first counts.

    Folders without such a file are passed over.

    Raises:
        GlossaryError: a file cannot be read, or has an entry that is unknown, missing or wrong.
    """
    said = tuple(phrase for phrase in phrases if phrase.speaker != "resident")
    sets: dict[str, PhraseSet] = {}
    choices: dict[str, tuple[str, ...]] = {}
    for folder in folders:
        path = folder / FILE_NAME
        if not path.exists():
            continue
        table = _table(path)
        seen: set[str] = set()
        for row in _rows(table, path):
            made = _set(row, said, path)
            if made.id in seen:
                raise GlossaryError("error.glossary.set_entry", path=path, set=made.id, entry="id")
            seen.add(made.id)
            sets.setdefault(made.id, made)
        for key, names in _choices(table, said, path).items():
            choices.setdefault(key, names)
    return PhraseSets(tuple(sets.values()), choices, said)


def spoken(
    phrase: Phrase, values: Mapping[str, str], language: str, terms: TermFinder | None = None
) -> Said | None:
    """What pressing ``phrase`` says to somebody who reads ``language``.

    ``Said.other`` is empty where the book has no wording in that language, or no safe rendering
    of a value: then the sentence is for an engine. None while a slot is empty.

    >>> book = Phrase("a", "staff", "{period}は家にいてください。", (), "",
    ...               {"en": "Stay home for {period}."})
    >>> spoken(book, {"period": "14日"}, "en")
    Said(text='14日間は家にいてください。', other='Stay home for 14 days.')
    """
    if not all(values.get(slot) for slot in phrase.slots):
        return None
    lasting = {match[0][1:-1] for match in _LASTING.finditer(phrase.ja)}
    values = {
        slot: f"{value}間" if slot in lasting and value.endswith("日") else value
        for slot, value in values.items()
    }
    japanese = filled(phrase, values, "ja", terms)
    if japanese is None:
        return None
    return Said(japanese, "" if language == "ja" else filled(phrase, values, language, terms) or "")


def _table(path: Path) -> dict[str, Any]:
    try:
        table = read_toml(path)
    except (OSError, ValueError) as error:
        raise GlossaryError("error.glossary.set_unreadable", path=path, reason=error) from error
    for entry in table:
        if entry not in ("set", "choices"):
            raise GlossaryError("error.glossary.set_entry", path=path, set="-", entry=entry)
    return table


def _rows(table: Mapping[str, Any], path: Path) -> list[dict[str, Any]]:
    rows = table.get("set", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise GlossaryError("error.glossary.set_entry", path=path, set="-", entry="set")
    return rows


def _set(row: Mapping[str, Any], phrases: Sequence[Phrase], path: Path) -> PhraseSet:
    named = row.get("id")
    name = named if isinstance(named, str) else ""

    def wrong(entry: str) -> GlossaryError:
        return GlossaryError("error.glossary.set_entry", path=path, set=name or "-", entry=entry)

    for entry in row:
        if entry not in _ENTRIES:
            raise wrong(entry)
    for entry in ("id", "name", "name_en", "place"):
        if not isinstance(row.get(entry), str) or not row[entry].strip():
            raise wrong(entry)
    if row["place"] not in PLACES:
        raise wrong("place")
    if ("phrases" in row) is ("category" in row):
        raise wrong("phrases")
    if "category" in row:
        found = tuple(phrase for phrase in phrases if phrase.category == row["category"])
        if not found:
            raise wrong("category")
    else:
        found = _named(row["phrases"], phrases, row["id"], path)
    return PhraseSet(row["id"], row["name"].strip(), row["name_en"].strip(), row["place"], found)


def _named(keys: object, phrases: Sequence[Phrase], name: str, path: Path) -> tuple[Phrase, ...]:
    if not are_texts(keys) or len(set(keys)) != len(keys):
        raise GlossaryError("error.glossary.set_entry", path=path, set=name, entry="phrases")
    known = {phrase.key: phrase for phrase in phrases}
    for key in keys:
        if key not in known:
            raise GlossaryError("error.glossary.set_phrase", path=path, set=name, phrase=key)
    return tuple(known[key] for key in keys)


def _choices(
    table: Mapping[str, Any], phrases: Sequence[Phrase], path: Path
) -> dict[str, tuple[str, ...]]:
    rows = table.get("choices", {})
    if not isinstance(rows, dict):
        raise GlossaryError("error.glossary.set_entry", path=path, set="choices", entry="choices")
    asking = {phrase.key for phrase in phrases if phrase.answer == "choice"}
    for key, names in rows.items():
        if key not in asking:
            raise GlossaryError("error.glossary.set_phrase", path=path, set="choices", phrase=key)
        if not are_texts(names) or not set(names) <= set(CHOICES):
            raise GlossaryError("error.glossary.set_entry", path=path, set="choices", entry=key)
    return {key: tuple(names) for key, names in rows.items()}
