"""Every colour of every theme can be read, by the numbers of WCAG 2.2."""

from __future__ import annotations

import re
from collections.abc import Mapping

import palettes
import pytest
from palettes import contrast
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
    # The signs of the first screen's marks, and that nobody is heard.
    ("stateLive", "background"),
    ("stateBusy", "background"),
    ("stateFault", "background"),
    ("faultInk", "faultBackground"),
}
SHAPE_PAIRS = {
    ("controlBorder", "surface"),
    ("controlBorder", "background"),
    ("focus", "surface"),
    ("focus", "background"),
    ("meter", "meterTrack"),
    ("accent", "surface"),
    ("accent", "control"),
    ("accent", "controlHover"),
    ("stop", "surface"),
    ("stateIdle", "surface"),
    ("stateBusy", "surface"),
    ("stateLive", "surface"),
    ("stateFault", "surface"),
    ("noteBorder", "background"),
    ("warningBorder", "background"),
    ("faultBorder", "background"),
    ("warningBorder", "surface"),
    ("noteBorder", "surface"),
    # Buttons in banners, and the ring around them.
    ("focus", "noteBackground"),
    ("focus", "warningBackground"),
    ("focus", "faultBackground"),
    ("controlBorder", "noteBackground"),
    ("controlBorder", "warningBackground"),
    ("controlBorder", "faultBackground"),
    ("controlBorder", "control"),  # fields
    ("accent", "background"),
    ("stateIdle", "background"),
}
DECORATION = {"outline"}


@pytest.fixture(name="palettes")
def _palettes() -> Mapping[str, Mapping[str, str]]:
    return palettes.palettes()


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


def test_the_projectors_usual_colours_can_be_read() -> None:
    stored = settings.Settings()
    ink, rim = stored.event_text_colour, stored.event_outline_colour
    assert contrast(ink, stored.event_background_colour) >= 7.0
    assert contrast(ink, rim) >= 7.0, "over anything"
    faint = faint_of(ink, rim)
    assert contrast(faint, stored.event_background_colour) >= 4.5, "what may still change"
    assert contrast(faint, stored.event_background_colour) < contrast(
        ink, stored.event_background_colour
    ), "it is told from what is settled"


def faint_of(ink: str, rim: str) -> str:
    """The colour of what may still change, on the projector."""
    engine = QQmlEngine()
    text = QUrl.fromLocalFile(str(paths.ui() / "event" / "OutlinedText.qml"))
    component = QQmlComponent(engine, text)
    made = component.createWithInitialProperties({"ink": ink, "rim": rim})
    assert made is not None, component.errorString()
    return str(made.property("faint").name())


def test_every_projector_colour_has_a_partner_to_be_read_on() -> None:
    offered = list(palettes.theme("projectorColours").values())
    for one in offered:
        assert max(contrast(one, other) for other in offered) >= 4.5, one


def test_handwriting_can_be_read() -> None:
    colours = [palettes.theme(name).name() for name in ("paper", "penInk")]
    assert contrast(*colours) >= 7.0
