"""What goes wrong with zip files that somebody else has made."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib

BROKEN_ZIP = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError),
    # Names that are no text, packing that Python does not know, a password in the middle.
    *(ValueError, NotImplementedError, RuntimeError),
)
"""What ``zipfile`` raises for them beside OSError."""
