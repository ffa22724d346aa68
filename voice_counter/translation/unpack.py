"""Takes a package's files out of its zip, which is not trusted: nothing lands outside a folder."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voice_counter.errors import DISK_FULL, READ_ONLY, TranslationError
from voice_counter.file_names import folded, is_safe
from voice_counter.models.disk import write_all
from voice_counter.translation.sums import FILE_NAME, write_sums
from voice_counter.zips import BROKEN_ZIP

MOST_ENTRIES = 1000
MOST_BYTES = 2_000_000_000
"""Unpacked; the largest packages have about 300 MB."""
MOST_RATIO = 100
"""Unpacked bytes for each packed one. Weights have 1 to 2, vocabularies 3 to 5."""

_BLOCK_BYTES = 1 << 20
_EVER_SMALL = 1 << 20
"""Bytes that an entry may have whatever its ratio."""

_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_KINDS = {0, stat.S_IFREG, stat.S_IFDIR}


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn a fault while writing at ``path`` into one that says what to do.

    Raises:
        TranslationError: the disk is full, the place is read-only, or writing failed otherwise.
    """
    try:
        yield
    except OSError as error:
        if error.errno in DISK_FULL:
            raise TranslationError("error.translation.disk_full", path=path) from error
        if error.errno in READ_ONLY:
            raise TranslationError("error.translation.read_only", path=path) from error
        reason = error.strerror or error
        raise TranslationError(
            "error.translation.write_failed", path=path, reason=reason
        ) from error


def unpack(path: Path, folder: Path) -> None:
    """Takes out of the package ``path`` what is needed of it; ``folder`` must not exist.

    Beside it lie the sums of all files (``sums.py``).

    Raises:
        TranslationError: there is no such file; it is no sound zip; it holds unsafe names, links,
            more than one top folder, or more than fits ``MOST_*``; ``folder`` cannot be written.
    """
    with _opened(path) as archive:
        needed = _needed(path, archive)
        left = MOST_BYTES
        with writing(folder):
            folder.mkdir()
            (folder / "model").mkdir()
        sums = {}
        for name, info in needed.items():
            written, sums[name] = _copy(path, archive, info, folder / name, left)
            left -= written
        with writing(folder):
            write_sums(folder, sums)


def is_unpacked(path: Path, folder: Path) -> bool:
    """Whether every needed file of ``path`` lies in ``folder`` with the size it should have.

    Raises:
        TranslationError: as ``unpack``.
    """
    with _opened(path) as archive:
        needed = _needed(path, archive)
    try:
        if not (folder / FILE_NAME).is_file():
            return False
        return all((folder / name).stat().st_size == i.file_size for name, i in needed.items())
    except OSError:
        return False


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    if not path.exists():
        raise TranslationError("error.translation.package_absent", path=path)
    with _reading(path):
        archive = zipfile.ZipFile(path)
    with archive:
        yield archive


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, *BROKEN_ZIP) as error:
        reason = getattr(error, "strerror", None) or error
        raise TranslationError(
            "error.translation.package_unreadable", path=path, reason=reason
        ) from error


def _needed(path: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The entries to take out, by their name below the top folder. All are looked at."""
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > MOST_BYTES:
        raise _too_big(path)
    files: set[str] = set()
    folders: set[str] = set()
    tops: set[str] = set()
    needed = {}
    for info in infos:
        # As it stands in the zip: zipfile cuts names at NUL and turns backslashes on Windows.
        name = info.orig_filename
        parts = name.removesuffix("/").split("/")
        if not all(map(is_safe, parts)) or stat.S_IFMT(info.external_attr >> 16) not in _KINDS:
            raise _unsafe(path, name)
        if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
            raise TranslationError("error.translation.package_packing", path=path)
        keys = [folded("/".join(parts[:end])) for end in range(1, len(parts) + 1)]
        folders.update(keys[:-1])
        tops.add(parts[0])
        if info.is_dir():
            folders.add(keys[-1])
            continue
        if keys[-1] in files:
            raise _unsafe(path, name)
        files.add(keys[-1])
        if len(parts) == 1:
            raise TranslationError("error.translation.package_layout", path=path)
        if (len(parts) == 2 and parts[1] != FILE_NAME) or (len(parts) == 3 and parts[1] == "model"):
            needed["/".join(parts[1:])] = info
    if files & folders:
        raise _unsafe(path, min(files & folders))
    if len(tops) != 1:
        raise TranslationError("error.translation.package_layout", path=path)
    return needed


def _copy(
    path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, left: int
) -> tuple[int, str]:
    """Bytes written, and their sha256; what the zip says of the size is not relied on."""
    written = 0
    digest = hashlib.sha256()
    # A zip may lie about the packed size, too, but has no more than its own bytes.
    packed = min(info.compress_size, path.stat().st_size)
    with writing(target):
        file = target.open("xb", buffering=0)
    with file, _reading(path), archive.open(info) as source:
        while block := source.read(_BLOCK_BYTES):
            written += len(block)
            if written > max(_EVER_SMALL, MOST_RATIO * packed) or written > left:
                raise _too_big(path)
            digest.update(block)
            with writing(target):
                write_all(file, block)
        if written != info.file_size:
            raise EOFError(info.filename)
        with writing(target):
            # The rename that follows must not reach the disk before the bytes do.
            os.fsync(file.fileno())
    return written, digest.hexdigest()


def _unsafe(path: Path, member: str) -> TranslationError:
    shown = member if member.isprintable() else ascii(member)
    return TranslationError("error.translation.package_unsafe", path=path, member=shown)


def _too_big(path: Path) -> TranslationError:
    return TranslationError(
        "error.translation.package_too_big", path=path, limit=MOST_BYTES // 10**9
    )
