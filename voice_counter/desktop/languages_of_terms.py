"""The languages of translations: by which name they are called and in which face they are set."""

from __future__ import annotations

from dataclasses import dataclass

from voice_counter import texts
from voice_counter.desktop.fonts import family
from voice_counter.languages import LANGUAGES
from voice_counter.speech.languages import NATIVE_NAMES

_CHINESE = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
_SPOKEN = {"fil": "tl"}
"""Where Whisper calls a language otherwise."""


@dataclass(frozen=True, slots=True)
class TermLanguage:
    """A language of translations.

    Attributes:
        code: BCP 47, as the column is called.
        own: its name in itself.
        name: its name in the language of the window.
        face: the family to set it in; empty where none is installed.
    """

    code: str
    own: str
    name: str
    face: str


def term_languages() -> tuple[TermLanguage, ...]:
    """All languages of translations, in the order of the columns."""
    return tuple(
        TermLanguage(
            code,
            _CHINESE.get(code) or NATIVE_NAMES[_SPOKEN.get(code, code)],
            texts.text(f"window.language_{_SPOKEN.get(code, code)}"),
            family(code),
        )
        for code in LANGUAGES
    )
