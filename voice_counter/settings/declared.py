"""Every setting, declared once: its type, its default, what it may be and where it is shown.

The window, the files and the command line all go by these declarations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from voice_counter.languages import LANGUAGES as TERM_LANGUAGES
from voice_counter.speech.languages import AUTO, NATIVE_NAMES

THEMES = ("light", "dark", "high-contrast", "bright")
LANGUAGES = (*NATIVE_NAMES, AUTO)
_ENGINE_ORDER = r"([a-zA-Z-]+=(argos|firefox)(,(argos|firefox))*( |$))*"
DETECTION = ("keys", "two_microphones", "detect")
EVENT_BACKGROUNDS = ("solid", "chroma", "transparent")
_COLOUR = "#[0-9a-f]{6}"
LAYOUTS = ("split", "face_to_face", "two_windows")
VISIT_LAYOUTS = ("face_to_face", "hand_over")
SAVER = ("battery", "on", "off")
UI_LANGUAGES = ("ja", "en")
SMALLEST_TYPE = 24
LARGEST_TYPE = 96
LARGEST_HEARING_TYPE = 144


class Kind(StrEnum):
    """What sort of value a setting has."""

    SWITCH = "switch"
    CHOICE = "choice"
    INTEGER = "integer"
    NUMBER = "number"
    TEXT = "text"


class Group(StrEnum):
    """Where a setting stands among the others."""

    SCREEN = "screen"
    COUNTER = "counter"
    HEARING = "hearing"
    VISIT = "visit"
    EVENT = "event"
    RECORD = "record"
    SPECIAL = "special"


_SPOKEN_SWITCHES = {
    True: frozenset({"true", "on", "yes", "1", "する", "はい"}),
    False: frozenset({"false", "off", "no", "0", "しない", "いいえ"}),
}


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a setting may be.

    Attributes:
        options: the values of a choice.
        low, high, step: the range of an integer or a number, and what one press changes.
        pattern: a regular expression for a text; empty for any text.
        on_page: whether the page of settings shows it; otherwise its own room does.
    """

    kind: Kind
    group: Group
    options: tuple[str, ...] = ()
    low: float = 0
    high: float = 0
    step: float = 1
    pattern: str = ""
    on_page: bool = True

    def valid(self, value: object) -> bool:
        """Whether a setting may have ``value``, as TOML gives it."""
        match self.kind:
            case Kind.SWITCH:
                return isinstance(value, bool)
            case Kind.CHOICE:
                return isinstance(value, str) and value in self.options
            case Kind.INTEGER:
                # bool is an int to Python, but "font_size = true" is a mistake.
                return type(value) is int and self.low <= value <= self.high
            case Kind.NUMBER:
                if isinstance(value, bool) or not isinstance(value, int | float):
                    return False
                # NaN is in no range. No conversion: an integer of TOML may be too large for any.
                return self.low <= value <= self.high
            case Kind.TEXT:
                return isinstance(value, str) and (
                    not self.pattern or bool(re.fullmatch(self.pattern, value))
                )

    def parse(self, text: str) -> Any:
        """The value that somebody wrote as ``text``.

        Raises:
            ValueError: it is not one that the setting may have.
        """
        value: object = text
        if self.kind is Kind.SWITCH:
            spoken = text.strip().lower()
            value = next((on for on, words in _SPOKEN_SWITCHES.items() if spoken in words), text)
        elif self.kind is Kind.INTEGER:
            value = int(text)
        elif self.kind is Kind.NUMBER:
            value = float(text)
        if not self.valid(value):
            raise ValueError(text)
        return value


def _switch(default: bool, group: Group) -> Any:
    return field(default=default, metadata={"is": Declaration(Kind.SWITCH, group)})


def _choice(default: str, group: Group, *options: str, on_page: bool = True) -> Any:
    declared = Declaration(Kind.CHOICE, group, options=options, on_page=on_page)
    return field(default=default, metadata={"is": declared})


def _integer(default: int, group: Group, low: int, high: int, step: int = 1) -> Any:
    declared = Declaration(Kind.INTEGER, group, low=low, high=high, step=step)
    return field(default=default, metadata={"is": declared})


def _number(default: float, group: Group, low: float, high: float, step: float) -> Any:
    declared = Declaration(Kind.NUMBER, group, low=low, high=high, step=step)
    return field(default=default, metadata={"is": declared})


