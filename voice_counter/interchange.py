"""What other programs make of a text: a spreadsheet a formula, XML a fault."""

from __future__ import annotations

import re

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV Injection), full-width too."""
BLANKS = " \u3000"
"""What may stand before a formula."""

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold (XML 1.0, production 2)."""


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would compute ``cell`` instead of showing it."""
    return cell.lstrip(BLANKS).startswith(_FORMULA)


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if is_formula(cell) else cell
