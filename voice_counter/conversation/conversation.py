"""The conversation: caption events, translations and corrections become lines; listeners hear
exactly what changed.

Pure: it knows no thread and no window. Everything is called on one thread, and nothing is kept
once :meth:`Conversation.clear` was called.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from voice_counter.captions.events import Discarded, Final, Partial
from voice_counter.conversation.line import Line, Origin, Side
from voice_counter.speech.languages import tag_of, whisper_code
from voice_counter.translation.results import Translation


class Listener(Protocol):
    """Hears of every change, after it was made."""

    def inserted(self, number: int, line: Line) -> None:
        """``line`` is new, in place ``number``."""

    def changed(self, number: int, before: Line, line: Line) -> None:
        """``line`` stands where ``before`` stood."""

    def removed(self, number: int, line: Line) -> None:
        """``line`` stood in place ``number``, and is gone."""

    def cleared(self) -> None:
        """All lines are gone."""


class Conversation:
    """Lines in the order in which they were begun.

    Args:
        clock: seconds, for the times of lines from several runs.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self._lines: list[Line] = []
        self._listeners: list[Listener] = []
        self._run = 0
        self._runs: dict[Side, int] = {}
        self._offsets: dict[int, float] = {}
        self._typed = 0
        self._gone: set[str] = set()
        self.resident_language = "en"
        """BCP 47 tag: tells apart what the recogniser gives one code (zh-Hans, zh-Hant)."""

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Line]:
        return iter(tuple(self._lines))

    def __getitem__(self, number: int) -> Line:
        return self._lines[number]

    def listen(self, listener: Listener) -> None:
        """Tell ``listener`` of every change from now on."""
        self._listeners.append(listener)

    def get(self, key: str) -> Line | None:
        """The line of that key."""
        number = self._number(key)
        return None if number is None else self._lines[number]

    def last(self, side: Side | None = None, *, before: str = "") -> Line | None:
        """The newest final, of one side if it is named, before the line ``before``."""
        number = self._number(before)
        lines = self._lines if number is None else self._lines[:number]
        return next((x for x in reversed(lines) if x.final and side in (None, x.side)), None)

    # -- what the recogniser tells ----------------------------------------

    def begin_run(self, side: Side = Side.STAFF) -> None:
        """Expect the utterances of a new run, which count from the start again."""
        self.settle(side)
        self._run += 1
        self._runs[side] = self._run
        self._offsets[self._run] = self._clock() - self._began

    def apply(
        self,
        event: Partial | Final | Discarded,
        run_of: Side = Side.STAFF,
        side: Side | None = None,
    ) -> None:
        """Bring the lines up to date with one event.

        Args:
            run_of: whose run it comes from.
            side: who said it, where one run hears both sides.
        """
        run = self._runs.get(run_of, 0)
        if f"{run}.{event.utterance}" in self._gone:
            return
        if isinstance(event, Discarded) or not event.text:
            self._remove(run, event.utterance)
            return
        final = isinstance(event, Final)
        offset = self._offsets.get(run, 0.0)
        number, exists = self._place(run, event.utterance)
        line = Line(
            key=f"{run}.{event.utterance}",
            side=side or run_of,
            language=self._tag(event.language),
            text=event.text,
            stable=event.stable if isinstance(event, Partial) else len(event.text),
            final=final,
            run=run,
            utterance=event.utterance,
            start=offset + event.start,
            end=offset + event.end,
            heard=event if isinstance(event, Final) else None,
        )
        if not exists:
            self._insert(number, line)
            return
        old = self._lines[number]
        if final or not old.final:
            # The translation of the words so far stands until that of the new ones is there.
            waiting = bool(old.translations)
            self._change(number, replace(line, translations=old.translations, provisional=waiting))

    def settle(self, side: Side | None = None) -> None:
        """Let partials that no final followed (their run broke off) stand as they are."""
        runs = set(self._runs.values()) if side is None else {self._runs.get(side, 0)}
        for number, line in enumerate(self._lines):
            if not line.final and line.run in runs:
                self._change(number, replace(line, final=True, stable=len(line.text)))

    # -- what people do ------------------------------------------------------------------------

    def say(
        self,
        side: Side,
        text: str,
        language: str,
        translations: Mapping[str, Translation] | None = None,
    ) -> Line:
        """A line that was typed or chosen, with the translations that came with the choice."""
        self._typed += 1
        now = self._clock() - self._began
        line = Line(
            key=f"typed.{self._typed}",
            side=side,
            language=language,
            text=text,
            stable=len(text),
            final=True,
            start=now,
            end=now,
            origin=Origin.TYPED,
            translations=MappingProxyType(dict(translations or {})),
        )
        self._insert(len(self._lines), line)
        return line

    def correct(self, key: str, text: str) -> None:
        """Let a final show ``text``; what depended on the old text is void."""
        number = self._number(key)
        if number is None or not self._lines[number].final or not text:
            return
        line = self._lines[number]
        kept = frozenset(each for each in line.confirmed if each in text)
        self._change(
            number,
            replace(line, text=text, stable=len(text), back=None, provisional=True, confirmed=kept),
        )

    def confirm(self, key: str, *numbers: str) -> None:
        """Staff have made sure of ``numbers``."""
        number = self._number(key)
        if number is not None:
            line = self._lines[number]
            self._change(number, replace(line, confirmed=line.confirmed | set(numbers)))

    def clear(self) -> None:
        """Nothing was said. What is being said just now appears again with its next event."""
        self._lines.clear()
        for listener in self._listeners:
            listener.cleared()

    def forget(self) -> None:
        """Nothing was said, and what is being said just now is nobody's any more: the next person
        must not read the end of what the last one said."""
        self._gone = {line.key for line in self._lines if not line.final}
        self.clear()

    # -- what the translator tells ----------------------------------------

    def translated(
        self,
        key: str,
        original: str,
        target: str,
        translation: Translation | None,
        *,
        provisional: bool = False,
    ) -> bool:
        """Says whether the translation, of the words ``original``, is still wanted."""
        number = self._number(key)
        if number is None:
            return False
        line = self._lines[number]
        if line.final and (provisional or original != line.text):
            return False
        translations = MappingProxyType({**line.translations, target: translation})
        self._change(number, replace(line, translations=translations, provisional=provisional))
        return True

    def translated_back(self, key: str, translation: Translation | None) -> None:
        """What the other side reads, in the language of the line."""
        number = self._number(key)
        if number is not None and self._lines[number].final:
            self._change(number, replace(self._lines[number], back=translation))

    # -- the list ------------------------------------------------------------------------------

    def _tag(self, code: str) -> str:
        if whisper_code(self.resident_language) == code:
            return self.resident_language
        return tag_of(code)

    def _number(self, key: str) -> int | None:
        """Searched from the end because that is where people speak."""
        for number in range(len(self._lines) - 1, -1, -1):
            if self._lines[number].key == key:
                return number
        return None

    def _place(self, run: int, utterance: int) -> tuple[int, bool]:
        """Where the utterance is, or else where it belongs: behind the earlier ones of its run,
        and behind all others that were there before."""
        here = len(self._lines)
        for number in range(len(self._lines) - 1, -1, -1):
            line = self._lines[number]
            if line.run != run:
                if line.run and line.run < min(self._runs.values()):
                    break  # of a run that is over
                continue
            if line.utterance == utterance:
                return number, True
            if line.utterance < utterance:
                break
            here = number
        return here, False

    def _insert(self, number: int, line: Line) -> None:
        self._lines.insert(number, line)
        for listener in self._listeners:
            listener.inserted(number, line)

    def _change(self, number: int, line: Line) -> None:
        before = self._lines[number]
        if line == before:
            return
        self._lines[number] = line
        for listener in self._listeners:
            listener.changed(number, before, line)

    def _remove(self, run: int, utterance: int) -> None:
        number, exists = self._place(run, utterance)
        if exists:
            line = self._lines.pop(number)
            for listener in self._listeners:
                listener.removed(number, line)
