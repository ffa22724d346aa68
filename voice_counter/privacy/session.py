"""Redaction of a whole conversation: numbers said in several lines, and answers to questions.

What it can do: a number that one speaker says in up to four lines in a row (090 / 1234 / 5678, also
with はい of the other in between) loses all of its parts, and what the other repeats of it
(1234ですね) is redacted too; the answer to 口座番号をお願いします or "date of birth?" is taken for
what was asked. What it cannot: parts further apart than that, parts that the speaker mixes with
other sentences, and a number of which two people say one half each. An address whose name and sign
are in different lines keeps its name.
"""

from __future__ import annotations

from dataclasses import dataclass

from voice_counter.numerals.counters import counter_at
from voice_counter.privacy.births import last_birth_keyword
from voice_counter.privacy.digits import Group, is_gap, runs
from voice_counter.privacy.folding import fold
from voice_counter.privacy.keywords import keywords
from voice_counter.privacy.kinds import Kind, Redacted, Redaction, replaced
from voice_counter.privacy.redaction import find

_LINES = 4
"""A card number is said in four parts."""
_REACH = 6
"""Lines of anybody between two parts of a number."""
_ANSWERED_WITHIN = 3
"""Lines of anybody between a question and its answer."""
_SHORTEST_ECHO = 3
"""Digits of a part of a number that somebody repeats."""
_TAIL = 8
"""Characters that may follow the last digit of a line that goes on (です, ですね)."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A line that no later one can change any more.

    Attributes:
        index: counts the lines of the session from 0, in the order in which they were added.
    """

    index: int
    redacted: Redacted


@dataclass(slots=True)
class _Line:
    index: int
    text: str
    question: str
    """What was asked right before, with no other line of this speaker in between."""
    found: set[Redaction]


class SessionRedactor:
    """Redacts final lines one after another, and holds back those that may still change.

    A line that ends in digits waits for the next line of its speaker. So what writes a record
    writes what ``add`` returns, and ``flush`` before it closes. Not thread-safe.

    Args:
        language: of the marks, a UI language; the preferred one by default.

    >>> redactor = SessionRedactor("ja")
    >>> redactor.add("resident", "090の"), redactor.add("resident", "1234")
    ((), ())
    >>> [line.redacted.text for line in redactor.add("resident", "5678です。")]
    ['〔電話番号〕の', '〔電話番号〕', '〔電話番号〕です。']
    """

    def __init__(self, language: str | None = None) -> None:
        self._language = language
        self._count = 0
        self._windows: dict[str, list[_Line]] = {}
        self._recent: list[_Line] = []
        self._waiting: list[_Line] = []
        self._asked: tuple[int, str] = (-_ANSWERED_WITHIN - 1, "")

    def add(self, speaker: str, text: str) -> tuple[Settled, ...]:
        """Take the next final line; returns the lines that are settled now, in their order.

        Args:
            speaker: whoever says it; only equality matters.
        """
        index = self._count
        self._count += 1
        before = [line for line in self._windows.get(speaker, []) if index - line.index <= _REACH]
        line = _Line(index, text, self._question(before, index), set())
        window = [*before, line][-_LINES:]
        self._windows[speaker] = window
        self._recent = [each for each in self._recent if index - each.index < _REACH] + [line]
        self._redact(window)
        self._redact_echoes()
        self._ask(line)
        return self._settle(window)

    def flush(self) -> tuple[Settled, ...]:
        """End the conversation; returns all lines that still waited, in their order.

        What is added after that is another conversation; the lines are counted on.
        """
        waiting, self._waiting = self._waiting, []
        self._windows.clear()
        self._recent.clear()
        self._asked = (self._count - _ANSWERED_WITHIN - 1, "")
        return self._finished(waiting)

    def _settle(self, window: list[_Line]) -> tuple[Settled, ...]:
        """Let go of the lines that no line to come can change."""
        line = window[-1]
        waiting = [*self._waiting, line]
        goes_on = _goes_on(line)
        own = [each for each in window if each is not line]
        done = [
            each
            for each in waiting
            if line.index - each.index >= _REACH
            or (each in window and not goes_on)
            or (len(own) == _LINES - 1 and each is own[0])
        ]
        self._waiting = [each for each in waiting if each not in done]
        return self._finished(done)

    def _finished(self, lines: list[_Line]) -> tuple[Settled, ...]:
        settled = []
        for line in sorted(lines, key=lambda line: line.index):
            found = _without_overlaps(line.found)
            settled.append(
                Settled(line.index, Redacted(replaced(line.text, found, self._language), found))
            )
        return tuple(settled)

    def _question(self, before: list[_Line], index: int) -> str:
        asked, words = self._asked
        answered = bool(before) and before[-1].index >= asked
        return words if index - asked <= _ANSWERED_WITHIN and not answered else ""

    def _ask(self, line: _Line) -> None:
        """Remember what the line asks for: its last keyword, if no number follows it."""
        folded = fold(line.text)
        found = [(word.start, word.end) for word in keywords(folded)[-1:]]
        start, end = max([*found, last_birth_keyword(folded)])
        if end and not any(run[-1].end > end for run in runs(folded)):
            self._asked = line.index, line.text[start:end]

    @staticmethod
    def _redact(window: list[_Line]) -> None:
        """Redact the lines of a window as one text."""
        pieces: list[str] = []
        places: list[tuple[_Line, int]] = []
        position = 0
        for line in window:
            prefix = f"{line.question}\n" if line.question else ""
            pieces.append(prefix + line.text)
            places.append((line, position + len(prefix)))
            position += len(prefix) + len(line.text) + 1
        for part in find("\n".join(pieces)):
            for line, start in places:
                begin = max(part.start - start, 0)
                end = min(part.end - start, len(line.text))
                if begin < end:
                    line.found.add(Redaction(begin, end, part.kind))

    def _redact_echoes(self) -> None:
        """Redact what somebody repeats of a number: 1234ですね."""
        secrets: dict[str, Kind] = {}
        spoken = [(line, fold(line.text)) for line in self._recent]
        echoes: list[tuple[_Line, Group]] = []
        for line, folded in spoken:
            for group in (group for run in runs(folded) for group in run):
                inside = [part for part in line.found if part.start <= group.start < part.end]
                if len(group.digits) >= _SHORTEST_ECHO and inside:
                    secrets[group.digits] = inside[0].kind
                elif counter_at(folded, group.end, ordinal=False) is None:
                    echoes.append((line, group))
        for line, group in echoes:
            if group.digits in secrets:
                line.found.add(Redaction(group.start, group.end, secrets[group.digits]))


def _goes_on(line: _Line) -> bool:
    """Whether the line ends in digits, or says nothing, so that the next may bring more of them."""
    folded = fold(line.text)
    last = runs(folded)[-1:]
    if not last:
        return is_gap(folded)
    return len(folded) - last[0][-1].end <= _TAIL


def _without_overlaps(found: set[Redaction]) -> tuple[Redaction, ...]:
    """One part for what several looks at a line found, the longer kind first."""
    merged: list[Redaction] = []
    for part in sorted(found, key=lambda part: (part.start, -part.end)):
        if merged and part.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = Redaction(last.start, max(last.end, part.end), last.kind)
        else:
            merged.append(part)
    return tuple(merged)
