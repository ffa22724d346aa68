"""The committed recordings, and how much of their text a caption got right."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from voice_counter import paths
from voice_counter.captions.events import CaptionEvent

Run = Callable[..., list[CaptionEvent]]
"""Captions an audio file with the given ``CaptionOptions``; returns every event."""


@dataclass(frozen=True)
class Recording:
    path: Path
    language: str
    seconds: float
    text: str


def recording(prefix: str) -> Recording:
    """The recording whose file name begins with ``prefix``, e.g. ``ja_01``."""
    with (paths.samples() / "index.csv").open(encoding="utf-8", newline="") as file:
        (row,) = (row for row in csv.DictReader(file) if row["file"].startswith(prefix + "_"))
    return Recording(paths.samples() / row["file"], row["lang"], float(row["seconds"]), row["text"])


def content(text: str) -> str:
    """Letters and digits, in one form: punctuation and blanks are not what is measured."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in normal if unicodedata.category(c)[0] in "LNM")


def error_rate(pairs: Iterable[tuple[str, str]]) -> float:
    """Character error rate over (spoken, captioned) pairs."""
    contents = [(content(spoken), content(captioned)) for spoken, captioned in pairs]
    errors = sum(Levenshtein.distance(spoken, captioned) for spoken, captioned in contents)
    return errors / sum(len(spoken) for spoken, _ in contents)
