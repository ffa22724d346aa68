"""The terms that were searched for, as a Qt list model; and the search."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, Qt

from voice_counter.glossary.sounds import hiragana
from voice_counter.glossary.terms import Glossary, Term

Index = QModelIndex
_NOWHERE = QModelIndex()


class TermRole(IntEnum):
    """What a delegate can ask of a row."""

    JA = Qt.ItemDataRole.UserRole + 1
    READING = Qt.ItemDataRole.UserRole + 2
    ENGLISH = Qt.ItemDataRole.UserRole + 3
    REVIEW = Qt.ItemDataRole.UserRole + 4
    OWN = Qt.ItemDataRole.UserRole + 5


_NAMES = {
    TermRole.JA: b"ja",
    TermRole.READING: b"reading",
    TermRole.ENGLISH: b"english",
    TermRole.REVIEW: b"review",
    TermRole.OWN: b"own",
}


@dataclass(frozen=True, slots=True)
class _Searchable:
    """A term, and all that it may be found by."""

    term: Term
    names: tuple[str, ...]
    rest: str

    def rank(self, wanted: str) -> int | None:
        """How well it fits, 0 best; None: it does not."""
        if wanted in self.names:
            return 0
        if any(name.startswith(wanted) for name in self.names):
            return 1
        if any(wanted in name for name in self.names):
            return 2
        return 3 if wanted in self.rest else None


class TermSearch:
    """Finds terms by spelling, reading, alias, easy words and every translation.

    >>> TermSearch(Glossary([Term("住民票", "じゅうみんひょう")])).find("ジュウミン")[0].ja
    '住民票'
    """

    def __init__(self, glossary: Glossary) -> None:
        self._entries = [_searchable(term) for term in glossary.terms]

    def find(self, query: str) -> list[Term]:
        """What fits, best first and by reading; all terms, by reading, for an empty query."""
        wanted = _folded(query)
        ranked = [
            (rank, entry.term.reading, entry.term)
            for entry in self._entries
            if (rank := entry.rank(wanted) if wanted else 0) is not None
        ]
        return [term for _rank, _reading, term in sorted(ranked, key=lambda found: found[:2])]


class TermList(QAbstractListModel):
    """The terms to choose from. Belongs to the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._terms: list[Term] = []
        self._own: frozenset[str] = frozenset()

    @property
    def terms(self) -> list[Term]:
        """The terms in their order."""
        return self._terms

    def show(self, terms: list[Term], own: Iterable[str]) -> None:
        """Show these; ``own`` are the spellings of those added on this PC."""
        self.beginResetModel()
        self._terms = terms
        self._own = frozenset(own)
        self.endResetModel()

    def place(self, ja: str) -> int:
        """The row of the term spelt ``ja``; -1 where it is not shown."""
        return next((row for row, term in enumerate(self._terms) if term.ja == ja), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # type: ignore[override]  # noqa: N802
        """Number of terms shown."""
        return 0 if parent.isValid() else len(self._terms)

    def data(self, index: Index, role: int = TermRole.JA) -> Any:  # type: ignore[override]
        """The value of ``role`` in the row at ``index``."""
        if not index.isValid() or index.row() >= len(self._terms):
            return None
        term = self._terms[index.row()]
        match role:
            case TermRole.JA | Qt.ItemDataRole.DisplayRole:
                return term.ja
            case TermRole.READING:
                return term.reading
            case TermRole.ENGLISH:
                return term.rendering("en")
            case TermRole.REVIEW:
                return bool(term.review)
            case TermRole.OWN:
                return term.ja in self._own
        return None

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802
        """The names by which QML delegates ask."""
        return {int(role): QByteArray(name) for role, name in _NAMES.items()}


def _searchable(term: Term) -> _Searchable:
    names = [term.ja, term.reading]
    for alias in term.aliases:
        names += (alias.spelling, alias.reading)
    others = [term.easy, *(each for found in term.translations.values() for each in found)]
    return _Searchable(term, tuple(map(_folded, names)), "\n".join(map(_folded, others)))


def _folded(text: str) -> str:
    """What is compared: without case, width, blanks at the ends, kind of kana."""
    return hiragana(unicodedata.normalize("NFKC", text).casefold()).strip()
