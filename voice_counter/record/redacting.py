"""Redacts the entries of a session: every text by itself, and numbers said across lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Protocol

from voice_counter.record.entry import Entry, Redact, redacted


class _HasText(Protocol):
    @property
    def text(self) -> str: ...


class _Settled(Protocol):
    @property
    def index(self) -> int: ...
    @property
    def redacted(self) -> _HasText: ...


class AcrossLines(Protocol):
    """Redacts lines with regard to their neighbours, and holds back those that may still change:
    ``voice_counter.privacy.session.SessionRedactor``."""

    def add(self, speaker: str, text: str) -> Sequence[_Settled]:
        """The lines that are settled now."""

    def flush(self) -> Sequence[_Settled]:
        """The lines that were held back."""


@dataclass(slots=True)
class _Line:
    """A line that was added, with the versions that wait for its redaction."""

    text: str
    safe: str | None = None
    waiting: list[Entry] = field(default_factory=list)


class Redacting:
    """One session. Not thread-safe.

    Args:
        redact: for a text by itself.
        across: for lines with their neighbours, besides.
    """

    def __init__(self, redact: Redact, across: AcrossLines | None) -> None:
        self._redact = redact
        self._across = across
        self._lines: dict[str, _Line] = {}
        self._keys: list[str] = []

    @property
    def held(self) -> int:
        """How many entries are held back."""
        return sum(len(line.waiting) for line in self._lines.values())

    def add(self, entry: Entry) -> list[Entry]:
        """Take an entry; says which can be stored now, redacted."""
        if self._across is None:
            return [redacted(entry, self._redact)]
        line = self._lines.get(entry.key)
        if line is None:
            line = self._lines[entry.key] = _Line(entry.text, waiting=[entry])
            self._keys.append(entry.key)
            try:
                return self._settle(self._across.add(str(entry.side), entry.text))
            except Exception:
                del self._lines[entry.key]
                raise
        if line.safe is None:
            line.waiting.append(entry)
            return []
        return [self._safe(entry, line)]

    def flush(self) -> list[Entry]:
        """The session is over: what was held back."""
        return [] if self._across is None else self._settle(self._across.flush())

    def _settle(self, settled: Sequence[_Settled]) -> list[Entry]:
        ready: list[Entry] = []
        for each in settled:
            line = self._lines.get(self._keys[each.index])
            if line is not None:
                line.safe = each.redacted.text
                ready += [self._safe(entry, line) for entry in line.waiting]
                line.waiting = []
        return ready

    def _safe(self, entry: Entry, line: _Line) -> Entry:
        alone = redacted(entry, self._redact)
        if entry.text != line.text or line.safe is None:
            return alone  # rewritten by somebody
        if line.safe == alone.text:
            return alone
        # Its neighbours made a part of it a number that must not be kept. Which part of a
        # translation that is, nobody knows.
        text = self._redact(line.safe)
        return replace(alone, text=text, translations=MappingProxyType({}), confirmed=())
