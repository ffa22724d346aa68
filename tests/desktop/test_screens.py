"""The pictures of the manual can be drawn, and show what their names say."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from scripts import make_screens
from scripts.make_screens import LOOKS, OTHER_THEMES, Look
from scripts.screens.scenes import SCENES
from voice_counter import paths

FOLDER = paths.ui().parent / "docs" / "screens"


def drawn(name: str, folder: Path, look: Look = LOOKS[0]) -> QImage:
    scene = next(scene for scene in SCENES if scene.name == name)
    return QImage(str(make_screens.draw(scene, folder, look)))


@pytest.mark.parametrize(
    ("look", "paper"),
    [(LOOKS[0], "#f6f7f9"), (LOOKS[3], "#10151b"), (OTHER_THEMES[0], "#000000")],
)
def test_a_look(tmp_path: Path, look: Look, paper: str) -> None:
    image = drawn("captions", tmp_path, look)
    assert (image.width(), image.height()) == (look.width, look.height)
    assert image.pixelColor(12, 300) == QColor(paper)


@pytest.mark.parametrize("name", ["captions-no-microphone", "captions-no-model", "captions-delay"])
def test_a_fault_has_a_banner(tmp_path: Path, name: str) -> None:
    banner = "#fff1cc" if name == "captions-delay" else "#fde5e3"
    assert drawn(name, tmp_path).pixelColor(30, 120) == QColor(banner)


def test_every_screen_has_its_pictures_in_two_themes_and_two_sizes() -> None:
    there = {file.relative_to(FOLDER).with_suffix("").as_posix() for file in FOLDER.rglob("*.png")}
    wanted = {f"{look.folder}/{scene.name}" for scene in SCENES for look in looks(scene.name)}
    assert there == wanted


def looks(name: str) -> tuple[Look, ...]:
    return make_screens.looks_of(next(scene for scene in SCENES if scene.name == name))


def test_a_picture_has_the_size_of_its_folder() -> None:
    for look in (*LOOKS, *OTHER_THEMES):
        for file in (FOLDER / look.folder).glob("*.png"):
            image = QImage(str(file))
            assert (image.width(), image.height()) == (look.width, look.height), file
