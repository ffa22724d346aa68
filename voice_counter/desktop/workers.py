"""The one way off the GUI thread and the one way back.

Everything slow (loading models, asking for microphones, captioning) runs in a thread of its own.
Whatever those threads have to say crosses to the GUI thread through one queued signal that
carries a frozen dataclass; nothing else is shared.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

from voice_counter.audio.supervised import SourceEvent
from voice_counter.captions.events import CaptionEvent
from voice_counter.conversation.ears import Ear, Plan
from voice_counter.conversation.line import Side
from voice_counter.desktop.core import Captioner, Core, Ears
from voice_counter.errors import UserError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The models are in memory."""

    captioner: Captioner


@dataclass(frozen=True, slots=True)
class LoadFailed:
    """The models cannot be used."""

    error: UserError


@dataclass(frozen=True, slots=True)
class Microphones:
    """What can be listened to. ``error`` tells why when audio input does not work at all."""

    names: tuple[str, ...]
    error: UserError | None = None


@dataclass(frozen=True, slots=True)
class SourceOpened:
    """The sources are open; their audio has yet to arrive."""

    name: str
    ears: Ears


@dataclass(frozen=True, slots=True)
class DeviceChanged:
    """A microphone was lost, or is back: that of staff, which may be the only one, or the
    resident's."""

    side: Side
    event: SourceEvent


@dataclass(frozen=True, slots=True)
class Heard:
    """An event of one ear."""

    ear: Ear
    event: CaptionEvent


@dataclass(frozen=True, slots=True)
class RunEnded:
    """The run's thread is done. ``error`` is what kept the run from beginning or broke it off."""

    error: UserError | None = None


class _Run:
    """One run of all ears of a plan, which can be stopped at any moment of its life."""

    def __init__(
        self, open_ears: Callable[[], Ears], captioners: Sequence[Captioner], plan: Plan
    ) -> None:
        self._open_ears = open_ears
        self._captioners = captioners
        self._plan = plan
        self._lock = threading.Lock()
        self._ears: Ears | None = None
        self._stopped = False
        self._fault: Exception | None = None

    def go(self, send: Callable[[object], None]) -> None:
        ears = self._open_ears()
        try:
            with self._lock:
                self._ears = ears
                stopped = self._stopped
            if stopped:
                self._close()  # the runs below end at once, and free the devices as they do
            else:
                ears.listen(lambda side, event: send(DeviceChanged(side, event)))
                names = dict.fromkeys(source.name for source in ears.sources)
                send(SourceOpened(" · ".join(names), ears))
            others = [
                threading.Thread(target=self._hear, args=(n, send), name="captions", daemon=True)
                for n in range(1, len(ears.sources))
            ]
            for thread in others:
                thread.start()
            self._hear(0, send)
            for thread in others:
                thread.join()
            if self._fault is not None:
                raise self._fault
        finally:
            self._close()

    def _hear(self, number: int, send: Callable[[object], None]) -> None:
        assert self._ears is not None
        ear = self._plan.ears[number]
        try:
            self._captioners[number].run(
                self._ears.sources[number], ear.options, lambda event: send(Heard(ear, event))
            )
        except Exception as error:  # told when the other ear has ended as well
            self._fault = error

    def stop(self) -> None:
        """Closing the sources also ends runs that have not yet begun to read from them."""
        with self._lock:
            self._stopped = True
        for captioner in self._captioners:
            captioner.stop()
        self._close()

    def _close(self) -> None:
        with self._lock:
            ears = self._ears
        for source in ears.sources if ears is not None else ():
            source.close()


class Workers(QObject):
    """Starts the threads and hears from them.

    Args:
        core: the pipeline.
        receive: called on the GUI thread with each message, in the order of sending.
    """

    _arrived = Signal(object)

    def __init__(self, core: Core, receive: Callable[[object], None]) -> None:
        super().__init__()
        self._core = core
        # Looking for devices restarts the audio system, which must not happen under one that opens.
        self._devices = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._run: _Run | None = None
        self._receive = receive
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def load(self) -> None:
        """Load the models: ends in ``Loaded`` or ``LoadFailed``."""

        def work() -> None:
            try:
                self._send(Loaded(self._core.load()))
            except Exception as error:
                self._send(LoadFailed(explainable(error)))

        self._start("models", work)

    def find_microphones(self) -> None:
        """Ask which microphones there are: ends in ``Microphones``."""

        def work() -> None:
            try:
                with self._devices:
                    names = self._core.microphones()
                self._send(Microphones(tuple(names)))
            except Exception as error:
                self._send(Microphones((), explainable(error)))

        self._start("microphones", work)

    def run(self, captioners: Sequence[Captioner], plan: Plan) -> None:
        """Caption what ``plan`` says: sends the events, then ``RunEnded`` in any case."""

        def open_ears() -> Ears:
            with self._devices:
                return self._core.open(plan)

        run = _Run(open_ears, captioners, plan)
        self._run = run

        def work() -> None:
            fault: UserError | None = None
            try:
                run.go(self._send)
            except Exception as error:
                fault = explainable(error)
            self._send(RunEnded(fault))

        self._start("captions", work)

    def stop(self) -> None:
        """Ask the present run to end. Returns at once: closing a device may take a while."""
        if self._run is not None:
            self._start("stop", self._run.stop)

    def join(self, seconds: float) -> bool:
        """Wait for every thread, ``seconds`` in all, and receive what they have sent: no event loop
        does that any more. Says whether all of them ended."""
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
        return not any(thread.is_alive() for thread in self._threads)

    def _start(self, name: str, work: Callable[[], None]) -> None:
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        # Daemons: a driver that hangs must not keep the process alive after the window is gone.
        thread = threading.Thread(target=work, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _send(self, message: object) -> None:
        self._arrived.emit(message)

    def _deliver(self, message: object) -> None:
        self._receive(message)


def explainable(error: Exception) -> UserError:
    """``error`` as something to show. What is not a ``UserError`` is a defect: log it whole."""
    if isinstance(error, UserError):
        return error
    _log.error("unexpected fault in a worker", exc_info=error)
    return UserError("window.unexpected", reason=f"{type(error).__name__}: {error}")
