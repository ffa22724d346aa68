"""Makes keys and signs packages; for those who make packages, so with ``cryptography``."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from voice_counter.errors import PackageError
from voice_counter.signed.manifest import Entry, Manifest, check_paths
from voice_counter.signed.package import CONTEXT, MANIFEST, SIGNATURE, signature_file
from voice_counter.small_files import replacing

# What pip, ZIP tools and wheels have already compressed does not get smaller.
_COMPRESSED = {".whl", ".zip", ".argosmodel", ".flac", ".png", ".exe", ".bin", ".gz"}


def new_key(path: Path, passphrase: str = "") -> bytes:
    """Make a key file (PKCS#8, PEM) that only its owner may read; the public key, 32 bytes.

    Raises:
        PackageError: there is such a file already, or it cannot be written.
    """
    private = Ed25519PrivateKey.generate()
    encryption: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        encryption = serialization.BestAvailableEncryption(passphrase.encode())
    content = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption
    )
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    except FileExistsError as error:
        raise PackageError("error.package.key_exists", path=path) from error
    except OSError as error:
        raise PackageError("error.package.unwritable", path=path, reason=error) from error
    return public_key(private)


def load_key(path: Path, passphrase: str = "") -> Ed25519PrivateKey:
    """The key of a file.

    Raises:
        PackageError: it cannot be read, or the passphrase is wrong.
    """
    try:
        key = serialization.load_pem_private_key(
            path.read_bytes(), passphrase.encode() if passphrase else None
        )
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise PackageError("error.package.key", path=path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise PackageError("error.package.key", path=path)
    return key


def is_encrypted(path: Path) -> bool:
    """Whether a key file needs a passphrase."""
    try:
        return b"ENCRYPTED" in path.read_bytes()[:200]
    except OSError:
        return False


def public_key(private: Ed25519PrivateKey) -> bytes:
    """The public key, 32 bytes."""
    return private.public_key().public_bytes_raw()


def entry_of(path: str, file: Path) -> Entry:
    """The entry of a file.

    Raises:
        PackageError: it cannot be read.
    """
    try:
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        return Entry(path, file.stat().st_size, digest)
    except OSError as error:
        raise PackageError("error.package.unreadable", file=file, reason=error) from error


def entries_of(files: Mapping[str, Path]) -> tuple[Entry, ...]:
    """The entries of files by their path in the package, in order.

    Raises:
        PackageError: a file cannot be read, or a path is not one that a package may have.
    """
    check_paths(files)
    return tuple(entry_of(path, files[path]) for path in sorted(files))


def signed(manifest: Manifest, key: Ed25519PrivateKey) -> dict[str, bytes]:
    """The manifest and its signature as files."""
    content = manifest.encoded()
    return {
        MANIFEST: content,
        SIGNATURE: signature_file(public_key(key), key.sign(CONTEXT + content)),
    }


def write_zip(target: Path, files: Mapping[str, Path], extra: Mapping[str, bytes]) -> None:
    """Write a zip; an older one stays until the new one is complete.

    Args:
        files: by their path in the package.
        extra: contents that are no files, by path; they come first.

    Raises:
        PackageError: a file cannot be read, or the zip not be written.
    """
    try:
        with replacing(target) as draft, zipfile.ZipFile(draft, "w") as archive:
            for path, content in extra.items():
                archive.writestr(_info(path), content, zipfile.ZIP_DEFLATED)
            for path in sorted(files):
                method = _method(path)
                with files[path].open("rb") as source:
                    info = _info(path)
                    info.compress_type = method
                    info.file_size = files[path].stat().st_size
                    with archive.open(info, "w") as into:
                        shutil.copyfileobj(source, into, 1 << 20)
    except OSError as error:
        raise PackageError("error.package.unwritable", path=target, reason=error) from error


def _info(path: str) -> zipfile.ZipInfo:
    # No times: the same content makes the same zip.
    info = zipfile.ZipInfo(path)
    info.external_attr = 0o644 << 16
    return info


def _method(path: str) -> int:
    stored = Path(path).suffix in _COMPRESSED
    return zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
