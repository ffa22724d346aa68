"""What a user chose last time: one small TOML file in the user's configuration folder.

Every setting is declared once, in ``Settings``: its type, its default and what it may be. A file
that was edited by hand, damaged or locked never keeps the application from starting; whatever
could not be used is reported so that nobody wonders where a choice went.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import PlatformDirs

from voice_counter.errors import UserError
from voice_counter.glossary.terms import LANGUAGES as TERM_LANGUAGES
from voice_counter.speech.languages import AUTO, NATIVE_NAMES

FILE_NAME = "settings.toml"

THEMES = ("light", "dark", "high-contrast")
LANGUAGES = (*NATIVE_NAMES, AUTO)
_ENGINE_ORDER = r"([a-zA-Z-]+=(argos|firefox)(,(argos|firefox))*( |$))*"
DETECTION = ("keys", "two_microphones", "detect")
EVENT_BACKGROUNDS = ("solid", "chroma", "transparent")
_COLOUR = "#[0-9a-f]{6}"
LAYOUTS = ("split", "face_to_face", "two_windows")
SMALLEST_TYPE = 24
LARGEST_TYPE = 96
LARGEST_HEARING_TYPE = 144


def _integer(low: int, high: int) -> dict[str, Callable[[object], bool]]:
    # bool is an int to Python, but "font_size = true" is a mistake.
    return {"valid": lambda value: type(value) is int and low <= value <= high}


def _one_of(*allowed: str) -> dict[str, Callable[[object], bool]]:
    return {"valid": lambda value: isinstance(value, str) and value in allowed}


def _matching(pattern: str) -> dict[str, Callable[[object], bool]]:
    form = re.compile(pattern)
    return {"valid": lambda value: isinstance(value, str) and bool(form.fullmatch(value))}


def _number(low: float, high: float) -> dict[str, Callable[[object], bool]]:
    return {"valid": lambda value: type(value) in (int, float) and low <= float(str(value)) <= high}


def _switch() -> dict[str, Callable[[object], bool]]:
    return {"valid": lambda value: isinstance(value, bool)}


def _any_text() -> dict[str, Callable[[object], bool]]:
    return {"valid": lambda value: isinstance(value, str)}


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
        engine_order: kinds of translation models by language, best first, where it is not the
            usual order: ``"en=argos,firefox ko=argos"``.
    """

    font_size: int = field(default=40, metadata=_integer(SMALLEST_TYPE, LARGEST_TYPE))
    theme: str = field(default="light", metadata=_one_of(*THEMES))
    microphone: str = field(default="", metadata=_any_text())
    microphone_resident: str = field(default="", metadata=_any_text())
    language: str = field(default="ja", metadata=_one_of(*LANGUAGES))
    speaker_detection: str = field(default="keys", metadata=_one_of(*DETECTION))
    counter_layout: str = field(default="split", metadata=_one_of(*LAYOUTS))
    hearing_font_size: int = field(default=64, metadata=_integer(32, LARGEST_HEARING_TYPE))
    furigana: bool = field(default=True, metadata=_switch())
    easy_japanese: bool = field(default=True, metadata=_switch())
    idle_clear_minutes: int = field(default=3, metadata=_integer(0, 60))
    confirm_numbers: bool = field(default=True, metadata=_switch())
    backtranslation: bool = field(default=True, metadata=_switch())
    event_lines: int = field(default=2, metadata=_integer(1, 6))
    event_font: str = field(default="", metadata=_any_text())
    event_size: int = field(default=56, metadata=_integer(24, 200))
    event_outline: int = field(default=3, metadata=_integer(0, 8))
    event_text_colour: str = field(default="#ffffff", metadata=_matching(_COLOUR))
    event_outline_colour: str = field(default="#000000", metadata=_matching(_COLOUR))
    event_background_colour: str = field(default="#101820", metadata=_matching(_COLOUR))
    event_background: str = field(default="solid", metadata=_one_of(*EVENT_BACKGROUNDS))
    event_position: str = field(default="bottom", metadata=_one_of("bottom", "full"))
    event_language_1: str = field(default="", metadata=_one_of("", *TERM_LANGUAGES))
    event_language_2: str = field(default="", metadata=_one_of("", *TERM_LANGUAGES))
    event_margin: int = field(default=5, metadata=_integer(0, 15))
    event_min_seconds: float = field(default=1.5, metadata=_number(0.5, 10.0))
    engine_order: str = field(default="", metadata=_matching(_ENGINE_ORDER))

    def engines(self) -> dict[str, tuple[str, ...]]:
        """``engine_order`` by language."""
        entries = (entry.partition("=") for entry in self.engine_order.split())
        return {language: tuple(kinds.split(",")) for language, _, kinds in entries}


def path() -> Path:
    """The settings file. ``VOICE_COUNTER_CONFIG`` names another folder for it."""
    named = os.environ.get("VOICE_COUNTER_CONFIG")
    dirs = PlatformDirs(appname="voice-counter", appauthor=False)
    return (Path(named) if named else dirs.user_config_path) / FILE_NAME


def load() -> tuple[Settings, tuple[UserError, ...]]:
    """The stored settings, and what in the file could not be used (defaults stand in for it)."""
    file = path()
    try:
        stored: Mapping[str, object] = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Settings(), (_fault("window.settings_unreadable", file, error),)
    usable: dict[str, Any] = {}
    faults: list[UserError] = []
    for declared in fields(Settings):
        if declared.name not in stored:
            continue
        value = stored[declared.name]
        if declared.metadata["valid"](value):
            usable[declared.name] = value
        else:
            faults.append(
                UserError("window.settings_invalid", name=declared.name, value=str(value))
            )
    return Settings(**usable), tuple(faults)


def save(settings: Settings) -> None:
    """Store ``settings``, whole or not at all.

    Raises:
        UserError: the file cannot be written.
    """
    file = path()
    lines = [f"{name} = {_toml(value)}\n" for name, value in asdict(settings).items()]
    draft = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text("".join(lines), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise _fault("window.settings_unwritable", file, error) from error


def _toml(value: object) -> str:
    """A TOML value. JSON strings are TOML strings, but for the bare DEL that TOML forbids."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _fault(key: str, file: Path, error: Exception) -> UserError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UserError(key, path=str(file), reason=reason)
