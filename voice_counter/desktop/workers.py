"""The one way off the GUI thread and the one way back.

Everything slow (loading models, asking for microphones, captioning) runs in a thread of its own.
Whatever those threads have to say crosses to the GUI thread through one queued signal that
carries a frozen dataclass; nothing else is shared.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from voice_counter.audio.source import AudioSource
from voice_counter.captions.options import CaptionOptions
from voice_counter.desktop.core import Captioner, Core
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
    """The source is open; its audio has yet to arrive."""

    name: str


@dataclass(frozen=True, slots=True)
class RunEnded:
    """The run's thread is done. ``error`` is what kept the run from beginning or broke it off."""

    error: UserError | None = None


class _Run:
    """One run of the captioner, which can be stopped at any moment of its life."""

    def __init__(
        self,
        open_source: Callable[[], AudioSource],
        captioner: Captioner,
        options: CaptionOptions,
    ) -> None:
        self._open_source = open_source
        self._captioner = captioner
        self._options = options
        self._lock = threading.Lock()
        self._source: AudioSource | None = None
        self._stopped = False

    def go(self, send: Callable[[object], None]) -> None:
        source = self._open_source()
        try:
            with self._lock:
                self._source = source
                stopped = self._stopped
            if stopped:
                source.close()  # the run below ends at once, and frees the device as it does
            else:
                send(SourceOpened(source.name))
            self._captioner.run(source, self._options, send)
        finally:
            source.close()

    def stop(self) -> None:
        """Closing the source also ends a run that has not yet begun to read from it."""
        with self._lock:
            self._stopped = True
            source = self._source
        self._captioner.stop()
        if source is not None:
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

    def run(self, captioner: Captioner, spec: str, options: CaptionOptions) -> None:
        """Caption ``spec``: sends the caption events, then ``RunEnded`` in any case."""

        def open_source() -> AudioSource:
            with self._devices:
                return self._core.open_source(spec)

        run = _Run(open_source, captioner, options)
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
        """Wait for every thread, ``seconds`` in all. Says whether all of them ended."""
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
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
