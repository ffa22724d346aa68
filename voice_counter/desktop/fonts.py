"""The typefaces of the window: legible Japanese, and every resident's language in its own forms."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from voice_counter.languages import TAGS
from voice_counter.resident_texts import resident_texts

JAPANESE = (
    "BIZ UDPGothic",  # made for legibility; comes with Windows 10 and 11
    "BIZ UDPゴシック",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Yu Gothic UI",
    "Meiryo",
    "Hiragino Sans",
    "IPAexGothic",
)
"""Best first. Names in a Latin-only face would pull in Chinese shapes of Japanese characters."""

_EUROPEAN = ("Segoe UI", "Noto Sans", "Noto Sans CJK JP", "DejaVu Sans", "Helvetica Neue")

# Unicode has one code for a Han character (直, 骨) that ja, zh-Hans, zh-Hant and ko write
# differently: only the family tells. Windows first, then macOS, then Linux.
FAMILIES = {
    "ja": JAPANESE,
    "zh-Hans": (
        "Microsoft YaHei UI",
        "Microsoft YaHei",
        "PingFang SC",
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "WenQuanYi Micro Hei",
    ),
    "zh-Hant": (
        "Microsoft JhengHei UI",
        "Microsoft JhengHei",
        "PingFang TC",
        "Noto Sans CJK TC",
        "Noto Sans TC",
        "Source Han Sans TC",
    ),
    "ko": (
        "Malgun Gothic",
        "Apple SD Gothic Neo",
        "Noto Sans CJK KR",
        "Noto Sans KR",
        "Source Han Sans K",
        "NanumGothic",
    ),
    "th": (
        "Leelawadee UI",
        "Thonburi",
        "Noto Sans Thai UI",
        "Noto Sans Thai",
        "Loma",
        "Garuda",
    ),
    "my": ("Myanmar Text", "Myanmar MN", "Noto Sans Myanmar UI", "Noto Sans Myanmar", "Padauk"),
    "ne": (
        "Nirmala UI",
        "Kohinoor Devanagari",
        "Noto Sans Devanagari UI",
        "Noto Sans Devanagari",
        "Lohit Devanagari",
        "Annapurna SIL",
    ),
}
"""Families that fit a language, best first; those of the other languages are the European ones."""

_System = QFontDatabase.WritingSystem
_WRITING = {
    "ja": _System.Japanese,
    "zh-Hans": _System.SimplifiedChinese,
    "zh-Hant": _System.TraditionalChinese,
    "ko": _System.Korean,
    "th": _System.Thai,
    "my": _System.Myanmar,
    "ne": _System.Devanagari,
    "ru": _System.Cyrillic,
    "uk": _System.Cyrillic,
    "vi": _System.Vietnamese,
}


def window_font() -> QFont:
    """The font of everything that says nothing else: Japanese, then what Japanese faces lack."""
    font = QFont()
    families = _window_families()
    if families:
        font.setFamilies(families)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


@cache
def family(tag: str) -> str:
    """The installed family to set a language in; empty where there is none.

    Args:
        tag: one of ``languages.TAGS``; others have no family of their own.
    """
    if tag not in TAGS:
        return ""
    needed = letters(tag)
    return next((name for name in _candidates(tag) if _has(name, needed)), "")


def faces() -> dict[str, str]:
    """The family of each language that has one."""
    return {tag: family(tag) for tag in TAGS if family(tag)}


def undrawable() -> tuple[str, ...]:
    """The languages for which no family is installed: in them there are only boxes to be seen."""
    return tuple(tag for tag in TAGS if not family(tag))


def mend_mixtures() -> None:
    """Let a text in one language that quotes another (a Thai line with a Japanese name) take the
    other's letters from the family chosen for it, and Han characters in their Japanese form; left
    alone, the system picks any family that has them."""
    every = _window_families()
    for name in every:
        QFont.removeSubstitutions(name)
        QFont.insertSubstitutions(name, [other for other in every if other != name])


def letters(tag: str) -> frozenset[str]:
    """The characters beyond ASCII that a language must have: those of what residents read in it."""
    return frozenset(
        character
        for text in resident_texts(tag).values()
        for character in text
        if not character.isascii() and unicodedata.category(character)[0] in "LM"
    )


def _window_families() -> list[str]:
    installed = set(QFontDatabase.families())
    japanese = [name for name in JAPANESE if name in installed]
    return list(dict.fromkeys([*japanese, *faces().values()]))


def _candidates(tag: str) -> Iterator[str]:
    installed = set(QFontDatabase.families())
    yield from (name for name in FAMILIES.get(tag, _EUROPEAN) if name in installed)
    system = _WRITING.get(tag, _System.Latin)
    for name in sorted(QFontDatabase.families(system), key=_is_special):
        if QFontDatabase.isSmoothlyScalable(name) and not QFontDatabase.isPrivateFamily(name):
            yield name


def _has(name: str, needed: frozenset[str]) -> bool:
    face = QRawFont.fromFont(QFont(name))
    return face.isValid() and all(face.supportsCharacter(ord(each)) for each in needed)


def _is_special(name: str) -> bool:
    return "Serif" in name or "Mono" in name
