"""One thread that translates: what is said before what is being said before what can wait."""

from __future__ import annotations

import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from voice_counter.captions.events import Final, Partial
from voice_counter.translation.results import Translation
from voice_counter.translation.translator import Translator

_NICENESS = 5
"""Below the recogniser, which must not wait: without it there is nothing to translate."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Translated:
    """A caption in another language.

    Attributes:
        utterance: its number, or the key it was asked under.
        provisional: of a partial: it may still change, and views show it so.
        translation: None if the translator failed; the log says how.
    """

    utterance: int | str
    target: str
    translation: Translation | None
    provisional: bool = False
    original: str = ""
    """The words that were translated, as they were asked."""


@dataclass(frozen=True, slots=True)
class TranslatedBack:
    """What the other side reads, in the language it was said in: for staff, who said it."""

    utterance: int | str
    translation: Translation | None
    """Of the translation shown, back into its source language."""


Sink = Callable[[Translated | TranslatedBack], None]
"""Receives the results on the translator's thread."""


@dataclass(frozen=True, slots=True)
class _Job:
    utterance: int | str
    text: str
    source: str
    targets: tuple[str, ...]
    provisional: bool = False
    back: bool = False


class TranslationService:
    """Translates captions on a thread of its own.

    Finals are translated in order and never dropped. Of partials only the newest counts, and only
    while no final waits. Translating back comes last of all, and the newest first: a reader looks
    at the caption that has just appeared.

    Args:
        make: builds the translator, on the thread that will use it (engines are bound to it).
    """

    def __init__(self, make: Callable[[], Translator], sink: Sink) -> None:
        self._make = make
        self._sink = sink
        self._changed = threading.Condition()
        self._finals: deque[_Job] = deque()
        self._partial: _Job | None = None
        self._backs: deque[_Job] = deque(maxlen=20)
        self._closed = False
        # A daemon: an engine that hangs must not keep the process alive.
        self._thread = threading.Thread(target=self._work, name="translator", daemon=True)
        self._thread.start()

    def final(self, final: Final, targets: Sequence[str]) -> None:
        """Translate a final; one ``Translated`` for each target follows."""
        self.settled(final.utterance, final.text, final.language, targets)

    def settled(self, key: int | str, text: str, source: str, targets: Sequence[str]) -> None:
        """The same for any settled text: typed, corrected."""
        with self._changed:
            self._finals.append(_Job(key, text, source, tuple(targets)))
            if self._partial is not None and self._partial.utterance == key:
                self._partial = None
            self._changed.notify_all()

    def partial(self, partial: Partial, targets: Sequence[str]) -> None:
        """Translate a partial if there is time; a newer one takes its place."""
        self.growing(partial.utterance, partial.text, partial.language, targets)

    def growing(self, key: int | str, text: str, source: str, targets: Sequence[str]) -> None:
        """The same for any text that may still change."""
        with self._changed:
            self._partial = _Job(key, text, source, tuple(targets), provisional=True)
            self._changed.notify_all()

    def forget(self) -> None:
        """Drop everything that waits: whoever said it has gone."""
        with self._changed:
            self._finals.clear()
            self._partial = None
            self._backs.clear()

    def back(self, utterance: int | str, translation: Translation) -> None:
        """Translate a translation back, when nothing else is to be done."""
        job = _Job(
            utterance, translation.text, translation.target, (translation.source,), back=True
        )
        with self._changed:
            self._backs.append(job)
            self._changed.notify_all()

    def close(self, seconds: float | None = None) -> bool:
        """Finish the finals that wait, drop everything else, and end the thread.

        Args:
            seconds: how long that may take; None for as long as it takes.

        Returns:
            Whether the thread ended.
        """
        with self._changed:
            self._closed = True
            self._partial = None
            self._backs.clear()
            self._changed.notify_all()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _take(self) -> _Job | None:
        with self._changed:
            self._changed.wait_for(
                lambda: self._finals or self._partial or self._backs or self._closed
            )
            if self._finals:
                return self._finals.popleft()
            if self._partial is not None:
                job, self._partial = self._partial, None
                return job
            return self._backs.pop() if self._backs else None

    def _work(self) -> None:
        _step_back()
        translator: Translator | None = None
        try:
            translator = self._make()
        except Exception:
            _log.exception("the translator could not be made")
        while (job := self._take()) is not None:
            for target in job.targets:
                self._tell(job, target, self._translated(translator, job, target))
                if job.provisional and self._urgent():
                    break
        # What the translator holds must end on the thread that made it.
        del translator

    def _urgent(self) -> bool:
        with self._changed:
            return bool(self._finals)

    def _translated(
        self, translator: Translator | None, job: _Job, target: str
    ) -> Translation | None:
        if translator is None:
            return None
        try:
            return translator.translate(job.text, job.source, target)
        except Exception:
            # One sentence that an engine chokes on must not silence those after it.
            _log.exception("a sentence could not be translated")
            return None

    def _tell(self, job: _Job, target: str, translation: Translation | None) -> None:
        if job.back:
            self._sink(TranslatedBack(job.utterance, translation))
        else:
            self._sink(Translated(job.utterance, target, translation, job.provisional, job.text))


def _step_back() -> None:
    """Give other threads precedence, where the system lets a thread ask for that."""
    with suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
