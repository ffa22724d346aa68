"""Run by itself on two screens: closes the resident's window, then ends the application in one of
two ways, and prints what became of it as JSON. The environment says which screens there are."""

from __future__ import annotations

import json
import os
import sys

from desktop_fakes import FakeCore, until
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from window_driver import below

from voice_counter.desktop.app import CaptionWindow, application
from voice_counter.desktop.desk import Mode

_PATIENCE_MS = 20_000


def seen() -> dict[str, QQuickWindow]:
    """The windows that can be seen beside the staff's, by name."""
    windows = QGuiApplication.topLevelWindows()
    return {
        each.objectName(): each
        for each in windows
        if isinstance(each, QQuickWindow) and each.isVisible() and each.objectName()
    }


def main(mode: str, name: str, end: str) -> int:
    """``mode`` has a window of that ``name``; ``end`` is ``quit`` or ``close``."""
    app = application()
    core = FakeCore()
    window = CaptionWindow(core, (), Mode(mode))
    window.desk.chooseLayout("two_windows")
    until(lambda: name in seen())
    second = seen()[name]
    notes = [each for each in below(second.contentItem()) if each.objectName() == "notHeard"]
    read = [each.property("text") for each in notes if each.isVisible()]
    second.close()
    QTest.qWait(300)
    again = seen().get(name)
    told: dict[str, object] = {
        "notes": read,
        "back": again is not None,
        "full": again is not None and again.visibility() is QWindow.Visibility.FullScreen,
    }
    QTimer.singleShot(0, app.quit if end == "quit" else window.window.close)
    QTimer.singleShot(_PATIENCE_MS, lambda: os._exit(3))
    app.exec()
    QTest.qWait(100)
    told["left"] = sorted(seen())
    core.release()
    told["ended"] = window.close()
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
