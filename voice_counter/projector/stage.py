"""The projector: which lines stand on it, and when the next one moves.

Finals and partials go in, lines come out one at a time. Pure: a clock and a function that measures
text are given to it, and whoever owns it asks (:meth:`ProjectorStage.advance`) when to ask again.

Two promises hold whatever happens. A line of a final is never dropped. And a line stays for the
minimum reading time; far behind, that time shrinks down to ``LEAST_SECONDS`` before the audience
loses the speaker.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from voice_counter.projector.announcements import Announcement
from voice_counter.projector.breaking import Measure, wide_length
from voice_counter.projector.entry import Entry, Piece, Shown
from voice_counter.projector.transcript import Key

STEP_SECONDS = 0.4
"""Between two lines at least: the eye follows one movement at a time."""

READING = 10.0
"""Full-width characters that an audience reads in a second. Speech brings 6 to 8."""

FAR_BEHIND = 3
"""So many screens of waiting lines shorten the minimum reading time."""

LEAST_SECONDS = 1.0
"""The minimum reading time is never shortened to less."""


@dataclass(frozen=True, slots=True)
class Look:
    """How much there is room for.

    Attributes:
        width: of a line, as ``measure`` counts.
        lines: how many of them (1–6).
        min_seconds: how long each of them stays at least.
        languages: BCP 47 tags of the translations below the lines, at most two.
    """

    width: float
    lines: int = 2
    min_seconds: float = 2.0
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line on the screen.

    Attributes:
        serial: names the line as long as it is on the screen.
        settled: how many characters of ``text`` will not change any more.
        speaker: who speaks from here on; empty where nothing changed.
        translations: in the order of ``Look.languages``; empty while there is none.
    """

    serial: int
    key: Key
    text: str
    settled: int
    speaker: str = ""
    translations: tuple[str, ...] = field(default=())


