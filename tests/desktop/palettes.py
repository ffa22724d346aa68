"""The colours of every theme, as QML has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

from voice_counter import paths


def theme(expression: str) -> Any:
    """What an expression of ``Theme`` gives (``palettes``)."""
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    qml = f'import QtQml\nimport "theme"\nQtObject {{ property var all: Theme.{expression} }}'
    component.setData(qml.encode(), QUrl.fromLocalFile(str(paths.ui()) + "/"))
    made = component.create()
    assert made is not None, component.errorString()
    value = made.property("all")
    return value.toVariant() if hasattr(value, "toVariant") else value


@cache
def palettes() -> Mapping[str, Mapping[str, str]]:
    """Colours by name, for each theme."""
    found: Mapping[str, Mapping[str, str]] = theme("palettes")
    return found


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2, of ``#rrggbb``."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
