"""The terms that the staff added or corrected: one CSV file apart from those that ship.

Every change is on disk before it counts, whole or not at all, and can be taken back. What another
program did to the file in between (Excel, a colleague on a shared drive) is never overwritten: the
change is refused, the file read again, and whoever made the change can make it once more.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from voice_counter.errors import GlossaryError
from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.columns import row_of, term_of
from voice_counter.glossary.files import encoding_of, read_rows, write_terms
from voice_counter.glossary.sounds import sound
from voice_counter.glossary.terms import Alias, Glossary, Term
from voice_counter.interchange import is_formula

FILE_NAME = "own-terms.csv"

_KANA = re.compile(r"[ぁ-ゖー]+")
_MOST_STEPS = 100
"""How many changes can be taken back: more than anybody makes at one sitting."""

_BAR = str.maketrans("|", "｜")
_SEPARATORS = str.maketrans("|=", "｜＝")
"""What separates entries in a cell, and how it looks as a part of one."""

_Stamp = tuple[int, int, int]
"""What a file shows of itself without being read: it changes whenever the content does."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change: ``before`` stood at ``place`` and ``after`` took its place; None is nothing."""

    before: Term | None
    after: Term | None
    place: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a term has in common with another one.

    Attributes:
        kind: ``same`` spelling, ``alias`` of the one is a name of the other, same ``sound``.
        other: the term that is already there.
        common: the spelling they share; for ``sound`` the reading.
    """

    kind: Literal["same", "alias", "sound"]
    other: Term
    common: str


class UserGlossary:
    """The terms of one file that only this class writes.

    Args:
        path: the CSV file, which need not exist yet; nor need its folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._terms: tuple[Term, ...] = ()
        self._stamp: _Stamp | None = None
        self._steps: list[Step] = []

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms, in the order of the file."""
        return self._terms

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._steps)

    @property
    def changed_outside(self) -> bool:
        """Whether another program has written the file since it was last read or written."""
        return _stamp(self.path) != self._stamp

    def get(self, ja: str) -> Term | None:
        """The term of that spelling."""
        return next((term for term in self._terms if term.ja == ja), None)

    def load(self) -> None:
        """Read the file. One that is not there is empty.

        A damaged file is kept beside it as ``….broken-1`` (or ``-2`` …), and the rows of it that
        can be understood go on as the glossary.

        Raises:
            GlossaryError: the file could not be read, or was damaged; then the error tells where
                it was put and how many terms go on.
        """
        stamp = _stamp(self.path)
        try:
            self._terms = tuple(_read(self.path)) if stamp is not None else ()
        except GlossaryError as error:
            if isinstance(error.__cause__, OSError):
                raise  # locked or forbidden, not damaged: it may be whole
            self._set_aside(error)
        self._stamp = stamp

    def add(self, term: Term) -> Term:
        """Add a term, and return it as it is written: trimmed, its reading in hiragana.

        Raises:
            GlossaryError: its spelling or reading is empty, the glossary has the spelling already,
                the file cannot be written, or was changed by another program and has been read
                again.
        """
        self._check_outside()
        return self._put(cleaned(term), None)

    def replace(self, ja: str, term: Term) -> Term:
        """Put ``term`` in the place of the one spelt ``ja``, and return it as it is written.

        Raises:
            GlossaryError: as :meth:`add`, or there is no ``ja``.
        """
        self._check_outside()
        return self._put(cleaned(term), self._known(ja))

    def remove(self, ja: str) -> None:
        """Take the term spelt ``ja`` out.

        Raises:
            GlossaryError: there is none, or see :meth:`add` about the file.
        """
        self._check_outside()
        term = self._known(ja)
        self._do(Step(term, None, self._terms.index(term)))

    def undo(self) -> Step:
        """Take the last change back; repeatedly the ones before it. Returns what was undone.

        Raises:
            GlossaryError: there is none, the term is no longer as that change left it (the change
                is then forgotten), or see :meth:`add` about the file.
        """
        if not self._steps:
            raise GlossaryError("error.glossary.nothing_to_undo")
        self._check_outside()
        step = self._steps[-1]
        if not self._can_take_back(step):
            self._steps.pop()
            named = step.after or step.before
            raise GlossaryError("error.glossary.undo_gone", term=named.ja if named else "")
        place = step.place if step.after is None else self._terms.index(step.after)
        self._write(_changed(self._terms, Step(step.after, step.before, place)))
        self._steps.pop()
        return step

    def export(self, path: Path) -> None:
        """Write the terms into another file, for somebody to check: the column ``status`` says
        which renderings nobody has checked yet.

        Raises:
            GlossaryError: it cannot be written.
        """
        write_terms(path, self._terms)

    def _known(self, ja: str) -> Term:
        term = self.get(ja)
        if term is None:
            raise GlossaryError("error.glossary.term_unknown", term=ja)
        return term

    def _put(self, term: Term, before: Term | None) -> Term:
        there = self.get(term.ja)
        if there is not None and there is not before:
            raise GlossaryError("error.glossary.term_exists", term=term.ja)
        place = len(self._terms) if before is None else self._terms.index(before)
        if term != before:
            self._do(Step(before, term, place))
        return term

    def _do(self, step: Step) -> None:
        self._write(_changed(self._terms, step))
        self._steps = [*self._steps, step][-_MOST_STEPS:]

    def _can_take_back(self, step: Step) -> bool:
        if step.after is not None and step.after not in self._terms:
            return False
        if step.before is None:
            return True
        there = self.get(step.before.ja)
        return there is None or there == step.after

    def _write(self, terms: tuple[Term, ...]) -> None:
        write_terms(self.path, terms)
        self._terms = terms
        self._stamp = _stamp(self.path)

    def _check_outside(self) -> None:
        if self.changed_outside:
            self.load()
            raise GlossaryError("error.glossary.changed_outside", path=self.path)

    def _set_aside(self, error: GlossaryError) -> None:
        understood = tuple(_understood(self.path))
        kept = _unused(self.path)
        try:
            self.path.replace(kept)
        except OSError as fault:
            # It stays where it is, and is not ours to write over.
            raise error from fault
        self._terms = ()
        self._stamp = None
        if understood:
            self._write(understood)
        raise GlossaryError(
            "error.glossary.set_aside", path=self.path, kept=kept.name, count=len(understood)
        ) from error


def cleaned(term: Term) -> Term:
    """The term as it would be read from its row.

    Raises:
        GlossaryError: its spelling or reading is empty.
    """
    try:
        return _term(row_of(_separable(term)))
    except GlossaryError as error:
        if error.key != "error.glossary.row_empty":
            raise
        raise GlossaryError("error.glossary.term_incomplete", **error.values) from error


def _separable(term: Term) -> Term:
    """The term without what separates the entries of a cell in one of them."""
    aliases = (
        Alias(_line(alias.spelling).translate(_SEPARATORS), _line(alias.reading))
        for alias in term.aliases
    )
    return replace(
        term,
        translations={
            language: kept
            for language, renderings in term.translations.items()
            if (kept := tuple(line for each in renderings if (line := _line(each.translate(_BAR)))))
        },
        aliases=tuple(
            replace(alias, reading=alias.reading.translate(_BAR))
            for alias in aliases
            if alias.spelling
        ),
    )


def suggest_reading(ja: str, analyser: Analyser) -> str:
    """How ``ja`` is probably read, in hiragana; empty where a part of it has no reading.

    >>> suggest_reading("三軒茶屋", Analyser(Glossary(())))
    'さんけんちゃや'
    """
    words = analyser.words(ja.strip())
    reading = "".join(word.reading for word in words)
    complete = all(word.reading for word in words) and _KANA.fullmatch(reading)
    return reading if complete else ""


def is_reading(text: str) -> bool:
    """Whether ``text`` is hiragana throughout, and so can be heard."""
    return _KANA.fullmatch(text) is not None


def conflicts(term: Term, glossary: Glossary) -> tuple[Conflict, ...]:
    """What ``term`` would have in common with the terms of ``glossary``, each of them once.

    Leave the term that it is going to replace out of ``glossary``.
    """
    own = {term.ja, *(alias.spelling for alias in term.aliases)}
    sounds = {sound(reading) for reading in _readings(term)} - {""}
    found = (_conflict(term, other, own, sounds) for other in glossary.terms)
    return tuple(conflict for conflict in found if conflict is not None)


def _conflict(term: Term, other: Term, own: set[str], sounds: set[str]) -> Conflict | None:
    if other.ja == term.ja:
        return Conflict("same", other, other.ja)
    for spelling in (other.ja, *(alias.spelling for alias in other.aliases)):
        if spelling in own:
            return Conflict("alias", other, spelling)
    for reading in _readings(other):
        if sound(reading) in sounds:
            return Conflict("sound", other, reading)
    return None


def _readings(term: Term) -> Iterator[str]:
    yield term.reading
    yield from (alias.reading for alias in term.aliases)


def _changed(terms: tuple[Term, ...], step: Step) -> tuple[Term, ...]:
    after = () if step.after is None else (step.after,)
    behind = step.place + (step.before is not None)
    return (*terms[: step.place], *after, *terms[behind:])


def _read(path: Path) -> Iterator[Term]:
    for number, row in read_rows(path):
        try:
            yield _term(row)
        except GlossaryError as error:
            raise GlossaryError(error.key, path=path, row=number, **error.values) from error


def _term(row: dict[str, str]) -> Term:
    return term_of({column: _line(cell) for column, cell in row.items()})


def _understood(path: Path) -> Iterator[Term]:
    """The terms of a damaged file that can still be read, up to where it is no CSV any more."""
    with contextlib.suppress(GlossaryError):
        encoding = encoding_of(path)
        if encoding is None:
            return
        for _number, row in read_rows(path, encoding=encoding):
            with contextlib.suppress(GlossaryError):
                yield _term(row)


def _line(cell: str) -> str:
    """One line without control characters, and without the mark that disarms a formula."""
    kept = "".join(c if unicodedata.category(c) not in ("Cc", "Cs") else " " for c in cell)
    line = " ".join(kept.replace("\ufeff", " ").split())
    while line.startswith("'") and is_formula(line[1:]):
        line = line[1:].lstrip()
    return line


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _unused(path: Path) -> Path:
    number = 1
    while (kept := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    return kept
