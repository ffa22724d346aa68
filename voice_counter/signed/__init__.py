"""Packages that are signed: a folder or zip with a manifest of its files.

``manifest.json`` lists every file with its size and sha256; ``manifest.sig`` holds the public key
and its Ed25519 signature of the manifest's bytes. The application's bundle and the office's
updates are both such packages.

All but ``signing.py`` need only the standard library: the installer runs before there is more.
"""

from voice_counter.signed.manifest import Entry, Kind, Manifest
from voice_counter.signed.package import (
    Package,
    Trust,
    fingerprint,
    open_package,
    read_key,
    trusting,
)

__all__ = [
    "Entry",
    "Kind",
    "Manifest",
    "Package",
    "Trust",
    "fingerprint",
    "open_package",
    "read_key",
    "trusting",
]
