"""Terms of the glossary, and where a text contains them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Alias:
    """Another way to say a term: understood as the term, and left as it was said."""

    spelling: str
    reading: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term as it is to be written.

    Attributes:
        ja: the spelling in captions.
        reading: hiragana, as it is said.
        easy: やさしい日本語 that can stand in the term's place.
        translations: by language, the approved rendering first, then others that are accepted.
        category: the work it belongs to (戸籍・住民記録, 税, …).
        departments: the desks that say it; a profile names some of them.
        priority: 1 is said daily, 2 weekly, 3 seldom.
        aliases: spoken variants.
        forbidden: by language, renderings known to be wrong.
        note: for staff.
        source: who publishes the rendering.
        review: columns whose content somebody ought to check; ``("*",)`` means all of them.
    """

    ja: str
    reading: str
    easy: str = ""
    translations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    category: str = ""
    departments: tuple[str, ...] = ()
    priority: int = 2
    aliases: tuple[Alias, ...] = ()
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""
    source: str = ""
    review: tuple[str, ...] = ()

    def rendering(self, language: str) -> str:
        """The approved rendering; empty where there is none."""
        return next(iter(self.translations.get(language, ())), "")

    def in_doubt(self, column: str) -> bool:
        """Whether ``column`` still waits for somebody to check it."""
        return column in self.review or "*" in self.review


@dataclass(frozen=True, slots=True)
class Match:
    """``text[start:end]`` is ``term``, by its own spelling or by an alias."""

    start: int
    end: int
    term: Term
    reading: str


class Glossary:
    """A set of terms; of two with the same spelling the first counts.

    >>> Glossary([Term("住民票", "じゅうみんひょう")]).terms_in("住民票をください")
    ('住民票',)
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_ja: dict[str, Term] = {}
        for term in terms:
            self._by_ja.setdefault(term.ja, term)
        self.terms = tuple(self._by_ja.values())
        # A term's own name is never taken for another's alias.
        spellings = {
            alias.spelling: (term, alias.reading) for term in self.terms for alias in term.aliases
        }
        spellings |= {term.ja: (term, term.reading) for term in self.terms}
        # By the first character, the longest first: a text is scanned once whatever the size.
        self._starting: dict[str, list[tuple[str, Term, str]]] = {}
        for spelling in sorted(spellings, key=len, reverse=True):
            self._starting.setdefault(spelling[:1], []).append((spelling, *spellings[spelling]))

    def __len__(self) -> int:
        return len(self.terms)

    def get(self, ja: str) -> Term | None:
        """The term of that spelling."""
        return self._by_ja.get(ja)

    def terms_in(self, text: str) -> tuple[str, ...]:
        """The terms that ``text`` contains, in order, each once; the longest match wins."""
        return tuple(dict.fromkeys(match.term.ja for match in self.matches(text)))

    def matches(self, text: str) -> Iterator[Match]:
        """Where ``text`` contains terms, from left to right, without overlap."""
        position = 0
        while position < len(text):
            for spelling, term, reading in self._starting.get(text[position], ()):
                if text.startswith(spelling, position):
                    yield Match(position, position + len(spelling), term, reading)
                    position += len(spelling)
                    break
            else:
                position += 1
