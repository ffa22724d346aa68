"""Makes an update out of a folder; for the one PC of the office that has the key."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from voice_counter.errors import PackageError
from voice_counter.office.contents import check, check_names
from voice_counter.signed import Kind, Manifest
from voice_counter.signed.signing import entries_of, signed, write_zip


def pack(
    folder: Path, target: Path, key: Ed25519PrivateKey, title: str = "", serial: int | None = None
) -> Manifest:
    """Write the update ``target`` (a zip) from what lies in ``folder``, and sign it.

    Args:
        serial: the time of now, in seconds, unless given; must be greater than that of the update
            before.

    Raises:
        PackageError: the folder is empty, holds what does not belong into an update, or the zip
            cannot be written.
        UserError: a file in it cannot be used.
    """
    files = {
        file.relative_to(folder).as_posix(): file
        for file in sorted(folder.rglob("*"))
        # What Windows and macOS leave behind in folders, and half-written files of Excel.
        if file.is_file() and not file.name.startswith((".", "~$", "Thumbs.db", "desktop.ini"))
    }
    if not files:
        raise PackageError("error.office.empty", path=folder)
    entries = entries_of(files)
    check_names(entries)
    check(folder)
    now = time.time()
    manifest = Manifest(
        kind=Kind.OFFICE,
        version="1",
        serial=int(now) if serial is None else serial,
        created=datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds"),
        title=title,
        files=entries,
    )
    write_zip(target, files, signed(manifest, key))
    return manifest
