"""Where things lie: what ships with the application, and what belongs to the user."""

from __future__ import annotations

import os
import re
from pathlib import Path

from platformdirs import PlatformDirs

_ROOT = Path(__file__).resolve().parent.parent
_DIRS = PlatformDirs(appname="voice-counter", appauthor=False)
_PACKAGE = re.compile(r"[0-9]{1,15}-[0-9a-f]{8}")


def ui() -> Path:
    """QML, icons, sample recordings and the texts in every UI language."""
    return _ROOT / "ui"


def samples() -> Path:
    """Sample recordings with their spoken text (``index.csv``)."""
    return ui() / "samples"


def glossaries() -> Path:
    """The glossaries that ship with the application (``*.csv``)."""
    return _ROOT / "glossaries"


def user_glossary() -> Path:
    """The user's own glossaries (``*.csv``); their terms come before those that ship."""
    return _DIRS.user_data_path / "glossary"


def office() -> Path:
    """What was installed of the office's updates (``voice_counter/office``).

    ``VOICE_COUNTER_OFFICE`` names another folder.
    """
    named = os.environ.get("VOICE_COUNTER_OFFICE")
    return Path(named) if named else _DIRS.user_data_path / "office"


def office_content(part: str) -> tuple[Path, ...]:
    """The folder ``part`` of the office's update in use; nothing where there is none."""
    try:
        name = (office() / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ()
    folder = office() / "packages" / name / part
    return (folder,) if _PACKAGE.fullmatch(name) and folder.is_dir() else ()


def glossary_folders() -> tuple[Path, ...]:
    """Where glossaries lie. Of two terms the first counts: the user's, the office's, ours."""
    return (user_glossary(), *office_content("glossary"), glossaries())


def phrase_folders() -> tuple[Path, ...]:
    """Where phrases lie, in the same order."""
    shipped = glossaries() / "phrases"
    return (user_glossary() / "phrases", *office_content("phrases"), shipped)


def profile_folders() -> tuple[Path, ...]:
    """Where the profiles of desks lie, in the same order."""
    return (*office_content("desks"), glossaries() / "profiles")


def user_event() -> Path:
    """The user's prepared announcements for events."""
    return _DIRS.user_data_path / "event"


def records() -> Path:
    """The folder of the session log; it comes to be with the first consent.

    ``VOICE_COUNTER_RECORDS`` names another one.
    """
    named = os.environ.get("VOICE_COUNTER_RECORDS")
    return Path(named) if named else _DIRS.user_data_path / "records"


def logs() -> Path:
    """The folder for the audit log and the log of faults. Neither holds a word that was said.

    ``VOICE_COUNTER_LOGS`` names another one.
    """
    named = os.environ.get("VOICE_COUNTER_LOGS")
    return Path(named) if named else _DIRS.user_log_path


def registry() -> Path:
    """The list of every model the application knows (TOML)."""
    return _ROOT / "models" / "registry.toml"


def model_store() -> Path:
    """The folder that holds fetched models: one subfolder per model id.

    ``VOICE_COUNTER_MODELS`` names another one, e.g. a folder that an office shares read-only.
    """
    named = os.environ.get("VOICE_COUNTER_MODELS")
    return Path(named) if named else _DIRS.user_data_path / "models"


def translation_packages() -> Path:
    """The folder that holds installed Argos packages, and those that ship once unpacked.

    ``VOICE_COUNTER_TRANSLATION`` names another one.
    """
    named = os.environ.get("VOICE_COUNTER_TRANSLATION")
    return Path(named) if named else _DIRS.user_data_path / "translation"


def starter_packages() -> Path:
    """The Argos packages that ship with the application (``*.argosmodel``)."""
    return _ROOT / "models"


def own_folders() -> list[str]:
    """Every folder with something of the user: what is to be removed to leave nothing behind.

    Folders that an environment variable names are not among them: others may share those.
    """
    found = (
        _DIRS.user_data_path,
        _DIRS.user_config_path,
        _DIRS.user_state_path,
        _DIRS.user_cache_path,
        _DIRS.user_log_path,
    )
    return sorted({str(folder) for folder in found})
