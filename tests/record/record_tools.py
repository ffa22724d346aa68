"""A key store that is not the system's, a clock, an ear for events, and lines to keep."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from voice_counter.conversation.line import Line, Side
from voice_counter.record.consent import Consent, consent
from voice_counter.record.events import RecordEvent
from voice_counter.record.keys import Stretching

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
QUICK = Stretching(b"0123456789abcdef", n=2)
SECONDS = 20.0
"""How long a test waits for what must come; far more than it takes."""


class Secrets:
    """A key store in memory, with the face of a ``keyring`` backend."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class Clock:
    """A time of day that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


class Heard:
    """The events of a recorder; :meth:`wait` returns once there is one of a kind."""

    def __init__(self) -> None:
        self.events: list[RecordEvent] = []
        self._changed = threading.Condition()

    def __call__(self, event: RecordEvent) -> None:
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def of(self, kind: type[RecordEvent]) -> list[RecordEvent]:
        with self._changed:
            return [event for event in self.events if isinstance(event, kind)]

    def wait(self, kind: type[RecordEvent], count: int = 1) -> list[RecordEvent]:
        with self._changed:
            arrived = self._changed.wait_for(
                lambda: sum(isinstance(event, kind) for event in self.events) >= count, SECONDS
            )
            assert arrived, (kind, self.events[-5:])
        return self.of(kind)


def line(number: int, text: str = "", side: Side = Side.STAFF, **more: object) -> Line:
    """A settled line."""
    text = text or f"{number} 番の方、どうぞ"
    return Line(
        key=f"1.{number}",
        side=side,
        language="ja",
        text=text,
        stable=len(text),
        final=True,
        run=1,
        utterance=number,
        start=float(number),
        end=number + 0.5,
        **more,  # type: ignore[arg-type]
    )


def agreed(days: int = 30, now: datetime = NOW) -> Consent:
    return consent("vi", days=days, now=now)
