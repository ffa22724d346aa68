"""What is kept of a line: all words redacted, every later version beside the earlier ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from voice_counter.conversation.line import Line, Origin, Side

Redact = Callable[[str], str]
"""Takes out of a text what must not be kept."""

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of a settled line.

    Attributes:
        key: names the line within its session.
        version: 1 for what was heard; a later one stands in the place of the earlier ones.
        language: BCP 47 tag of ``text``.
        start, end: seconds, by the clock of the conversation.
        at: when it was settled or changed, in UTC, by the clock of the PC.
        translations: by BCP 47 tag, those that are of ``text``.
        confirmed: the numbers that staff have made sure of, in the order of the text.
        corrected: ``text`` was written by somebody, in the place of what was heard.
        removed: the line was taken back.
    """

    key: str
    side: Side
    language: str
    text: str
    start: float
    end: float
    at: datetime
    version: int = 1
    origin: Origin = Origin.SPEECH
    translations: Mapping[str, str] = field(default_factory=lambda: _NONE)
    confirmed: tuple[str, ...] = ()
    corrected: bool = False
    removed: bool = False


def entry_of(line: Line, version: int, at: datetime, *, removed: bool = False) -> Entry:
    """What there is to keep of a line, not yet redacted."""
    # Provisional translations are of words that stand there no more.
    given = {} if line.provisional else line.translations
    translations = {tag: each.text for tag, each in given.items() if each is not None}
    return Entry(
        key=line.key,
        side=line.side,
        language=line.language,
        text=_storable(line.text),
        start=line.start,
        end=line.end,
        at=at.astimezone(UTC),
        version=version,
        origin=line.origin,
        translations=MappingProxyType({k: _storable(v) for k, v in translations.items()}),
        confirmed=tuple(sorted(map(_storable, line.confirmed), key=line.text.find)),
        corrected=line.corrected,
        removed=removed,
    )


def redacted(entry: Entry, redact: Redact) -> Entry:
    """The entry without what must not be kept."""
    return replace(
        entry,
        text=redact(entry.text),
        translations=MappingProxyType({k: redact(v) for k, v in entry.translations.items()}),
        confirmed=tuple(redact(each) for each in entry.confirmed),
    )


def latest(entries: Iterable[Entry]) -> list[Entry]:
    """The newest version of every line that was not taken back, in the order of speaking."""
    newest: dict[str, Entry] = {}
    for entry in entries:
        newest[entry.key] = entry
    return sorted((x for x in newest.values() if not x.removed), key=lambda entry: entry.start)


def to_bytes(entry: Entry) -> bytes:
    """The entry as JSON in UTF-8."""
    told = {
        "key": entry.key,
        "version": entry.version,
        "side": str(entry.side),
        "language": entry.language,
        "text": entry.text,
        "start": entry.start,
        "end": entry.end,
        "at": entry.at.isoformat(),
        "origin": str(entry.origin),
        "translations": dict(entry.translations),
        "confirmed": list(entry.confirmed),
        "corrected": entry.corrected,
        "removed": entry.removed,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def from_bytes(content: bytes) -> Entry:
    """What :func:`to_bytes` made.

    Raises:
        ValueError: it was not made by it.
    """
    try:
        told: dict[str, Any] = json.loads(content)
        return Entry(
            key=str(told["key"]),
            version=int(told["version"]),
            side=Side(told["side"]),
            language=str(told["language"]),
            text=str(told["text"]),
            start=float(told["start"]),
            end=float(told["end"]),
            at=datetime.fromisoformat(told["at"]),
            origin=Origin(told["origin"]),
            translations=MappingProxyType(
                {str(tag): str(text) for tag, text in dict(told["translations"]).items()}
            ),
            confirmed=tuple(str(each) for each in told["confirmed"]),
            corrected=bool(told["corrected"]),
            removed=bool(told["removed"]),
        )
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError, OverflowError) as error:
        raise ValueError("not an entry") from error


def _storable(text: str) -> str:
    """Half a surrogate pair, which a broken recogniser may give, has no form in UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")
