"""The settings file: kept, bounded, and never the reason that nothing works."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_counter import settings, texts
from voice_counter.desktop.preferences import Preferences
from voice_counter.errors import UserError
from voice_counter.settings import Settings

CHOSEN = Settings(font_size=72, theme="dark", microphone='卓上 "A"\\1\n\x7f', language="vi")


def write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def test_no_file_means_defaults() -> None:
    assert settings.load() == (Settings(), ())


def test_what_was_saved_is_loaded(own_settings: Path) -> None:
    settings.save(CHOSEN)
    assert settings.load() == (CHOSEN, ())
    assert [file.name for file in own_settings.parent.iterdir()] == [settings.FILE_NAME]


@pytest.mark.parametrize(
    "line",
    [
        "font_size = 23",
        "font_size = 97",
        "font_size = 40.0",
        "font_size = true",
        'font_size = "40"',
        'theme = "pink"',
        "theme = 1",
        "microphone = 1",
        'language = "xx"',
    ],
)
def test_an_invalid_value_gives_way_to_the_default(own_settings: Path, line: str) -> None:
    valid = {"font_size": "font_size = 96", "theme": 'theme = "dark"'}
    name = line.split()[0]
    write(own_settings, "\n".join([line, *(v for k, v in valid.items() if k != name)]))
    loaded, faults = settings.load()
    assert getattr(loaded, name) == getattr(Settings(), name)
    assert loaded.theme == ("dark" if name != "theme" else "light")
    assert [fault.values["name"] for fault in faults] == [name]
    assert name in texts.explain(faults[0])


@pytest.mark.parametrize("content", ["font_size = ", b'theme = "\xff"', "[font_size"])
def test_a_damaged_file_is_told(own_settings: Path, content: str | bytes) -> None:
    write(own_settings, content)
    loaded, faults = settings.load()
    assert loaded == Settings()
    assert [fault.key for fault in faults] == ["window.settings_unreadable"]


def test_a_setting_of_another_version_is_left_out(own_settings: Path) -> None:
    write(own_settings, 'colour_of_tomorrow = "blue"\nfont_size = 48\n')
    assert settings.load() == (Settings(font_size=48), ())


def test_a_file_that_cannot_be_written(own_settings: Path) -> None:
    write(own_settings.parent, "a file where the folder should be")
    with pytest.raises(UserError) as caught:
        settings.save(Settings())
    assert caught.value.key == "window.settings_unwritable"


def test_the_window_tells_and_goes_on(own_settings: Path) -> None:
    preferences = Preferences()
    assert preferences.property("notice") == ""
    write(own_settings.parent, "a file where the folder should be")
    preferences.enlarge()
    assert preferences.property("fontSize") == 44
    assert "書けません" in preferences.property("notice")
    preferences.dismissNotice()
    assert preferences.property("notice") == ""


def test_a_bad_file_is_told_at_the_start(own_settings: Path) -> None:
    write(own_settings, "font_size = 5")
    preferences = Preferences()
    assert "font_size" in preferences.property("notice")
    preferences.setProperty("theme", "dark")
    assert preferences.property("notice") == ""


def test_type_stays_between_24_and_96() -> None:
    preferences = Preferences()
    for _ in range(40):
        preferences.enlarge()
    assert preferences.property("fontSize") == 96
    for _ in range(40):
        preferences.reduce()
    assert preferences.property("fontSize") == 24
    preferences.setProperty("captionSize", 500)
    assert Preferences().property("fontSize") == 96


def test_an_unknown_theme_is_refused() -> None:
    preferences = Preferences()
    preferences.setProperty("theme", "pink")
    assert preferences.property("theme") == "light"
