"""What may be in an update of the office, and whether it can be used.

::

    glossary/*.csv                terms
    phrases/*.csv, phrases/sets.toml
    desks/*.toml                  profiles of desks: whose terms lead
    settings/settings.toml        choices for all who made none of their own
    settings/profiles/*.toml      the same, by the name of a profile
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from voice_counter import paths
from voice_counter.errors import PackageError
from voice_counter.glossary import load_glossary
from voice_counter.glossary.profiles import load_profiles
from voice_counter.settings import DECLARATIONS
from voice_counter.settings.store import invalid
from voice_counter.signed import Entry
from voice_counter.small_files import read_toml
from voice_counter.translation.phrase_sets import load_sets
from voice_counter.translation.phrases import load_phrases

MOST_BYTES = 128 << 20

_ALLOWED = re.compile(
    r"(glossary|phrases)/[^/]+\.csv|phrases/sets\.toml|desks/[^/]+\.toml"
    r"|settings/settings\.toml|settings/profiles/[^/]+\.toml"
)


def check_names(entries: Iterable[Entry]) -> None:
    """Refuse files that have no place in an update, before any is copied.

    Raises:
        PackageError: names the first of them, or the whole is too large.
    """
    total = 0
    for entry in entries:
        if not _ALLOWED.fullmatch(entry.path):
            raise PackageError("error.office.foreign", file=entry.path)
        total += entry.size
        if total > MOST_BYTES:
            raise PackageError("error.office.too_big", limit=MOST_BYTES >> 20)


def check(folder: Path) -> None:
    """Read everything as the application will: what it stumbles over must not get to the counters.

    Raises:
        GlossaryError: a glossary, phrase or desk cannot be used.
        UserError: a setting cannot have its value.
        PackageError: a settings file cannot be read.
    """
    load_glossary(folder / "glossary")
    own = folder / "phrases"
    load_sets(load_phrases(own, paths.glossaries() / "phrases"), own)
    load_profiles(folder / "desks")
    settings = folder / "settings"
    for file in (settings / "settings.toml", *sorted((settings / "profiles").glob("*.toml"))):
        if file.exists():
            _check_settings(file)


def _check_settings(file: Path) -> None:
    try:
        given = read_toml(file)
    except (OSError, ValueError) as error:
        raise PackageError("error.office.settings", file=file.name, reason=error) from error
    for name, declared in DECLARATIONS.items():
        if name in given and not declared.valid(given[name]):
            raise invalid(name, given[name])