class ProjectorStage:
    """The lines of an event. Belongs to one thread.

    Args:
        measure: the width of a text in the type of the captions.
        look: how much there is room for.
        clock: seconds.
    """

    def __init__(
        self, measure: Measure, look: Look, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._measure = measure
        self._look = look
        self._clock = clock
        self._entries: dict[Key, Entry] = {}
        self._live: list[Entry] = []
        self._serial = 0
        self._speaker = ""
        self._paused = False
        self._moved = self._left = -math.inf
        self._pace = 0.0
        self._announcement: Announcement | None = None
        self._covered = 0.0
        self._until: float | None = None

    # -- what there is to see -------------------------------------------------------------------

    @property
    def rows(self) -> tuple[Row, ...]:
        """The lines on the screen, oldest first; also while an announcement covers them."""
        return tuple(
            self._row(entry, piece, shown, first=number == 0)
            for entry in self._live
            for number, (piece, shown) in enumerate(zip(entry.pieces, entry.shown, strict=False))
        )

    @property
    def announcement(self) -> Announcement | None:
        """What covers the captions."""
        return self._announcement

    @property
    def paused(self) -> bool:
        """Whether the projector is held."""
        return self._paused

    @property
    def waiting(self) -> int:
        """How many lines have not been shown yet."""
        return sum(entry.waiting for entry in self._live)

    def pending(self, key: Key) -> bool:
        """Whether something of that utterance has not been shown yet."""
        entry = self._entries.get(key)
        return entry is not None and (entry.waiting > 0 or bool(entry.held))

    # -- what is said ---------------------------------------------------------------------------

    def partial(self, key: Key, text: str, settled: int, speaker: str = "") -> None:
        """What was said so far; ``settled`` characters of it will not change any more."""
        entry = self._entry(key)
        if self._hold(entry, lambda: self.partial(key, text, settled, speaker)):
            return
        if not entry.final and not entry.corrected:
            self._speak(entry, speaker)
            self._write(entry, text, settled)

    def final(self, key: Key, text: str, speaker: str = "") -> None:
        """What was said."""
        entry = self._entry(key)
        if self._hold(entry, lambda: self.final(key, text, speaker)):
            return
        self._speak(entry, speaker)
        wanted = entry.text if entry.corrected else text
        self._write(entry, wanted, len(wanted))
        entry.final = True

    def translate(self, key: Key, language: str, text: str) -> None:
        """A translation of it, also one that is not shown now."""
        entry = self._entry(key)
        if self._hold(entry, lambda: self.translate(key, language, text)):
            return
        without = [not piece.translations.get(language) for piece in entry.pieces]
        entry.translate(language, text)
        self._lay_out(entry)
        for shown, new in zip(entry.shown, without, strict=False):
            if new and language in self._look.languages:
                shown.at = self._clock()  # from now on it can be read

    def correct(self, key: Key, text: str) -> None:
        """Put ``text`` where something else was heard, in lines that wait and in lines that are
        shown, also while the projector is paused. What was heard does not come back."""
        entry = self._entries.get(key)
        if entry is not None:
            entry.corrected = True
            self._write(entry, text, len(text))

    def drop(self, key: Key) -> None:
        """It was nothing: take it away."""
        entry = self._entries.pop(key, None)
        if entry in self._live:
            self._live.remove(entry)

    def clear(self) -> None:
        """Forget everything that was said. An announcement stays."""
        self._entries.clear()
        self._live.clear()
        self._speaker = ""

    # -- what the operator does -------------------------------------------------------------------

    def pause(self) -> None:
        """Hold the projector; what is said waits."""
        self._paused = True

    def resume(self) -> None:
        """Let it go on."""
        self._paused = False
        for entry in list(self._entries.values()):
            held, entry.held = entry.held, []
            for happened in held:
                happened()

    def announce(self, announcement: Announcement) -> None:
        """Show an announcement at once. Captions wait, and go on where they were."""
        now = self._clock()
        if self._announcement is None:
            self._covered = now
        self._announcement = announcement
        self._until = now + announcement.seconds if announcement.seconds > 0 else None

    def dismiss(self) -> None:
        """Take the announcement away."""
        if self._announcement is None:
            return
        self._announcement = None
        # Nobody could read the lines below it.
        covered = self._clock() - self._covered
        for entry in self._live:
            for shown in entry.shown:
                shown.at += covered
        self._left += covered

    def look(self, look: Look, measure: Measure | None = None) -> None:
        """Go on with other room, or another type."""
        self._look = look
        self._measure = measure or self._measure
        for entry in list(self._live):
            self._lay_out(entry)

    # -- time -------------------------------------------------------------------------------------

    def advance(self) -> float | None:
        """Make every movement that is due; the seconds until the next, None if there is none."""
        now = self._clock()
        if self._announcement is not None:
            if self._until is None:
                return None
            if now < self._until:
                return self._until - now
            self.dismiss()
        if self._paused:
            return None
        while (due := self._due()) is not None:
            if due > now:
                return due - now
            self._move(now)
        return None

    def _due(self) -> float | None:
        """When the next movement may be; minus infinity for at once."""
        visible = self._visible()
        waiting = self.waiting
        lines = self._look.lines
        if len(visible) <= lines and not waiting:
            return None
        due = self._moved + STEP_SECONDS
        if len(visible) >= lines:
            hurry = min(1.0, lines / max(waiting, 1))
            due = max(due, visible[0].at + self._minimum(waiting), self._left + self._pace * hurry)
        return due

    def _minimum(self, waiting: int) -> float:
        asked = self._look.min_seconds
        far = FAR_BEHIND * self._look.lines
        if waiting <= far:
            return asked
        return max(min(LEAST_SECONDS, asked), asked * far / waiting)

    def _move(self, now: float) -> None:
        """One line up: the oldest leaves where there is no room, the next one comes."""
        visible = len(self._visible())
        if visible >= self._look.lines:
            self._leave(now)
            visible -= 1
        if visible < self._look.lines:
            following = next((entry for entry in self._live if entry.waiting), None)
            if following is not None:
                self._show(following, now)
        self._moved = now

    def _leave(self, now: float) -> None:
        entry = next(entry for entry in self._live if entry.shown)
        self._pace = wide_length(entry.leave().text) / READING
        self._left = now
        if not entry.pieces:
            self._live.remove(entry)

    def _show(self, entry: Entry, now: float) -> None:
        self._serial += 1
        entry.shown.append(Shown(self._serial, now))

    # -- entries ----------------------------------------------------------------------------------

    def _entry(self, key: Key) -> Entry:
        return self._entries.setdefault(key, Entry(key))

    def _hold(self, entry: Entry, happened: Callable[[], None]) -> bool:
        """Whether it has to wait: while paused, nothing new may come onto the screen."""
        if not self._paused or not entry.shown:
            return False
        entry.held.append(happened)
        return True

    def _speak(self, entry: Entry, speaker: str) -> None:
        if speaker and speaker != self._speaker:
            self._speaker = entry.label = speaker

    def _write(self, entry: Entry, text: str, settled: int) -> None:
        entry.write(text)
        entry.settled = settled
        self._lay_out(entry)

    def _lay_out(self, entry: Entry) -> None:
        entry.lay_out(self._look.width, self._look.languages, self._measure)
        if not entry.pieces:
            if entry in self._live:
                self._live.remove(entry)
            return
        if entry not in self._live:
            self._live.append(entry)
        place = self._live.index(entry)
        if entry.shown and any(later.shown for later in self._live[place + 1 :]):
            # It grew in the middle of what is read: in place, and the oldest leave when read.
            while entry.waiting:
                self._show(entry, self._clock())

    def _visible(self) -> list[Shown]:
        return [shown for entry in self._live for shown in entry.shown]

    def _row(self, entry: Entry, piece: Piece, shown: Shown, *, first: bool) -> Row:
        settled = min(max(entry.settled - piece.start, 0), len(piece.text))
        speaker = entry.label if first else ""
        parts = tuple(piece.translations.get(each, "") for each in self._look.languages)
        return Row(shown.serial, entry.key, piece.text, settled, speaker, parts)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)
