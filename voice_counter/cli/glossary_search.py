"""``voice-counter glossary search``."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence

from voice_counter import paths
from voice_counter.glossary.columns import row_of
from voice_counter.glossary.files import load_glossary
from voice_counter.glossary.sounds import hiragana
from voice_counter.glossary.terms import Term
from voice_counter.languages import LANGUAGES
from voice_counter.texts import text

_NOTHING_FOUND = 1


def search(words: Sequence[str]) -> int:
    """Print the terms that have each of ``words`` in a name; 1 where there is none."""
    wanted = [_folded(word) for word in words]
    found = [
        term
        for term in load_glossary(*paths.glossary_folders()).terms
        if all(any(word in name for name in _names(term)) for word in wanted)
    ]
    if not found:
        print(text("cli.glossary.not_found", words=" ".join(words)), file=sys.stderr)
        return _NOTHING_FOUND
    for term in found:
        print("\n".join(_block(term)), end="\n\n")
    print(text("cli.glossary.found", count=len(found)))
    return 0


def _names(term: Term) -> list[str]:
    """Everything a term can be found by, folded."""
    names = [term.ja, term.reading]
    for alias in term.aliases:
        names += [alias.spelling, alias.reading]
    for renderings in term.translations.values():
        names += renderings
    return [_folded(name) for name in names]


def _folded(name: str) -> str:
    return hiragana(unicodedata.normalize("NFKC", name).casefold())


def _block(term: Term) -> list[str]:
    """A term for reading, one line a column, with a mark on what waits for a check."""
    cells = row_of(term)
    lines = [f"{term.ja}（{term.reading}）" + _mark(term, "ja", "reading")]
    for column in ("easy", *LANGUAGES, "aliases", "forbidden", "category", "departments"):
        if cells[column]:
            lines.append(_labelled(term, column, cells[column].replace("|", " | ")))
    for column in ("priority", "note", "source"):
        if cells[column]:
            lines.append(_labelled(term, column, cells[column].replace("\n", "\n    ")))
    return lines


def _labelled(term: Term, column: str, content: str) -> str:
    label = column if column in LANGUAGES else text(f"cli.glossary.{column}")
    return f"  {label}: {content}" + _mark(term, column)


def _mark(term: Term, *columns: str) -> str:
    doubtful = any(term.in_doubt(column) for column in columns)
    return f" {text('cli.glossary.in_doubt')}" if doubtful else ""
