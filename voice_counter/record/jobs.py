"""What the recorder has to do, in the order in which it was asked."""

from __future__ import annotations

from dataclasses import dataclass

from voice_counter.record.consent import Consent
from voice_counter.record.entry import Entry


@dataclass(frozen=True, slots=True, eq=False)
class Begin:
    """Make the session."""

    session: str
    consent: Consent
    passphrase: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Append:
    """Take down a version of a line, not yet redacted."""

    session: str
    entry: Entry


@dataclass(frozen=True, slots=True, eq=False)
class Write:
    """What became of :class:`Append`, redacted: this may be tried again."""

    session: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, eq=False)
class End:
    """Make sure that all of the session is there."""

    session: str


@dataclass(frozen=True, slots=True, eq=False)
class Delete:
    """Destroy the session."""

    session: str


@dataclass(frozen=True, slots=True, eq=False)
class Expire:
    """Delete what is too old."""


Job = Begin | Append | Write | End | Delete | Expire
