"""Names of files that every system can have, and that lead nowhere but into their folder."""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
# Windows opens a device for these, whatever their ending.
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def is_safe(name: str) -> bool:
    """Whether a file may be called so, whatever the system.

    >>> is_safe("glossary.csv"), is_safe(".."), is_safe("a/b"), is_safe("NUL.txt"), is_safe("a.")
    (True, False, False, False, False)
    """
    return (
        name not in ("", ".", "..")
        and not _FORBIDDEN.search(name)
        and not _DEVICE.fullmatch(name)
        and name[-1] not in " ."  # Windows leaves them out
    )


def folded(path: str) -> str:
    """Paths of which this is the same are one file on Windows or macOS.

    >>> folded("A/が.csv") == folded("a/か\\u3099.CSV")
    True
    """
    return unicodedata.normalize("NFC", path).casefold()
