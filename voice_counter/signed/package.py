"""Opens a package without trusting it, and copies files out of it that are as was signed."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from voice_counter.errors import PackageError
from voice_counter.signed import ed25519
from voice_counter.signed.manifest import Entry, Kind, Manifest, decode
from voice_counter.zips import BROKEN_ZIP

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
CONTEXT = b"voice-counter manifest v1\n"
"""Signed before the manifest, so that no signature of anything else is one of a package."""

MOST_MANIFEST_BYTES = 8 << 20
_BLOCK = 1 << 20

Trust = Callable[[bytes], None]
"""Raises PackageError unless packages of this public key may be used."""


class Source(Protocol):
    """Where the files of a package are read from."""

    @property
    def where(self) -> Path:
        """The folder or zip."""

    def open(self, path: str) -> IO[bytes]:
        """A file; KeyError or OSError where there is none."""


@dataclass(frozen=True)
class _Folder:
    where: Path

    def open(self, path: str) -> IO[bytes]:
        return (self.where / path).open("rb")


@dataclass(frozen=True)
class _Zip:
    where: Path
    archive: zipfile.ZipFile

    def open(self, path: str) -> IO[bytes]:
        return self.archive.open(path)


@dataclass(frozen=True)
class Package:
    """A package whose manifest is signed by a trusted key. Its files are verified as they are read.

    Attributes:
        digest: sha256 of the manifest in hexadecimal: the name of all of its content.
    """

    manifest: Manifest
    key: bytes
    digest: str
    source: Source

    def copy(self, entries: Iterable[Entry], target: Path) -> None:
        """Copy files into the folder ``target``, each compared with its size and sha256.

        No more is ever written than the manifest says, and what is used afterwards is the copy: to
        exchange the stick's files in between changes nothing.

        Raises:
            PackageError: a file is absent, altered or unreadable, or cannot be written. Files
                before it stay where they are.
        """
        for entry in entries:
            file = target / entry.path
            with _writing(target):
                file.parent.mkdir(parents=True, exist_ok=True)
                into = file.open("wb")
            with into:
                for block in self._blocks(entry):
                    with _writing(target):
                        into.write(block)

    def verify(self) -> None:
        """Read and compare every file.

        Raises:
            PackageError: names the first that is absent or altered.
        """
        for entry in self.manifest.files:
            for _ in self._blocks(entry):
                pass

    def _blocks(self, entry: Entry) -> Iterator[bytes]:
        """The content; the error, if any, comes at the end of it."""
        digest = hashlib.sha256()
        rest = entry.size
        try:
            with self.source.open(entry.path) as file:
                while block := file.read(min(_BLOCK, rest + 1)):
                    rest -= len(block)
                    if rest < 0:
                        break
                    digest.update(block)
                    yield block
        except (KeyError, FileNotFoundError) as error:
            raise PackageError("error.package.missing", file=entry.path) from error
        except (
            zipfile.BadZipFile
        ) as error:  # among others a wrong CRC: the content is not as it was
            raise PackageError("error.package.altered", file=entry.path) from error
        except (OSError, *BROKEN_ZIP) as error:
            raise PackageError("error.package.unreadable", file=entry.path, reason=error) from error
        if rest or digest.hexdigest() != entry.sha256:
            raise PackageError("error.package.altered", file=entry.path)


@contextmanager
def open_package(path: Path, kind: Kind, trust: Trust) -> Iterator[Package]:
    """The package in a folder or zip file.

    The signature is verified and its key found to be trusted before anything else of the package
    is looked at.

    Raises:
        PackageError: there is no package, it is unsigned or altered, its key is not trusted, or it
            is of another kind.
    """
    if path.is_dir():
        yield _opened(_Folder(path), kind, trust)
        return
    if not path.exists():
        raise PackageError("error.package.absent", path=path)
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, *BROKEN_ZIP) as error:
        raise PackageError("error.package.no_package", path=path, reason=error) from error
    with archive:
        yield _opened(_Zip(path, archive), kind, trust)


def _opened(source: Source, kind: Kind, trust: Trust) -> Package:
    content = _small(source, MANIFEST)
    key, signature = _signature(_small(source, SIGNATURE))
    if not ed25519.verify(key, CONTEXT + content, signature):
        raise PackageError("error.package.signature", path=source.where)
    trust(key)
    manifest = decode(content)
    if manifest.kind is not kind:
        raise PackageError("error.package.kind", path=source.where)
    return Package(manifest, key, hashlib.sha256(content).hexdigest(), source)


def _small(source: Source, name: str) -> bytes:
    try:
        with source.open(name) as file:
            content = file.read(MOST_MANIFEST_BYTES + 1)
    except (KeyError, FileNotFoundError) as error:
        raise PackageError("error.package.unsigned", path=source.where, file=name) from error
    except (OSError, *BROKEN_ZIP) as error:
        raise PackageError("error.package.unreadable", file=name, reason=error) from error
    if len(content) > MOST_MANIFEST_BYTES:
        raise PackageError("error.package.unreadable", file=name, reason=f"> {MOST_MANIFEST_BYTES}")
    return content


def _signature(content: bytes) -> tuple[bytes, bytes]:
    """Key and signature out of two lines of hexadecimal digits; empty where they are not that."""
    with suppress(ValueError):
        key, signature = content.decode("ascii").split()
        return bytes.fromhex(key), bytes.fromhex(signature)
    return b"", b""


def signature_file(key: bytes, signature: bytes) -> bytes:
    """What ``manifest.sig`` holds."""
    return f"{key.hex()}\n{signature.hex()}\n".encode()


def read_key(file: Path) -> bytes | None:
    """The public key that is kept in a file, in hexadecimal; None where there is no such file.

    Raises:
        PackageError: the file is damaged: nobody must trust another key instead.
    """
    try:
        return bytes.fromhex(file.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise PackageError("error.package.key", path=file) from error


def fingerprint(key: bytes) -> str:
    """What two people compare to know that they mean the same key: 128 bits of its sha256.

    >>> fingerprint(bytes(32))
    '6668-7aad-f862-bd77-6c8f-c18b-8e9f-8e20'
    """
    digest = hashlib.sha256(key).hexdigest()[:32]
    return "-".join(digest[at : at + 4] for at in range(0, 32, 4))


def trusting(pinned: bytes | None, expected: str, ask: Callable[[str], bool] | None) -> Trust:
    """Trust the pinned key; with none pinned, that of the expected fingerprint, or ask.

    Args:
        pinned: the public key of earlier packages.
        expected: a fingerprint that somebody typed; empty for none.
        ask: shows a fingerprint and says whether the reader has found it right; None where nobody
            can be asked.
    """

    def trust(key: bytes) -> None:
        shown = fingerprint(key)
        if pinned is not None:
            if key != pinned:
                raise PackageError(
                    "error.package.other_key", found=shown, pinned=fingerprint(pinned)
                )
        elif expected:
            if _digits(expected) != _digits(shown):
                raise PackageError("error.package.fingerprint", found=shown, expected=expected)
        elif ask is None or not ask(shown):
            raise PackageError("error.package.untrusted", found=shown)

    return trust


def _digits(shown: str) -> str:
    return re.sub(r"[\s:-]", "", shown).lower()


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PackageError(
            "error.package.unwritable", path=target, reason=error.strerror or error
        ) from error
