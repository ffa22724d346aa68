"""Consent to a record: who said yes to what."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

WORDING = 1
"""Counts the wordings of ``consent_ask`` in ``ui/resident``; a change of meaning counts up."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What a resident agreed to, stored with the record.

    Attributes:
        language: BCP 47 tag of the language in which the question was shown and spoken.
        given: when, in UTC.
        keep_until: the day that the question named: the record is deleted then, in UTC.
        wording: which wording of the question it was.
    """

    language: str
    given: datetime
    keep_until: datetime
    wording: int = WORDING

    def __post_init__(self) -> None:
        if self.given.tzinfo is None or self.keep_until.tzinfo is None:
            raise ValueError("times of a consent need a time zone")
        if self.keep_until <= self.given:
            raise ValueError("a record is kept for a time")


def consent(language: str, *, days: int, now: datetime | None = None) -> Consent:
    """A consent given now, to keep a record for ``days``."""
    given = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    return Consent(language, given, given + timedelta(days=days))


def to_bytes(given: Consent) -> bytes:
    """The consent as JSON in UTF-8."""
    told = {
        "language": given.language,
        "given": given.given.isoformat(),
        "keep_until": given.keep_until.isoformat(),
        "wording": given.wording,
    }
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def from_bytes(content: bytes) -> Consent:
    """What :func:`to_bytes` made.

    Raises:
        ValueError: it was not made by it.
    """
    try:
        told: dict[str, Any] = json.loads(content)
        return Consent(
            language=str(told["language"]),
            given=datetime.fromisoformat(told["given"]),
            keep_until=datetime.fromisoformat(told["keep_until"]),
            wording=int(told["wording"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a consent") from error
