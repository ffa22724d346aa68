"""Every colour of every theme can be read, by the numbers of WCAG 2.2."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

from voice_counter import paths, settings

TEXT_PAIRS = {
    ("text", "background"),
    ("textUnstable", "background"),
    ("textMuted", "background"),
    ("text", "surface"),
    ("textMuted", "surface"),
    ("text", "control"),
    ("text", "controlHover"),
    ("textMuted", "controlHover"),
    ("accent", "background"),
    ("unsure", "background"),
    ("accentInk", "accent"),
    ("accentInk", "accentHover"),
    ("stopInk", "stop"),
    ("stopInk", "stopHover"),
    ("noteInk", "noteBackground"),
    ("warningInk", "warningBackground"),
    ("faultInk", "faultBackground"),
}
SHAPE_PAIRS = {
    ("controlBorder", "surface"),
    ("controlBorder", "background"),
    ("focus", "surface"),
    ("focus", "background"),
    ("meter", "meterTrack"),
    ("accent", "surface"),
    ("stop", "surface"),
    ("stateIdle", "surface"),
    ("stateBusy", "surface"),
    ("stateLive", "surface"),
    ("stateFault", "surface"),
    ("noteBorder", "background"),
    ("warningBorder", "background"),
    ("faultBorder", "background"),
}
DECORATION = {"outline"}


@pytest.fixture
def palettes() -> Mapping[str, Mapping[str, str]]:
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(
        b'import QtQml\nimport "theme"\nQtObject { property var all: Theme.palettes }',
        QUrl.fromLocalFile(str(paths.ui()) + "/"),
    )
    made = component.create()
    assert made is not None, component.errorString()
    value = made.property("all")
    found: Mapping[str, Mapping[str, str]] = (
        value.toVariant() if hasattr(value, "toVariant") else value
    )
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_there_is_a_palette_for_each_theme(palettes: Mapping[str, Mapping[str, str]]) -> None:
    assert set(palettes) == set(settings.THEMES)
    names = {frozenset(palette) for palette in palettes.values()}
    assert len(names) == 1, "all palettes have the same colours"


@pytest.mark.parametrize("theme", settings.THEMES)
@pytest.mark.parametrize(("ink", "paper"), sorted(TEXT_PAIRS))
def test_text_can_be_read(
    palettes: Mapping[str, Mapping[str, str]], theme: str, ink: str, paper: str
) -> None:
    assert contrast(palettes[theme][ink], palettes[theme][paper]) >= 4.5


@pytest.mark.parametrize("theme", settings.THEMES)
@pytest.mark.parametrize(("shape", "paper"), sorted(SHAPE_PAIRS))
def test_shapes_can_be_seen(
    palettes: Mapping[str, Mapping[str, str]], theme: str, shape: str, paper: str
) -> None:
    assert contrast(palettes[theme][shape], palettes[theme][paper]) >= 3.0


@pytest.mark.parametrize("theme", settings.THEMES)
def test_what_may_change_is_visibly_lighter(
    palettes: Mapping[str, Mapping[str, str]], theme: str
) -> None:
    palette = palettes[theme]
    settled = contrast(palette["text"], palette["background"])
    assert contrast(palette["textUnstable"], palette["background"]) < 0.6 * settled


def test_high_contrast_is_high(palettes: Mapping[str, Mapping[str, str]]) -> None:
    palette = palettes["high-contrast"]
    for ink, paper in TEXT_PAIRS:
        assert contrast(palette[ink], palette[paper]) >= 7.0, (ink, paper)


def test_no_colour_escapes_these_tests(palettes: Mapping[str, Mapping[str, str]]) -> None:
    tested = {name for pair in TEXT_PAIRS | SHAPE_PAIRS for name in pair}
    assert set(palettes["light"]) == tested | DECORATION


def test_colours_come_from_the_theme_alone() -> None:
    for file in paths.ui().rglob("*.qml"):
        if file.name != "Theme.qml":
            assert not re.search(r'"#[0-9a-fA-F]{3,8}"', file.read_text(encoding="utf-8")), file
