"""How the projector looks: the settings as QML draws them, and how much room they leave."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from voice_counter.desktop.languages_of_terms import TermLanguage, term_languages
from voice_counter.languages import LANGUAGES
from voice_counter.projector.breaking import Measure
from voice_counter.projector.stage import Look

LINE_HEIGHT = 1.4
"""Of a line of captions, in sizes of its type."""

SMALL = 0.62
"""The type of translations and speakers, in sizes of that of the captions."""

NUMBERS = {
    "lines": (1, 6, 1),
    "size": (24, 200, 4),
    "outline": (0, 8, 1),
    "margin": (0, 15, 1),
    "min_seconds": (1, 10, 1),
}
"""Smallest, largest, and one step."""

_COLOUR = re.compile("#[0-9a-f]{6}")
_ALLOWED: dict[str, Callable[[str], bool]] = {
    "background": lambda value: value in ("solid", "chroma", "transparent"),
    "position": lambda value: value in ("bottom", "full"),
    "language_1": lambda value: value in ("", *LANGUAGES),
    "language_2": lambda value: value in ("", *LANGUAGES),
    "font": lambda value: value == "" or value in QFontDatabase.families(),
    **dict.fromkeys(
        ("text_colour", "outline_colour", "background_colour"),
        lambda value: _COLOUR.fullmatch(value) is not None,
    ),
}


@dataclass(frozen=True, slots=True)
class EventLook:
    """The looks of one moment.

    Args:
        stored: settings with the attributes ``event_…``.
        room: the projector in device-independent pixels.
    """

    stored: Any
    room: QSizeF

    def bounded(self, name: str, value: Any) -> dict[str, Any] | None:
        """The setting to change for ``name``, within its limits; None where it cannot be."""
        setting = f"event_{name}"
        if name in NUMBERS:
            low, high, _ = NUMBERS[name]
            kind = type(getattr(self.stored, setting))
            return {setting: kind(min(max(float(value), low), high))}
        if name in _ALLOWED and isinstance(value, str) and _ALLOWED[name](value):
            return {setting: value}
        return None

    @property
    def languages(self) -> tuple[str, ...]:
        """Tags of the translations below each line."""
        both = (self.stored.event_language_1, self.stored.event_language_2)
        return tuple(dict.fromkeys(tag for tag in both if tag))

    @property
    def margins(self) -> QSizeF:
        """At each side, and above and below."""
        part = self.stored.event_margin / 100
        return QSizeF(self.room.width() * part, self.room.height() * part)

    @property
    def row_height(self) -> float:
        """Of a line with its translations."""
        return float(self.stored.event_size * LINE_HEIGHT * (1 + SMALL * len(self.languages)))

    def stage_look(self) -> Look:
        """What fits: never more lines than there is height for."""
        stored = self.stored
        outline = 2 * stored.event_outline
        width = self.room.width() - 2 * self.margins.width() - outline
        height = self.room.height() - 2 * self.margins.height()
        fitting = max(1, int(height / self.row_height))
        lines = min(stored.event_lines, fitting)
        return Look(max(width, 1.0), lines, float(stored.event_min_seconds), self.languages)

    def font(self) -> QFont:
        """The type of the captions."""
        font = QFont(QGuiApplication.font())
        if self.stored.event_font:
            font.setFamily(self.stored.event_font)
        font.setPixelSize(round(self.stored.event_size))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def measure(self) -> Measure:
        """The width of a text in that type."""
        metrics = QFontMetricsF(self.font())
        return lambda text: float(metrics.horizontalAdvance(text))

    def view(self) -> dict[str, Any]:
        """Everything that QML draws with."""
        stored = self.stored
        faces = {each.code: each.face for each in term_languages()}
        return {
            "roomWidth": self.room.width(),
            "roomHeight": self.room.height(),
            "marginX": self.margins.width(),
            "marginY": self.margins.height(),
            "lines": self.stage_look().lines,
            "linesWanted": stored.event_lines,
            "rowHeight": self.row_height,
            "lineHeight": LINE_HEIGHT,
            "family": stored.event_font or QGuiApplication.font().family(),
            "font": stored.event_font,
            "size": stored.event_size,
            "smallSize": round(stored.event_size * SMALL),
            "outline": stored.event_outline,
            "text_colour": stored.event_text_colour,
            "outline_colour": stored.event_outline_colour,
            "background_colour": stored.event_background_colour,
            "background": stored.event_background,
            "position": stored.event_position,
            "language_1": stored.event_language_1,
            "language_2": stored.event_language_2,
            "languages": list(self.languages),
            "faces": [faces.get(tag, "") for tag in self.languages],
            "margin": stored.event_margin,
            "min_seconds": stored.event_min_seconds,
        }


def families() -> list[str]:
    """The installed typefaces that have Japanese."""
    return list(QFontDatabase.families(QFontDatabase.WritingSystem.Japanese))


def offered_languages() -> tuple[TermLanguage, ...]:
    """The languages that can stand below a line: those that can be drawn."""
    return tuple(each for each in term_languages() if each.face)
