"""A stage with a clock that the test turns, measuring a full-width character as 1."""

from __future__ import annotations

from voice_counter.projector.breaking import wide_length
from voice_counter.projector.stage import Look, ProjectorStage, Row


class Stage(ProjectorStage):
    """Remembers every line that ever came onto the screen, as it read last, and for how long."""

    def __init__(
        self, width: float = 10, lines: int = 2, seconds: float = 2.0, languages: str = ""
    ) -> None:
        self.now = 100.0
        self.seen: dict[int, Row] = {}
        self.since: dict[int, float] = {}
        self.until: dict[int, float] = {}
        look = Look(width, lines, seconds, tuple(languages.split()))
        super().__init__(wide_length, look, lambda: self.now)

    def texts(self) -> list[str]:
        return [row.text for row in self.rows]

    def step(self) -> float | None:
        due = self.advance()
        here = {row.serial: row for row in self.rows}
        self.seen.update(here)
        for serial in here:
            self.since.setdefault(serial, self.now)
        for serial in self.since:
            if serial not in here:
                self.until.setdefault(serial, self.now)
        return due

    def run(self, seconds: float = 1000.0) -> None:
        """Turn the clock from one movement to the next, as a timer would."""
        end = self.now + seconds
        while (due := self.step()) is not None and self.now + due <= end:
            assert due > 0
            self.now += due
        self.now = end
        self.step()

    def stays(self) -> list[float]:
        """How long each line that left was there."""
        return [round(self.until[each] - self.since[each], 6) for each in sorted(self.until)]

    def all_text(self) -> str:
        return "".join(self.seen[each].text for each in sorted(self.seen))
