"""Battery or mains, from the folders in which Linux tells of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from voice_counter.power import on_battery

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked otherwise")


def supply(folder: Path, name: str, **said: str) -> None:
    (folder / name).mkdir()
    for file, text in said.items():
        (folder / name / file).write_text(text + "\n")


def test_a_pc_without_a_battery(tmp_path: Path) -> None:
    assert not on_battery(tmp_path)
    assert not on_battery(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("online", "status", "battery"),
    [("0", "Discharging", True), ("1", "Discharging", False), ("1", "Charging", False)],
)
def test_a_laptop(tmp_path: Path, online: str, status: str, battery: bool) -> None:
    supply(tmp_path, "AC", type="Mains", online=online)
    supply(tmp_path, "BAT0", type="Battery", status=status)
    assert on_battery(tmp_path) is battery
