"""Presses on the board with pictures and on the panel of phrases."""

from __future__ import annotations

from desktop_fakes import until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_driver import Key, click, items, pause, press

from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.caption_model import Role


def said(window: CaptionWindow, role: Role = Role.STABLE) -> list[object]:
    model = window.session.model
    return [model.data(model.index(n), role) for n in range(model.rowCount())]


def shown(window: CaptionWindow, name: str) -> bool:
    return any(each.isVisible() for each in items(window, name))


def press_in(window: CaptionWindow, *names: str) -> None:
    for name in names:
        QTest.qWait(40)  # for the layout
        visible = [each for each in items(window, name) if each.isVisible()]
        assert len(visible) == 1, (name, len(visible))
        if name.startswith("phrase_"):  # it may have to be scrolled to
            visible[0].forceActiveFocus(Qt.FocusReason.TabFocusReason)
        click(window, visible[0])


def open_phrases(window: CaptionWindow, phrases: str) -> None:
    press(window, Key.Key_F5)
    until(lambda: bool(window.phrases.property("sets")))
    press_in(window, f"set_{phrases}")
    pause()
