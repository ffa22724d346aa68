"""The page of settings, by key and mouse, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from desktop_fakes import until
from PySide6.QtQuick import QQuickItem
from window_driver import Key, Opener, box, click, focus_name, item, items, pause, press, write

from voice_counter import settings
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.desk import Mode
from voice_counter.settings import DECLARATIONS


@pytest.fixture
def opened(window: CaptionWindow) -> CaptionWindow:
    press(window, Key.Key_F10)
    until(lambda: len(items(window, "settingsBack")) == 1)
    pause()
    return window


def stored() -> settings.Settings:
    return settings.read().settings


def refused(opened: CaptionWindow, order: str) -> QQuickItem:
    """Type an order of engines that cannot be, until that is told; the field."""
    field = item(opened, "set_engine_order")
    field.forceActiveFocus()
    write(opened, order)
    press(opened, Key.Key_Return)
    until(lambda: bool(item(opened, "settingsPageNotice").property("visible")))
    return field


def test_every_setting_has_its_control(opened: CaptionWindow) -> None:
    for name, declared in DECLARATIONS.items():
        controls = [
            control
            for prefix in (f"set_{name}", f"set_{name}_on", f"more_{name}")
            for control in items(opened, prefix)
        ]
        assert bool(controls) is declared.on_page, name


def test_what_is_pressed_counts_and_is_kept(opened: CaptionWindow) -> None:
    click(opened, item(opened, "more_font_size"))
    assert opened.preferences.property("fontSize") == 44
    click(opened, item(opened, "set_reduced_motion_on"))
    assert stored() == settings.Settings(font_size=44, reduced_motion=True)
    click(opened, item(opened, "reset_font_size"))
    assert stored() == settings.Settings(reduced_motion=True)


def test_a_choice_takes_effect_at_once(opened: CaptionWindow) -> None:
    opened.settings_page.put("counter_layout", 1)
    assert opened.desk.property("layout") == "face_to_face"
    opened.settings_page.put("speaker_detection", 2)
    opened.desk.enter("counter")
    assert opened.session.property("arrangement") == "detect"


def test_by_keyboard_alone(opened: CaptionWindow) -> None:
    assert focus_name(opened) == "settingsBack"
    press(opened, Key.Key_Tab)
    press(opened, Key.Key_Tab)
    assert focus_name(opened) == "more_font_size"
    press(opened, Key.Key_Return)
    assert stored().font_size == 44
    for _ in range(120):
        press(opened, Key.Key_Tab)
        if focus_name(opened) == "set_engine_order":
            break
    assert focus_name(opened) == "set_engine_order"
    assert item(opened, "settingsFlick").property("contentY") > 0, "it is in sight"
    press(opened, Key.Key_Escape)
    until(lambda: not items(opened, "settingsBack"))


def test_what_cannot_be_is_explained(opened: CaptionWindow) -> None:
    refused(opened, "nonsense")
    assert "翻訳モデルの順番" in item(opened, "settingsPageNotice").property("message")
    assert stored() == settings.Settings()


def test_what_the_office_decides_cannot_be_changed(open_window: Opener, own_settings: Path) -> None:
    settings.site_path().parent.mkdir()
    settings.site_path().write_text("[locked]\nfont_size = 60\n")
    made = open_window()
    made.window.setProperty("setting", True)
    until(lambda: len(items(made, "more_font_size")) == 1)
    assert not item(made, "more_font_size").isEnabled()
    made.preferences.enlarge()
    assert made.preferences.property("fontSize") == 60
    assert "管理者" in made.preferences.property("notice")
    assert not own_settings.exists()


def test_profiles(opened: CaptionWindow) -> None:
    item(opened, "profileField").forceActiveFocus()
    opened.settings_page.addProfile("窓口1")
    opened.settings_page.put("theme", 1)
    assert opened.settings_page.property("profiles") == ["共通の設定", "窓口1"]
    assert opened.settings_page.property("profileIndex") == 1
    opened.settings_page.useProfile(0)
    assert opened.preferences.property("theme") == "light"
    opened.settings_page.useProfile(1)
    assert opened.preferences.property("theme") == "dark"
    assert not opened.settings_page.addProfile("a/b")
    assert "名前は使えません" in opened.preferences.property("notice")


def test_what_is_typed_counts_wherever_one_goes_next(opened: CaptionWindow, tmp_path: Path) -> None:
    field = item(opened, "set_office_folder")
    field.forceActiveFocus()
    write(opened, str(tmp_path))
    click(opened, item(opened, "settingsBack"))
    until(lambda: not items(opened, "settingsBack"))
    assert stored().office_folder == str(tmp_path)


def test_what_is_typed_counts_when_the_page_is_left_by_its_key(
    opened: CaptionWindow, tmp_path: Path
) -> None:
    field = item(opened, "set_office_folder")
    field.forceActiveFocus()
    write(opened, str(tmp_path))
    press(opened, Key.Key_Escape)
    until(lambda: not items(opened, "settingsBack"))
    assert stored().office_folder == str(tmp_path)


def test_a_field_shows_what_counts(opened: CaptionWindow) -> None:
    field = refused(opened, "bad")
    assert field.property("text") == ""
    pause()
    assert box(field).bottom() <= opened.window.height(), "the notice leaves it in sight"
    write(opened, "en=argos")
    press(opened, Key.Key_Return)
    assert field.property("text") == stored().engine_order == "en=argos"
    click(opened, item(opened, "reset_engine_order"))
    assert field.property("text") == ""


def test_a_profile_is_added_only_with_a_name(opened: CaptionWindow) -> None:
    add, field = item(opened, "profileAdd"), item(opened, "profileField")
    assert not add.isEnabled()
    field.forceActiveFocus()
    write(opened, " ")
    assert not add.isEnabled()
    press(opened, Key.Key_Return)
    assert opened.settings_page.property("profiles") == ["共通の設定"]
    write(opened, "a")
    assert add.isEnabled()
    press(opened, Key.Key_Return)
    assert opened.settings_page.property("profiles") == ["共通の設定", "a"]
    assert focus_name(opened) == "profileAdd", "the keyboard is not lost"
    press(opened, Key.Key_Tab)
    assert not add.isEnabled()


def test_a_choice_that_is_refused_is_not_shown(open_window: Opener) -> None:
    settings.site_path().parent.mkdir()
    settings.site_path().write_text('[locked]\nspeaker_detection = "keys"\n')
    made = open_window(Mode.COUNTER)
    made.desk.chooseLanguage("vi")
    click(made, item(made, "choicesButton"))
    pause()
    chooser = item(made, "detectionChooser")
    before = chooser.property("displayText")
    click(made, chooser)
    pause()
    press(made, Key.Key_Down)
    press(made, Key.Key_Return)
    until(lambda: "管理者" in str(made.preferences.property("notice")))
    assert made.desk.property("detection") == "keys"
    assert chooser.property("displayText") == before
