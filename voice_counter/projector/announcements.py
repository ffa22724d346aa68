"""Prepared announcements: a small table that the office keeps in Excel, or a TOML file.

A fault in one row costs that row only, and tells where it is and what to write there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from voice_counter.errors import UserError
from voice_counter.languages import LANGUAGES
from voice_counter.projector.breaking import one_line
from voice_counter.small_files import parse_toml, read_text

STEM = "announcements"
LONGEST = 200
"""Characters of an announcement: more do not fit on a screen."""

MOST = 30
"""Announcements that are read from a file."""

LARGEST_BYTES = 1_000_000
_FIELDS = ("title", "text", "seconds")
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Announcement:
    """Something to show at the press of a button.

    Attributes:
        title: what the button says.
        text: Japanese.
        translations: by BCP 47 tag.
        seconds: how long it stays; 0 until somebody takes it away.
    """

    title: str
    text: str
    translations: Mapping[str, str] = field(default_factory=lambda: _NONE)
    seconds: float = 0.0


def find(folder: Path) -> Path | None:
    """The file with the announcements: ``announcements.csv``, or else ``announcements.toml``."""
    files = (folder / f"{STEM}{suffix}" for suffix in (".csv", ".toml"))
    return next((file for file in files if file.is_file()), None)


def load(file: Path) -> tuple[tuple[Announcement, ...], tuple[UserError, ...]]:
    """The announcements of a file, and what in it could not be used. Never raises for a file."""
    try:
        content = read_text(file, LARGEST_BYTES)
    except UnicodeDecodeError:
        return (), (UserError("error.event.not_utf8", path=file),)
    except (OSError, ValueError) as error:
        return (), (_unreadable(file, error),)
    try:
        rows = list(_toml(content) if file.suffix.lower() == ".toml" else _csv(content))
    except (csv.Error, ValueError) as error:
        return (), (_unreadable(file, error),)
    found: list[Announcement] = []
    faults: list[UserError] = []
    for number, row in rows:
        try:
            found.append(_announcement(row))
        except UserError as error:
            faults.append(UserError(error.key, path=file.name, row=number, **error.values))
    if len(found) > MOST:
        faults.append(UserError("error.event.too_many", path=file.name, limit=MOST))
    return tuple(found[:MOST]), tuple(faults)


def write_template(folder: Path, announcements: tuple[Announcement, ...]) -> Path:
    """Put a table to fill in into ``folder``, unless there is one; says where it is.

    Raises:
        UserError: it cannot be written.
    """
    there = find(folder)
    if there is not None:
        return there
    file = folder / f"{STEM}.csv"
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow([*_FIELDS, *LANGUAGES])
    for each in announcements:
        translations = [each.translations.get(language, "") for language in LANGUAGES]
        table.writerow([each.title, each.text, f"{each.seconds:g}", *translations])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # With a mark, without which Excel takes it for Shift_JIS; never over another file.
        with file.open("x", encoding="utf-8-sig", newline="") as opened:
            opened.write(text.getvalue())
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError("error.event.unwritable", path=file, reason=reason) from error
    return file


def _toml(content: str) -> Iterator[tuple[int, dict[str, str]]]:
    listed = parse_toml(content).get("announcement", [])
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise ValueError("[[announcement]]")
    for number, each in enumerate(listed, start=1):
        yield number, {str(name): str(value).strip() for name, value in each.items()}


def _csv(content: str) -> Iterator[tuple[int, dict[str, str]]]:
    table = csv.reader(io.StringIO(content, newline=""), strict=True)
    heads = [head.strip() for head in next(table, [])]
    if "text" not in heads:
        raise ValueError("text")
    for cells in table:
        row = {head: cell.strip() for head, cell in zip(heads, cells, strict=False)}
        if any(row.values()):
            yield table.line_num, row


def _announcement(row: Mapping[str, str]) -> Announcement:
    text = one_line(row.get("text", ""))
    if not text:
        raise UserError("error.event.text_empty")
    for name, value in row.items():
        if name and name not in (*_FIELDS, *LANGUAGES):
            raise UserError("error.event.column_unknown", name=name)
        if len(value) > LONGEST:
            raise UserError("error.event.too_long", name=name, limit=LONGEST)
    translations = {each: one_line(row[each]) for each in LANGUAGES if one_line(row.get(each, ""))}
    title = one_line(row.get("title", "")) or text
    return Announcement(title, text, MappingProxyType(translations), _seconds(row))


def _seconds(row: Mapping[str, str]) -> float:
    written = row.get("seconds", "") or "0"
    try:
        seconds = float(written)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise UserError("error.event.seconds", value=written)
    return seconds


def _unreadable(file: Path, error: Exception) -> UserError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UserError("error.event.unreadable", path=file, reason=reason)
