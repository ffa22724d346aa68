from __future__ import annotations

import shutil
import sys

import pytest

from scripts import bootstrap, system_packages
from scripts.system_packages import Need, Probes

VENV = "python{}.{}-venv".format(*sys.version_info[:2])


def probes(*absent: str) -> Probes:
    def present(name: str) -> bool:
        return name not in absent

    return Probes(
        library=present,
        program=present,
        module=present,
        font=lambda language: f"font {language}" not in absent,
        alsa_plugin=present,
    )


def lacking(*absent: str, testing: bool = False) -> list[Need]:
    return system_packages.missing(system_packages.needs(probes(*absent), testing=testing))


def test_a_complete_system_lacks_nothing() -> None:
    assert lacking(testing=True) == []


@pytest.mark.parametrize(
    ("absent", "package"),
    [
        ("libportaudio.so.2", "libportaudio2"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libEGL.so.1", "libegl1"),
        ("font ja", "fonts-noto-cjk"),
        ("font zh-cn", "fonts-noto-cjk"),
        ("font zh-tw", "fonts-noto-cjk"),
        ("font ko", "fonts-noto-cjk"),
        ("font th", "fonts-tlwg-loma-otf"),
        ("font my", "fonts-sil-padauk"),
        ("font ne", "fonts-lohit-deva"),
        ("font vi", "fonts-dejavu-core"),
        ("font uk", "fonts-dejavu-core"),
        ("ensurepip", VENV),
    ],
)
def test_what_is_absent_is_named_as_a_package(absent: str, package: str) -> None:
    assert system_packages.packages(lacking(absent)) == [package]


def test_only_the_tests_need_a_virtual_microphone_a_monitor_strace_and_a_key_store() -> None:
    absent = ("pulseaudio", "pactl", "pulse", "Xvfb", "xrandr", "strace")
    absent += ("gnome-keyring-daemon", "dbus-run-session")
    assert lacking(*absent) == []
    assert system_packages.packages(lacking(*absent, testing=True)) == [
        "dbus",
        "gnome-keyring",
        "libasound2-plugins",
        "pulseaudio",
        "pulseaudio-utils",
        "strace",
        "x11-xserver-utils",
        "xvfb",
    ]


def test_qt_stops_the_window_only() -> None:
    missing = lacking("libEGL.so.1", "libportaudio.so.2", "font ja")
    assert bootstrap.fatal(missing, ["setup"]) == []
    assert [need.name for need in bootstrap.fatal(missing, ["setup", "window"])] == ["libEGL.so.1"]


def test_a_package_for_several_languages_is_installed_once() -> None:
    assert system_packages.packages(lacking("font ja", "font ko")) == ["fonts-noto-cjk"]


needs_fontconfig = pytest.mark.skipif(shutil.which("fc-list") is None, reason="fontconfig")


@needs_fontconfig
@pytest.mark.parametrize("lister", [True, False])
def test_fonts_are_looked_for_by_the_letters_they_have(
    monkeypatch: pytest.MonkeyPatch, lister: bool
) -> None:
    if not lister:
        monkeypatch.setattr(system_packages.shutil, "which", lambda _name: None)
    for language, _, _ in system_packages.FONTS:
        assert system_packages.REAL.font(language), language


@needs_fontconfig
def test_a_language_without_a_font_is_found_out() -> None:
    # Cuneiform: none of the packages has it.
    assert system_packages.REAL.font("akk") is False


def test_venv_stops_the_set_up() -> None:
    assert [need.package for need in bootstrap.fatal(lacking("ensurepip"), ["setup"])] == [VENV]


def test_apt_neither_asks_nor_removes() -> None:
    commands = system_packages.apt_commands(["sudo", "-n"], ["libegl1"])
    for command in commands.values():
        assert command[:4] == ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    assert "--yes" in commands["install"]
    assert "--no-remove" in commands["install"]
    assert commands["install"][-1] == "libegl1"


def test_the_line_to_paste() -> None:
    assert system_packages.one_line(["a", "b"]) == (
        "sudo apt-get update && sudo apt-get install --yes a b"
    )


@pytest.fixture
def linux_without_egl(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_packages, "REAL", probes("libEGL.so.1"))
    monkeypatch.setattr(system_packages, "apt_rights", lambda: None)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _name: "/usr/bin/apt-get")
    return monkeypatch


@pytest.mark.usefixtures("linux_without_egl")
def test_without_the_right_to_install_the_line_is_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bootstrap.prepare_system(["setup"], testing=False)
    assert "sudo apt-get install --yes libegl1" in capsys.readouterr().err
    with pytest.raises(bootstrap.SetupError, match="system_stop"):
        bootstrap.prepare_system(["setup", "window"], testing=False)


def test_another_distribution_is_told_the_names(
    linux_without_egl: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    linux_without_egl.setattr(bootstrap.shutil, "which", lambda _name: None)
    bootstrap.prepare_system(["setup"], testing=False)
    told = capsys.readouterr().err
    assert "libEGL.so.1" in told
    assert "apt" not in told


def test_windows_is_left_alone(
    linux_without_egl: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    linux_without_egl.setattr(sys, "platform", "win32")
    bootstrap.prepare_system(["setup", "window"], testing=True)
    assert capsys.readouterr().err == ""
