"""What happened, without a word of what was said: an append-only log of JSON lines.

No text can get in: an event is one of a closed set of classes, and consists of members of
enumerations, counts and names that a strict pattern allows (ids of models, keys of texts). Writing
never fails for the caller, so that a full disk stops no captions.
"""

from __future__ import annotations

import errno
import json
import os
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, get_args

from voice_counter import paths, texts
from voice_counter.errors import UserError
from voice_counter.models.registry import ModelSpec

FILE_NAME = "audit.jsonl"
LARGEST = 1_000_000
"""Bytes in one file: some 10,000 events, a year at a counter."""
KEPT = 5
"""Files, the one that is being written included."""

_KEY = re.compile(r"[a-z][a-z0-9_]{0,31}(?:\.[a-z0-9_]{1,32}){0,4}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_VERSION = re.compile(r"[0-9]{1,6}(?:\.[0-9A-Za-z]{1,12}){0,4}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOST = 10**9
"""No count gets there; a larger number could be somebody's."""


class Mode(StrEnum):
    """How the application is used."""

    CAPTIONS = "captions"
    COUNTER = "counter"
    HEARING = "hearing"
    VISIT = "visit"
    EVENT = "event"


class StopReason(StrEnum):
    """Why listening ended."""

    ASKED = "asked"
    SOURCE_ENDED = "source_ended"
    FAULT = "fault"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Raises:
        ValueError: a name does not match its pattern, or a count is negative or enormous. The
            message never quotes the value: somebody may have said it.
        TypeError: a value is no enumeration, count or name.
    """

    name: ClassVar[str] = ""
    patterns: ClassVar[dict[str, re.Pattern[str]]] = {}

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            pattern = self.patterns.get(field.name)
            if pattern is not None:
                if not isinstance(value, str) or not pattern.fullmatch(value):
                    raise ValueError(f"{field.name} is not a name that the audit log takes")
            elif isinstance(value, int):
                if not 0 <= value < _MOST:
                    raise ValueError(f"{field.name} is no count")
            elif not isinstance(value, (Mode, StopReason)):
                raise TypeError(f"{field.name} is no enumeration and no count")


@dataclass(frozen=True, slots=True)
class ApplicationStarted(Event):
    """The application is up, in this version."""

    version: str
    name: ClassVar[str] = "application_started"
    patterns: ClassVar[dict[str, re.Pattern[str]]] = {"version": _VERSION}


@dataclass(frozen=True, slots=True)
class ApplicationEnded(Event):
    """The application ends in an orderly way; without it, it was killed."""

    name: ClassVar[str] = "application_ended"


@dataclass(frozen=True, slots=True)
class Started(Event):
    """Listening began."""

    mode: Mode
    name: ClassVar[str] = "started"


@dataclass(frozen=True, slots=True)
class Stopped(Event):
    """Listening ended.

    Attributes:
        seconds: how long it lasted.
        captions: how many finals there were.
    """

    reason: StopReason
    seconds: int
    captions: int
    name: ClassVar[str] = "stopped"


@dataclass(frozen=True, slots=True)
class ModeChosen(Event):
    """Another use was chosen."""

    mode: Mode
    name: ClassVar[str] = "mode"


@dataclass(frozen=True, slots=True)
class ConsentGiven(Event):
    """A record may be kept, for this many days."""

    days: int
    name: ClassVar[str] = "consent_given"


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn(Event):
    """The record was deleted; so many lines of it were."""

    lines: int
    name: ClassVar[str] = "consent_withdrawn"


@dataclass(frozen=True, slots=True)
class Wiped(Event):
    """次の方へ: the conversation was wiped. ``count`` is the how manyth of this run."""

    count: int
    name: ClassVar[str] = "wiped"


@dataclass(frozen=True, slots=True)
class Fault(Event):
    """A fault: the key of its text, never the values in it (``UserError.key``)."""

    key: str
    name: ClassVar[str] = "fault"
    patterns: ClassVar[dict[str, re.Pattern[str]]] = {"key": _KEY}

    @classmethod
    def of(cls, error: Exception) -> Fault:
        """The event for an error; ``unexpected`` for one that has no text."""
        key = error.key if isinstance(error, UserError) else ""
        return cls(key if key in texts.catalogue(texts.DEFAULT_LANGUAGE) else "unexpected")


@dataclass(frozen=True, slots=True)
class ModelUsed(Event):
    """A model was loaded: its id in the registry and the sha256 (hex) of its largest file."""

    model: str
    sha256: str
    name: ClassVar[str] = "model"
    patterns: ClassVar[dict[str, re.Pattern[str]]] = {"model": _NAME, "sha256": _SHA256}

    @classmethod
    def of(cls, spec: ModelSpec) -> ModelUsed:
        """The event for a model of the registry."""
        return cls(spec.id, max(spec.files, key=lambda file: file.size).sha256)


@dataclass(frozen=True, slots=True)
class ProfileChosen(Event):
    """The so-manyth settings profile is in force; 0 is none. Its name is the staff's own text."""

    number: int
    name: ClassVar[str] = "profile"


AnyEvent = (
    ApplicationStarted
    | ApplicationEnded
    | Started
    | Stopped
    | ModeChosen
    | ConsentGiven
    | ConsentWithdrawn
    | Wiped
    | Fault
    | ModelUsed
    | ProfileChosen
)
"""What the log takes. A subclass of ``Event`` from elsewhere is refused."""

Now = Callable[[], datetime]


def utc_now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)


