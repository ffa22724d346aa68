"""The contrast of every text on every screen, measured in the picture of the window."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
import pytest
from accessibility import in_sight
from desktop_fakes import FakeCore, until
from glyphs import shown_texts
from palettes import contrast
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtQuick import QQuickWindow
from screens import SCREENS
from window_driver import Opener, pause

from voice_counter import settings

MEASURED = ("start", "captions", "counter-split", "hearing", "event", "settings", "glossary")
MEASURED += ("popup", "correction")


def colours(shot: QImage, box: QRectF) -> Counter[str]:
    """How many pixels of each colour there are in a part of a picture."""
    part = shot.copy(box.toAlignedRect()).convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(part.constBits(), dtype=np.uint32) & 0xFFFFFF
    found, counts = np.unique(flat, return_counts=True)
    return Counter({f"#{c:06x}": int(n) for c, n in zip(found, counts, strict=True)})


def is_large(font: QFont) -> bool:
    """Whether WCAG calls it large: 24 px, or 18.66 px and bold."""
    return font.pixelSize() >= (18.66 if font.bold() else 24)


class Seen(NamedTuple):
    """How many texts could be measured, those with too little contrast, and those whose colour is
    nowhere in the picture: something lies over them, or they are see-through."""

    measured: int
    faint: list[str]
    hidden: list[str]


def seen(window: QQuickWindow) -> Seen:
    """The texts in a picture of the window."""
    shot = window.grabWindow()
    measured, found, hidden = 0, [], []
    for item, text, font in shown_texts(window.contentItem()):
        box = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
        colour = item.property("color")
        if not (isinstance(colour, QColor) and item.isEnabled() and in_sight(item)):
            continue
        pixels = colours(shot, box)
        if colour.name() not in pixels:
            hidden.append(text)
            continue
        measured += 1
        paper = next((each for each, _ in pixels.most_common() if each != colour.name()), "")
        ratio = contrast(colour.name(), paper)
        if ratio < (3.0 if is_large(font) else 4.5):
            found.append(f"{text!r}: {colour.name()} on {paper} is {ratio:.2f}")
    return Seen(measured, found, hidden)


@pytest.mark.parametrize("theme", settings.THEMES)
@pytest.mark.parametrize("name", MEASURED)
def test_all_texts_can_be_read(open_window: Opener, core: FakeCore, name: str, theme: str) -> None:
    window = open_window(SCREENS[name].mode)
    window.preferences.setProperty("theme", theme)
    SCREENS[name].come(window, core)
    if name == "start":  # the signs of all four parts, and not only of those that came in time
        until(lambda: len(window.start.property("marks")) == 4)
    pause()
    measured, found, hidden = seen(window.window)
    assert found == []
    assert measured >= 5
    assert hidden == []


def test_a_faint_text_is_found(open_window: Opener) -> None:
    window = open_window()
    pause()
    grey = next(item for item, text, _ in shown_texts(window.window.contentItem()) if len(text) > 3)
    grey.setProperty("color", QColor("#c0c0c0"))
    pause()
    assert len(seen(window.window).faint) == 1
    grey.setOpacity(0.4)
    pause()
    assert grey.property("text") in seen(window.window).hidden
