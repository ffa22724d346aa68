"""Draw every screen into docs/screens, in two themes and two sizes, through the real window.

``make_screens.py [NAME …]`` draws only those named. Every picture is to be looked at.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)
# Before Qt is imported: no display is needed, and every machine draws the same pixels.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import numpy as np  # noqa: E402
from PySide6.QtGui import QGuiApplication, QImage  # noqa: E402
from PySide6.QtQuick import QQuickWindow  # noqa: E402

from scripts.screens.home import own_folders  # noqa: E402
from scripts.screens.recorded import SceneCore  # noqa: E402
from scripts.screens.scene import Scene  # noqa: E402
from scripts.screens.scenes import SCENES  # noqa: E402
from scripts.screens.waiting import settle, wait  # noqa: E402
from voice_counter import settings  # noqa: E402
from voice_counter.desktop.app import CaptionWindow, application  # noqa: E402
from voice_counter.desktop.choices import samples  # noqa: E402


@dataclass(frozen=True)
class Look:
    """How a screen is drawn."""

    theme: str
    width: int
    height: int

    @property
    def folder(self) -> str:
        """Where its pictures are."""
        return f"{self.theme}-{self.width}x{self.height}"


LOOKS = tuple(
    Look(theme, *size) for theme in ("light", "dark") for size in ((1366, 768), (1920, 1080))
)
OTHER_THEMES = tuple(Look(theme, 1366, 768) for theme in ("high-contrast", "bright"))
IN_OTHER_THEMES = frozenset({"captions", "counter-split", "hearing", "visit-face_to_face"})
"""The screens that are drawn in all themes."""


def looks_of(scene: Scene) -> tuple[Look, ...]:
    """How a screen is drawn."""
    return (*LOOKS, *(OTHER_THEMES if scene.name in IN_OTHER_THEMES else ()))


def draw(scene: Scene, folder: Path, look: Look = LOOKS[0]) -> Path:
    """Open the real window, let the scene happen and save what it looks like.

    Raises:
        TimeoutError: the scene did not come about.
    """
    application()
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(own_folders(Path(home)))
        settings.save(replace(scene.settings, theme=look.theme))
        core = SceneCore(scene, Path(home))
        window = CaptionWindow(core, samples(), scene.mode)
        try:
            window.window.resize(look.width, look.height)
            wait(lambda: bool(window.glossary.property("ready")))
            if scene.resident:
                window.desk.chooseLanguage("en")
            if scene.events:
                window.session.start()
            wait(lambda: scene.done(window.session) and window.session.microphones_known)
            if scene.lost:
                core.lose()
            scene.act(window)
            wait(lambda: scene.then(window))
            settle()
            shown = _window(window, scene)
            if shown is not window.window:
                shown.resize(look.width, look.height)
                settle(5.0)  # the lines come one after another
            picture = folder / look.folder / f"{scene.name}.png"
            picture.parent.mkdir(parents=True, exist_ok=True)
            _save(shown.grabWindow(), picture)
        finally:
            window.close()
            gc.collect()  # view models hold each other, and models of translation with them
    return picture


def _window(window: CaptionWindow, scene: Scene) -> QQuickWindow:
    if not scene.shows:
        return window.window
    (found,) = [
        each
        for each in QGuiApplication.topLevelWindows()
        if isinstance(each, QQuickWindow) and each.objectName() == scene.shows
    ]
    return found


def _save(image: QImage, picture: Path) -> None:
    _reduced(image).save(str(picture), quality=0)


def _reduced(image: QImage) -> QImage:
    """With the 256 colours that are most there, the others as the nearest of these: nobody sees it
    in a flat window, and it takes half of the bytes."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    height, width = image.height(), image.width()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(height, -1)[:, :width] & 0xFFFFFF
    colours, place, count = np.unique(pixels, return_inverse=True, return_counts=True)
    kept = colours[np.argsort(-count)[:256]]
    far = sum(
        np.abs(
            (colours[:, None] >> shift & 0xFF).astype(int)
            - (kept[None] >> shift & 0xFF).astype(int)
        )
        for shift in (0, 8, 16)
    )
    indices = np.argmin(far, axis=1).astype(np.uint8)[place.reshape(height, width)]
    # Rows of a QImage have a multiple of four bytes.
    rows = np.pad(indices, ((0, 0), (0, -width % 4)))
    reduced = QImage(rows.tobytes(), width, height, rows.shape[1], QImage.Format.Format_Indexed8)
    reduced.setColorTable([int(colour) | 0xFF000000 for colour in kept])
    return reduced.copy()


def main() -> int:
    """Draw every scene, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("scenes", nargs="*")
    asked = parser.parse_args()
    for scene in SCENES:
        if not asked.scenes or scene.name in asked.scenes:
            for look in looks_of(scene):
                print(draw(scene, asked.folder, look), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
