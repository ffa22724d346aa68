"""The staff's panel of phrases: sets, search, slots to fill, and what was answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from voice_counter import texts
from voice_counter.conversation.board import question
from voice_counter.conversation.line import Line, Side
from voice_counter.desktop.desk import Desk, Mode
from voice_counter.desktop.jobs import Jobs
from voice_counter.desktop.pad_view import PadView
from voice_counter.desktop.session import CaptionSession
from voice_counter.errors import UserError
from voice_counter.glossary.terms import Glossary
from voice_counter.translation.phrase_sets import PhraseSets, spoken
from voice_counter.translation.phrases import SLOT, Phrase
from voice_counter.translation.term_finder import TermFinder

_BLANK = "＿＿"


@dataclass(frozen=True, slots=True)
class _Read:
    sets: PhraseSets
    terms: TermFinder
    glossary: Glossary


class PhrasePanel(QObject):
    """Phrases that staff press instead of speaking.

    Args:
        load: reads the sets, on a thread of its own, when the panel is first opened.
    """

    openChanged = Signal()  # noqa: N815  (Qt's naming, here and below)
    listChanged = Signal()  # noqa: N815
    fillingChanged = Signal()  # noqa: N815
    answerChanged = Signal()  # noqa: N815

    def __init__(
        self,
        session: CaptionSession,
        desk: Desk,
        load: Callable[[], PhraseSets],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._load = load
        self._jobs = Jobs(self)
        self._glossary = Glossary(())
        self._read: _Read | None = None
        self._reading = False
        self._notice = ""
        self._open = False
        self._set = ""
        self._query = ""
        self._filling: Phrase | None = None
        self._values: dict[str, str] = {}
        self._slot = ""
        self._pad = PadView(parent=self)
        self._pad.changed.connect(self._take_value)
        self._pad.pressed.connect(desk.touch)
        desk.nextPersonCame.connect(self._forget)
        desk.languageChanged.connect(self.listChanged)
        desk.languageChanged.connect(self.fillingChanged)
        desk.modeChanged.connect(self._follow_mode)
        for signal in (session.model.dataChanged, session.model.modelReset):
            signal.connect(self.answerChanged)
        session.model.rowsInserted.connect(self.answerChanged)
        session.model.rowsRemoved.connect(self.answerChanged)

    # -- properties -----------------------------------------------------------------------

    open = Property(bool, lambda self: self._open, notify=openChanged)
    notice = Property(str, lambda self: self._notice, notify=listChanged)
    chosenSet = Property(str, lambda self: self._set, notify=listChanged)  # noqa: N815
    query = Property(str, lambda self: self._query, notify=listChanged)
    pad = Property(QObject, lambda self: self._pad, constant=True)

    def _sets(self) -> list[dict[str, str]]:
        if self._read is None:
            return []
        english = texts.ui_language() != "ja"
        return [
            {"key": each.id, "text": each.name_en if english else each.name}
            for each in self._read.sets.for_place(self._place)
        ]

    def _phrases(self) -> list[dict[str, Any]]:
        return [self._row(phrase) for phrase in self._listed()]

    sets = Property(list, _sets, notify=listChanged)
    phrases = Property(list, _phrases, notify=listChanged)

    filling = Property(bool, lambda self: self._filling is not None, notify=fillingChanged)
    slot = Property(str, lambda self: self._slot, notify=fillingChanged)

    def _slots(self) -> list[dict[str, str]]:
        if self._filling is None:
            return []
        return [
            {"name": name, "kind": name.rstrip("2"), "value": self._values.get(name, "")}
            for name in self._filling.slots
        ]

    def _preview(self, language: str) -> str:
        if self._filling is None:
            return ""
        said = spoken(self._filling, self._values, language or "ja", self._terms)
        if said is not None:
            return said.text if language == "ja" else said.other
        if language != "ja":
            return ""
        return SLOT.sub(
            lambda match: self._values.get(match[1] + match[2]) or _BLANK, self._filling.ja
        )

    slots = Property(list, _slots, notify=fillingChanged)
    preview = Property(str, lambda self: self._preview("ja"), notify=fillingChanged)
    previewTranslation = Property(  # noqa: N815
        str, lambda self: self._preview(self._language), notify=fillingChanged
    )
    complete = Property(
        bool,
        lambda self: (
            self._filling is not None
            and all(self._values.get(slot) for slot in self._filling.slots)
        ),
        notify=fillingChanged,
    )

    def _newest(self, side: Side) -> Line | None:
        return self._session.conversation.last(side)

    def _answered(self) -> tuple[str, str]:
        """What the resident answered to the newest line of staff, and the language it is in:
        Japanese, unless that is still to come."""
        line = self._newest(Side.RESIDENT)
        asked = self._newest(Side.STAFF)
        if line is None or (asked is not None and line.start < asked.start):
            return "", "ja"
        translation = line.translations.get("ja")
        if translation is not None and translation.text:
            return translation.text, "ja"
        return line.text, line.language

    def _asked(self) -> str:
        line = self._newest(Side.STAFF)
        return line.text if line is not None else ""

    asked = Property(str, _asked, notify=answerChanged)
    answer = Property(str, lambda self: self._answered()[0], notify=answerChanged)
    answerLanguage = Property(  # noqa: N815
        str, lambda self: self._answered()[1], notify=answerChanged
    )

    # -- what staff do --------------------------------------------------------------------

    @Slot()
    def toggle(self) -> None:
        """Open or close the panel."""
        self._show(not self._open)

    @Slot()
    def back(self) -> None:
        """Leave what is open: the slots, the search, at last the panel."""
        if self._filling is not None:
            self._fill(None)
        elif self._query:
            self.search("")
        else:
            self._show(False)

    @Slot(str)
    def openSet(self, key: str) -> None:  # noqa: N802
        """List the phrases of a set."""
        self._query = ""
        self._set = key
        self._fill(None)
        self._desk.touch()
        self.listChanged.emit()

    @Slot(str)
    def search(self, query: str) -> None:
        """List the phrases that hold all words of ``query``; those of the set again if empty."""
        if query != self._query:
            self._query = query
            self._desk.touch()
            self.listChanged.emit()

    @Slot(str)
    def press(self, key: str) -> None:
        """Say a phrase; one with slots is to be filled first."""
        phrase = self._read.sets.phrase(key) if self._read is not None else None
        if phrase is None:
            return
        if phrase.slots:
            self._fill(phrase)
        else:
            self._say(phrase, {})

    @Slot(str)
    def chooseSlot(self, name: str) -> None:  # noqa: N802
        """Fill another slot."""
        if self._filling is not None and name in self._filling.slots:
            self._slot = name
            kept = self._values.pop(name, "")
            self._pad.begin(name.rstrip("2"), "ja")
            # What was there stays until the first key of the new value.
            if kept:
                self._values[name] = kept
            self.fillingChanged.emit()

    @Slot()
    def next(self) -> None:
        """The next slot that is empty."""
        if self._filling is not None:
            empty = [slot for slot in self._filling.slots if not self._values.get(slot)]
            if empty:
                self.chooseSlot(empty[0])

    @Slot()
    def send(self) -> None:
        """Say the phrase whose slots are filled."""
        phrase, values = self._filling, dict(self._values)
        if phrase is not None and all(values.get(slot) for slot in phrase.slots):
            self._say(phrase, values)

    def use(self, glossary: Glossary) -> None:
        """The terms that are known from now on. What is listed stays until it is read anew."""
        self._glossary = glossary
        if self._open:
            self._start_reading()

    def shutdown(self, seconds: float) -> bool:
        """Wait for what is being read. Says whether it ended."""
        return self._jobs.join(seconds)

    # -- how it works ---------------------------------------------------------------------

    @property
    def _language(self) -> str:
        return str(self._desk.property("residentLanguage")) or "ja"

    @property
    def _place(self) -> str:
        return "visit" if self._desk.property("mode") == Mode.VISIT else "counter"

    @property
    def _terms(self) -> TermFinder | None:
        return self._read.terms if self._read is not None else None

    def _show(self, on: bool) -> None:
        if on is self._open:
            return
        self._open = on
        if on:
            self._start_reading()
        else:
            self._query = ""
            self._fill(None)
            self.listChanged.emit()
        self.openChanged.emit()

    def _start_reading(self) -> None:
        known = self._read is not None and self._read.glossary is self._glossary
        if known or self._reading:
            return
        self._reading = True
        self._notice = ""
        glossary = self._glossary
        self._jobs.start(
            lambda: _Read(self._load(), TermFinder(glossary), glossary), self._arrive, self._fail
        )

    def _arrive(self, read: _Read) -> None:
        self._reading = False
        self._read = read
        self._begin_list()
        self._start_reading()  # other terms may have come meanwhile

    def _fail(self, error: UserError) -> None:
        self._reading = False
        self._notice = texts.explain(error)
        self.listChanged.emit()

    def _begin_list(self) -> None:
        sets = self._read.sets.for_place(self._place) if self._read is not None else ()
        if self._set not in [each.id for each in sets]:
            self._set = sets[0].id if sets else ""
        self.listChanged.emit()

    def _listed(self) -> tuple[Phrase, ...]:
        if self._read is None:
            return ()
        if self._query.strip():
            return self._read.sets.search(self._query, self._language)
        return next((s.phrases for s in self._read.sets.sets if s.id == self._set), ())

    def _row(self, phrase: Phrase) -> dict[str, Any]:
        language = self._language
        other = "" if language == "ja" else phrase.text(language)
        return {
            "key": phrase.key,
            "text": SLOT.sub(_BLANK, phrase.ja),
            "translation": SLOT.sub(lambda m: _BLANK if m[3] is None else m[4], other),
            "machine": language != "ja" and not other,
            "answer": phrase.answer,
            "fills": bool(phrase.slots),
        }

    def _fill(self, phrase: Phrase | None) -> None:
        if phrase is self._filling:
            return
        self._filling = phrase
        self._values = {}
        self._slot = ""
        if phrase is not None:
            self.chooseSlot(phrase.slots[0])
        self.fillingChanged.emit()

    def _take_value(self) -> None:
        if self._slot and (self._pad.pad.japanese or not self._pad.pad.partial):
            self._values[self._slot] = self._pad.pad.japanese
        elif self._slot:
            self._values.pop(self._slot, None)
        self.fillingChanged.emit()

    def _say(self, phrase: Phrase, values: dict[str, str]) -> None:
        said = spoken(phrase, values, self._language, self._terms)
        if said is None:
            return
        self._fill(None)
        self._desk.say_as(said)
        choices = self._read.sets.choices.get(phrase.key, ()) if self._read is not None else ()
        self._desk.board.ask(question(said, phrase.answer, choices))

    def _forget(self) -> None:
        self._query = ""
        self._fill(None)
        self._set = ""
        self._show(False)
        self._begin_list()

    def _follow_mode(self) -> None:
        self._set = ""
        self._show(False)
        self._begin_list()
