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
