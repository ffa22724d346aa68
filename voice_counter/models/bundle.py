"""Models that come on a USB stick: a folder or a zip file, read without trusting it."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from voice_counter.errors import ModelError
from voice_counter.models.disk import write_all, writing
from voice_counter.models.integrity import BLOCK_BYTES
from voice_counter.models.registry import FileSpec, ModelSpec, Registry
from voice_counter.zips import BROKEN_ZIP

# Telling models apart must not read gigabytes twice: the small files are hashed, and of the
# large ones only the size is compared. Whatever is imported is hashed in full afterwards.
_SMALL_BYTES = 8 << 20

_ENCRYPTED = 0x1


@dataclass(frozen=True)
class Entry:
    """One file of a bundle: its size in bytes as stated, where it is, how to read it."""

    size: int
    where: str
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True)
class Bundle:
    """Files that lie together (one folder, or one folder of a zip), by name."""

    name: str
    where: str
    entries: Mapping[str, Entry]

    def identify(self, registry: Registry) -> ModelSpec | None:
        """The registered model that most of these files belong to, if any does.

        Sizes of Whisper share tokenizer and vocabulary, so a tie is possible in a folder that
        lacks the telling files; then the folder's name decides, else the registry's order.
        """
        scores = {spec.id: self._score(spec) for spec in registry.models.values()}
        best = max(scores.values(), default=0)
        if not best:
            return None
        tied = [registry.models[model_id] for model_id, score in scores.items() if score == best]
        return next((spec for spec in tied if spec.id in self.name), tied[0])

    def _score(self, spec: ModelSpec) -> int:
        return sum(1 for file in spec.files if self._alike(file))

    def _alike(self, file: FileSpec) -> bool:
        entry = self.entries.get(file.name)
        if entry is None or entry.size != file.size:
            return False
        if file.size > _SMALL_BYTES:
            return True
        digest = hashlib.sha256()
        for block in _blocks(entry, file.size):
            digest.update(block)
        return digest.hexdigest() == file.sha256

    def check_sizes(self, spec: ModelSpec) -> None:
        """Find a file that is absent or cut off before anything is copied.

        Raises:
            ModelError: names the file.
        """
        for file in spec.files:
            entry = self.entries.get(file.name)
            if entry is None:
                raise ModelError(
                    "error.model.import_missing", model=spec.id, file=file.name, where=self.where
                )
            if entry.size != file.size:
                raise ModelError(
                    "error.model.import_size",
                    model=spec.id,
                    path=entry.where,
                    actual=entry.size,
                    expected=file.size,
                )

    def copy(self, spec: ModelSpec, folder: Path) -> None:
        """Copy the model's files into ``folder`` and compare each with its registered sha256.

        Never writes more than the registered size, nor under any name but the registered ones:
        what a zip says of itself does not matter.

        Raises:
            ModelError: a file is altered or unreadable, or ``folder`` cannot be written.
        """
        for file in spec.files:
            entry = self.entries[file.name]
            digest = hashlib.sha256()
            with writing(folder):
                target = (folder / file.name).open("wb", buffering=0)
            with target:
                for block in _blocks(entry, file.size):
                    digest.update(block)
                    with writing(folder):
                        write_all(target, block)
            if digest.hexdigest() != file.sha256:
                raise ModelError("error.model.import_altered", model=spec.id, path=entry.where)


@contextmanager
def open_bundles(path: Path) -> Iterator[list[Bundle]]:
    """The bundles in a folder or zip: at its top and in its immediate subfolders.

    Raises:
        ModelError: there is nothing there, or it is neither a folder nor a sound zip file, or
            the zip names places outside of itself.
    """
    if path.is_dir():
        with _reading(path):
            folders = [path, *(sub for sub in sorted(path.iterdir()) if sub.is_dir())]
            bundles = [_folder(folder) for folder in folders]
        yield bundles
        return
    if not path.exists():
        raise ModelError("error.model.import_absent", path=path)
    with _reading(path):
        archive = zipfile.ZipFile(path)
    with archive:
        yield _zip(path, archive)


def _folder(folder: Path) -> Bundle:
    entries = {
        file.name: Entry(file.stat().st_size, str(file), _opener(file))
        for file in folder.iterdir()
        if file.is_file()
    }
    return Bundle(folder.resolve().name, str(folder), entries)


def _opener(file: Path) -> Callable[[], IO[bytes]]:
    return lambda: file.open("rb")


def _zip(path: Path, archive: zipfile.ZipFile) -> list[Bundle]:
    groups: dict[str, dict[str, Entry]] = {}
    for info in archive.infolist():
        member = PurePosixPath(info.filename)
        # A name that is empty has no last letter, by which zipfile tells folders.
        outside = member.is_absolute() or ".." in member.parts or ":" in info.filename
        if outside or not info.filename:
            raise ModelError("error.model.import_unsafe", path=path, member=info.filename)
        if info.is_dir() or len(member.parts) > 2:
            continue
        if info.flag_bits & _ENCRYPTED:
            raise ModelError("error.model.import_encrypted", path=path)
        folder = member.parent.name
        groups.setdefault(folder, {})[member.name] = Entry(
            info.file_size, f"{path}/{info.filename}", _member(archive, info)
        )
    return [Bundle(name or path.stem, f"{path}/{name}", files) for name, files in groups.items()]


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(info)


def _blocks(entry: Entry, limit: int) -> Iterator[bytes]:
    """At most ``limit`` bytes of an entry, in blocks.

    Raises:
        ModelError: it cannot be read.
    """
    with _reading(Path(entry.where)), entry.open() as file:
        while limit and (block := file.read(min(BLOCK_BYTES, limit))):
            limit -= len(block)
            yield block


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, *BROKEN_ZIP) as error:
        raise ModelError("error.model.import_unreadable", path=path, reason=error) from error
