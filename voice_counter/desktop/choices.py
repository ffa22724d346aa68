"""What the window offers to choose from: languages by name, and the sample recordings."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from voice_counter import paths, texts
from voice_counter.desktop.fonts import family
from voice_counter.languages import TAGS
from voice_counter.resident_texts import resident_texts
from voice_counter.settings import LANGUAGES
from voice_counter.speech.languages import AUTO, NATIVE_NAMES, tag_of


def language_labels() -> list[str]:
    """A label for each of ``settings.LANGUAGES``: its Japanese name, then its own name.

    A name in a script for which no font is installed is left out: boxes help nobody.
    """
    return [_label(code) for code in LANGUAGES]


def _label(code: str) -> str:
    name = texts.text(f"window.language_{code}")
    own = "" if code == AUTO else NATIVE_NAMES[code]
    if own == name or not own or not family(tag_of(code)):
        return name
    return f"{name}  {own}"


@dataclass(frozen=True, slots=True)
class Sample:
    """A recording that stands in for a microphone."""

    path: Path
    language: str
    text: str

    @property
    def label(self) -> str:
        """How the menu calls it: the language, then the beginning of what is said."""
        return f"{texts.text(f'window.language_{self.language}')}  {self.text}"


def samples() -> tuple[Sample, ...]:
    """The sample recordings that are here, in the order of their list; none without a list."""
    index = paths.samples() / "index.csv"
    if not index.is_file():
        return ()
    with index.open(encoding="utf-8", newline="") as file:
        listed = [
            Sample(paths.samples() / row["file"], row["lang"], row["text"])
            for row in csv.DictReader(file)
        ]
    return tuple(s for s in listed if s.language in LANGUAGES and s.path.is_file())


def language_tiles() -> list[dict[str, object]]:
    """The languages on offer: own name, greeting, Japanese name, and whether they can be drawn."""
    found = []
    for tag in TAGS:
        words = resident_texts(tag)
        found.append(
            {
                "tag": tag,
                "native": words["native"],
                "greeting": words["greeting"],
                "japanese": texts.text(f"window.counter.name_{tag}"),
                "face": family(tag),
                "drawable": bool(family(tag)),
            }
        )
    return found
