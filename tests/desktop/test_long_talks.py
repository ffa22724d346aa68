"""A talk that is longer than the screen: who looks back is left in peace."""

from __future__ import annotations

from desktop_fakes import MICROPHONE, FakeCore, final, until
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtQuick import QQuickItem
from window_driver import Key, Opener, item, pause, press

from voice_counter.captions.events import Listening
from voice_counter.desktop.app import CaptionWindow, application
from voice_counter.desktop.desk import Mode


def wheel(window: CaptionWindow, target: QQuickItem, notches: int) -> None:
    at = target.mapToScene(QPointF(target.width() / 2, target.height() / 2))
    turned = QWheelEvent(
        at,
        window.window.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    application().sendEvent(window.window, turned)


def test_the_resident_can_look_back_until_somebody_speaks(
    open_window: Opener, core: FakeCore
) -> None:
    window = open_window(Mode.COUNTER)
    window.desk.chooseLanguage("vi")
    press(window, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE))
    # The list only estimates the height of lines that it has not drawn for a while.
    said = ("お待ちください。" * (1 + 5 * (number < 25)) for number in range(30))
    core.captioner.send(*(final(number, f"{number}番。{text}") for number, text in enumerate(said)))
    listed = item(window, "residentList")
    until(lambda: listed.property("count") == 30 and bool(listed.property("atYEnd")))
    pause()
    assert listed.property("atYEnd")
    wheel(window, listed, 9)
    until(lambda: not listed.property("atYEnd"))
    until(lambda: not listed.property("moving"))
    pause()
    assert not listed.property("atYEnd"), "it must not run away from who reads"
    core.captioner.send(final(30, "次の方です。"))
    until(lambda: listed.property("count") == 31 and bool(listed.property("atYEnd")))
