"""The view model of a conversation between staff and a resident, whatever room shows it."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from voice_counter import texts
from voice_counter.captions.events import Final, Partial
from voice_counter.conversation.board import Said
from voice_counter.conversation.ears import Arrangement
from voice_counter.conversation.line import Side
from voice_counter.desktop.choices import language_tiles
from voice_counter.desktop.core import Core
from voice_counter.desktop.fonts import family
from voice_counter.desktop.handwriting import Handwriting
from voice_counter.desktop.idle import Idle
from voice_counter.desktop.interpreting import Interpreting
from voice_counter.desktop.line_view import numbers_of
from voice_counter.desktop.open_numbers import OpenNumbers
from voice_counter.desktop.phrase_board import PhraseBoard
from voice_counter.desktop.preferences import Preferences
from voice_counter.desktop.reading_aids import easy_with, ruby_with
from voice_counter.desktop.session import CaptionSession
from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.terms import Glossary
from voice_counter.languages import TAGS
from voice_counter.memory import give_back
from voice_counter.power import on_battery
from voice_counter.resident_texts import BUTTONS, resident_texts
from voice_counter.settings import DETECTION, LAYOUTS, VISIT_LAYOUTS
from voice_counter.translation.results import Translation

_HOLD_SECONDS = 0.4
"""A key held longer gives the turn only while it is down; a tap keeps it."""


class Mode(StrEnum):
    """What the application is used for."""

    START = "start"
    """Nothing yet: it is being asked."""
    CAPTIONS = "captions"
    COUNTER = "counter"
    HEARING = "hearing"
    VISIT = "visit"
    EVENT = "event"


_TRANSLATED = frozenset({Mode.COUNTER, Mode.VISIT})
_WITH_PEOPLE = _TRANSLATED | {Mode.HEARING}
"""Somebody comes and goes, of whom nothing may be left."""


class Desk(QObject):
    """Who speaks, in which language, and what the other one is shown.

    Args:
        clock: seconds, for telling a tap from a hold.
        battery: whether the PC runs on one.
    """

    modeChanged = Signal()  # noqa: N815  (Qt's naming, here and below)
    languageChanged = Signal()  # noqa: N815
    requestChanged = Signal()  # noqa: N815
    pendingChanged = Signal()  # noqa: N815
    choiceChanged = Signal()  # noqa: N815
    idleChanged = Signal()  # noqa: N815
    nextPersonCame = Signal()  # noqa: N815
    stopAsked = Signal()  # noqa: N815
    """The resident wants it to stop: nothing is heard, nothing is kept."""

    def __init__(
        self,
        core: Core,
        session: CaptionSession,
        preferences: Preferences,
        clock: Callable[[], float] = time.monotonic,
        battery: Callable[[], bool] = on_battery,
    ) -> None:
        super().__init__()
        self._session = session
        self._preferences = preferences
        self._clock = clock
        self._on_battery = battery
        self._mode = Mode.CAPTIONS
        self._language = ""
        self._request = ""
        self._pressed: tuple[Side, float] | None = None
        self._began = False
        self._interpreting = Interpreting(session.conversation, core.translator, self)
        self._analyser: Analyser | None = None
        self._glossary = Glossary(())
        self.handwriting = Handwriting(self)
        self.board = PhraseBoard(parent=self)
        self.board.answered.connect(self._answer)
        self.board.touched.connect(self.touch)
        self.languageChanged.connect(self._turn_board)
        self.modeChanged.connect(self._turn_board)
        self.nextPersonCame.connect(self.board.clear)
        self._idle = Idle(self)
        self._idle.changed.connect(self.idleChanged)
        self._idle.over.connect(self.nextPerson)
        session.heard.connect(self._notice)
        session.strainChanged.connect(self._translate)
        preferences.changed.connect(self._follow)
        self._open_numbers = OpenNumbers(session.conversation)
        self._open_numbers.countChanged.connect(self.pendingChanged)

    # -- properties -----------------------------------------------------------------------

    mode = Property(str, lambda self: str(self._mode), notify=modeChanged)
    translating = Property(bool, lambda self: self._mode in _TRANSLATED, notify=modeChanged)
    residentLanguage = Property(  # noqa: N815
        str, lambda self: self._language, notify=languageChanged
    )
    words = Property(
        "QVariantMap",  # type: ignore[arg-type]
        lambda self: dict(resident_texts(self._language or "ja")),
        notify=languageChanged,
    )
    languages = Property(list, lambda _: language_tiles(), constant=True)
    buttons = Property(list, lambda _: list(BUTTONS), constant=True)
    detection = Property(
        str, lambda self: self._preferences.stored.speaker_detection, notify=choiceChanged
    )
    detections = Property(list, lambda _: list(DETECTION), constant=True)
    furigana = Property(bool, lambda self: self._preferences.stored.furigana, notify=choiceChanged)
    easyJapanese = Property(  # noqa: N815
        bool, lambda self: self._preferences.stored.easy_japanese, notify=choiceChanged
    )
    phraseBoard = Property(QObject, lambda self: self.board, constant=True)  # noqa: N815
    request = Property(str, lambda self: self._request, notify=requestChanged)
    idleLeft = Property(int, lambda self: self._idle.left, notify=idleChanged)  # noqa: N815

    @property
    def _layout_setting(self) -> tuple[str, tuple[str, ...]]:
        if self._mode is Mode.VISIT:  # one laptop between two people
            return "visit_layout", VISIT_LAYOUTS
        return "counter_layout", LAYOUTS

    layouts = Property(list, lambda self: list(self._layout_setting[1]), notify=choiceChanged)
    layout = Property(
        str,
        lambda self: getattr(self._preferences.stored, self._layout_setting[0]),
        notify=choiceChanged,
    )

    def _idle_text(self) -> str:
        left = self._idle.left
        return texts.text("window.counter.idle", seconds=left) if left else ""

    def _pending(self) -> int:
        if not self._preferences.stored.confirm_numbers or self._mode not in _TRANSLATED:
            return 0
        return self._open_numbers.count

    idleText = Property(str, _idle_text, notify=idleChanged)  # noqa: N815
    pending = Property(int, _pending, notify=pendingChanged)
    pendingText = Property(  # noqa: N815
        str,
        lambda self: texts.text("window.counter.pending", count=self._pending()),
        notify=pendingChanged,
    )

    # -- what staff and residents do ------------------------------------------------------

    @Slot(str)
    def enter(self, mode: str) -> None:
        """Use the application for something else; whoever was there before is forgotten."""
        if mode == self._mode:
            return
        self._session.stop()
        self._mode = Mode(mode)
        self.nextPerson()
        hearing = self._mode is Mode.HEARING
        self._preferences.size_captions_by("hearing_font_size" if hearing else "font_size")
        self._rearrange()
        self._show_aids()
        self.modeChanged.emit()
        self.choiceChanged.emit()
        self._idle.rest()

    @Slot(str)
    def chooseLanguage(self, tag: str) -> None:  # noqa: N802
        """The resident reads and speaks ``tag`` from now on, if it can be drawn."""
        if tag not in TAGS or tag == self._language or not family(tag):
            return
        self._language = tag
        self._session.conversation.resident_language = tag
        self._translate()
        self._session.restart()
        self.languageChanged.emit()
        self.touch()

    @Slot(str)
    def greet(self, tag: str) -> None:
        """``tag`` was pressed. The first language of a person begins the talk: it is heard at once,
        staff first, so that nobody has to press once more."""
        first = not self._language
        self.chooseLanguage(tag)
        if not first or not self._language:
            return
        if self._arrangement() is Arrangement.KEYS:
            self._session.give(Side.STAFF)
            self._began = True  # the staff's key does not end what it did not begin
        self._session.start()

    @Slot(str)
    def chooseDetection(self, how: str) -> None:  # noqa: N802
        """How it is known who speaks."""
        if how in DETECTION:
            self._preferences.change(speaker_detection=how)

    @Slot(str)
    def chooseLayout(self, layout: str) -> None:  # noqa: N802
        """Where the resident's side is shown."""
        name, layouts = self._layout_setting
        if layout in layouts:
            self._preferences.change(**{name: layout})

    @Slot(str)
    def pressTurn(self, side: str) -> None:  # noqa: N802
        """The key of a side went down: it is heard. Pressed again, nobody is."""
        chosen = Side(side)
        already = self._session.property("turn") == chosen and not self._began
        self._began = False
        self._pressed = None if already else (chosen, self._clock())
        self._session.give(None if already else chosen)
        if not self._session.property("running"):
            self._session.start()
        self.touch()

    @Slot(str)
    def releaseTurn(self, side: str) -> None:  # noqa: N802
        """The key of a side came up: after a hold, its turn is over."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or pressed[0] != side:
            return
        if self._clock() - pressed[1] >= _HOLD_SECONDS:
            self._session.give(None)

    @Slot(str)
    def ask(self, button: str) -> None:
        """The resident pressed one of ``buttons``: staff are told in Japanese."""
        if button in BUTTONS:
            self._request = resident_texts("ja")[button]
            if button == "stop":
                self._session.stop()
                self.stopAsked.emit()
            self.requestChanged.emit()
            self.touch()

    @Slot()
    def dismissRequest(self) -> None:  # noqa: N802
        """Staff have seen what the resident asked for."""
        self._request = ""
        self.requestChanged.emit()

    @Slot(str)
    def reply(self, text: str) -> None:
        """The resident wrote or chose ``text``, in their language."""
        written = " ".join(text.split())
        if written:
            self._session.conversation.say(Side.RESIDENT, written, self._spoken)
            self.touch()

    @Slot(str)
    def say(self, text: str) -> None:
        """Staff wrote or chose ``text``, in Japanese."""
        written = " ".join(text.split())
        if written:
            self._session.conversation.say(Side.STAFF, written, "ja")
            self.touch()

    def say_as(self, said: Said) -> None:
        """Staff pressed a phrase, whose translation goes with it where the book has one."""
        given = _given("ja", self._language, said) if said.other else {}
        self._session.conversation.say(Side.STAFF, said.text, "ja", given)
        self.touch()

    def _answer(self, said: Said) -> None:
        """The resident pressed a button of the board."""
        given = _given(self._spoken, "ja", said) if self._spoken != "ja" else {}
        self._session.conversation.say(Side.RESIDENT, said.text, self._spoken, given)
        self.touch()

    @property
    def _spoken(self) -> str:
        """What the resident reads and writes."""
        return (self._language or "ja") if self._mode in _TRANSLATED else "ja"

    def _turn_board(self) -> None:
        self.board.read_in(self._spoken)

    @Slot(str, str)
    def confirm(self, key: str, number: str) -> None:
        """Staff made sure of one number."""
        self._session.conversation.confirm(key, number)

    @Slot()
    def confirmNext(self) -> None:  # noqa: N802
        """Staff made sure of all numbers of the newest line that has open ones."""
        for line in reversed(list(self._session.conversation)):
            numbers = [chip.text for chip in numbers_of(line)] if line.final else []
            if not line.confirmed.issuperset(numbers):
                self._session.conversation.confirm(line.key, *numbers)
                return

    def read_with(self, analyser: Analyser | None, glossary: Glossary) -> None:
        """What readings and plain words come from, once it is there."""
        self._analyser, self._glossary = analyser, glossary
        self._show_aids()

    @Slot(str, bool)
    def aid(self, name: str, on: bool) -> None:
        """Show or hide ``furigana`` or ``easy_japanese``."""
        if name in ("furigana", "easy_japanese"):
            self._preferences.change(**{name: on})

    @Slot()
    def nextPerson(self) -> None:  # noqa: N802
        """Forget everything about the person who was there."""
        self._session.forget()
        self._language = ""
        self._request = ""
        self._began = False
        self.handwriting.clear()
        self._session.give(None if self._arrangement() is Arrangement.KEYS else Side.STAFF)
        self._translate()
        self._idle.rest()
        self.languageChanged.emit()
        self.requestChanged.emit()
        self.nextPersonCame.emit()
        QTimer.singleShot(0, give_back)  # once the views have let go of it too

    @Slot()
    def touch(self) -> None:
        """Somebody is there."""
        if self._mode not in _WITH_PEOPLE:
            return
        self._idle.watch(self._preferences.stored.idle_clear_minutes)

    def shutdown(self) -> None:
        """The process is about to end."""
        self._interpreting.shutdown()

    # -- how it hangs together ------------------------------------------------------------

    def _arrangement(self) -> Arrangement:
        if self._mode in _TRANSLATED:
            return Arrangement(self._preferences.stored.speaker_detection)
        return Arrangement.ALONE

    def _rearrange(self) -> None:
        saver = self._preferences.stored.saver
        sparing = saver == "on" or (saver == "battery" and self._on_battery())
        self._session.arrange(self._arrangement(), sparing=self._mode is Mode.VISIT and sparing)
        self._translate()

    def _translate(self) -> None:
        """Whatever language, mode and settings are now: who reads what."""
        stored = self._preferences.stored
        language = self._language if self._mode in _TRANSLATED else ""
        targets = {Side.STAFF: language, Side.RESIDENT: "ja"} if language else {}
        wanted: dict[Side, tuple[str, ...]] = {side: (tag,) for side, tag in targets.items()}
        if self._mode is Mode.EVENT:
            chosen = (stored.event_language_1, stored.event_language_2)
            wanted = {Side.STAFF: tuple(tag for tag in chosen if tag)}
        self._interpreting.into(
            {side: tags for side, tags in wanted.items() if tags},
            back=stored.backtranslation and self._mode in _TRANSLATED,
            growing=self._mode in _TRANSLATED and not self._session.plain,
        )
        confirming = stored.confirm_numbers and self._mode in _TRANSLATED
        self._session.model.look(targets=targets, confirming=confirming)
        self.pendingChanged.emit()

    def _follow(self) -> None:
        self._rearrange()
        self._show_aids()
        self.choiceChanged.emit()

    def _show_aids(self) -> None:
        stored, reading = self._preferences.stored, self._mode is Mode.HEARING
        analyser = self._analyser if reading and stored.furigana else None
        easy = reading and stored.easy_japanese
        self._session.model.look(
            ruby=ruby_with(analyser) if analyser is not None else None,
            easy=easy_with(self._glossary) if easy else None,
        )

    def _notice(self, event: object) -> None:
        if isinstance(event, Partial | Final):
            self.touch()


def _given(source: str, target: str, said: Said) -> dict[str, Translation]:
    """The translation that belongs to a fixed wording: nothing was left to a machine."""
    made = Translation(source, target, said.text, said.other, "phrase", (source, target), "phrase")
    return {target: made}
