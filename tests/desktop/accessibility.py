"""The window as a screen reader and a keyboard meet it."""

from __future__ import annotations

from collections.abc import Iterator

from palettes import palettes
from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from shiboken6 import Shiboken
from window_driver import below

Role = QAccessible.Role
CONTROLS = {
    Role.Button,
    Role.CheckBox,
    Role.ComboBox,
    Role.EditableText,
    Role.List,
    Role.ListItem,
    Role.PageTab,
    Role.Pane,
    Role.RadioButton,
    Role.Slider,
}
"""What something that takes the keyboard or a press can be."""

MOST = 200
"""Presses of Tab after which nobody believes in coming back."""


def interfaces(window: QQuickWindow) -> Iterator[QAccessibleInterface]:
    """Everything that a screen reader finds, parents first; what is not to be seen left out."""
    root = QAccessible.queryAccessibleInterface(window)
    assert root is not None
    waiting = [root]
    while waiting:
        each = waiting.pop()
        yield each
        children = [each.child(n) for n in range(each.childCount())]
        waiting += [child for child in children if child is not None and not _hidden(child)]


def nameless(window: QQuickWindow) -> list[str]:
    """The controls without a name, or with a role that tells nothing; empty where all is well."""
    found = []
    for each in interfaces(window):
        actions = each.actionInterface()
        pressable = actions is not None and "Press" in actions.actionNames()
        if not (each.state().focusable or pressable) or each.role() is Role.Window:
            continue
        if not each.text(QAccessible.Text.Name).strip():
            found.append(f"{called(each.object())} has no name")
        # To a reader Qt offers plain text as well, which Tab passes by.
        read = each.role() is Role.StaticText and not pressable and not _on_tab(each.object())
        if each.role() not in CONTROLS and not read:
            found.append(f"{called(each.object())} is {each.role().name}")
    return found


def unknown(window: QQuickWindow) -> list[str]:
    """What takes the keyboard and is not there for a screen reader."""
    told = {_place(each.object()) for each in interfaces(window)}
    return [called(each) for each in stops(window) if _place(each) not in told]


def stops(window: QQuickWindow) -> list[QQuickItem]:
    """Every item that Tab ought to reach: those of an open popup alone, where there is one."""
    open_now = [each for each in window.contentItem().childItems() if _covers(each)]
    return [
        each
        for root in (open_now or [window.contentItem()])
        for each in below(root)
        if each.activeFocusOnTab() and each.isVisible() and each.isEnabled() and each.width() > 0
    ]


def stop_at(window: QQuickWindow) -> QQuickItem:
    """The item that has the keyboard: a list, where it is one of its rows."""
    item = window.activeFocusItem()
    assert item is not None
    holder: QQuickItem | None = item
    while holder is not None and not holder.activeFocusOnTab():
        holder = holder.parentItem()
    return holder or item


def walk(window: QQuickWindow, *, back: bool = False) -> list[QQuickItem]:
    """The items that Tab leads to, until it comes back to the first."""
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    found: list[QQuickItem] = []
    for _ in range(MOST):
        QTest.keyClick(window, key)
        item = stop_at(window)
        if item in found:
            assert item == found[0], f"trapped at {called(item)}"
            return found
        found.append(item)
    raise AssertionError("Tab never comes back")


def unseen(window: QQuickWindow, theme: str = "light") -> list[str]:
    """The stops of Tab that are out of sight when it comes to them, or have no ring around them.

    A ring is seen by its colour: of that there is more around an item while it has the keyboard.
    """
    colour = QColor(palettes()[theme]["focus"])
    found: list[str] = []
    first: QQuickItem | None = None
    last: tuple[QQuickItem, QImage] | None = None
    for _ in range(MOST):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        item = stop_at(window)
        QCoreApplication.processEvents()
        shot = window.grabWindow()
        if last is not None and _mask(shot, last[0], colour) == last[1]:
            found.append(f"{called(last[0])} has no ring")
        if not in_sight(item):
            found.append(f"{called(item)} is out of sight")
        if item == first:
            return found
        first = first or item
        last = item, _mask(shot, item, colour)
    raise AssertionError("Tab never comes back")


def in_sight(item: QQuickItem) -> bool:
    """Whether its middle is within the window and whatever cuts it off."""
    middle = item.mapToScene(QPointF(item.width() / 2, min(item.height(), 40) / 2))
    holder: QQuickItem | None = item.parentItem()
    while holder is not None:
        if holder.clip() or holder.parentItem() is None:
            inside = holder.mapFromScene(middle)
            if not (0 <= inside.x() <= holder.width() and 0 <= inside.y() <= holder.height()):
                return False
        holder = holder.parentItem()
    return True


def _covers(item: QQuickItem) -> bool:
    """Whether it is the layer of popups, and one with the keyboard in it is open."""
    return item.metaObject().className() == "QQuickOverlay" and any(
        child.isVisible() and child.hasActiveFocus() for child in item.childItems()
    )


def _on_tab(item: QObject) -> bool:
    return isinstance(item, QQuickItem) and item.activeFocusOnTab()


def _place(item: QObject) -> int:
    return int(Shiboken.getCppPointer(item)[0]) if item is not None else 0


def _hidden(interface: QAccessibleInterface) -> bool:
    item = interface.object()
    return isinstance(item, QQuickItem) and not item.isVisible()


def called(item: object) -> str:
    """Its name, and in what it is."""
    if not isinstance(item, QQuickItem):
        return repr(item)
    chain: list[str] = []
    holder: QQuickItem | None = item
    while holder is not None and len(chain) < 4:
        chain.append(holder.objectName() or holder.metaObject().className().split("_QML")[0])
        holder = holder.parentItem()
    return " in ".join(chain)


def _mask(shot: QImage, item: QQuickItem, colour: QColor) -> QImage:
    box = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    area = box.toAlignedRect().adjusted(-8, -8, 8, 8)
    part = shot.copy(area).convertToFormat(QImage.Format.Format_RGB32)
    return part.createMaskFromColor(colour.rgb())
