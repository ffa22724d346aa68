"""Pictures that scroll: Qt's software renderer must cut them off where the list ends."""

from __future__ import annotations

import re

from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from voice_counter import paths

_STILL = {"BodyChart.qml", "StartButton.qml"}
"""What they are in is never scrolled."""

_QML = """
import QtQuick
import "shared"
Window {
    width: 100; height: 100; visible: true; color: "white"
    Item {
        width: 100; height: 50; clip: true
        Drawing {
            x: 20; y: 26; width: 48; height: 48; tint: "red"; ink: "red"
            solid: "M0 0h48v48h-48z"
        }
    }
}
"""


def test_a_picture_ends_where_its_list_ends() -> None:
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(_QML.encode(), QUrl.fromLocalFile(str(paths.ui()) + "/"))
    window = component.create()
    assert isinstance(window, QQuickWindow), component.errorString()
    QTest.qWaitForWindowExposed(window)
    red, picture = QColor("red"), window.grabWindow()
    for _ in range(40):
        if picture.pixelColor(40, 40) == red:
            break
        QTest.qWait(25)
        picture = window.grabWindow()
    drawn = [(x, y) for x in range(100) for y in range(100) if picture.pixelColor(x, y) == red]
    window.close()
    assert (40, 40) in drawn
    assert max(y for _, y in drawn) == 49


def test_no_shape_is_where_something_scrolls() -> None:
    found = {
        file.name
        for file in paths.ui().rglob("*.qml")
        if re.search(r"\bShape\s*{", file.read_text(encoding="utf-8"))
    }
    assert found == _STILL
