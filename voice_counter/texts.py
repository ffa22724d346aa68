"""Every text a user reads, by key and language (``ui/i18n/<language>/<room>.toml``).

Japanese comes first: a key absent in another language falls back to Japanese.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import cache

from voice_counter import paths
from voice_counter.errors import UserError

DEFAULT_LANGUAGE = "ja"


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All texts of one UI language as ``{dotted key: text}``.

    Raises:
        FileNotFoundError: there is no such UI language.
    """
    found: dict[str, str] = {}
    folder = paths.ui() / "i18n" / language
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    for file in sorted(folder.glob("*.toml")):
        found.update(_flatten(tomllib.loads(file.read_text(encoding="utf-8")), ""))
    return found


def _flatten(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            rows.extend(_flatten(value, f"{prefix}{name}."))
        else:
            rows.append((f"{prefix}{name}", str(value)))
    return rows


_preferred = [DEFAULT_LANGUAGE]


def prefer(language: str) -> None:
    """From now on, use this UI language unless ``VOICE_COUNTER_UI_LANG`` names another."""
    _preferred[0] = language


def ui_language() -> str:
    """The UI language: ``VOICE_COUNTER_UI_LANG`` or the preferred one, where we have it; else
    Japanese."""
    wanted = os.environ.get("VOICE_COUNTER_UI_LANG", _preferred[0])
    return wanted if (paths.ui() / "i18n" / wanted).is_dir() else DEFAULT_LANGUAGE


def text(key: str, /, language: str | None = None, **values: object) -> str:
    """The text for ``key`` with its ``{placeholders}`` filled.

    Raises:
        KeyError: no text of that key exists even in Japanese (a programming error).
    """
    own = catalogue(language or ui_language())
    template = own.get(key) or catalogue(DEFAULT_LANGUAGE)[key]
    return template.format(**values)


def explain(error: UserError, language: str | None = None) -> str:
    """What a fault means and what to do, in one line of the user's language."""
    return text(error.key, language, **error.values)
