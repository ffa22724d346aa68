"""Hands and eyes for the real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desktop_fakes import MICROPHONE, FakeCore, state_is, until
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from voice_counter.captions.events import Listening
from voice_counter.desktop.app import CaptionWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Opener = Callable[..., CaptionWindow]
"""Shows the real window: ``conftest.open_window``."""


def below(root: QQuickItem) -> Iterator[QQuickItem]:
    """All items, delegates too, which no QObject tree holds."""
    yield root
    for child in root.childItems():
        yield from below(child)


def items(window: CaptionWindow, name: str) -> list[QQuickItem]:
    return [each for each in below(window.window.contentItem()) if each.objectName() == name]


def item(window: CaptionWindow, name: str) -> QQuickItem:
    found = items(window, name)
    assert len(found) == 1, (name, len(found))
    return found[0]


def press(window: CaptionWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(window.window, key, modifier or Qt.KeyboardModifier.NoModifier)


def click(window: CaptionWindow, target: QQuickItem) -> None:
    centre = target.mapToScene(QPointF(target.width() / 2, target.height() / 2)).toPoint()
    QTest.mouseClick(window.window, Qt.MouseButton.LeftButton, pos=centre)


def wheel(window: CaptionWindow, target: QQuickItem, notches: int) -> None:
    """Turn the wheel over the middle of ``target``; up is positive."""
    centre = target.mapToScene(QPointF(target.width() / 2, target.height() / 2))
    turned = QWheelEvent(
        centre,
        window.window.mapToGlobal(centre),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(window.window, turned)


def pause() -> None:
    QTest.qWait(150)


def listen(window: CaptionWindow, core: FakeCore) -> None:
    press(window, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE))
    until(state_is(window.session, "listening"))


def box(target: QQuickItem) -> QRectF:
    """Where it is in the window. The bounding rectangle of a field is that of its text."""
    return target.mapRectToScene(QRectF(0, 0, target.width(), target.height()))


def write(window: CaptionWindow, text: str) -> None:
    """Type ``text``, key by key."""
    for character in text:
        QTest.keyClick(window.window, character)


def focused(window: CaptionWindow) -> QQuickItem:
    found = window.window.activeFocusItem()
    assert found is not None
    return found


def focus_name(window: CaptionWindow) -> str:
    return focused(window).objectName()


def reach(window: CaptionWindow, presses: int) -> set[str]:
    names = set()
    for _ in range(presses):
        press(window, Key.Key_Tab)
        names.add(focus_name(window))
    return names
