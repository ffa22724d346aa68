"""Where settings come from: several small TOML files, one above the other.

From below: the declared defaults, the office's update, the office's file, the user's file, the
profile in use (first the office's of that name, then the user's), and what the office has locked.
A file holds only what somebody chose there, so that a new choice of the office reaches all who
made none of their own. What a file says that nobody here understands (a comment, a setting of
another version) stays.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import tomlkit
from platformdirs import PlatformDirs
from tomlkit.exceptions import TOMLKitError

from voice_counter import paths, texts
from voice_counter.errors import UserError
from voice_counter.file_names import is_safe
from voice_counter.settings.declared import DECLARATIONS, DEFAULTS, Kind, Settings
from voice_counter.small_files import read_text, replacing

FILE_NAME = "settings.toml"
_DIRS = PlatformDirs(appname="voice-counter", appauthor=False)
_LOCKED = "locked"
_PROFILE = "profile"
_PROFILES = "profiles"
_LONGEST_NAME = 40
_LONGEST_SHOWN = 80


class Layer(StrEnum):
    """Where a value comes from; later ones win."""

    DEFAULT = "default"
    SITE = "site"
    USER = "user"
    PROFILE = "profile"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Stored:
    """What all files together say.

    Attributes:
        faults: what in the files could not be used; something below stands in for it.
        layers: where each value comes from.
        profile: the profile in use; empty for none.
    """

    settings: Settings = DEFAULTS
    faults: tuple[UserError, ...] = ()
    layers: Mapping[str, Layer] = field(default_factory=dict)
    profile: str = ""

    @property
    def locked(self) -> frozenset[str]:
        """The settings that the office decides."""
        return frozenset(name for name, layer in self.layers.items() if layer is Layer.LOCKED)


def path() -> Path:
    """The user's settings. ``VOICE_COUNTER_CONFIG`` names another folder for them."""
    named = os.environ.get("VOICE_COUNTER_CONFIG")
    return (Path(named) if named else _DIRS.user_config_path) / FILE_NAME


def site_path() -> Path:
    """The office's settings, with what it locks in a table ``[locked]``.
    ``VOICE_COUNTER_SITE_CONFIG`` names another folder for them, e.g. a share."""
    named = os.environ.get("VOICE_COUNTER_SITE_CONFIG")
    return (Path(named) if named else _DIRS.site_config_path) / FILE_NAME


def read() -> Stored:
    """What all files say now."""
    faults: list[UserError] = []
    site = {**_office(faults), **_open(site_path(), faults)}
    user = _open(path(), faults)
    locked = site.get(_LOCKED, {})
    if not isinstance(locked, Mapping):
        faults.append(UserError("window.settings.locked_form", path=str(site_path())))
        locked = {}
    profile = _shown(user.get(_PROFILE, ""))
    layers: list[tuple[Layer, Mapping[str, Any]]] = [(Layer.SITE, site), (Layer.USER, user)]
    if profile:
        if profile in profile_names():
            layers += [(Layer.PROFILE, _open(file, faults)) for file in _profile_files(profile)]
        else:
            faults.append(UserError("window.settings.profile_absent", name=profile))
            profile = ""
    layers.append((Layer.LOCKED, locked))
    values: dict[str, Any] = {}
    origins = dict.fromkeys(DECLARATIONS, Layer.DEFAULT)
    for layer, given in layers:
        for name, declared in DECLARATIONS.items():
            if name not in given:
                continue
            if declared.valid(given[name]):
                values[name], origins[name] = given[name], layer
            else:
                faults.append(invalid(name, given[name]))
    return Stored(Settings(**values), tuple(faults), origins, profile)


def load() -> tuple[Settings, tuple[UserError, ...]]:
    """The settings, and what in the files could not be used."""
    stored = read()
    return stored.settings, stored.faults


def save(settings: Settings) -> None:
    """Store what is different in ``settings``, whole or not at all: in the profile in use, else in
    the user's file. What the office has locked stays as it is.

    Raises:
        UserError: the file cannot be written.
    """
    stored = read()
    chosen = {
        name: getattr(settings, name)
        for name in DECLARATIONS
        if name not in stored.locked and getattr(settings, name) != getattr(stored.settings, name)
    }
    _write(_own_profile(stored.profile) if stored.profile else path(), chosen)


