"""Stops with a plain message where the Python cannot run the application.

Every Python 3 must be able to read this file, and ``run.py`` and ``test.py`` down to 3.6 (so no
``from __future__ import annotations`` in them, and ``list[str]`` only in quotes): a SyntaxError
would say nothing to a clerk.
"""

import sys
from collections.abc import Sequence

OLDEST = (3, 11)
# The newest Python that every locked wheel exists for (see lock.py).
NEWEST = (3, 14)


def complaint(version: "Sequence[int]") -> str:
    """What to say to a Python of this version; an empty text when it fits."""
    if OLDEST <= tuple(version[:2]) <= NEWEST:
        return ""
    found = ".".join(str(number) for number in version[:3])
    wanted = ".".join(map(str, OLDEST)) + "-" + ".".join(map(str, NEWEST))
    return (
        "Python "
        + wanted
        + " が必要です。この Python は "
        + found
        + " です。docs/install.md をご覧ください。"
        + " (Needs Python "
        + wanted
        + "; this one is "
        + found
        + ". See docs/install.md.)"
    )


def require() -> None:
    """Ends the program with exit code 1 when the running Python does not fit."""
    text = complaint(sys.version_info[:3])
    if text:
        # A console without UTF-8 must not turn the message into a UnicodeEncodeError.
        encoding = sys.stderr.encoding or "ascii"
        sys.stderr.write(text.encode(encoding, "replace").decode(encoding) + "\n")
        sys.exit(1)
