"""Scaled by 100 to 250 %, or on a small screen, everything can still be seen and pressed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from desktop_fakes import FakeCore
from layout import misplaced
from screens import SCREENS
from window_driver import Opener, item, pause

from voice_counter import paths
from voice_counter.desktop.desk import Mode

ROOMS = (
    "start",
    "captions",
    "counter-language",
    "counter-split",
    "counter-face",
    "counter-phrases",
    "counter-choices",
    "counter-consent",
    "hearing",
    "hearing-consent",
    "hearing-hand",
    "hearing-picture",
    "visit",
    "event",
    "event-looks",
    "settings",
    "glossary",
    "form",
)
SIZES = {
    "1920x1080 at 100 %": (1920, 1080),
    "1920x1080 at 125 %": (1536, 864),
    "1920x1080 at 150 %": (1280, 720),
    "1920x1080 at 200 %": (960, 540),
    "1920x1080 at 250 %": (768, 432),
    "1366x768 at 100 %": (1366, 768),
    "1366x768 at 125 %": (1092, 614),
    "1366x768 at 150 %": (910, 512),
}


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_is_cut_off_or_covered(open_window: Opener, core: FakeCore, room: str) -> None:
    window = open_window(SCREENS[room].mode)
    SCREENS[room].come(window, core)
    faults = {}
    for name, (width, height) in SIZES.items():
        window.window.resize(width, height)
        pause()
        assert (window.window.width(), window.window.height()) == (width, height)
        if found := misplaced(window.window):
            faults[name] = found
    assert faults == {}


@pytest.mark.parametrize("factor", ["1", "1.25", "1.5", "2", "2.5"])
def test_a_screen_that_is_scaled(tmp_path: Path, factor: str) -> None:
    look = scaled(tmp_path, factor, (1920, 1080))
    size = [round(1920 / float(factor)), round(1080 / float(factor))]
    for room, found in look.items():
        assert found == {"misplaced": [], "size": size, "pixels": [1920, 1080]}, room


@pytest.mark.parametrize("factor", ["1.25", "1.5"])
def test_a_small_screen_that_is_scaled(tmp_path: Path, factor: str) -> None:
    for room, found in scaled(tmp_path, factor, (1366, 768)).items():
        assert found["misplaced"] == [], room


def scaled(folder: Path, factor: str, screen: tuple[int, int]) -> dict[str, dict[str, Any]]:
    """What a process with that scale factor on a screen of so many pixels finds."""
    described = {"name": "one", "x": 0, "y": 0, "width": screen[0], "height": screen[1]}
    described |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    config = folder / "screens.json"
    config.write_text(json.dumps({"screens": [described]}), encoding="utf-8")
    here = Path(__file__).parent
    environment = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "QT_SCALE_FACTOR": factor,
        "QT_SCALE_FACTOR_ROUNDING_POLICY": "PassThrough",
        "PYTHONPATH": os.pathsep.join([str(here), str(here.parent), str(paths.ui().parent)]),
    }
    done = subprocess.run(
        [sys.executable, str(here / "scaled_window.py"), "start", "counter-split", "hearing"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


def test_the_checker_finds_what_is_cut_off_small_or_covered(open_window: Opener) -> None:
    window = open_window(Mode.START)
    pause()
    first, second = item(window, "tile_counter"), item(window, "tile_event")
    first.setX(-100)
    second.setWidth(20)
    item(window, "tile_visit").setY(first.y() + 10)
    found = " ".join(misplaced(window.window))
    assert "tile_counter" in found
    assert "outside" in found
    assert "small" in found
    assert "overlap" in found
