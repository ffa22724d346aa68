"""A bundle for another system has that system's wheels, and nothing of this one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from scripts import make_bundle
from scripts.bundle import contents
from scripts.bundle.target import PLATFORMS, PYTHONS, Target
from voice_counter.errors import ModelError
from voice_counter.models.store import ModelStore
from voice_counter.signed.manifest import check_paths

LOCK = make_bundle.LOCK.read_text(encoding="utf-8")
LINUX, WINDOWS = PLATFORMS["linux"], PLATFORMS["windows"]


def names(target: Target) -> set[str]:
    return {block.split("==")[0] for block in target.requirements(LOCK)}


@pytest.mark.parametrize("python", PYTHONS)
def test_markers_are_those_of_the_target(python: str) -> None:
    windows, linux = names(Target(WINDOWS, python)), names(Target(LINUX, python))
    assert windows - linux == {"colorama", "psutil", "pywin32-ctypes"}
    assert linux - windows == {"jeepney", "secretstorage"}
    assert "httpx2-jsfetch" not in windows | linux, "that is for browsers"


@pytest.mark.parametrize("platform", [LINUX, WINDOWS])
def test_one_release_of_each_package(platform: str) -> None:
    for python in PYTHONS:
        found = [block.split("==")[0] for block in Target(platform, python).requirements(LOCK)]
        assert len(found) == len(set(found)), python
    old, new = (Target(platform, python).requirements(LOCK) for python in ("3.11", "3.12"))
    assert {b.split(" ")[0] for b in old if b.startswith("numpy")} != {
        b.split(" ")[0] for b in new if b.startswith("numpy")
    }


def test_requirements_keep_their_hashes_and_lose_their_markers() -> None:
    for block in Target(WINDOWS, "3.12").requirements(LOCK):
        first, *hashes = block.splitlines()
        assert ";" not in first
        assert hashes
        assert all(line.startswith("    --hash=sha256:") for line in hashes)


FITS = [
    ("a-1-py3-none-any.whl", True, True),
    ("a-1-cp312-cp312-win_amd64.whl", True, False),
    ("a-1-cp37-abi3-win_amd64.whl", True, False),
    ("a-1-cp313-cp313-win_amd64.whl", False, False),
    ("a-1-cp312-cp312-win_arm64.whl", False, False),
    ("a-1-cp312-cp312-win32.whl", False, False),
    ("a-1-cp312-cp312-manylinux_2_28_x86_64.whl", False, True),
    ("a-1-cp310-abi3-manylinux_2_34_x86_64.whl", False, True),
    ("a-1-cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64.whl", False, True),
    ("a-1-cp312-cp312-manylinux_2_39_x86_64.whl", False, False),
    ("a-1-cp312-cp312-manylinux_2_28_aarch64.whl", False, False),
    ("a-1-cp312-cp312-musllinux_1_2_x86_64.whl", False, False),
    ("a-1-cp312-cp312-macosx_11_0_arm64.whl", False, False),
]


@pytest.mark.parametrize(("wheel", "windows", "linux"), FITS)
def test_which_wheels_fit(wheel: str, windows: bool, linux: bool) -> None:
    assert Target(WINDOWS, "3.12").fits(Path(wheel)) is windows
    assert Target(LINUX, "3.12").fits(Path(wheel)) is linux


def test_the_application_goes_along_and_nothing_else() -> None:
    files = contents.application()
    check_paths(files)
    for needed in (
        "install.py",
        "__main__.py",
        "app/install.py",
        "app/voice_counter/installer/command.py",
        "app/ui/main.qml",
        "app/ui/i18n/ja/installer.toml",
        "app/glossaries/certificates.csv",
        "app/models/registry.toml",
        "app/models/translate-ja_en-1_0.argosmodel",
        "app/scripts/system_packages.py",
    ):
        assert needed in files, needed
    for name, file in files.items():
        assert "__pycache__" not in name
        assert not name.startswith(("app/tests", "app/.venv", "app/build")), name
        assert file.is_file()


def wheel(folder: Path, name: str, *members: str) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            archive.writestr(member, "")
    return path


def test_foreign_wheels_and_files_are_found(tmp_path: Path) -> None:
    files = [*contents.application(), "parts/lock.txt", "parts/pip/pip-1.whl", "models/base/a"]
    pure = wheel(tmp_path, "pure-1-py3-none-any.whl", "pure.py", "launcher.exe")
    windows = wheel(tmp_path, "a-1-cp312-cp312-win_amd64.whl", "a.pyd", "b.dll")
    linux = wheel(tmp_path, "a-1-cp312-cp312-manylinux_2_28_x86_64.whl", "a.so")
    mixed = wheel(tmp_path, "b-1-cp312-cp312-win_amd64.whl", "b.so")
    arm = wheel(tmp_path, "c-1-cp312-cp312-manylinux_2_28_aarch64.whl")
    assert contents.faults(files, [pure, linux], LINUX) == []
    assert contents.faults([*files, "install.cmd"], [pure, windows], WINDOWS) == []
    assert contents.faults(files, [pure], WINDOWS) == ["lacks install.cmd"]
    for foreign in (linux, mixed):
        assert contents.faults([*files, "install.cmd"], [foreign], WINDOWS)
    for foreign in (windows, arm):
        assert contents.faults(files, [foreign], LINUX)
    assert len(contents.faults([], [], LINUX)) == 9


def test_what_windows_users_open_first() -> None:
    plain = contents.starters(WINDOWS, "0.1.0", {})
    assert "python.org" in plain["install.cmd"].decode()
    carried = contents.starters(
        WINDOWS, "0.1.0", contents.python_installer(Path("python-3.13.1-amd64.exe"))
    )
    command = carried["install.cmd"].decode()
    assert "python\\python-3.13.1-amd64.exe" in command
    assert 'py -3 "%~dp0install.py"' in command
    assert command.count("\r\n") == command.count("\n")
    assert "install.cmd" not in contents.starters(LINUX, "0.1.0", {})
    with pytest.raises(SystemExit):
        contents.python_installer(Path("setup.exe"))


def test_models_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        contents.models([], ModelStore(tmp_path))
    with pytest.raises(ModelError):
        contents.models(["none-such"], ModelStore(tmp_path))


def test_a_key_is_made_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = tmp_path / "a.key"
    assert make_bundle.main(["--new-key", str(key)]) == 0
    assert "fingerprint: " in capsys.readouterr().out
    assert make_bundle.main(["--new-key", str(key)]) == 8
    assert make_bundle.main(["--platform", "linux", "--key", str(tmp_path / "none")]) == 8
