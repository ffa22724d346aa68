"""Profiles: at which desk the captions are used, and so whose terms lead.

A profile is a TOML file whose name is its id::

    name = "区民事務所"
    name_en = "Ward office counter"
    departments = ["区民事務所"]
    description = "住民票、印鑑登録、転入・転出など"    # optional, as are the two below
    furigana = false
    easy = false
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voice_counter import paths
from voice_counter.errors import GlossaryError
from voice_counter.glossary.columns import DEPARTMENTS
from voice_counter.small_files import read_toml


@dataclass(frozen=True, slots=True)
class Profile:
    """A place where the captions are used.

    Attributes:
        name: in Japanese.
        name_en: in English.
        departments: the desks whose terms lead, at least one.
        furigana: whether readings are shown unless the user says otherwise; None: no opinion.
        easy: the same for やさしい日本語.
        description: what is talked about there, in Japanese.
    """

    id: str
    name: str
    name_en: str
    departments: tuple[str, ...]
    furigana: bool | None = None
    easy: bool | None = None
    description: str = ""


def load_profiles(folder: Path) -> dict[str, Profile]:
    """The profiles of a folder by id, in the order of their ids.

    Raises:
        GlossaryError: a profile cannot be read, lacks a name or names an unknown desk.
    """
    return {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}


def profile(id: str, folder: Path | None = None) -> Profile:
    """The profile of that id; out of ``folder`` alone if given, else the office's or a shipped one.

    Raises:
        GlossaryError: there is none, or see :func:`load_profiles`.
    """
    known: dict[str, Profile] = {}
    for place in reversed((folder,) if folder else paths.profile_folders()):
        known |= load_profiles(place)
    if id not in known:
        raise GlossaryError(
            "error.glossary.profile_unknown", profile=id, available=", ".join(known)
        )
    return known[id]


def _read(path: Path) -> Profile:
    try:
        table = read_toml(path)
    except (OSError, ValueError) as error:
        raise GlossaryError("error.glossary.profile_unreadable", path=path, reason=error) from error
    departments = table.get("departments")
    if not isinstance(departments, list) or not departments:
        raise GlossaryError("error.glossary.profile_entry", path=path, entry="departments")
    for department in departments:
        if department not in DEPARTMENTS:
            raise GlossaryError(
                "error.glossary.profile_department",
                path=path,
                # What is no text cannot always be shown.
                department=department if isinstance(department, str) else "-",
                available="、".join(DEPARTMENTS),
            )
    return Profile(
        id=path.stem,
        name=_text(table, "name", path),
        name_en=_text(table, "name_en", path),
        departments=tuple(departments),
        furigana=_switch(table, "furigana", path),
        easy=_switch(table, "easy", path),
        description=_text(table, "description", path, needed=False),
    )


def _text(table: dict[str, Any], entry: str, path: Path, *, needed: bool = True) -> str:
    value = table.get(entry, "")
    if not isinstance(value, str) or (needed and not value.strip()):
        raise GlossaryError("error.glossary.profile_entry", path=path, entry=entry)
    return value.strip()


def _switch(table: dict[str, Any], entry: str, path: Path) -> bool | None:
    value = table.get(entry)
    if value is None or isinstance(value, bool):
        return value
    raise GlossaryError("error.glossary.profile_entry", path=path, entry=entry)
