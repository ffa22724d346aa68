"""The window on two screens, for the test that takes one away: a line of JSON at every change.

Run as a program, with the mode to open. The pipeline behind the window is recorded.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "desktop"))

from desktop_fakes import FakeCore
from window_driver import items

from voice_counter.desktop.app import CaptionWindow, application
from voice_counter.desktop.desk import Mode


def state(window: CaptionWindow) -> dict[str, object]:
    """What can be seen, and where."""
    others = {
        each.objectName(): [each.x(), each.y(), each.width(), each.height()]
        for each in QGuiApplication.topLevelWindows()
        if each.isVisible() and each.objectName()
    }
    half: QQuickItem = items(window, "residentHalf")[0]
    notice = items(window, "noSecondScreen")[0]
    return {
        "screens": len(QGuiApplication.screens()),
        "windows": others,
        "beside": bool(half.property("active")),
        "language": str(window.desk.property("residentLanguage")),
        "notice": str(notice.property("message")),
    }


def main() -> int:
    app = application()
    mode = Mode(sys.argv[1])
    core = FakeCore()
    window = CaptionWindow(core, (), mode)
    window.desk.chooseLayout("two_windows")
    window.desk.chooseLanguage("vi")
    if mode is Mode.EVENT:
        window.projection.setProperty("projecting", True)
    told: list[dict[str, object]] = []

    def tell() -> None:
        now = state(window)
        if told[-1:] != [now]:
            told.append(now)
            print(json.dumps(now, ensure_ascii=False), flush=True)

    timer = QTimer()
    timer.timeout.connect(tell)
    timer.start(50)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
