"""One utterance on its way over the projector: its lines that wait and those that are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from voice_counter.projector.breaking import Measure, breaks, share, wide_length
from voice_counter.projector.transcript import Key


@dataclass(slots=True)
class Shown:
    """A line on the screen: its number and since when (seconds of the stage's clock)."""

    serial: int
    at: float


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of an utterance.

    Attributes:
        end: where it ends in the text of the utterance.
        translations: by language, the part of the translation that stands below it.
        ends: by language, where that part ends in the translation.
    """

    text: str
    start: int
    end: int
    translations: dict[str, str]
    ends: dict[str, int]


@dataclass(slots=True)
class Entry:
    """An utterance.

    Attributes:
        settled: how many characters will not change any more.
        label: the speaker, where it is not the one before.
        gone: how many characters have left the screen.
        given: by language, how many characters of the translation have left the screen.
        pieces: the lines that have not; the first ``len(shown)`` of them are on the screen.
        held: what happened to it while the projector was paused.
    """

    key: Key
    text: str = ""
    settled: int = 0
    final: bool = False
    corrected: bool = False
    label: str = ""
    gone: int = 0
    translations: dict[str, str] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    held: list[Callable[[], None]] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """How many lines have not been shown yet."""
        return len(self.pieces) - len(self.shown)

    @property
    def over(self) -> bool:
        """Whether all there was has left the screen."""
        return bool(self.text) and self.gone >= len(self.text) and not self.pieces

    def write(self, text: str) -> None:
        """Change the text; what has left the screen does not come back."""
        self.gone = len(text) if self.over and self.final else carried(self.text, text, self.gone)
        self.text = text

    def translate(self, language: str, text: str) -> None:
        """Change a translation in the same way."""
        before = self.translations.get(language, "")
        given = self.given.get(language, 0)
        seen = self.over and bool(before)
        self.given[language] = len(text) if seen else carried(before, text, given)
        self.translations[language] = text

    def lay_out(self, width: float, languages: Sequence[str], measure: Measure) -> None:
        """Break what has not left the screen into lines."""
        rest = self.text[self.gone :]
        ends = [self.gone + end for end in breaks(rest, width, measure)]
        missing = any(self._rest(language).strip() for language in languages)
        if not ends and missing and self.final:
            ends = [len(self.text)]  # the translation came too late for the lines of its own
        spans = list(pairwise([self.gone, *ends]))
        weights = [wide_length(self.text[start:end]) or 1.0 for start, end in spans]
        shares = {each: share(self._rest(each), weights) for each in languages if spans}
        self.pieces = [
            self._piece(number, start, end, shares) for number, (start, end) in enumerate(spans)
        ]
        del self.shown[len(self.pieces) :]

    def leave(self) -> Piece:
        """Take the oldest line off the screen."""
        piece = self.pieces.pop(0)
        del self.shown[0]
        self.gone = piece.end
        self.given.update(piece.ends)
        self.label = ""
        return piece

    def _rest(self, language: str) -> str:
        return self.translations.get(language, "")[self.given.get(language, 0) :]

    def _piece(self, number: int, start: int, end: int, shares: dict[str, list[int]]) -> Piece:
        parts: dict[str, str] = {}
        ends: dict[str, int] = {}
        for language, cuts in shares.items():
            first = cuts[number - 1] if number else 0
            parts[language] = self._rest(language)[first : cuts[number]].strip()
            ends[language] = self.given.get(language, 0) + cuts[number]
        return Piece(self.text[start:end].strip(), start, end, parts, ends)


def carried(before: str, after: str, offset: int) -> int:
    """Where ``offset`` of ``before`` lies in ``after``. Where that cannot be said, the earliest
    place that may be it: something is then read twice, and nothing is missed.

    >>> carried("あした来ます", "あす来ます", 3)
    2
    >>> carried("あした", "あさって", 3)
    1
    """
    limit = min(len(before), len(after))
    head = next((n for n in range(limit) if before[n] != after[n]), limit)
    if head >= offset:
        return offset
    tail = next((n for n in range(limit - head) if before[-1 - n] != after[-1 - n]), limit - head)
    if len(before) - tail <= offset and offset < len(before):
        return len(after) - (len(before) - offset)
    return head
