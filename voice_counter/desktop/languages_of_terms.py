"""The languages of translations: by which name they are called and in which face they are set."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFontDatabase

from voice_counter import texts
from voice_counter.languages import LANGUAGES
from voice_counter.speech.languages import NATIVE_NAMES

_CHINESE = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
_SPOKEN = {"fil": "tl"}
"""Where Whisper calls a language otherwise."""

_FACES = {
    "zh-Hans": ("Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC"),
    "zh-Hant": ("Microsoft JhengHei UI", "Microsoft JhengHei", "PingFang TC", "Noto Sans CJK TC"),
    "ne": ("Nirmala UI", "Kohinoor Devanagari", "Noto Sans Devanagari"),
    "th": ("Leelawadee UI", "Thonburi", "Noto Sans Thai"),
    "my": ("Myanmar Text", "Noto Sans Myanmar"),
    "ko": ("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans CJK KR"),
}
"""Faces of the languages that a Japanese face has not or gives Japanese shapes, best first."""


@dataclass(frozen=True, slots=True)
class TermLanguage:
    """A language of translations.

    Attributes:
        code: BCP 47, as the column is called.
        own: its name in itself.
        name: its name in the language of the window.
        face: the family to set it in; empty for that of the window.
    """

    code: str
    own: str
    name: str
    face: str


def term_languages() -> tuple[TermLanguage, ...]:
    """All languages of translations, in the order of the columns."""
    installed = set(QFontDatabase.families())
    return tuple(
        TermLanguage(
            code,
            _CHINESE.get(code) or NATIVE_NAMES[_SPOKEN.get(code, code)],
            texts.text(f"window.language_{_SPOKEN.get(code, code)}"),
            next((face for face in _FACES.get(code, ()) if face in installed), ""),
        )
        for code in LANGUAGES
    )
