"""What keys and pages do to each other: nothing acts behind a page, nothing is lost by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from desktop_fakes import FakeCore, final, until
from PySide6.QtCore import Qt
from screens import caption, popup
from window_driver import CTRL, Key, Opener, click, focus_name, item, items, pause, press

from voice_counter.captions.events import Listening
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.choices import Sample
from voice_counter.desktop.desk import Mode
from voice_counter.errors import AudioError

Visit = Callable[[CaptionWindow], None]


def seen(window: CaptionWindow, name: str) -> bool:
    return any(each.isVisible() for each in items(window, name))


def settings_and_back(window: CaptionWindow) -> None:
    press(window, Key.Key_F10)
    until(lambda: seen(window, "settingsBack"))
    press(window, Key.Key_Escape)
    until(lambda: not seen(window, "settingsBack"))


def glossary_and_back(window: CaptionWindow) -> None:
    at_start = window.desk.property("mode") == Mode.START
    click(window, item(window, "startGlossaryButton" if at_start else "glossaryButton"))
    until(lambda: seen(window, "termList"))
    press(window, Key.Key_Escape)
    until(lambda: not window.glossary.property("open"))


@pytest.mark.parametrize("page", [settings_and_back, glossary_and_back])
def test_the_start_screen_takes_keys_after_a_page(open_window: Opener, page: Visit) -> None:
    window = open_window(Mode.START)
    page(window)
    pause()
    press(window, Key.Key_1)
    until(lambda: window.desk.property("mode") == Mode.COUNTER)


def test_the_keyboard_goes_back_where_it_was(open_window: Opener) -> None:
    window = open_window()
    item(window, "languageChooser").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    settings_and_back(window)
    until(lambda: focus_name(window) == "languageChooser")
    glossary_and_back(window)
    until(lambda: focus_name(window) == "glossaryButton")


def test_no_self_test_begins_behind_a_page(open_window: Opener) -> None:
    window = open_window(Mode.START)
    tests = []
    window.start._selftest = lambda: iter(tests.append("begun") or ())
    press(window, Key.Key_F10)
    until(lambda: seen(window, "settingsBack"))
    press(window, Key.Key_F5)
    pause()
    assert window.start.property("testing") is False
    assert tests == []
    press(window, Key.Key_Escape)
    pause()
    press(window, Key.Key_F5)
    until(lambda: tests == ["begun"])
    until(lambda: window.start.property("testing") is False)


def test_the_details_of_a_caption_do_not_lie_over_a_page(
    open_window: Opener, core: FakeCore
) -> None:
    window = open_window()
    popup(window, core)
    until(lambda: seen(window, "popupCorrect"))
    press(window, Key.Key_F10)
    until(lambda: seen(window, "settingsBack"))
    assert not seen(window, "popupCorrect")
    press(window, Key.Key_Escape)
    until(lambda: not seen(window, "settingsBack"))


def test_no_caption_is_edited_behind_the_phrases(open_window: Opener, core: FakeCore) -> None:
    window = open_window(Mode.COUNTER)
    window.desk.chooseLanguage("vi")
    caption(window, core)
    press(window, Key.Key_F5)
    until(lambda: seen(window, "phraseList"))
    press(window, Key.Key_F2)
    pause()
    assert not seen(window, "captionField")
    press(window, Key.Key_F5)
    until(lambda: not seen(window, "phraseList"))
    press(window, Key.Key_F2)
    until(lambda: seen(window, "captionField"))


@pytest.mark.parametrize("mode", [Mode.COUNTER, Mode.HEARING])
def test_no_recording_is_offered_where_none_can_be_played(
    open_window: Opener, core: FakeCore, recordings: tuple[Sample, ...], mode: Mode
) -> None:
    core.microphone_error = AudioError("error.audio.no_microphone")
    window = open_window(mode, recordings)
    until(lambda: window.session.property("sourceFault") != "")
    assert item(window, "sourceFault").property("secondAction") == ""


def test_hearing_has_a_size_of_its_own(open_window: Opener) -> None:
    window = open_window(Mode.HEARING)
    stored = window.preferences.stored
    press(window, Key.Key_Plus, CTRL)
    assert window.preferences.stored.hearing_font_size == stored.hearing_font_size + 8
    click(window, item(window, "smallerButton"))
    click(window, item(window, "smallerButton"))
    assert window.preferences.stored.hearing_font_size == stored.hearing_font_size - 8
    assert window.preferences.stored.font_size == stored.font_size
    window.desk.enter("counter")
    press(window, Key.Key_Plus, CTRL)
    assert window.preferences.stored.font_size == stored.font_size + 4


def test_no_size_is_changed_that_nobody_sees(open_window: Opener) -> None:
    window = open_window(Mode.EVENT)
    stored = window.preferences.stored
    press(window, Key.Key_Plus, CTRL)
    assert window.preferences.stored == stored
    assert not seen(window, "largerButton")


def test_another_layout_takes_the_laptop_back(open_window: Opener) -> None:
    window = open_window(Mode.VISIT)
    window.desk.chooseLayout("hand_over")
    window.desk.chooseLanguage("en")
    press(window, Key.Key_F9)
    until(lambda: not seen(window, "captionView"))
    window.desk.chooseLayout("face_to_face")
    press(window, Key.Key_F5)
    until(lambda: seen(window, "phraseList"))


def test_staff_may_choose_for_whoever_asked_for_another_language(open_window: Opener) -> None:
    window = open_window(Mode.COUNTER)
    window.desk.chooseLanguage("vi")
    pause()
    click(window, item(window, "changeLanguage"))
    until(lambda: seen(window, "languageTiles"))
    window.desk.chooseLanguage("ko")
    until(lambda: not seen(window, "languageTiles"))


# The event ---------------------------------------------------------------------------------------


@pytest.fixture
def event(open_window: Opener, core: FakeCore) -> CaptionWindow:
    """One line was said."""
    window = open_window(Mode.EVENT)
    press(window, Key.Key_Space)
    core.captioner.send(Listening("USB"), final(1, "これから始めます。"))
    until(lambda: len(window.projection.transcript) == 1)
    return window


def test_captions_of_an_event_are_not_cleared_by_the_way(event: CaptionWindow) -> None:
    press(event, Key.Key_L, CTRL)
    pause()
    assert len(event.projection.transcript) == 1
    assert not seen(event, "clearButton")


def test_an_event_is_not_left_before_staff_know(event: CaptionWindow) -> None:
    click(event, item(event, "homeButton"))
    assert event.desk.property("mode") == Mode.EVENT
    assert "保存されていません" in event.projection.property("notice")
    assert len(event.projection.transcript) == 1
    click(event, item(event, "homeButton"))
    assert event.desk.property("mode") == Mode.START


def test_a_saved_event_is_left_at_once(event: CaptionWindow, tmp_path: Path) -> None:
    event.projection._documents = tmp_path / "documents"
    event.projection.export("txt")
    click(event, item(event, "homeButton"))
    assert event.desk.property("mode") == Mode.START


def test_escape_ends_an_announcement_before_the_full_screen(event: CaptionWindow) -> None:
    press(event, Key.Key_F11)
    press(event, Key.Key_1)
    until(lambda: event.projection.property("announcement")["text"] != "")
    press(event, Key.Key_Escape)
    assert event.projection.property("announcement")["text"] == ""
    assert full(event)
    press(event, Key.Key_Escape)
    assert not full(event)


def test_escape_leaves_a_line_before_the_full_screen(event: CaptionWindow) -> None:
    press(event, Key.Key_F11)
    press(event, Key.Key_F2)
    until(lambda: seen(event, "eventField"))
    press(event, Key.Key_Escape)
    until(lambda: not seen(event, "eventField"))
    assert full(event)


def full(window: CaptionWindow) -> bool:
    return window.window.visibility() is window.window.Visibility.FullScreen
