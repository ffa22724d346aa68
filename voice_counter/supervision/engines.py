"""Translation models in a process of their own. An engine that is lost with it is loaded again."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from voice_counter.errors import TranslationError
from voice_counter.supervision.process import LostError
from voice_counter.supervision.supervisor import Supervisor, persist
from voice_counter.translation.engine import Engine, Hypothesis, Offer

_START_SECONDS = 60.0

_CALL_SECONDS = 60.0
"""Loading a model from a slow disk is a call too."""

_NICENESS = 5
"""Below the recogniser, which must not wait: without it there is nothing to translate."""

Load = Callable[[], Engine]


class EngineServer:
    """What the process holds: the engines that were asked for."""

    def __init__(self) -> None:
        with suppress(AttributeError, OSError):
            os.nice(_NICENESS)
        self._engines: dict[str, Engine] = {}

    def load(self, key: str, load: Load) -> tuple[str, tuple[str, ...]]:
        """Load an engine; its name and placeholders."""
        engine = self._engines[key] = load()
        return engine.name, tuple(engine.placeholders)

    def ask(self, key: str, method: str, arguments: tuple[object, ...]) -> tuple[bool, object]:
        """A method of :class:`~voice_counter.translation.engine.Engine`: whether that engine is
        here, and the answer."""
        engine = self._engines.get(key)
        return engine is not None, engine and getattr(engine, method)(*arguments)


class SupervisedEngines:
    """The process, started with the first engine, and the engines in it."""

    def __init__(self, call_seconds: float = _CALL_SECONDS) -> None:
        self._call_seconds = call_seconds
        self._lock = threading.Lock()
        self._supervisor: Supervisor | None = None

    def offers(self, offers: Sequence[Offer]) -> list[Offer]:
        """The same offers, whose engines are loaded into the process."""
        return [self._offer(offer) for offer in offers]

    def call(self, method: str, *arguments: object) -> Any:
        """One call. Raises what :meth:`Supervisor.call` does."""
        with self._lock:
            if self._supervisor is None:
                self._supervisor = Supervisor(
                    EngineServer,
                    "translator",
                    start_seconds=_START_SECONDS,
                    call_seconds=self._call_seconds,
                )
                # Whoever translates drops its engines, and knows nothing of processes.
                weakref.finalize(self, self._supervisor.end)
            supervisor = self._supervisor
        return supervisor.call(method, *arguments)

    @property
    def pid(self) -> int | None:
        """Process id of the present process; None before there is one."""
        return self._supervisor.pid if self._supervisor is not None else None

    def _offer(self, offer: Offer) -> Offer:
        def load() -> Engine:
            return SupervisedEngine(self, offer)

        return replace(offer, load=load)


class SupervisedEngine:
    """See :class:`voice_counter.translation.engine.Engine`."""

    def __init__(self, engines: SupervisedEngines, offer: Offer) -> None:
        self._engines = engines
        self._offer = offer
        self._name: str
        self._placeholders: tuple[str, ...]
        self._name, self._placeholders = self._twice(self._load)

    @property
    def name(self) -> str:
        """See :class:`voice_counter.translation.engine.Engine`."""
        return self._name

    @property
    def placeholders(self) -> tuple[str, ...]:
        """See :class:`voice_counter.translation.engine.Engine`."""
        return self._placeholders

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """See :class:`voice_counter.translation.engine.Engine`."""
        found: list[Hypothesis] = self._ask("translate", tuple(texts))
        return found

    def including(self, text: str, words: Sequence[str]) -> Hypothesis | None:
        """See :class:`voice_counter.translation.engine.Engine`."""
        found: Hypothesis | None = self._ask("including", text, tuple(words))
        return found

    def _load(self) -> tuple[str, tuple[str, ...]]:
        found: tuple[str, tuple[str, ...]] = self._engines.call(
            "load", self._offer.name, self._offer.load
        )
        return found

    def _ask(self, method: str, *arguments: object) -> Any:
        def ask() -> Any:
            here, answer = self._engines.call("ask", self._offer.name, method, arguments)
            if not here:  # it was lost with its process
                self._load()
                _, answer = self._engines.call("ask", self._offer.name, method, arguments)
            return answer

        return self._twice(ask)

    def _twice(self, action: Callable[[], Any]) -> Any:
        """Once more where the process was lost; a sentence that costs two of them is given up."""
        try:
            return persist(action, 2)
        except LostError as error:
            raise TranslationError(
                "error.translation.engine_failed", name=self._offer.name, reason=error
            ) from error
