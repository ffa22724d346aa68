"""Where the office's update and what the user made say different things. The user's own counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from voice_counter import paths, settings
from voice_counter.glossary import load_glossary
from voice_counter.glossary.columns import row_of
from voice_counter.glossary.terms import Term
from voice_counter.glossary.user_glossary import conflicts as in_common
from voice_counter.settings import DECLARATIONS
from voice_counter.small_files import read_toml
from voice_counter.translation.phrase_sets import load_sets
from voice_counter.translation.phrases import Phrase, load_phrases

# Who wrote a term and whether it was checked is no difference to a listener.
_UNHEARD = {"note", "source", "status"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing of which there are two.

    Attributes:
        kind: ``alias``: the user's term is called what the office calls another one.
        name: the spelling, key or id they share.
        columns: what differs.
        own, office: the first of these in both, as text.
    """

    kind: Literal["term", "alias", "phrase", "set", "setting"]
    name: str
    columns: tuple[str, ...]
    own: str
    office: str


def conflicts(content: Path) -> tuple[Conflict, ...]:
    """All conflicts with the update whose content lies in a folder.

    Raises:
        GlossaryError: a file of the user's cannot be read.
    """
    return (*_terms(content), *_phrases(content), *_sets(content), *_settings(content))


def _terms(content: Path) -> Iterator[Conflict]:
    office = load_glossary(content / "glossary")
    for term in load_glossary(paths.user_glossary()).terms:
        for common in in_common(term, office):
            if common.kind == "same":
                yield from _different("term", term.ja, _row(term), _row(common.other))
            elif common.kind == "alias":
                yield Conflict("alias", common.common, ("ja",), term.ja, common.other.ja)


def _row(term: Term) -> Mapping[str, str]:
    return {name: cell for name, cell in row_of(term).items() if name not in _UNHEARD}


def _phrases(content: Path) -> Iterator[Conflict]:
    office = {phrase.key: phrase for phrase in load_phrases(content / "phrases")}
    for phrase in load_phrases(paths.user_glossary() / "phrases"):
        if phrase.key in office:
            yield from _different("phrase", phrase.key, _cells(phrase), _cells(office[phrase.key]))


def _cells(phrase: Phrase) -> Mapping[str, str]:
    cells = {
        field.name: str(getattr(phrase, field.name))
        for field in fields(phrase)
        if field.name not in ("translations", "review")
    }
    return {**cells, **phrase.translations}


def _sets(content: Path) -> Iterator[Conflict]:
    own, office = paths.user_glossary() / "phrases", content / "phrases"
    book = load_phrases(own, office, paths.glossaries() / "phrases")
    theirs = {each.id: each for each in load_sets(book, office).sets}
    for each in load_sets(book, own).sets:
        if each.id in theirs and each != theirs[each.id]:
            yield Conflict("set", each.id, ("phrases",), each.name, theirs[each.id].name)


def _settings(content: Path) -> Iterator[Conflict]:
    stored = settings.read()
    for name, value in _table(content / "settings" / "settings.toml").items():
        if name in DECLARATIONS and stored.layers[name] in (
            settings.Layer.USER,
            settings.Layer.PROFILE,
        ):
            own = getattr(stored.settings, name)
            if own != value:
                yield Conflict("setting", name, (name,), str(own), str(value))


def _table(file: Path) -> Mapping[str, Any]:
    with suppress(OSError, ValueError):
        return read_toml(file)
    return {}


def _different(
    kind: Literal["term", "phrase"], name: str, own: Mapping[str, str], other: Mapping[str, str]
) -> Iterator[Conflict]:
    columns = tuple(
        column for column in {**own, **other} if own.get(column, "") != other.get(column, "")
    )
    if columns:
        first = columns[0]
        yield Conflict(kind, name, columns, own.get(first, ""), other.get(first, ""))
