"""Which glossary terms a sentence holds, in Japanese or another language of the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from voice_counter.glossary.terms import Glossary, Term
from voice_counter.translation.forms import occurrences
from voice_counter.translation.lock import Demand

_LEAST_LETTERS = 5
_LEAST_SIGNS = 2
"""A rendering shorter than this is an everyday word in too many sentences to be taken for a term;
scripts that write a syllable or more with a sign need fewer."""


class TermFinder:
    """Finds terms as demands of a translation.

    >>> from voice_counter.glossary import Glossary, Term
    >>> term = Term("在留カード", "ざいりゅうかーど", translations={"en": ("Residence Card",)})
    >>> TermFinder(Glossary([term])).demands("在留カードです。", "ja", "en")[0].wanted
    ('Residence Card',)
    """

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._index = lru_cache(maxsize=4)(self._indexed)

    def demands(self, text: str, source: str, target: str) -> list[Demand]:
        """The terms of ``text`` that have a rendering in ``target``, from left to right."""
        found = []
        for start, end, term in self.matches(text, source):
            wanted = (term.ja,) if target == "ja" else term.translations.get(target, ())
            if target == "ja":
                wanted += tuple(alias.spelling for alias in term.aliases)
            if wanted:
                forbidden = term.forbidden.get(target, ())
                found.append(Demand(start, end, wanted, forbidden, name=term.ja))
        return found

    def matches(self, text: str, language: str) -> list[tuple[int, int, Term]]:
        """Spans and terms; of two that overlap the longer counts."""
        if language == "ja":
            return [(match.start, match.end, match.term) for match in self._glossary.matches(text)]
        chosen: list[tuple[int, int, Term]] = []
        spans = sorted(
            ((start, end, term) for start, end, term in self._likely(text, language)),
            key=lambda span: (span[0] - span[1], span[0], span[2].priority),
        )
        for start, end, term in spans:
            if all(end <= first or last <= start for first, last, _ in chosen):
                chosen.append((start, end, term))
        return sorted(chosen, key=lambda span: span[0])

    def _likely(self, text: str, language: str) -> Iterator[tuple[int, int, Term]]:
        """Only renderings whose beginning is in the text are looked for in earnest."""
        index = self._index(language)
        folded = text.casefold()
        for at in range(len(folded)):
            for rendering, term in index.get(folded[at : at + 3], ()):
                for start, end in occurrences(rendering, text[at : at + 80], language):
                    before = folded[at - 1 : at]
                    # The cut-out must not begin inside a word.
                    if start == 0 and not (before.isascii() and before.isalnum()):
                        yield at, at + end, term

    def _indexed(self, language: str) -> dict[str, list[tuple[str, Term]]]:
        index: dict[str, list[tuple[str, Term]]] = {}
        for term in self._glossary.terms:
            for rendering in term.translations.get(language, ()):
                latin = bool(re.match("[A-Za-zÀ-ỹ]", rendering))
                if len(rendering) >= (_LEAST_LETTERS if latin else _LEAST_SIGNS):
                    index.setdefault(rendering.casefold()[:3], []).append((rendering, term))
        return index
