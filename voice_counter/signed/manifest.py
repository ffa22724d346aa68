"""The list of a package's files, and what may be in such a list.

::

    {
     "format": 1,
     "kind": "application",            # or "office"
     "version": "0.1.0",
     "serial": 1795910400,             # a later package has a greater one
     "created": "2026-11-29T00:00:00Z",
     "title": "",
     "platform": "linux-x86_64",       # "any" for an office's update
     "pythons": ["3.11"],
     "installed_bytes": 1300000000,    # what the wheels take once they are unpacked
     "longest_path": 174,              # below a version's folder once it is installed
     "files": [{"path": "app/…", "size": 12, "sha256": "…"}]
    }
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from voice_counter import file_names
from voice_counter.errors import PackageError

FORMAT = 1
ANY_PLATFORM = "any"
MOST_FILES = 20_000

_VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]{0,39}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST_PATH = 200


class Kind(StrEnum):
    """What a package is for."""

    APPLICATION = "application"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file.

    Attributes:
        path: relative, with ``/``.
        size: in bytes.
        sha256: in hexadecimal.
    """

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself, once its signature was verified.

    Attributes:
        serial: a later package has a greater one.
        created: time in UTC, ISO 8601.
        title: what it is called to a reader; may be empty.
        platform: ``linux-x86_64``, ``windows-x86_64`` or ``any``.
        pythons: the versions of Python it has wheels for (``3.11``).
        installed_bytes: what its wheels take once they are unpacked.
        longest_path: characters of the longest path below a version's folder.
    """

    kind: Kind
    version: str
    serial: int
    created: str
    files: tuple[Entry, ...]
    title: str = ""
    platform: str = ANY_PLATFORM
    pythons: tuple[str, ...] = ()
    installed_bytes: int = 0
    longest_path: int = 0

    def below(self, folder: str) -> Iterator[Entry]:
        """The files in a folder of the package, and in the folders below it."""
        return (entry for entry in self.files if entry.path.startswith(f"{folder}/"))

    def encoded(self) -> bytes:
        """The manifest as it is signed and stored."""
        table = {"format": FORMAT, **asdict(self)}
        return (json.dumps(table, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def decode(content: bytes) -> Manifest:
    """The manifest of these bytes, whose signature has been verified.

    Raises:
        PackageError: it is no manifest, is of a later format, or names a place outside of the
            package: being signed does not make it right.
    """
    try:
        table = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise PackageError("error.package.manifest", reason=error) from error
    if not isinstance(table, dict):
        raise PackageError("error.package.manifest", reason="JSON")
    if table.get("format") != FORMAT:
        raise PackageError("error.package.format", format=table.get("format"))
    try:
        manifest = Manifest(
            kind=Kind(table["kind"]),
            version=_matching(table["version"], _VERSION),
            serial=_count(table["serial"]),
            created=_text(table["created"]),
            title=_text(table["title"]),
            platform=_text(table["platform"]),
            pythons=tuple(map(_text, table["pythons"])),
            installed_bytes=_count(table["installed_bytes"]),
            longest_path=_count(table["longest_path"]),
            files=tuple(
                Entry(_text(row["path"]), _count(row["size"]), _matching(row["sha256"], _DIGEST))
                for row in table["files"]
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise PackageError("error.package.manifest", reason=repr(error)) from error
    check_paths(entry.path for entry in manifest.files)
    return manifest


def check_paths(paths: Iterable[str]) -> None:
    """Refuse names that lead out of a folder, that some system cannot have, or that collide.

    Raises:
        PackageError: names the first of them.
    """
    seen: set[str] = set()
    folders: set[str] = set()
    for path in paths:
        name = file_names.folded(path)
        parents = {str(parent) for parent in PurePosixPath(name).parents} - {"."}
        taken = name in seen or name in folders or not parents.isdisjoint(seen)
        if taken or not is_safe(path):
            raise PackageError("error.package.unsafe", file=path)
        seen.add(name)
        folders |= parents
        if len(seen) > MOST_FILES:
            raise PackageError("error.package.manifest", reason=f"> {MOST_FILES}")


def is_safe(path: str) -> bool:
    """Whether a relative path stays inside its folder, on every system."""
    return len(path) <= _LONGEST_PATH and all(map(file_names.is_safe, path.split("/")))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(value)
    return value


def _matching(value: Any, pattern: re.Pattern[str]) -> str:
    if not pattern.fullmatch(_text(value)):
        raise ValueError(value)
    return str(value)
