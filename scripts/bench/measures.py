"""Figures from texts and times."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein


def letters(text: str) -> str:
    """What a character error rate counts: letters and digits in one form, no punctuation."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in normal if unicodedata.category(c)[0] in "LNM")


def cer(pairs: Iterable[tuple[str, str]]) -> float:
    """Character error rate in percent over ``(reference, hypothesis)`` pairs, pooled."""
    errors = total = 0
    for reference, hypothesis in pairs:
        errors += Levenshtein.distance(letters(reference), letters(hypothesis))
        total += len(letters(reference))
    return 100.0 * errors / max(total, 1)


def median(values: Sequence[float]) -> float:
    """The middle value; NaN of nothing."""
    return float(np.median(values)) if values else float("nan")


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` percent lie; NaN of nothing."""
    return float(np.percentile(values, share)) if values else float("nan")


def resident(pid: int) -> int:
    """Bytes of a process that are in memory now; 0 where there is none. Linux only."""
    return _pages(pid)[0] * os.sysconf("SC_PAGE_SIZE")


def anonymous(pid: int) -> int:
    """The same without pages of files (libraries, fonts, dictionaries), which come in when they are
    first looked at, and which the system takes back when it wants."""
    whole, of_files = _pages(pid)
    return (whole - of_files) * os.sysconf("SC_PAGE_SIZE")


def _pages(pid: int) -> tuple[int, int]:
    try:
        fields = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0, 0
    return int(fields[1]), int(fields[2])
