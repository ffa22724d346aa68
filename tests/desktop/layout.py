"""Whether what is on a screen can be used at its size."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from accessibility import called, stops
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem, QQuickWindow

TARGET = 24
"""The least width and height of anything to press (WCAG 2.2, 2.5.8), in pixels."""


def misplaced(window: QQuickWindow) -> list[str]:
    """The controls that are cut off, lie over others or are too small to press.

    What is in a list or page that scrolls may lie beyond its edge.
    """
    room = QRectF(0, 0, window.width(), window.height())
    found = []
    placed: list[tuple[QQuickItem, QRectF]] = []
    for item in stops(window):
        box = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
        scrollers = list(_scrollers(item))
        for scroller in scrollers:
            cut = scroller.mapRectToScene(QRectF(0, 0, scroller.width(), scroller.height()))
            if scroller.width() < TARGET or scroller.height() < TARGET:
                found.append(f"{called(item)} has no room")
            # It can be brought up or down, but not to the side.
            elif box.width() and (box.left() < cut.left() - 1 or box.right() > cut.right() + 1):
                found.append(f"{called(item)} is cut off at the side")
            box = box.intersected(cut)
        if scrollers:
            box = box.intersected(room)
        elif not room.adjusted(-1, -1, 1, 1).contains(box):
            found.append(f"{called(item)} is outside: {_numbers(box)}")
        if not scrollers and min(box.width(), box.height()) < TARGET:
            found.append(f"{called(item)} is small: {_numbers(box)}")
        placed.append((item, box))
    for (one, here), (other, there) in combinations(placed, 2):
        common = here.intersected(there)
        if one.isAncestorOf(other) or other.isAncestorOf(one):
            continue
        if common.width() > 1 and common.height() > 1:
            found.append(f"{called(one)} and {called(other)} overlap by {_numbers(common)}")
    return found


def _scrollers(item: QQuickItem) -> Iterator[QQuickItem]:
    holder = item.parentItem()
    while holder is not None:
        if holder.inherits("QQuickFlickable"):
            yield holder
        holder = holder.parentItem()


def _numbers(box: QRectF) -> str:
    return f"{box.x():.0f},{box.y():.0f} {box.width():.0f}x{box.height():.0f}"
