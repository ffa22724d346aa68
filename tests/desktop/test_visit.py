"""Home visits: one laptop between two people, turned round or handed over."""

from __future__ import annotations

import pytest
from desktop_fakes import MICROPHONE, FakeCore, final, until
from window_driver import Key, Opener, click, item, items, pause, press

from voice_counter.captions.events import Listening
from voice_counter.captions.options import PARTIAL_SECONDS, SPARING_PARTIAL_SECONDS
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.desk import Mode


@pytest.fixture
def visit(open_window: Opener) -> CaptionWindow:
    return open_window(Mode.VISIT)


def talk(window: CaptionWindow, core: FakeCore) -> None:
    window.desk.chooseLanguage("en")
    press(window, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE), final(1, "6月30日までに300円を払ってください。"))
    until(lambda: window.session.model.rowCount() == 1)
    until(lambda: window.desk.property("pending") == 2)
    pause()


def test_the_halves_face_each_other_and_show_the_newest_line(
    visit: CaptionWindow, core: FakeCore
) -> None:
    talk(visit, core)
    assert item(visit, "residentHalf").property("rotation") == 180
    assert not item(visit, "noSecondScreen").isVisible(), "a second screen was never asked for"
    (read,) = items(visit, "residentText")
    listed = item(visit, "residentList")
    top = read.mapRectToItem(listed, read.boundingRect())
    assert top.top() >= 0
    assert top.bottom() <= listed.height()


def test_the_laptop_is_handed_over_and_comes_back_with_the_next_person(
    visit: CaptionWindow, core: FakeCore
) -> None:
    visit.desk.chooseLayout("hand_over")
    assert visit.preferences.stored.visit_layout == "hand_over"
    assert visit.preferences.stored.counter_layout == "split", "the counter has its own"
    talk(visit, core)
    assert items(visit, "residentText") == []
    click(visit, item(visit, "handButton"))
    pause()
    assert len(items(visit, "residentText")) == 1
    assert not item(visit, "captionView").isVisible()
    press(visit, Key.Key_F9)
    assert item(visit, "captionView").isVisible()
    press(visit, Key.Key_F9)
    press(visit, Key.Key_F8)
    assert item(visit, "captionView").isVisible()


def test_numbers_are_read_in_the_residents_language(visit: CaptionWindow, core: FakeCore) -> None:
    talk(visit, core)
    half = item(visit, "residentHalf")
    told = [str(each.property("number")) for each in items(visit, "residentChip")]
    assert half.isVisible()
    assert told == ["June 30", "300 yen"]
    assert [str(each.property("number")) for each in items(visit, "chip")] == [
        "6月30日まで",
        "300円",
    ]


def test_the_resident_takes_another_language_by_themselves(visit: CaptionWindow) -> None:
    visit.desk.chooseLanguage("en")
    pause()
    click(visit, item(visit, "changeLanguage"))
    pause()
    click(visit, item(visit, "language_vi"))
    assert visit.desk.property("residentLanguage") == "vi"
    assert item(visit, "residentList").isVisible()


@pytest.mark.parametrize(
    ("saver", "seconds"), [("on", SPARING_PARTIAL_SECONDS), ("off", PARTIAL_SECONDS)]
)
def test_the_saver_thins_captions_that_grow(
    visit: CaptionWindow, core: FakeCore, saver: str, seconds: float
) -> None:
    visit.preferences.change(saver=saver)
    visit.desk.chooseLanguage("en")
    press(visit, Key.Key_Space)
    until(lambda: bool(core.plans))
    assert {ear.options.partial_seconds for ear in core.plans[-1].ears} == {seconds}


def test_rare_choices_open_with_one_press_on_a_small_screen(visit: CaptionWindow) -> None:
    assert not item(visit, "choices").isVisible()
    click(visit, item(visit, "choicesButton"))
    assert item(visit, "layoutChooser").isVisible()
