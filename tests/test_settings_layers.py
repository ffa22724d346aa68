"""Settings in layers: the office, the user, the profile, and what is locked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from voice_counter import settings, texts
from voice_counter.cli import main
from voice_counter.errors import UserError
from voice_counter.settings import DECLARATIONS, Kind, Layer, Settings


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    user, site = tmp_path / "user", tmp_path / "site"
    monkeypatch.setenv("VOICE_COUNTER_CONFIG", str(user))
    monkeypatch.setenv("VOICE_COUNTER_SITE_CONFIG", str(site))
    monkeypatch.delenv("VOICE_COUNTER_UI_LANG", raising=False)
    texts.prefer("ja")
    for folder in (user, site):
        (folder / "profiles").mkdir(parents=True)
    return user, site


def keys(stored: settings.Stored) -> list[str]:
    return [fault.key for fault in stored.faults]


def test_every_default_is_valid_and_labelled() -> None:
    for name, declared in DECLARATIONS.items():
        assert declared.valid(getattr(Settings(), name)), name
        for language in ("ja", "en"):
            assert texts.catalogue(language)[f"window.settings.label.{name}"]
            assert texts.catalogue(language)[f"window.settings.group.{declared.group}"]


def test_later_layers_win(folders: tuple[Path, Path]) -> None:
    user, site = folders
    (site / "settings.toml").write_text(
        'theme = "dark"\nfont_size = 48\nfurigana = false\n[locked]\nidle_clear_minutes = 1\n'
    )
    (user / "settings.toml").write_text(
        'font_size = 60\nidle_clear_minutes = 9\nprofile = "窓口1"\n', encoding="utf-8"
    )
    (site / "profiles" / "窓口1.toml").write_text("event_lines = 3\nevent_margin = 9\n")
    (user / "profiles" / "窓口1.toml").write_text("event_lines = 4\n")
    stored = settings.read()
    assert stored.faults == ()
    found = stored.settings
    assert (found.theme, found.font_size, found.furigana) == ("dark", 60, False)
    assert (found.event_lines, found.event_margin) == (4, 9)
    assert found.idle_clear_minutes == 1
    assert stored.locked == {"idle_clear_minutes"}
    assert stored.profile == "窓口1"
    wanted = {"theme": "site", "font_size": "user", "event_lines": "profile", "language": "default"}
    assert {name: str(stored.layers[name]) for name in wanted} == wanted


def test_only_what_was_chosen_is_written(folders: tuple[Path, Path]) -> None:
    user, site = folders
    (site / "settings.toml").write_text('theme = "dark"\n[locked]\nfont_size = 48\n')
    settings.save(replace(settings.read().settings, event_lines=5, font_size=60))
    assert (user / "settings.toml").read_text() == "event_lines = 5\n"
    (site / "settings.toml").write_text('theme = "bright"\n')
    assert settings.read().settings.theme == "bright", "a later choice of the office counts"


def test_comments_and_settings_of_other_versions_stay(folders: tuple[Path, Path]) -> None:
    file = folders[0] / "settings.toml"
    file.write_text('# ours\ncolour_of_tomorrow = "blue"\n\n[far]\naway = 1\n')
    settings.save(Settings(font_size=48))
    text = file.read_text()
    assert text.startswith('# ours\ncolour_of_tomorrow = "blue"\n')
    assert "[far]\naway = 1" in text
    assert settings.read().settings.font_size == 48


def test_a_profile_keeps_its_choices_to_itself() -> None:
    settings.save(Settings(theme="dark"))
    settings.use_profile(settings.add_profile(" 訪問 "))
    settings.save(replace(settings.read().settings, theme="bright", saver="on"))
    assert settings.read().settings.theme == "bright"
    settings.use_profile("")
    assert settings.read().settings == Settings(theme="dark")
    assert settings.profile_names() == ("訪問",)


def test_reset_goes_back_to_the_office(folders: tuple[Path, Path]) -> None:
    (folders[1] / "settings.toml").write_text("font_size = 48\n")
    settings.save(replace(settings.read().settings, font_size=60, event_lines=3))
    settings.reset("font_size")
    assert settings.read().settings == Settings(font_size=48, event_lines=3)
    assert settings.read().layers["font_size"] is Layer.SITE


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a.b", "CON", "lpt1", "あ" * 41, "x\n"])
def test_names_that_no_file_can_have(folders: tuple[Path, Path], name: str) -> None:
    if name.strip() == "x":
        assert settings.add_profile(name) == "x"
        return
    with pytest.raises(UserError, match="profile_name"):
        settings.add_profile(name)
    assert list((folders[0] / "profiles").iterdir()) == []


def test_a_profile_that_is_gone_is_told(folders: tuple[Path, Path]) -> None:
    (folders[0] / "settings.toml").write_text('profile = "gone"\nfont_size = 48\n')
    stored = settings.read()
    assert keys(stored) == ["window.settings.profile_absent"]
    assert stored.settings == Settings(font_size=48)


def test_what_the_office_got_wrong_is_told(folders: tuple[Path, Path]) -> None:
    (folders[1] / "settings.toml").write_text("locked = 3\nfont_size = 5\n")
    assert set(keys(settings.read())) == {
        "window.settings.locked_form",
        "window.settings.invalid_integer",
    }
    assert settings.read().settings == Settings()


def test_a_damaged_file_is_kept_beside_the_new_one(folders: tuple[Path, Path]) -> None:
    file = folders[0] / "settings.toml"
    file.write_text("font_size = 48\ntheme = ")
    settings.save(Settings(theme="dark"))
    assert settings.read().settings == Settings(theme="dark")
    assert (folders[0] / "settings.toml.damaged").read_text() == "font_size = 48\ntheme = "


def test_what_is_not_valid_is_explained_and_goes_with_the_next_choice(
    folders: tuple[Path, Path],
) -> None:
    file = folders[0] / "settings.toml"
    file.write_text("font_size = 5\n")
    (fault,) = settings.read().faults
    told = texts.explain(fault)
    assert "字幕の文字の大きさ" in told
    assert "24 から 96" in told
    settings.save(replace(settings.read().settings, theme="dark"))
    assert settings.read().faults == ()


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("furigana", "off", False),
        ("furigana", "する", True),
        ("font_size", "48", 48),
        ("event_min_seconds", "2.5", 2.5),
        ("theme", "dark", "dark"),
        ("engine_order", "en=argos,firefox", "en=argos,firefox"),
    ],
)
def test_the_command_line_sets_what_the_file_keeps(name: str, written: str, value: object) -> None:
    assert main(["settings", "set", name, written]) == 0
    assert getattr(settings.read().settings, name) == value
    assert main(["settings", "reset", name]) == 0
    assert settings.read().settings == Settings()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["set", "font_size", "many"], "24 から 96"),
        (["set", "event_min_seconds", "nan"], "0.5 から 10"),
        (["set", "theme", "pink"], "light、dark"),
        (["set", "furigana", "perhaps"], "true か false"),
        (["set", "colour", "blue"], "settings list"),
        (["reset", "colour"], "settings list"),
        (["profile", "a/b"], "名前は使えません"),
    ],
)
def test_the_command_line_explains(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["settings", *arguments]) != 0
    assert told in capsys.readouterr().err
    assert settings.read().settings == Settings()


def test_the_command_line_respects_locks(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    (folders[1] / "settings.toml").write_text("[locked]\nfurigana = false\n")
    assert main(["settings", "set", "furigana", "on"]) != 0
    assert "管理者が決めている" in capsys.readouterr().err
    assert main(["settings", "list"]) == 0
    assert "管理者（固定）" in capsys.readouterr().out


def test_the_language_of_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "set", "ui_language", "en"]) == 0
    assert main(["settings", "list"]) == 0
    assert "Caption size" in capsys.readouterr().out


def test_kinds_refuse_what_is_not_theirs() -> None:
    for name, declared in DECLARATIONS.items():
        assert not declared.valid(None), name
        assert not declared.valid([]), name
        if declared.kind is not Kind.SWITCH:
            assert not declared.valid(True), name
