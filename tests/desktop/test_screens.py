"""The pictures of the manual can be drawn, and show what their names say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from scripts import make_screens
from scripts.make_screens import LOOKS, OTHER_THEMES, Look
from scripts.screens.scenes import SCENES
from voice_counter import paths

FOLDER = paths.ui().parent / "docs" / "screens"
SAME = 12
"""In fewer squares than that a picture differs from what the window looks like (``apart``). Most
are the same to the pixel; letters without hinting change 10, a number 2, and a button that is gone
12 to 60."""
MOVING = 120
"""Where lines move into their places, which takes a busy machine longer: all of the preview of the
projector is 110, and without it the page changes by 604."""


def drawn(name: str, folder: Path, look: Look = LOOKS[0]) -> QImage:
    scene = next(scene for scene in SCENES if scene.name == name)
    return QImage(str(make_screens.draw(scene, folder, look)))


@pytest.mark.parametrize(
    ("look", "paper"),
    [(LOOKS[0], "#f6f7f9"), (LOOKS[3], "#10151b"), (OTHER_THEMES[0], "#000000")],
)
def test_a_look(tmp_path: Path, look: Look, paper: str) -> None:
    image = drawn("captions", tmp_path, look)
    assert apart(image, kept("captions", look)) < SAME
    assert (image.width(), image.height()) == (look.width, look.height)
    assert image.pixelColor(12, 300) == QColor(paper)


@pytest.mark.parametrize("name", ["captions-no-microphone", "captions-no-model", "captions-delay"])
def test_a_fault_has_a_banner(tmp_path: Path, name: str) -> None:
    banner = "#fff1cc" if name == "captions-delay" else "#fde5e3"
    image = drawn(name, tmp_path)
    assert image.pixelColor(30, 120) == QColor(banner)
    assert apart(image, kept(name)) < SAME


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("start", SAME),
        ("counter-language", SAME),
        ("hearing", SAME),
        ("visit-phrases", SAME),
        ("event", MOVING),
        ("settings", SAME),
        ("glossary", SAME),
    ],
)
def test_the_manual_shows_what_the_window_looks_like(tmp_path: Path, name: str, most: int) -> None:
    """A room each; above there are the captions."""
    assert apart(drawn(name, tmp_path), kept(name)) < most


def test_another_screen_is_far_apart() -> None:
    assert apart(kept("captions"), kept("captions-delay")) > SAME
    assert apart(kept("captions"), kept("captions", LOOKS[2])) > SAME


def test_every_screen_has_its_pictures_in_two_themes_and_two_sizes() -> None:
    there = {file.relative_to(FOLDER).with_suffix("").as_posix() for file in FOLDER.rglob("*.png")}
    wanted = {f"{look.folder}/{scene.name}" for scene in SCENES for look in looks(scene.name)}
    assert there == wanted


def looks(name: str) -> tuple[Look, ...]:
    return make_screens.looks_of(next(scene for scene in SCENES if scene.name == name))


def test_a_picture_has_the_size_of_its_folder_and_is_not_blank() -> None:
    for look in (*LOOKS, *OTHER_THEMES):
        for file in (FOLDER / look.folder).glob("*.png"):
            image = QImage(str(file))
            assert (image.width(), image.height()) == (look.width, look.height), file
            counts = pixels_of_each_colour(image)
            assert np.count_nonzero(counts) > 64, f"{file} is blank"
            assert counts.max() < 0.97 * counts.sum(), f"{file} is all but blank"


def test_a_blank_picture_is_found_out() -> None:
    blank = QImage(64, 64, QImage.Format.Format_Indexed8)
    blank.setColorTable([0xFF000000 + n for n in range(256)])
    blank.fill(7)
    assert np.count_nonzero(pixels_of_each_colour(blank)) == 1


def kept(name: str, look: Look = LOOKS[0]) -> QImage:
    """The picture in the manual."""
    return QImage(str(FOLDER / look.folder / f"{name}.png"))


def apart(one: QImage, other: QImage) -> int:
    """In how many squares of 16 pixels the mean colour of two pictures differs, by more than 8 of
    255 in a channel: the edges of letters, which another machine may draw otherwise, make less."""
    return int((np.abs(squares(one) - squares(other)).max(axis=2) > 8).sum())


def pixels_of_each_colour(image: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.intp]]:
    """By the place of the colour in the table of the picture, which has at most 256."""
    assert image.format() == QImage.Format.Format_Indexed8
    return np.bincount(np.frombuffer(image.constBits(), np.uint8), minlength=256)


def squares(image: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The mean blue, green and red of every square."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    down, across = plain.height() // 16, plain.width() // 16
    flat = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1, 4)
    cut = flat[: 16 * down, : 16 * across, :3].reshape(down, 16, across, 16, 3)
    return cut.mean(axis=(1, 3))