def reset(*names: str) -> None:
    """Forget what the user chose for ``names``, in the profile in use and without it.

    Raises:
        UserError: a file cannot be written.
    """
    profile = read().profile
    for file in (path(), *([_own_profile(profile)] if profile else [])):
        if file.exists():
            _write(file, dict.fromkeys(names))


def profile_names() -> tuple[str, ...]:
    """The profiles of the office and of the user."""
    found = set()
    for folder in (*_office_profiles(), site_path().parent / _PROFILES, path().parent / _PROFILES):
        with contextlib.suppress(OSError):
            found |= {file.stem for file in folder.glob("*.toml") if _nameable(file.stem)}
    return tuple(sorted(found))


def add_profile(name: str) -> str:
    """Begin a profile, in which nothing is chosen yet; its name without blanks around it.

    Raises:
        UserError: it cannot have that name, or cannot be written.
    """
    name = name.strip()
    if not _nameable(name):
        raise UserError("window.settings.profile_name", name=name)
    if name not in profile_names():
        _write(_own_profile(name), {})
    return name


def use_profile(name: str) -> None:
    """Use the profile from now on; none if ``name`` is empty.

    Raises:
        UserError: there is no such profile, or the user's file cannot be written.
    """
    if name and name not in profile_names():
        raise UserError("window.settings.profile_absent", name=name)
    _write(path(), {_PROFILE: name or None})


def invalid(name: str, value: object) -> UserError:
    """Why a setting cannot have ``value``, and what it may be."""
    declared = DECLARATIONS[name]
    limits: dict[str, object] = {}
    if declared.kind in (Kind.INTEGER, Kind.NUMBER):
        limits = {"low": f"{declared.low:g}", "high": f"{declared.high:g}"}
    elif declared.kind is Kind.CHOICE:
        limits = {"options": "、".join(option or '""' for option in declared.options)}
    label = texts.text(f"window.settings.label.{name}")
    return UserError(
        f"window.settings.invalid_{declared.kind}",
        name=name,
        label=label,
        value=_shown(value),
        **limits,
    )


def _shown(value: object) -> str:
    try:
        shown = str(value)
    except ValueError:  # an integer of thousands of digits
        return "…"
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"


def _nameable(name: str) -> bool:
    fits = len(name) <= _LONGEST_NAME and name == name.strip() and "." not in name
    return fits and is_safe(name)


def _own_profile(name: str) -> Path:
    return path().parent / _PROFILES / f"{name}.toml"


def _profile_files(name: str) -> tuple[Path, ...]:
    folders = (*_office_profiles(), site_path().parent / _PROFILES, path().parent / _PROFILES)
    return tuple(folder / f"{name}.toml" for folder in folders)


def _office_profiles() -> tuple[Path, ...]:
    return tuple(folder / _PROFILES for folder in paths.office_content("settings"))


def _office(faults: list[UserError]) -> Mapping[str, Any]:
    """What the office's signed update says; it locks nothing: that is the administrator's file."""
    found: dict[str, Any] = {}
    for folder in paths.office_content("settings"):
        found |= _open(folder / FILE_NAME, faults)
    found.pop(_LOCKED, None)
    return found


def _open(file: Path, faults: list[UserError]) -> Mapping[str, Any]:
    try:
        return tomlkit.parse(read_text(file)).unwrap()
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TOMLKitError) as error:
        faults.append(_fault("window.settings_unreadable", file, error))
        return {}


def _write(file: Path, chosen: Mapping[str, Any]) -> None:
    """Put ``chosen`` into ``file``; what is None there, and what is not valid, goes."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        document = _document(file)
        for name, value in chosen.items():
            if value is not None:
                document[name] = value
            elif name in document:
                del document[name]
        for name, declared in DECLARATIONS.items():
            if name in document and not declared.valid(document.unwrap()[name]):
                del document[name]
        with replacing(file) as draft:
            draft.write_text(tomlkit.dumps(document), encoding="utf-8", newline="\n")
    except OSError as error:
        raise _fault("window.settings_unwritable", file, error) from error


def _document(file: Path) -> tomlkit.TOMLDocument:
    """What stands in ``file``. A damaged one is kept beside the new one: somebody wrote it."""
    try:
        return tomlkit.parse(read_text(file))
    except FileNotFoundError:
        return tomlkit.document()
    except (ValueError, TOMLKitError):
        shutil.copyfile(file, file.with_name(f"{file.name}.damaged"))
        return tomlkit.document()


def _fault(key: str, file: Path, error: Exception) -> UserError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UserError(key, path=str(file), reason=reason)
