"""Which glyphs a text would be drawn with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QFont, QTextLayout
from PySide6.QtQuick import QQuickItem

_WITH_PLACES = QTextLayout.GlyphRunRetrievalFlag.RetrieveAll
_MARKUP = re.compile(r"</?(?:u|font)[^>]*>")


@dataclass(frozen=True, slots=True)
class Drawn:
    """Characters that one face draws.

    Attributes:
        family: the family of that face.
        missing: whether all it has for them is the box.
    """

    text: str
    family: str
    missing: bool


def drawn(text: str, font: QFont) -> list[Drawn]:
    """How ``text`` is drawn, character by character of what is shaped alone."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line = layout.createLine()
    layout.endLayout()
    found = []
    utf16 = text.encode("utf-16-le")
    for run in layout.glyphRuns(-1, -1, _WITH_PLACES):
        family = run.rawFont().familyName()
        for glyph, place in zip(run.glyphIndexes(), run.stringIndexes(), strict=True):
            unit = utf16[2 * place : 2 * place + 2]
            if 0xD8 <= unit[1] <= 0xDB:
                unit = utf16[2 * place : 2 * place + 4]
            found.append(Drawn(unit.decode("utf-16-le", "replace"), family, glyph == 0))
    return found


def boxes(text: str, font: QFont) -> set[str]:
    """The characters of ``text`` for which there is no glyph."""
    return {each.text for each in drawn(text, font) if each.missing}


def strangers(text: str, font: QFont) -> set[tuple[str, str]]:
    """The letters of ``text`` that another family than that of ``font`` draws, with that family."""
    return {
        (each.text, each.family)
        for each in drawn(text, font)
        if each.family != font.family() and unicodedata.category(each.text[0])[0] in "LM"
    }


def shown_texts(root: QQuickItem) -> Iterator[tuple[QQuickItem, str, QFont]]:
    """Every text that is to be seen below ``root``, with its font."""
    if not root.isVisible() or root.opacity() == 0:
        return
    text, font = root.property("text"), root.property("font")
    # A control hands its text to the item that draws it.
    if isinstance(text, str) and text and isinstance(font, QFont) and not root.childItems():
        yield root, _MARKUP.sub("", text), font
    for child in root.childItems():
        yield from shown_texts(child)
