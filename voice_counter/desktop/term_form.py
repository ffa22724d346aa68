"""A term while somebody writes it: what stands in the fields, and what is the matter with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from voice_counter import texts
from voice_counter.desktop.term_view import aliases_text
from voice_counter.errors import GlossaryError
from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.scripts import foreign_characters, lacks_script
from voice_counter.glossary.sounds import hiragana
from voice_counter.glossary.terms import Alias, Glossary, Term
from voice_counter.glossary.user_glossary import (
    cleaned,
    conflicts,
    is_reading,
    suggest_reading,
)
from voice_counter.languages import LANGUAGES

PAUSE_MS = 250
"""Suggestions and warnings come when somebody stops typing for so long."""

_FIELDS = ("ja", "reading", "easy", "aliases", "note", *LANGUAGES)
_ALIAS = re.compile(r"([^（(）)]+)(?:[（(]([^（(）)]*)[）)])?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the terms of the form belong.

    Attributes:
        own: the terms of this PC, which a new term must not repeat.
        others: those of the other glossaries, which it may put right.
        analyser: reads what is written.
        names: of the languages, for messages.
    """

    own: Glossary
    others: Glossary
    analyser: Analyser
    names: Mapping[str, str]


class TermForm(QObject):
    """The fields of one term.

    Args:
        place: the present state of the glossary.
    """

    changed = Signal()
    valuesChanged = Signal()  # noqa: N815  (Qt's naming, here and below)
    """Fields were filled from here, not by the user."""

    def __init__(self, place: Callable[[], Place | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._base: Term | None = None
        self._replaced: str | None = None
        self._correcting = False
        self._values: dict[str, str] = dict.fromkeys(_FIELDS, "")
        self._at_first = dict(self._values)
        self._suggested = ""
        self._problems: tuple[str, ...] = ()
        self._warnings: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.check)

    values = Property(
        "QVariantMap",  # type: ignore[arg-type]
        lambda self: dict(self._values),
        notify=valuesChanged,
    )
    problems = Property(list, lambda self: list(self._problems), notify=changed)
    warnings = Property(list, lambda self: list(self._warnings), notify=changed)
    correcting = Property(bool, lambda self: self._correcting, notify=valuesChanged)
    adding = Property(bool, lambda self: self._base is None, notify=valuesChanged)
    readingSuggested = Property(  # noqa: N815
        bool,
        lambda self: bool(self._suggested) and self._values["reading"] == self._suggested,
        notify=changed,
    )
    complete = Property(
        bool, lambda self: bool(self._values["ja"].strip()) and not self._problems, notify=changed
    )

    @property
    def dirty(self) -> bool:
        """Whether leaving would lose something."""
        return self._values != self._at_first

    @property
    def replaced(self) -> str | None:
        """The own term that saving replaces, by its spelling; None: saving adds one."""
        return self._replaced

    def begin(
        self, base: Term | None, *, own: bool = False, alias: Alias | None = None, ja: str = ""
    ) -> None:
        """Fill the fields.

        Args:
            base: the term to correct; None for a new one.
            own: ``base`` is one of the terms of this PC.
            alias: to be added to those of ``base``.
            ja: the spelling of a new term, as far as it is known.
        """
        self._base = base
        self._replaced = base.ja if base is not None and own else None
        place = self._place()
        # Another spelling would leave the shipped term as it is, and add one beside it.
        self._correcting = base is not None and (
            not own or (place is not None and place.others.get(base.ja) is not None)
        )
        self._values = _values(base or Term(ja, ""))
        self._at_first = dict(self._values)
        if alias is not None and base is not None and alias not in base.aliases:
            self._values["aliases"] = aliases_text((*base.aliases, alias))
        self._suggested = ""
        if base is None:
            self._at_first["ja"] = ""
            self._suggest()
        self.check()
        self.valuesChanged.emit()

    @Slot(str, str)
    def edit(self, field: str, text: str) -> None:
        """The user wrote ``text`` into ``field``."""
        if self._values.get(field, text) == text:
            return
        self._values[field] = text
        if field == "reading":
            self._suggested = ""
        self._timer.start()
        self.changed.emit()

    @Slot()
    def check(self) -> None:
        """Bring the suggestion and the warnings up to date, without waiting for a pause."""
        self._timer.stop()
        if self._suggest():
            self.valuesChanged.emit()
        self._problems, self._warnings = self._found()
        self.changed.emit()

    def term(self) -> Term:
        """The term that the fields stand for.

        Raises:
            GlossaryError: it has no spelling or no reading.
        """
        base = self._base or self._shipped() or Term("", "")
        # Of a shipped term only what was written is put right: an empty field takes nothing away.
        unsaid = {} if self._base is not None else _values(base)
        values = {
            field: text.strip() or unsaid.get(field, "") for field, text in self._values.items()
        }
        written = cleaned(
            replace(
                base,
                ja=self._values["ja"],
                reading=self._values["reading"],
                easy=values["easy"],
                note=values["note"],
                aliases=self._aliases(values["aliases"], base),
                translations={
                    language: _renderings(values[language], base.translations.get(language))
                    for language in LANGUAGES
                },
            )
        )
        return replace(written, review=_review(base, written))

    def _shipped(self) -> Term | None:
        place = self._place()
        return None if place is None else place.others.get(self._values["ja"].strip())

    def _suggest(self) -> bool:
        """Fill in the reading, unless the user wrote one. Says whether that changed it."""
        place = self._place()
        reading = self._values["reading"]
        if place is None or self._base is not None or reading != self._suggested:
            return False
        self._suggested = suggest_reading(self._values["ja"], place.analyser)
        self._values["reading"] = self._suggested
        return reading != self._suggested

    def _aliases(self, text: str, base: Term) -> tuple[Alias, ...]:
        place = self._place()
        known = {alias.spelling: alias.reading for alias in base.aliases}
        found = []
        for entry in re.split("[、,，|]", text):
            match = _ALIAS.fullmatch(entry.strip())
            if match is None:
                continue
            spelling = match[1].strip()
            reading = (match[2] or "").strip() or known.get(spelling, "")
            if not reading and place is not None:
                reading = suggest_reading(spelling, place.analyser)
            found.append(Alias(spelling, hiragana(reading or spelling)))
        return tuple(dict.fromkeys(found))

    def _found(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What keeps the term from being saved, and what is worth a second look."""
        place = self._place()
        if place is None or not self._values["ja"].strip():
            return (), ()
        try:
            term = self.term()
        except GlossaryError:
            return (texts.text("window.term_reading_missing"),), ()
        problems = []
        if not is_reading(term.reading):
            problems.append(texts.text("window.term_reading_not_kana"))
        problems += [
            texts.text("window.term_alias_not_kana", alias=alias.spelling)
            for alias in term.aliases
            if not is_reading(alias.reading)
        ]
        if term.ja != self._replaced and place.own.get(term.ja) is not None:
            problems.append(texts.text("error.glossary.term_exists", term=term.ja))
        return tuple(problems), tuple(self._doubts(term, place))

    def _doubts(self, term: Term, place: Place) -> list[str]:
        left_out = {self._replaced, self._base.ja if self._base else None}
        together = (*place.own.terms, *place.others.terms)
        around = Glossary(other for other in together if other.ja not in left_out)
        found = [
            texts.text(
                f"window.term_{conflict.kind}", term=conflict.other.ja, common=conflict.common
            )
            for conflict in conflicts(term, around)
            if conflict.kind != "same" or place.own.get(term.ja) is None
        ]
        for language, renderings in term.translations.items():
            foreign = "".join(foreign_characters(language, each) for each in renderings)
            if foreign or any(lacks_script(language, each) for each in renderings):
                name = place.names.get(language, language)
                found.append(texts.text("window.term_wrong_script", name=name))
        return found


def _values(term: Term) -> dict[str, str]:
    return {
        "ja": term.ja,
        "reading": term.reading,
        "easy": term.easy,
        "aliases": aliases_text(term.aliases),
        "note": term.note,
        **{language: term.rendering(language) for language in LANGUAGES},
    }


def _renderings(approved: str, before: tuple[str, ...] | None) -> tuple[str, ...]:
    """The field shows only the approved rendering; the others that are accepted stay."""
    others = (before or ())[1:]
    kept = (approved.strip(), *(each for each in others if each != approved.strip()))
    return kept if kept[0] else ()


def _review(base: Term, written: Term) -> tuple[str, ...]:
    """What the staff wrote in another language is to be checked, besides what already was."""
    fresh = [
        language
        for language in LANGUAGES
        if written.rendering(language) and written.rendering(language) != base.rendering(language)
    ]
    doubted = base.review if "*" not in base.review else ("easy", *LANGUAGES)
    there = [column for column in doubted if column not in LANGUAGES or written.rendering(column)]
    return tuple(dict.fromkeys((*there, *fresh)))
