"""The sha256 of a package's files, taken while it was unpacked.

Nobody publishes the hashes of Argos packages, so what a package is worth is decided when somebody
installs it. From then on no native library reads a file that is not the same, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from voice_counter.errors import TranslationError
from voice_counter.small_files import read_json

FILE_NAME = "sha256.json"
SHIPPED_NAME = "SHA256SUMS"
"""Beside the packages that ship, in the format of ``sha256sum``."""


def write_sums(folder: Path, sums: Mapping[str, str]) -> None:
    """Keep the sums of the files in ``folder``, by their names.

    Raises:
        OSError: it cannot be written.
    """
    (folder / FILE_NAME).write_text(json.dumps(dict(sums), indent=1), encoding="utf-8")


def read_sums(folder: Path) -> Mapping[str, str]:
    """The sums of the files in ``folder``.

    Raises:
        TranslationError: there are none, or they were damaged.
    """
    try:
        sums = read_json(folder / FILE_NAME)
    except (OSError, ValueError) as error:
        raise _altered(folder, FILE_NAME) from error
    if not isinstance(sums, dict) or not all(isinstance(each, str) for each in sums.values()):
        raise _altered(folder, FILE_NAME)
    return sums


def verified(folder: Path, name: str, content: bytes, sums: Mapping[str, str]) -> bytes:
    """``content``, which was read from the file ``name`` of ``folder``.

    Raises:
        TranslationError: it is not what was unpacked.
    """
    if sums.get(name) != hashlib.sha256(content).hexdigest():
        raise _altered(folder, name)
    return content


def shipped_sums(folder: Path) -> Mapping[str, str] | None:
    """By name, the sums of the packages that ship; None where ``folder`` has no list."""
    try:
        lines = (folder / SHIPPED_NAME).read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def check_shipped(path: Path, digest: str) -> None:
    """Compare a package that ships with the list beside it, if there is one.

    Raises:
        TranslationError: it is not on the list, or not as it was shipped.
    """
    sums = shipped_sums(path.parent)
    if sums is not None and sums.get(path.name) != digest:
        raise _altered(path, path.name)


def _altered(path: Path, name: str) -> TranslationError:
    return TranslationError("error.translation.package_altered", path=path, file=name)
