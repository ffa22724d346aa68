"""What the recorder tells, from its own thread."""

from __future__ import annotations

from dataclasses import dataclass

from voice_counter.errors import UserError


@dataclass(frozen=True, slots=True)
class Begun:
    """The consent is on the disk: from now on it is right to say that the talk is recorded."""

    session: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A version of a line is on the disk, and stays there whatever happens to this program.

    Attributes:
        sequence: its place in the session, from 1.
    """

    session: str
    key: str
    version: int
    sequence: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line is not stored, for good: it could not be redacted, or is longer than any speech."""

    session: str
    key: str
    fault: UserError


@dataclass(frozen=True, slots=True)
class Troubled:
    """Nothing can be written at this time. Everything waits, in order; captions go on."""

    fault: UserError


@dataclass(frozen=True, slots=True)
class Recovered:
    """Writing works again, and goes on with what waited."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The session is not recorded (any more): there is no key, or somebody deleted it."""

    session: str
    fault: UserError


@dataclass(frozen=True, slots=True)
class Ended:
    """All of the session is on the disk."""

    session: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Nothing of the session is left."""

    session: str


@dataclass(frozen=True, slots=True)
class Expired:
    """So many sessions were deleted because their time was over."""

    sessions: int


RecordEvent = (
    Begun | Stored | Skipped | Troubled | Recovered | Stopped | Ended | Withdrawn | Expired
)
