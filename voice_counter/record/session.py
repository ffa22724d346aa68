"""A session of the log, as it is written and as it is read back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from voice_counter.record.cipher import seal
from voice_counter.record.consent import Consent
from voice_counter.record.database import SCHEMA
from voice_counter.record.entry import Entry


@dataclass(slots=True)
class Session:
    """A session that is being written. ``rows`` are its sealed entries, so that all of it can be
    written anew if the file breaks."""

    id: str
    began: int
    keep_until: int
    key: bytes = field(repr=False)
    wrapped_key: bytes = field(repr=False)
    consent: bytes = field(repr=False)
    rows: list[bytes] = field(default_factory=list, repr=False)

    def tail(self) -> bytes:
        """How many entries there are, so that missing ones are noticed."""
        return seal(self.key, str(len(self.rows)).encode(), place_of("tail", self.id))


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of a session without its key."""

    id: str
    began: datetime
    keep_until: datetime
    entries: int


@dataclass(frozen=True, slots=True)
class Record:
    """A session as it was stored."""

    id: str
    consent: Consent
    entries: tuple[Entry, ...]


def new_id() -> str:
    """A name for a session that tells nothing of it: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def place_of(kind: str, *belongs: object) -> str:
    """What a sealed text belongs to, so that none can stand in the place of another."""
    return "|".join(map(str, (kind, SCHEMA, *belongs)))
