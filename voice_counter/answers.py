"""What counts as a yes wherever somebody is asked: also before any library is there."""

from __future__ import annotations

import unicodedata

_YES = ("はい", "yes", "y")


def is_yes(answer: str) -> bool:
    """Whether somebody typed a yes, in full-width letters too, as Japanese keyboards give them.

    >>> is_yes("Ｙ"), is_yes("")
    (True, False)
    """
    return unicodedata.normalize("NFKC", answer).strip().lower() in _YES
