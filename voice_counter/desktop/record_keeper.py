"""The view model of the session log: consent is asked, given, refused and withdrawn here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot

from voice_counter import paths, texts
from voice_counter.conversation.conversation import Conversation
from voice_counter.desktop.desk import Desk, Mode
from voice_counter.desktop.jobs import Jobs
from voice_counter.desktop.preferences import Preferences
from voice_counter.errors import UserError
from voice_counter.record import events
from voice_counter.record.consent import consent
from voice_counter.record.follower import Follower
from voice_counter.record.recorder import Recorder
from voice_counter.record.redacting import AcrossLines
from voice_counter.record.store import Store
from voice_counter.resident_texts import resident_texts
from voice_counter.translation.figures import render

_OFFERED_IN = frozenset({Mode.COUNTER, Mode.HEARING, Mode.VISIT})


class Step(StrEnum):
    """How far it has come."""

    OFF = "off"
    ASKING = "asking"
    """The question is on both screens."""
    PASSPHRASE = "passphrase"
    """The answer was yes; the PC has no safe place for the key."""
    BEGINNING = "beginning"
    RECORDING = "recording"


# Called on the recorder's thread: a window that keeps no record waits for no patterns.


def _redact(text: str) -> str:
    from voice_counter.privacy.redaction import redact

    return redact(text).text


def _across() -> AcrossLines:
    from voice_counter.privacy.session import SessionRedactor

    return SessionRedactor()


class RecordKeeper(QObject):
    """Keeps a record of the talk, from a yes until the next person.

    Args:
        store: makes the store; in tests one with a key at hand.
        noted: hears of a consent (days) and of a withdrawal (None, lines).
    """

    changed = Signal()
    consented = Signal(int)
    """For so many days."""
    withdrawn = Signal(int)
    """So many lines were stored, and are no more."""
    _arrived = Signal(object)

    def __init__(
        self,
        conversation: Conversation,
        desk: Desk,
        preferences: Preferences,
        store: Callable[[], Store] = lambda: Store(paths.records()),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preferences = preferences
        self._make_store = store
        self._jobs = Jobs(self)
        self._step = Step.OFF
        self._session = ""
        self._stored: set[str] = set()
        self._notice = ""
        self._fault: UserError | None = None
        self._asked: tuple[str, datetime] | None = None
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        # Also without a consent: it deletes what is too old.
        self._recorder = Recorder(
            store(),
            self._arrived.emit,
            redact=_redact,
            across=_across,
            retention_days=preferences.stored.record_days,
        )
        self._follower = Follower(conversation, self._recorder)
        for signal in (desk.modeChanged, preferences.changed):
            signal.connect(self.changed)
        desk.languageChanged.connect(self._ask_anew)
        desk.nextPersonCame.connect(self._forget)
        desk.stopAsked.connect(self.withdraw)

    # -- what QML shows -------------------------------------------------------------------

    def _offered(self) -> bool:
        mode = Mode(str(self._desk.property("mode")))
        return self._preferences.stored.record_offered and mode in _OFFERED_IN

    def _question(self) -> str:
        if self._step is not Step.ASKING or self._asked is None:
            return ""
        tag, until = self._asked
        day = until.astimezone().date()
        written = f"{day.year}年{day.month}月{day.day}日"
        date = render(written, tag) or day.isoformat()
        return resident_texts(tag)["consent_ask"].format(date=date)

    step = Property(str, lambda self: str(self._step), notify=changed)
    offered = Property(bool, _offered, notify=changed)
    recording = Property(bool, lambda self: self._step is Step.RECORDING, notify=changed)
    asking = Property(bool, lambda self: self._step is Step.ASKING, notify=changed)
    question = Property(str, _question, notify=changed)
    notice = Property(str, lambda self: self._notice, notify=changed)
    fault = Property(
        str, lambda self: texts.explain(self._fault) if self._fault else "", notify=changed
    )
    storedText = Property(  # noqa: N815
        str,
        lambda self: texts.text("window.record.stored", count=len(self._stored)),
        notify=changed,
    )

    @property
    def stored(self) -> frozenset[str]:
        """Keys of the lines that are on the disk."""
        return frozenset(self._stored)

    # -- what staff and residents do ------------------------------------------------------

    @Slot()
    def ask(self) -> None:
        """Put the question to the resident, in their language."""
        if self._offered() and self._step is Step.OFF:
            self._asked = self._in_their_language()
            self._enter(Step.ASKING)

    @Slot(bool)
    def answer(self, yes: bool) -> None:
        """What the resident said, or pressed."""
        if self._step is not Step.ASKING:
            return
        if not yes:
            self._enter(Step.OFF)
            return
        self._enter(Step.BEGINNING)

        def needs_passphrase() -> bool:
            with self._make_store() as store:
                return store.needs_passphrase()

        self._jobs.start(needs_passphrase, self._unlock, self._fail)

    @Slot(str)
    def usePassphrase(self, passphrase: str) -> None:  # noqa: N802
        """What protects the records where the PC has no key store."""
        if self._step is Step.PASSPHRASE and passphrase:
            self._begin(passphrase)

    @Slot()
    def cancel(self) -> None:
        """Neither ask nor record."""
        if self._step in (Step.ASKING, Step.PASSPHRASE):
            self._enter(Step.OFF)

    @Slot()
    def withdraw(self) -> None:
        """The consent is taken back: nothing of the record is left."""
        if self._session:
            self._recorder.withdraw(self._session)
            self.withdrawn.emit(len(self._stored))
        self._stored.clear()
        self._session = ""
        self._enter(Step.OFF)

    @Slot()
    def dismiss(self) -> None:
        """The reader has seen the notice."""
        self._notice, self._fault = "", None
        self.changed.emit()

    def close(self) -> int:
        """Write what waits. Says how many lines could not be written."""
        self._jobs.join(1.0)
        return self._recorder.close()

    # -- how it hangs together ------------------------------------------------------------

    @property
    def _days(self) -> int:
        return self._preferences.stored.record_days

    def _in_their_language(self) -> tuple[str, datetime]:
        tag = str(self._desk.property("residentLanguage")) or "ja"
        return tag, datetime.now(UTC) + timedelta(days=self._days)

    def _ask_anew(self) -> None:
        """The resident reads another language: a yes is to what they were asked in it."""
        if self._step is Step.ASKING:
            self._asked = self._in_their_language()
        self.changed.emit()

    def _unlock(self, needs_passphrase: bool) -> None:
        if self._step is Step.BEGINNING:
            if needs_passphrase:
                self._enter(Step.PASSPHRASE)
            else:
                self._begin(None)

    def _fail(self, error: UserError) -> None:
        self._fault = error
        self._enter(Step.OFF)

    def _begin(self, passphrase: str | None) -> None:
        tag = self._asked[0] if self._asked else "ja"
        self._stored.clear()
        self._fault = None
        self._session = self._follower.begin(consent(tag, days=self._days), passphrase)
        self._enter(Step.BEGINNING)

    def _forget(self) -> None:
        """The talk is over: what was said is on the disk or on its way there."""
        self._session = ""
        self._stored.clear()
        self._asked = None
        self._enter(Step.OFF)

    def _receive(self, event: object) -> None:
        assert threading.current_thread() is threading.main_thread()
        match event:
            case events.Begun(session) if session == self._session:
                self.consented.emit(self._days)
                self._enter(Step.RECORDING)
            case events.Stored(session, key) if session == self._session:
                self._stored.add(key)
            case events.Stopped(session, fault):
                self._fault = fault
                if session == self._session:
                    self._session = ""
                    self._enter(Step.OFF)
            case events.Skipped(_, _, fault) | events.Troubled(fault):
                self._fault = fault
            case events.Recovered():
                self._fault, self._notice = None, texts.text("record.notice.recovered")
            case events.Withdrawn():
                self._notice = texts.text("record.notice.withdrawn")
            case events.Expired(count):
                self._notice = texts.text("record.notice.expired", count=count)
        self.changed.emit()

    def _enter(self, step: Step) -> None:
        self._step = step
        self.changed.emit()
