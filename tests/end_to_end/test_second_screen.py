"""A second monitor that is unplugged in use, with a real X server: nothing is lost with it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from running import Program

_SECOND = "1920/508x1080/286+1366+0"
"""Size in pixels and millimetres, and place: beside the staff's screen."""


class Display:
    """An X server whose second monitor can be plugged in and out."""

    def __init__(self) -> None:
        self._server = Program(
            *("Xvfb", "-displayfd", "1", "-screen", "0", "3286x1080x24"),
            *("-nolisten", "tcp", "-noreset", "+extension", "RANDR"),
        )
        self.name = f":{self._server.out.until(chr(10)).strip()}"

    def plug(self) -> None:
        self._xrandr("--setmonitor", "SECOND", _SECOND, "none")

    def unplug(self) -> None:
        self._xrandr("--delmonitor", "SECOND")

    def _xrandr(self, *arguments: str) -> None:
        command = ["xrandr", "--display", self.name, *arguments]
        subprocess.run(command, check=True, capture_output=True, timeout=30)

    def __enter__(self) -> Display:
        self._server.__enter__()
        return self

    def __exit__(self, *what: Any) -> None:
        self._server.__exit__(*what)


@pytest.fixture
def display() -> Iterator[Display]:
    absent = [program for program in ("Xvfb", "xrandr") if shutil.which(program) is None]
    if absent:
        pytest.skip(f"two screens need {', '.join(absent)} (scripts/test.py installs)")
    with Display() as made:
        made.plug()
        yield made


@pytest.fixture
def show(display: Display) -> Iterator[Callable[[str], Program]]:
    """Opens the window in a mode, on that display."""
    opened: list[Program] = []

    def start(mode: str) -> Program:
        program = Program(
            sys.executable,
            str(Path(__file__).with_name("second_screen.py")),
            mode,
            environment={
                "DISPLAY": display.name,
                "QT_QPA_PLATFORM": "xcb",
                "QT_QUICK_BACKEND": "software",
            },
        )
        opened.append(program.__enter__())
        return program

    yield start
    for program in opened:
        program.__exit__(None, None, None)


def until(program: Program, done: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The next state for which ``done``."""
    while True:
        state: dict[str, Any] = json.loads(program.out.until("{"))
        if done(state):
            return state


def test_the_residents_view_comes_back_beside_the_staffs(
    display: Display, show: Callable[[str], Program]
) -> None:
    window = show("counter")
    apart = until(window, lambda now: "residentWindow" in now["windows"])
    assert apart["windows"]["residentWindow"] == [1366, 0, 1920, 1080]
    assert not apart["beside"]
    display.unplug()
    back = until(window, lambda now: now["beside"] and now["screens"] == 1)
    assert "residentWindow" not in back["windows"]
    assert back["language"] == "vi", "the talk goes on"
    assert "2台目の画面が見つかりません" in back["notice"]
    display.plug()
    again = until(window, lambda now: "residentWindow" in now["windows"])
    assert not again["beside"]
    assert again["notice"] == ""


def test_the_projector_never_covers_what_it_is_operated_with(
    display: Display, show: Callable[[str], Program]
) -> None:
    window = show("event")
    apart = until(window, lambda now: "projectorWindow" in now["windows"])
    assert apart["windows"]["projectorWindow"] == [1366, 0, 1920, 1080]
    display.unplug()
    back = until(window, lambda now: now["screens"] == 1 and bool(now["notice"]))
    assert back["windows"]["projectorWindow"][3] < 1080 / 2
    assert "2台目の画面がありません" in back["notice"]
