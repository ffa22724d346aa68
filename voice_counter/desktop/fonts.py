"""The typefaces of the window: legible Japanese, whatever the operating system ships."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

FAMILIES = (
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


def window_font() -> QFont:
    """A font of the installed families among ``FAMILIES``; the system's own font without any."""
    installed = set(QFontDatabase.families())
    families = [family for family in FAMILIES if family in installed]
    font = QFont()
    if families:
        font.setFamilies(families)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font
