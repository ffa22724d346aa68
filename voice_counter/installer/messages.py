"""What the installer says: Japanese first, English below; read as data, also from inside a zip."""

from __future__ import annotations

import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from voice_counter.answers import is_yes
from voice_counter.errors import UserError

LANGUAGES = ("ja", "en")


@cache
def _catalogue(language: str) -> dict[str, Any]:
    # voice_counter.texts needs platformdirs, which is not there yet, and a folder.
    file = Path(__file__).resolve().parents[2] / "ui" / "i18n" / language / "installer.toml"
    loader = __spec__.loader if __spec__ else None
    content: bytes
    if loader is not None and hasattr(loader, "get_data"):
        content = loader.get_data(str(file))
    else:
        content = file.read_bytes()
    return tomllib.loads(content.decode("utf-8"))


def text(key: str, language: str, **values: object) -> str:
    """One text of ``ui/i18n/<language>/installer.toml`` by its dotted key."""
    found: Any = _catalogue(language)
    for part in key.split("."):
        found = found[part]
    return str(found).format(**values)


def say(key: str, **values: object) -> None:
    """A line of progress in both languages."""
    japanese, english = (text(f"installer.{key}", each, **values) for each in LANGUAGES)
    print(f"==> {japanese} ({english})", file=sys.stderr, flush=True)


def explain(error: UserError) -> None:
    """A fault in both languages, a line each."""
    for language in LANGUAGES:
        print(text(error.key, language, **error.values), file=sys.stderr, flush=True)


def confirmed(key: str) -> bool:
    """Ask for a yes; no answer is a no."""
    for language in LANGUAGES:
        print(text(f"installer.{key}", language), file=sys.stderr)
    print("> ", end="", file=sys.stderr, flush=True)
    try:
        answer = input()
    except EOFError:
        return False
    return is_yes(answer)
