"""The glossary: administrative terms, loaded from CSV files and found in text."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from voice_counter.errors import GlossaryError

_REQUIRED = ("ja", "reading")
_PRIORITIES = {"1": 1, "2": 2, "3": 3}


@dataclass(frozen=True, slots=True)
class Term:
    """A term as it is to be written; ``priority`` 1 is said daily, 3 seldom."""

    ja: str
    reading: str
    english: str = ""
    category: str = ""
    priority: int = 2
    aliases: tuple[str, ...] = ()


class Glossary:
    """A set of terms.

    >>> Glossary([Term("住民票", "じゅうみんひょう")]).terms_in("住民票をください")
    ('住民票',)
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._by_spelling = {alias: term.ja for term in self.terms for alias in term.aliases}
        # A term's own name is never taken for another's alias.
        self._by_spelling |= {term.ja: term.ja for term in self.terms}
        self._lengths = sorted({len(spelling) for spelling in self._by_spelling}, reverse=True)

    def terms_in(self, text: str) -> tuple[str, ...]:
        """The terms that ``text`` contains, in order, each once; the longest match wins."""
        return tuple(dict.fromkeys(self._matches(text)))

    def _matches(self, text: str) -> Iterator[str]:
        position = 0
        while position < len(text):
            for length in self._lengths:
                term = self._by_spelling.get(text[position : position + length])
                if term is not None:
                    yield term
                    position += length
                    break
            else:
                position += 1


def load_glossary(folder: Path) -> Glossary:
    """All terms of the ``*.csv`` files in ``folder``, by file name; the first spelling wins.

    Raises:
        GlossaryError: a file cannot be read, or a row lacks what it needs.
    """
    terms: dict[str, Term] = {}
    for path in sorted(folder.glob("*.csv")):
        for term in _read(path):
            terms.setdefault(term.ja, term)
    return Glossary(terms.values())


def _read(path: Path) -> Iterator[Term]:
    try:
        # utf-8-sig: Excel needs and writes a byte order mark.
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            for column in _REQUIRED:
                if column not in (rows.fieldnames or ()):
                    raise GlossaryError("error.glossary.column_missing", path=path, column=column)
            for row in rows:
                yield _term(path, rows.line_num, row)
    except UnicodeDecodeError as error:
        raise GlossaryError("error.glossary.not_utf8", path=path) from error
    except (OSError, csv.Error) as error:
        raise GlossaryError("error.glossary.unreadable", path=path, reason=error) from error


def _term(path: Path, line: int, row: dict[str, str | None]) -> Term:
    values = {name: (value or "").strip() for name, value in row.items() if isinstance(value, str)}
    for column in _REQUIRED:
        if not values.get(column):
            raise GlossaryError("error.glossary.row_empty", path=path, row=line, column=column)
    priority = _PRIORITIES.get(values.get("priority") or "2")
    if priority is None:
        raise GlossaryError("error.glossary.priority", path=path, row=line)
    return Term(
        ja=values["ja"],
        reading=values["reading"],
        english=values.get("en", ""),
        category=values.get("category", ""),
        priority=priority,
        aliases=tuple(alias for alias in values.get("aliases", "").split("|") if alias),
    )
