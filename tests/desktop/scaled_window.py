"""Run by itself with ``QT_SCALE_FACTOR``: opens rooms on the whole screen and prints what is
misplaced in each, and the sizes, as JSON. The environment says the rest."""

from __future__ import annotations

import json
import sys

from desktop_fakes import FakeCore, state_is, until
from layout import misplaced
from PySide6.QtTest import QTest
from screens import SCREENS

from voice_counter.desktop.app import CaptionWindow, application


def look(room: str) -> dict[str, object]:
    """One room, full screen."""
    core = FakeCore()
    window = CaptionWindow(core, (), SCREENS[room].mode)
    try:
        window.window.showFullScreen()
        until(state_is(window.session, "waiting"))
        until(lambda: window.session.microphones_known and bool(window.glossary.property("ready")))
        SCREENS[room].come(window, core)
        QTest.qWait(200)
        shot = window.window.grabWindow()
        return {
            "misplaced": misplaced(window.window),
            "size": [window.window.width(), window.window.height()],
            "pixels": [shot.width(), shot.height()],
        }
    finally:
        core.release()
        window.close()


if __name__ == "__main__":
    application()
    print(json.dumps({room: look(room) for room in sys.argv[1:]}))