def _text(default: str, group: Group, pattern: str = "", *, on_page: bool = False) -> Any:
    declared = Declaration(Kind.TEXT, group, pattern=pattern, on_page=on_page)
    return field(default=default, metadata={"is": declared})


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices that outlive a session.

    Attributes:
        font_size: height of the caption type in pixels.
        theme: colours of the window.
        microphone: name of the device; empty for the one that the PC prefers.
        microphone_resident: name of the device before the resident, where there are two.
        language: Whisper code of what is spoken, or ``"auto"``.
        speaker_detection: how the counter knows who speaks.
        counter_layout: where the resident's side is shown.
        hearing_font_size: height of the caption type for the hard of hearing, in pixels.
        furigana, easy_japanese: the reading aids of these captions.
        idle_clear_minutes: minutes without a word after which the counter is cleared for the
            next person; 0 for never.
        confirm_numbers: whether staff confirm numbers.
        backtranslation: whether staff see what the other side reads, translated back.
        event_lines: lines on the projector; ``event_font`` is empty for the window's typeface,
            ``event_size`` and ``event_outline`` are pixels, ``event_margin`` is percent of the
            picture, ``event_min_seconds`` how long a line can be read at least.
        event_language_1, event_language_2: BCP 47 tags shown below the Japanese; empty for none.
        visit_layout: both halves of the screen at once, or one side of it after the other.
        saver: whether a laptop does less to last longer: always, never, or on battery.
        record_offered: whether staff can ask for consent to a record; the office decides.
        record_days: days after which a record is deleted.
        ui_language: language of staff's side of the window, from the next start.
        reduced_motion: whether nothing moves that need not.
        engine_order: kinds of translation models by language, best first, where it is not the
            usual order: ``"en=argos,firefox ko=argos"``.
        office_folder: folder or file with the office's updates, looked at when the window opens;
            empty for none.
    """

    font_size: int = _integer(40, Group.SCREEN, SMALLEST_TYPE, LARGEST_TYPE, 4)
    theme: str = _choice("light", Group.SCREEN, *THEMES)
    ui_language: str = _choice("ja", Group.SCREEN, *UI_LANGUAGES)
    reduced_motion: bool = _switch(False, Group.SCREEN)
    microphone: str = _text("", Group.SCREEN)
    microphone_resident: str = _text("", Group.COUNTER)
    language: str = _choice("ja", Group.SCREEN, *LANGUAGES, on_page=False)
    speaker_detection: str = _choice("keys", Group.COUNTER, *DETECTION)
    counter_layout: str = _choice("split", Group.COUNTER, *LAYOUTS)
    confirm_numbers: bool = _switch(True, Group.COUNTER)
    backtranslation: bool = _switch(True, Group.COUNTER)
    idle_clear_minutes: int = _integer(3, Group.COUNTER, 0, 60)
    hearing_font_size: int = _integer(64, Group.HEARING, 32, LARGEST_HEARING_TYPE, 8)
    furigana: bool = _switch(True, Group.HEARING)
    easy_japanese: bool = _switch(True, Group.HEARING)
    visit_layout: str = _choice("face_to_face", Group.VISIT, *VISIT_LAYOUTS)
    saver: str = _choice("battery", Group.VISIT, *SAVER)
    event_lines: int = _integer(2, Group.EVENT, 1, 6)
    event_font: str = _text("", Group.EVENT)
    event_size: int = _integer(56, Group.EVENT, 24, 200, 4)
    event_outline: int = _integer(3, Group.EVENT, 0, 8)
    event_text_colour: str = _text("#ffffff", Group.EVENT, _COLOUR)
    event_outline_colour: str = _text("#000000", Group.EVENT, _COLOUR)
    event_background_colour: str = _text("#101820", Group.EVENT, _COLOUR)
    event_background: str = _choice("solid", Group.EVENT, *EVENT_BACKGROUNDS)
    event_position: str = _choice("bottom", Group.EVENT, "bottom", "full")
    event_language_1: str = _choice("", Group.EVENT, "", *TERM_LANGUAGES)
    event_language_2: str = _choice("", Group.EVENT, "", *TERM_LANGUAGES)
    event_margin: int = _integer(5, Group.EVENT, 0, 15)
    event_min_seconds: float = _number(1.5, Group.EVENT, 0.5, 10.0, 0.5)
    record_offered: bool = _switch(False, Group.RECORD)
    record_days: int = _integer(30, Group.RECORD, 1, 365)
    engine_order: str = _text("", Group.SPECIAL, _ENGINE_ORDER, on_page=True)
    office_folder: str = _text("", Group.SPECIAL, on_page=True)

    def engines(self) -> dict[str, tuple[str, ...]]:
        """``engine_order`` by language."""
        entries = (entry.partition("=") for entry in self.engine_order.split())
        return {language: tuple(kinds.split(",")) for language, _, kinds in entries}


DECLARATIONS: Mapping[str, Declaration] = MappingProxyType(
    {each.name: each.metadata["is"] for each in fields(Settings)}
)
"""By name, in the order in which they are shown."""

DEFAULTS = Settings()