class Audit:
    """The log of one user. ``note`` may be called from any thread.

    Args:
        folder: where the files are; made when the first event comes.
        failed: called once, with the reason (``errno`` name), when an event cannot be written.
        largest: bytes after which a new file is begun.
        kept: files at most; the oldest is deleted.
    """

    def __init__(
        self,
        folder: Path | None = None,
        failed: Callable[[str], None] = lambda _: None,
        *,
        largest: int = LARGEST,
        kept: int = KEPT,
        now: Now = utc_now,
    ) -> None:
        self._path = (folder or paths.logs()) / FILE_NAME
        self._failed = failed
        self._reported = False
        self._largest = largest
        self._kept = kept
        self._now = now
        self._lock = threading.Lock()

    @property
    def path(self) -> Path:
        """The file that is being written; older ones are ``audit.jsonl.1`` and on."""
        return self._path

    def note(self, event: AnyEvent) -> None:
        """Append an event. Never raises for what the disk does; ``failed`` hears of it once.

        Raises:
            TypeError: the event is not one of this module (a programming error).
        """
        if type(event) not in get_args(AnyEvent):
            raise TypeError("not an event of the audit log")
        line = _line(event, self._now())
        try:
            with self._lock:
                self._append(line)
        except OSError as error:
            if not self._reported:
                self._reported = True
                self._failed(_reason(error))

    def _append(self, line: bytes) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._size() + len(line) > self._largest and self._size():
            self._rotate()
        # Unbuffered: one write, so that nothing waits in a process that is killed.
        with self._path.open("ab+", buffering=0) as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    # Half a line of a process that was killed. Appending is at the end anyway.
                    line = b"\n" + line
            file.write(line)

    def _size(self) -> int:
        """Bytes in the file that is being written."""
        try:
            return self._path.stat().st_size
        except FileNotFoundError:
            return 0

    def _rotate(self) -> None:
        def older(number: int) -> Path:
            return self._path.with_name(f"{FILE_NAME}.{number}")

        older(self._kept - 1).unlink(missing_ok=True)
        for number in range(self._kept - 2, 0, -1):
            if older(number).exists():
                older(number).replace(older(number + 1))
        if self._kept > 1:
            self._path.replace(older(1))
        else:
            self._path.unlink()


def _line(event: AnyEvent, at: datetime) -> bytes:
    """One JSON object and a line feed, ASCII."""
    values = {field.name: getattr(event, field.name) for field in fields(event)}
    stamp = at.astimezone(UTC).isoformat(timespec="seconds")
    return json.dumps({"at": stamp, "event": event.name, **values}).encode("ascii") + b"\n"


def _reason(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "OSError")


def read(path: Path) -> list[dict[str, object]]:
    """The events of one file, oldest first; a last line that was cut off is left out."""
    found: list[dict[str, object]] = []
    for line in path.read_bytes().split(b"\n"):
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict):
            found.append(event)
    return found
