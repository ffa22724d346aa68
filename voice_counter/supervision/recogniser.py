"""A recogniser in a process of its own. What it lost with that process, it is told again."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from voice_counter.audio.source import Samples
from voice_counter.errors import UserError
from voice_counter.speech.recogniser import Hypothesis, Recogniser
from voice_counter.supervision.incident import Incident
from voice_counter.supervision.process import LostError, RaisedError
from voice_counter.supervision.supervisor import Supervisor, persist

_START_SECONDS = 90.0
"""Reading a large model from a slow disk."""

_CALL_SECONDS = 20.0
"""The slowest call, a final of half a minute at beam 5, takes 5 s on two busy cores."""

_ATTEMPTS = 3

_KEPT = 4
"""Encoded utterances in the process: the present one, and those that others may still ask about."""

_log = logging.getLogger(__name__)


class RecogniserServer:
    """What the process holds: the recogniser, and the audio that it encoded lately.

    Args:
        make: builds the recogniser.
    """

    def __init__(self, make: Callable[[], Recogniser]) -> None:
        self._recogniser = make()
        self._hearings: OrderedDict[int, Any] = OrderedDict()

    def hear(
        self,
        number: int,
        audio: Samples,
        language: str | None,
        final: bool,
        among: tuple[str, ...],
    ) -> str:
        """Encode audio under a number; the language it is in."""
        hearing = self._recogniser.hear(audio, language=language, final=final, among=among)
        self._hearings[number] = hearing
        while len(self._hearings) > _KEPT:
            self._hearings.popitem(last=False)
        return str(hearing.language)

    def ask(self, number: int, method: str, arguments: tuple[object, ...]) -> tuple[bool, object]:
        """A method of :class:`~voice_counter.speech.recogniser.Hearing`: whether that audio is
        still here, and the answer."""
        hearing = self._hearings.get(number)
        return hearing is not None, hearing and getattr(hearing, method)(*arguments)


class SupervisedRecogniser:
    """See :class:`voice_counter.speech.recogniser.Recogniser`. Used by one thread at a time.

    Args:
        make: builds the recogniser, in the other process; picklable.

    Raises:
        UserError: what ``make`` raised.
    """

    def __init__(self, make: Callable[[], Recogniser], call_seconds: float = _CALL_SECONDS) -> None:
        self._supervisor = Supervisor(
            partial(RecogniserServer, make),
            "recogniser",
            start_seconds=_START_SECONDS,
            call_seconds=call_seconds,
        )
        self._number = 0

    @property
    def pid(self) -> int | None:
        """Process id of the present process."""
        return self._supervisor.pid

    def listen(self, listener: Callable[[Incident], None]) -> None:
        """Tell of every restart, on the thread of the call during which it happened. Of two who
        share the process the last one is told: once is enough."""
        self._supervisor.listener = listener

    def hear(
        self, audio: Samples, *, language: str | None, final: bool, among: Sequence[str] = ()
    ) -> SupervisedHearing:
        """See :class:`voice_counter.speech.recogniser.Recogniser`.

        Raises:
            UserError: the process is lost again and again.
        """
        self._number += 1
        arguments = (self._number, audio, language, final, tuple(among))
        return SupervisedHearing(self._supervisor, arguments)

    def end(self) -> None:
        """End the process. From any thread."""
        self._supervisor.end()


class SupervisedHearing:
    """See :class:`voice_counter.speech.recogniser.Hearing`. Holds the audio, so that a process that
    takes the place of a lost one can be told what the other had heard."""

    def __init__(self, supervisor: Supervisor, arguments: tuple[Any, ...]) -> None:
        self._supervisor = supervisor
        self._arguments = arguments
        self._language = ""
        persist(self._hear, _ATTEMPTS)

    @property
    def language(self) -> str:
        """See :class:`voice_counter.speech.recogniser.Hearing`."""
        return self._language

    def decode(self, terms: Sequence[str] = ()) -> Hypothesis:
        """See :class:`voice_counter.speech.recogniser.Hearing`."""
        found: Hypothesis = self._ask("decode", tuple(terms))
        return found

    def log_probabilities(self, texts: Sequence[str], terms: Sequence[str] = ()) -> list[float]:
        """See :class:`voice_counter.speech.recogniser.Hearing`."""
        found: list[float] = self._ask("log_probabilities", tuple(texts), tuple(terms))
        return found

    def token_probabilities(self, text: str) -> list[tuple[int, int, float]]:
        """See :class:`voice_counter.speech.recogniser.Hearing`."""
        found: list[tuple[int, int, float]] = self._ask("token_probabilities", text)
        return found

    def _ask(self, method: str, *arguments: object) -> Any:
        number = self._arguments[0]

        def ask() -> Any:
            here, answer = self._supervisor.call("ask", number, method, arguments)
            if not here:  # another process, or much was heard since
                self._hear()
                _, answer = self._supervisor.call("ask", number, method, arguments)
            return answer

        return persist(ask, _ATTEMPTS)

    def _hear(self) -> None:
        self._language = self._supervisor.call("hear", *self._arguments)


def load_whisper(folder: Path) -> Recogniser:
    """Build Whisper, warmed up: in the process that will use it."""
    from voice_counter.speech.whisper import WhisperRecogniser

    recogniser = WhisperRecogniser(folder)
    recogniser.warm_up()
    return recogniser


class Standby:
    """A smaller recogniser, loaded when it is first wanted, in the background.

    Args:
        make: builds it; None where no smaller model is installed.
    """

    def __init__(self, make: Callable[[], SupervisedRecogniser] | None) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._ready: SupervisedRecogniser | None = None
        self._closed = False

    def get(self) -> SupervisedRecogniser | None:
        """The recogniser, once it is there; never waits."""
        with self._lock:
            if self._make is not None:
                make, self._make = self._make, None
                threading.Thread(
                    target=self._load, args=(make,), name="standby", daemon=True
                ).start()
            return self._ready

    def close(self) -> None:
        """Let it go, now or as soon as it is loaded."""
        with self._lock:
            self._make = None
            self._closed = True
            ready, self._ready = self._ready, None
        if ready is not None:
            ready.end()

    def _load(self, make: Callable[[], SupervisedRecogniser]) -> None:
        try:
            made = make()
        except (UserError, LostError, RaisedError):
            _log.warning("the smaller model cannot be used", exc_info=True)
            return
        with self._lock:
            if not self._closed:
                self._ready = made
                return
        made.end()
