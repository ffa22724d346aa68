"""Writes down what happened in the window, without a word of what was said."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from voice_counter import __version__, settings, texts
from voice_counter.captions.events import Final
from voice_counter.desktop.desk import Desk, Mode
from voice_counter.desktop.preferences import Preferences
from voice_counter.desktop.record_keeper import RecordKeeper
from voice_counter.desktop.session import CaptionSession
from voice_counter.desktop.state import State
from voice_counter.errors import UserError
from voice_counter.models.registry import load_registry
from voice_counter.privacy import audit
from voice_counter.privacy.audit import Audit


class Auditing(QObject):
    """Notes starts and stops, uses, consents, wipes, faults and models.

    ``notice`` says, once, that the log cannot be written.

    Args:
        make: builds the log; its argument is told of the first failure, on any thread.
        clock: seconds.
    """

    changed = Signal()
    _failed = Signal(str)

    def __init__(
        self,
        session: CaptionSession,
        desk: Desk,
        preferences: Preferences,
        record: RecordKeeper,
        make: Callable[[Callable[[str], None]], Audit] = lambda failed: Audit(failed=failed),
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._preferences = preferences
        self._clock = clock
        self.notice = ""
        # Queued: the first event is noted before anybody listens here.
        self._failed.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._audit = make(self._failed.emit)
        self._mode = audit.Mode.CAPTIONS
        self._began: float | None = None
        self._asked = False
        self._captions = 0
        self._wipes = 0
        self._faults: tuple[UserError | None, ...] = ()
        self._profile = 0
        self._note(audit.ApplicationStarted(__version__))
        session.captionerLoaded.connect(self._model)
        session.stateChanged.connect(self._state)
        session.heard.connect(self._count)
        session.noticesChanged.connect(self._look_for_faults)
        desk.modeChanged.connect(self._choose)
        desk.nextPersonCame.connect(self._wipe)
        preferences.changed.connect(self._choose_profile)
        record.consented.connect(lambda days: self._note(audit.ConsentGiven(days)))
        record.withdrawn.connect(lambda lines: self._note(audit.ConsentWithdrawn(lines)))

    def close(self) -> None:
        """The application ends in an orderly way."""
        if self._began is not None:
            self._stopped(audit.StopReason.CLOSED)
        self._note(audit.ApplicationEnded())

    def _note(self, event: audit.AnyEvent) -> None:
        self._audit.note(event)

    @Slot()
    def _model(self) -> None:
        captioner = self._session.captioner
        spec = load_registry().models.get(captioner.model_id) if captioner is not None else None
        if spec is not None:
            self._note(audit.ModelUsed.of(spec))

    @Slot()
    def _state(self) -> None:
        state = self._session.property("state")
        if state == State.LISTENING and self._began is None:
            self._began, self._captions, self._asked = self._clock(), 0, False
            self._note(audit.Started(self._mode))
        elif state == State.STOPPING:
            self._asked = True
        elif state == State.STOPPED and self._began is not None:
            if self._session.fault is not None:
                self._stopped(audit.StopReason.FAULT)
            elif self._asked:
                self._stopped(audit.StopReason.ASKED)
            else:
                self._stopped(audit.StopReason.SOURCE_ENDED)

    def _stopped(self, reason: audit.StopReason) -> None:
        seconds = round(self._clock() - (self._began or 0.0))
        self._began = None
        self._note(audit.Stopped(reason, seconds, self._captions))

    @Slot(object)
    def _count(self, event: object) -> None:
        self._captions += isinstance(event, Final)

    @Slot()
    def _look_for_faults(self) -> None:
        faults = self._session.faults
        for fault in faults:
            if fault is not None and fault not in self._faults:
                self._note(audit.Fault.of(fault))
        self._faults = faults

    @Slot()
    def _choose(self) -> None:
        mode = Mode(str(self._desk.property("mode")))
        if mode is not Mode.START:
            self._mode = audit.Mode(mode.value)
            self._note(audit.ModeChosen(self._mode))

    @Slot()
    def _wipe(self) -> None:
        self._wipes += 1
        self._note(audit.Wiped(self._wipes))

    @Slot()
    def _choose_profile(self) -> None:
        profile = self._preferences.layered.profile
        names = settings.profile_names()
        number = names.index(profile) + 1 if profile in names else 0
        if number != self._profile:
            self._profile = number
            self._note(audit.ProfileChosen(number))

    @Slot(str)
    def _tell(self, reason: str) -> None:
        self.notice = texts.text("window.audit_failed", reason=reason)
        self.changed.emit()
