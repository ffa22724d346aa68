"""An event with looks of its own, and windows to show it in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop_fakes import until
from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

from voice_counter import paths
from voice_counter.desktop.app import fixed_texts
from voice_counter.desktop.event_mode import EventMode


@dataclass(frozen=True, slots=True)
class Looks:
    event_lines: int = 2
    event_font: str = ""
    event_size: int = 64
    event_outline: int = 4
    event_text_colour: str = "#ffffff"
    event_outline_colour: str = "#000000"
    event_background_colour: str = "#0b2545"
    event_background: str = "solid"
    event_position: str = "bottom"
    event_language_1: str = ""
    event_language_2: str = ""
    event_margin: int = 5
    event_min_seconds: int = 2


class FakePreferences(QObject):
    changed = Signal()

    def __init__(self, **values: Any) -> None:
        super().__init__()
        self.stored = replace(Looks(), **values)

    def change(self, **values: Any) -> None:
        self.stored = replace(self.stored, **values)
        self.changed.emit()


class Clock:
    """Seconds that the test turns; timers run on as ever, and only ask again."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def roles(event: EventMode, model: str, name: str) -> list[Any]:
    """What one role says in every row of ``rows`` or ``lines``."""
    rows = event.property(model)
    role = next(
        number for number, known in rows.roleNames().items() if bytes(known).decode() == name
    )
    return [rows.data(rows.index(place), role) for place in range(rows.rowCount())]


def projected(event: EventMode) -> list[str]:
    """The lines that stay on the projector."""
    settled, unsettled = roles(event, "rows", "settledText"), roles(event, "rows", "openText")
    leaving = roles(event, "rows", "leaving")
    both = zip(settled, unsettled, leaving, strict=True)
    return [a + b for a, b, gone in both if not gone]


class Shown:
    """``ui/event/<name>.qml`` in a window."""

    def __init__(self, name: str, width: int, height: int, **properties: Any) -> None:
        self.view = QQuickView()
        self.view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.view.setInitialProperties(properties)
        self.view.setSource(QUrl.fromLocalFile(str(paths.ui() / "event" / f"{name}.qml")))
        assert self.view.errors() == []
        self.view.resize(width, height)
        self.view.show()
        self.view.requestActivate()
        until(lambda: self.view.isExposed() and self.view.isActive())

    def items(self, name: str) -> list[QQuickItem]:
        return [each for each in _below(self.view.contentItem()) if each.objectName() == name]

    def item(self, name: str) -> QQuickItem:
        found = self.items(name)
        assert len(found) == 1, (name, len(found))
        return found[0]

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.view, key)

    def write(self, text: str) -> None:
        for character in text:
            QTest.keyClick(self.view, character)

    def click(self, target: QQuickItem) -> None:
        centre = target.mapToScene(target.boundingRect().center()).toPoint()
        QTest.mouseClick(self.view, Qt.MouseButton.LeftButton, pos=centre)

    def focus(self) -> str:
        item = self.view.activeFocusItem()
        return item.objectName() if item is not None else ""

    def close(self) -> None:
        self.view.close()
        self.view.setSource(QUrl())


def console(event: EventMode, width: int = 1366, height: int = 768) -> Shown:
    return Shown("EventConsole", width, height, event=event, texts=fixed_texts())


def projector(event: EventMode, width: int = 1280, height: int = 720) -> Shown:
    return Shown("Projector", width, height, event=event, leading=True)


def made(folder: Path, clock: Clock | None = None, **looks: Any) -> EventMode:
    preferences = FakePreferences(**looks)
    event = EventMode(preferences, folder / "own", folder / "documents", clock=clock or Clock())
    preferences.setParent(event)
    return event


def _below(root: QQuickItem) -> Iterator[QQuickItem]:
    yield root
    for child in root.childItems():
        yield from _below(child)
