"""The view model of the window: what state the captions are in, and the slots that change it.

It decides nothing about speech. It asks the workers, hears their messages on the GUI thread, and
puts them into properties that QML shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Property, QObject, Signal, Slot

from voice_counter.audio.supervised import SourceEvent, SourceLost
from voice_counter.captions.events import (
    CaptionEvent,
    Delay,
    Discarded,
    Final,
    Level,
    Listening,
    Overflow,
    Partial,
    Stopped,
)
from voice_counter.captions.ladder import Rung, Strain
from voice_counter.captions.options import CaptionOptions
from voice_counter.conversation.conversation import Conversation
from voice_counter.conversation.ears import Arrangement, Ear, Plan, plan
from voice_counter.conversation.line import Side
from voice_counter.desktop.caption_model import CaptionModel
from voice_counter.desktop.choices import Sample
from voice_counter.desktop.core import Captioner, Core, Ears
from voice_counter.desktop.microphones import MicrophoneList
from voice_counter.desktop.preferences import Preferences
from voice_counter.desktop.session_choices import SessionChoices
from voice_counter.desktop.state import RUNNING, State
from voice_counter.desktop.workers import (
    DeviceChanged,
    Heard,
    Loaded,
    LoadFailed,
    Microphones,
    RunEnded,
    SourceOpened,
    Workers,
)
from voice_counter.errors import UserError
from voice_counter.supervision.incident import Incident

__all__ = ["METER_FLOOR_DB", "CaptionSession", "State"]

METER_FLOOR_DB = -60.0
"""The quiet end of the level meter; 0 dB is the loud end."""

_SHUTDOWN_SECONDS = 5.0
_ABANDONED_SECONDS = 1.0
"""A run whose models were taken away ends at once: what was settled of its captions stays."""


class CaptionSession(SessionChoices):
    """Start, stop, choose; state, level, faults and captions.

    Args:
        core: the pipeline.
        preferences: where the chosen microphone and language are kept.
        samples: the recordings on offer.
    """

    stateChanged = Signal()  # noqa: N815  (Qt's naming, here and below)
    levelChanged = Signal()  # noqa: N815
    strainChanged = Signal()  # noqa: N815
    captionerLoaded = Signal()  # noqa: N815
    turnChanged = Signal()  # noqa: N815
    heard = Signal(object, str)
    """Every event of the pipeline, and whose microphone it comes from."""

    def __init__(self, core: Core, preferences: Preferences, samples: Sequence[Sample]) -> None:
        super().__init__(preferences, samples)
        self.conversation = Conversation()
        self._captions = CaptionModel(self.conversation, self)
        self._core = core
        self._workers = Workers(core, self._receive)
        self._state = State.PREPARING
        self._loading = False
        self._captioner: Captioner | None = None
        self._second: tuple[Captioner, bool] | None = None
        self._arrangement = Arrangement.ALONE
        self._sparing = False
        self._request: Plan | None = None
        self._again: Plan | None = None
        self._ears: Ears | None = None
        self._turn: Side | None = None
        self._muted = False
        self._lost: set[Side] = set()
        self._rung = Rung.NOTHING
        self._level = 0.0
        self._levels: dict[Side, float] = {}
        self._source_name = ""
        self._hearing_with = self._heard_with()
        preferences.changed.connect(self._follow)

    # -- properties ---------------------------------------------------------------------------

    captions = Property(QObject, lambda self: self._captions, constant=True)
    state = Property(str, lambda self: str(self._state), notify=stateChanged)
    running = Property(bool, lambda self: self._state in RUNNING, notify=stateChanged)
    lost = Property(bool, lambda self: bool(self._lost), notify=stateChanged)
    sourceName = Property(str, lambda self: self._source_name, notify=stateChanged)  # noqa: N815
    level = Property(float, lambda self: self._level, notify=levelChanged)
    arrangement = Property(str, lambda self: str(self._arrangement), notify=stateChanged)
    turn = Property(str, lambda self: str(self._turn or ""), notify=turnChanged)
    muted = Property(bool, lambda self: self._muted, notify=turnChanged)

    @property
    def model(self) -> CaptionModel:
        """The captions on the screen."""
        return self._captions

    @property
    def captioner(self) -> Captioner | None:
        """What captions, once its models are loaded."""
        return self._captioner

    # -- slots --------------------------------------------------------------------------------

    @Slot()
    def prepare(self) -> None:
        """Load the models and look for microphones, in the background."""
        self._load()
        self.findMicrophones()

    @Slot()
    def toggle(self) -> None:
        """Start, or stop what runs."""
        if self._state in RUNNING:
            self.stop()
        else:
            self.start()

    @Slot()
    def start(self) -> None:
        """Caption the chosen microphone."""
        if self._state not in RUNNING:
            self._ask(self._from_microphone())

    @Slot(int)
    def playSample(self, number: int) -> None:  # noqa: N802
        """Caption a sample recording instead of a microphone, in the recording's language."""
        if self._state not in RUNNING and 0 <= number < len(self._samples):
            sample = self._samples[number]
            ear = Ear(Side.STAFF, CaptionOptions(language=sample.language))
            self._ask(Plan((str(sample.path),), (ear,), live=False))

    @Slot()
    def stop(self) -> None:
        """End the run; what was said until now still becomes a caption."""
        self._again = None
        if self._state is State.OPENING and self._loading:
            self._request = None
            self._enter(State.PREPARING)
        elif self._state in (State.OPENING, State.LISTENING):
            self._enter(State.STOPPING)
            self._workers.stop()

    @property
    def plain(self) -> bool:
        """Whether the machine has no time to translate what is still being said."""
        return self._rung >= Rung.PLAIN

    @Slot()
    def catchUp(self) -> None:  # noqa: N802
        """Bring the captions up to now, less carefully."""
        for captioner in self._captioners():
            captioner.hurry()

    @Slot()
    def clear(self) -> None:
        """Take all captions off the screen."""
        self._captions.clear()

    def arrange(self, arrangement: Arrangement, *, sparing: bool = False) -> None:
        """How it is known who speaks, and whether to spare the battery, from now on."""
        if (arrangement, sparing) != (self._arrangement, self._sparing):
            self._arrangement, self._sparing = arrangement, sparing
            self.stateChanged.emit()
            self.restart()

    def give(self, side: Side | None) -> None:
        """Whose turn it is to be heard by the one microphone; None for nobody's."""
        if side is not self._turn:
            self._turn = side
            self._apply_turn()
            self.turnChanged.emit()

    def mute(self, muted: bool) -> None:
        """Hear nothing for a while, e.g. the translation that is being read aloud."""
        if muted is not self._muted:
            self._muted = muted
            self._apply_turn()
            self.turnChanged.emit()

    def forget(self) -> None:
        """Nothing is remembered of the conversation: no line, no sound, no word."""
        self.conversation.forget()
        for captioner in self._captioners():
            captioner.forget()

    @Slot()
    def retryModel(self) -> None:  # noqa: N802
        """Load the models again, after the user did what the message says."""
        if self._state is State.UNREADY:
            self._load()

    @Slot()
    def findMicrophones(self) -> None:  # noqa: N802
        """Look for microphones again: they come and go."""
        self._workers.find_microphones()

    def shutdown(self) -> bool:
        """Stop everything and wait for it, for the process is about to end.

        Returns:
            Whether all threads ended in good time.
        """
        self._again = self._request = None
        self._workers.stop()
        ended = self._workers.join(_SHUTDOWN_SECONDS)
        if self._captioner is not None:
            self._captioner.close()
        return ended or self._workers.join(_ABANDONED_SECONDS)

    # -- from request to run --------------------------------------------------------------------

    def _from_microphone(self) -> Plan:
        stored = self._preferences.stored
        return plan(
            self._arrangement,
            (
                self._microphones.spec(stored.microphone),
                self._microphones.spec(stored.microphone_resident),
            ),
            stored.language,
            self.conversation.resident_language,
            sparing=self._sparing,
        )

    def _follow(self) -> None:
        before, self._hearing_with = self._hearing_with, self._heard_with()
        if before != self._hearing_with:
            self.languageChanged.emit()
            self.microphonesChanged.emit()
            self.restart()

    def _ask(self, request: Plan) -> None:
        self._request = request
        self._note(source_fault=None, delay=0.0, overflows=0, restarts=0)
        self._source_name = ""
        self._enter(State.OPENING)
        if self._captioner is None:
            self._load()
        else:
            self._begin(self._captioner, request)

    def _captioners(self) -> list[Captioner]:
        second = self._second[0] if self._second is not None else None
        return [each for each in (self._captioner, second) if each is not None]

    def _begin(self, captioner: Captioner, request: Plan) -> None:
        captioners = [captioner]
        for ear in request.ears:
            self.conversation.begin_run(ear.side or Side.STAFF)
        if len(request.ears) > 1:
            japanese = request.ears[1].options.language == "ja"
            if self._second is None or self._second[1] is not japanese:
                self._second = self._core.second(captioner, japanese=japanese), japanese
            captioners.append(self._second[0])
        self._workers.run(captioners, request)

    def restart(self) -> None:
        """A new choice takes effect at once: stop, and start again when that is done."""
        request = self._request
        if request is None or not request.live or self._state not in RUNNING:
            return
        if self._loading:
            self._request = self._from_microphone()
        elif self._state is not State.STOPPING or self._again is not None:
            self.stop()
            self._again = replace(self._from_microphone(), patient=True)

    def _apply_turn(self) -> None:
        if self._ears is not None:
            self._ears.turn(self._turn)
            self._ears.mute(self._muted)

    def _load(self) -> None:
        if self._loading or self._captioner is not None:
            return
        self._loading = True
        self._note(model_fault=None)
        if self._state is not State.OPENING:
            self._enter(State.PREPARING)
        self._workers.load()

    # -- messages from the workers ----------------------------------------------------------------

    def _receive(self, message: object) -> None:
        match message:
            case Heard():
                self._hear(message.ear, message.event)
            case SourceOpened():
                self._source_name = message.name
                self._ears = message.ears
                self._apply_turn()
                self.stateChanged.emit()
            case DeviceChanged():
                self._change_device(message.side, message.event)
            case RunEnded():
                self._end_run(message.error)
            case Loaded():
                self._end_loading(message.captioner)
            case LoadFailed():
                self._fail_loading(message.error)
            case Microphones():
                self._list_microphones(message)
            case _:
                raise TypeError(f"unknown message {message!r}")

    def _hear(self, ear: Ear, event: CaptionEvent) -> None:
        match event:
            case Partial() | Final():
                side = ear.side or (Side.STAFF if event.language == "ja" else Side.RESIDENT)
                self.conversation.apply(event, ear.side or Side.STAFF, side)
            case Discarded():
                self.conversation.apply(event, ear.side or Side.STAFF)
            case Level():
                self._show_level(ear.side or Side.STAFF, event.rms)
            case Delay():
                self._note(delay=event.seconds)
            case Overflow():
                self._note(overflows=event.count)
            case Strain():
                self._strain(event.rung)
            case Incident():
                self._note(restarts=self._restarts + 1)
            case Listening():
                if self._state is State.OPENING:
                    self._enter(State.LISTENING)
            case Stopped():
                if event.error is not None:
                    self._lost.clear()  # what broke the run is what is told
                self._note(source_fault=event.error or self._source_fault)
        self.heard.emit(event, str(ear.side or Side.STAFF))

    def _change_device(self, side: Side, event: SourceEvent) -> None:
        if isinstance(event, SourceLost):
            self._lost.add(side)
            self._note(source_fault=event.error)
        else:
            self._lost.discard(side)
            self._source_name = event.name
            if not self._lost:
                self._note(source_fault=None)
        self.stateChanged.emit()

    def _strain(self, rung: Rung) -> None:
        if rung is not self._rung:
            self._rung = rung
            self.strainChanged.emit()

    def _end_loading(self, captioner: Captioner) -> None:
        self._loading = False
        self._captioner = captioner
        self._note(fallback=captioner.fallback)
        self.captionerLoaded.emit()
        if self._request is not None:
            self._begin(captioner, self._request)
        else:
            self._enter(State.WAITING)

    def _fail_loading(self, error: UserError) -> None:
        self._loading = False
        self._request = None
        self._note(model_fault=error)
        self._enter(State.UNREADY)

    def _list_microphones(self, message: Microphones) -> None:
        self._microphones = MicrophoneList(message.names)
        self.microphonesChanged.emit()
        if self._state in RUNNING:
            return  # the run itself tells what is wrong with its source
        absent = None if message.names else UserError("error.audio.no_microphone")
        self._note(source_fault=message.error or absent)

    def _end_run(self, error: UserError | None) -> None:
        self.conversation.settle()
        self._ears = None
        # A microphone that is away ends no run: the next one waits for it.
        ended_by = error or (None if self._lost else self._source_fault)
        self._lost.clear()
        self._strain(Rung.NOTHING)
        for side in Side:
            self._show_level(side, METER_FLOOR_DB)
        self._note(source_fault=ended_by, delay=0.0)
        again, self._again = self._again, None
        self._request = None
        self._enter(State.STOPPED)
        if again is not None and self._source_fault is None:
            self._ask(again)

    def _show_level(self, side: Side, decibels: float) -> None:
        level = min(max(1.0 - decibels / METER_FLOOR_DB, 0.0), 1.0)
        if level != self._levels.get(side, 0.0):
            self._levels[side] = level
            self._level = max(self._levels.values())
            self.levelChanged.emit()

    def _enter(self, state: State) -> None:
        if state is not self._state:
            self._state = state
            self.stateChanged.emit()
