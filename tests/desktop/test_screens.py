"""The pictures of the manual can be drawn, and show what their names say."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QColor, QImage

from voice_counter import paths

ROOT = paths.ui().parent


@pytest.fixture(scope="module")
def make_screens() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_screens", ROOT / "scripts/make_screens.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "paper"),
    [("light", "#f6f7f9"), ("dark", "#10151b"), ("high-contrast", "#000000")],
)
def test_a_theme(make_screens: ModuleType, tmp_path: Path, name: str, paper: str) -> None:
    scene = next(scene for scene in make_screens.SCENES if scene.name == name)
    image = QImage(str(make_screens.draw(scene, tmp_path)))
    assert (image.width(), image.height()) == (1366, 768)
    assert image.pixelColor(12, 300) == QColor(paper)


@pytest.mark.parametrize("name", ["no-microphone", "no-model", "delay"])
def test_a_fault_has_a_banner(make_screens: ModuleType, tmp_path: Path, name: str) -> None:
    scene = next(scene for scene in make_screens.SCENES if scene.name == name)
    image = QImage(str(make_screens.draw(scene, tmp_path)))
    banner = "#fff1cc" if name == "delay" else "#fde5e3"
    assert image.pixelColor(30, 120) == QColor(banner)


def test_every_screen_of_the_manual_has_a_scene(make_screens: ModuleType) -> None:
    drawn = {file.stem for file in (ROOT / "docs" / "screens").glob("window-*.png")}
    assert drawn == {f"window-{scene.name}" for scene in make_screens.SCENES}
