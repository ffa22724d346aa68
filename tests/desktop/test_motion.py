"""With reduced motion nothing moves that need not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from window_driver import Opener, below, item, pause

from voice_counter import paths

_MOVING = re.compile(r"\b(\w*(?:Animation|Animator)|Transition)\s*{")
_LIST = re.compile(r"\b(?:ListView|GridView)\s*{")


def block(code: str, start: int) -> str:
    """What is between the braces, the first of which comes at or after ``start``."""
    first = code.index("{", start)
    depth = 0
    for place in range(first, len(code)):
        depth += {"{": 1, "}": -1}.get(code[place], 0)
        if depth == 0:
            return code[first : place + 1]
    raise AssertionError("a brace is missing")


def restless(code: str) -> list[str]:
    """What moves in a QML file without asking whether it may."""
    code = re.sub(r"//.*", "", code)
    found = []
    guarded = []
    for behaviour in re.finditer(r"\bBehavior on \w+\s*{", code):
        inside = block(code, behaviour.start())
        if not re.search(r"enabled:[^\n]*\bmotion\b", inside):
            found.append(behaviour[0])
        guarded.append((behaviour.start(), behaviour.end() + len(inside)))
    for moving in _MOVING.finditer(code):
        if not any(start < moving.start() < end for start, end in guarded):
            found.append(moving[0])
    for view in _LIST.finditer(code):
        inside = block(code, view.start())
        # A view that has a current row glides to it unless it is told not to.
        keyed = "keyNavigationEnabled: true" in inside or re.search(r"currentIndex: \w", inside)
        if keyed and "highlightMoveDuration: 0" not in inside:
            found.append(view[0])
    return found


@pytest.mark.parametrize(
    "file", sorted(paths.ui().rglob("*.qml")), ids=lambda file: f"{file.parent.name}/{file.stem}"
)
def test_everything_that_moves_asks(file: Path) -> None:
    assert restless(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        "Item { Behavior on x { NumberAnimation { duration: 80 } } }",
        "Item { NumberAnimation { running: true } }",
        "Item { transitions: Transition { } }",
        "GridView { keyNavigationEnabled: true }",
    ],
)
def test_the_checker_finds_what_moves(code: str) -> None:
    assert len(restless(code)) >= 1


@pytest.mark.parametrize("reduced", [True, False])
def test_the_meter_jumps_where_motion_is_reduced(open_window: Opener, reduced: bool) -> None:
    window = open_window()
    window.preferences.change(reduced_motion=reduced)
    meter = item(window, "levelMeter")
    bar = meter.childItems()[0]
    assert bar.width() == 0
    meter.setProperty("level", 1.0)
    assert (bar.width() == meter.width()) is reduced
    pause()


def test_the_projector_asks_too(open_window: Opener) -> None:
    window = open_window()
    window.preferences.change(reduced_motion=True)
    window.desk.enter("event")
    pause()
    preview = item(window, "eventPreview")
    projectors = [each for each in below(preview) if each.property("motion") is not None]
    assert projectors
    assert all(each.property("motion") is False for each in projectors)
