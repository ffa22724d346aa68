"""Small signed packages for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from voice_counter.signed import Kind, Manifest
from voice_counter.signed.signing import entries_of, public_key, signed, write_zip


@dataclass
class Signer:
    """Somebody who signs packages."""

    private: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def key(self) -> bytes:
        return public_key(self.private)

    def folder(self, folder: Path, files: Mapping[str, bytes], **about: object) -> Path:
        """Write files and their manifest into a folder."""
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        entries = entries_of({path: folder / path for path in files})
        manifest = Manifest(
            **{
                "kind": Kind.APPLICATION,
                "version": "0.1.0",
                "serial": 1,
                "created": "2026-11-29T00:00:00+00:00",
                "files": entries,
                **about,
            }
        )
        for path, content in signed(manifest, self.private).items():
            (folder / path).write_bytes(content)
        return folder

    def zip(self, file: Path, files: Mapping[str, bytes], **about: object) -> Path:
        """The same as a zip."""
        folder = self.folder(file.with_suffix(".folder"), files, **about)
        seal = {name: (folder / name).read_bytes() for name in ("manifest.json", "manifest.sig")}
        write_zip(file, {path: folder / path for path in files}, seal)
        return file


def anyone(_: bytes) -> None:
    """Trusts every key."""
