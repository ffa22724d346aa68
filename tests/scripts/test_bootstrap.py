from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from scripts import bootstrap

STAMPED = {"app": "1", "project": "2"}


def make_venv(folder: Path, version: str = "3.12.4", home: Path | None = None) -> Path:
    venv = folder / ".venv"
    for interpreter in ("bin/python", "Scripts/python.exe"):
        (venv / interpreter).parent.mkdir(parents=True, exist_ok=True)
        (venv / interpreter).touch()
    (venv / "pyvenv.cfg").write_text(f"home = {home or folder}\nversion = {version}\n")
    bootstrap.write_stamp(STAMPED, venv)
    return venv


def fits(venv: Path) -> bool:
    return bootstrap.venv_fits(venv, (3, 12), windows=False)


def test_a_finished_venv_of_this_python_fits(tmp_path: Path) -> None:
    assert fits(make_venv(tmp_path))


def test_no_venv_does_not_fit(tmp_path: Path) -> None:
    assert not fits(tmp_path / ".venv")


def test_a_venv_of_another_python_does_not_fit(tmp_path: Path) -> None:
    assert not fits(make_venv(tmp_path, version="3.11.9"))


def test_a_venv_whose_python_is_gone_does_not_fit(tmp_path: Path) -> None:
    assert not fits(make_venv(tmp_path, home=tmp_path / "removed"))


def test_a_venv_without_interpreter_does_not_fit(tmp_path: Path) -> None:
    venv = make_venv(tmp_path)
    (venv / "bin" / "python").unlink()
    assert not fits(venv)


@pytest.mark.parametrize("content", ["", "{", "null", "{}"])
def test_an_unfinished_venv_does_not_fit(tmp_path: Path, content: str) -> None:
    venv = make_venv(tmp_path)
    (venv / bootstrap.STAMP).write_text(content)
    assert bootstrap.read_stamp(venv) == {}
    assert not fits(venv)


def test_the_stamp_is_read_back(tmp_path: Path) -> None:
    bootstrap.write_stamp(STAMPED, tmp_path)
    assert bootstrap.read_stamp(tmp_path) == STAMPED
    assert [file.name for file in tmp_path.iterdir()] == [bootstrap.STAMP]
    assert json.loads((tmp_path / bootstrap.STAMP).read_text()) == STAMPED


def test_the_interpreter_of_each_system() -> None:
    venv = Path("v")
    assert bootstrap.venv_python(venv, windows=True) == venv / "Scripts" / "python.exe"
    assert bootstrap.venv_python(venv, windows=False) == venv / "bin" / "python"


def test_a_fingerprint_changes_with_a_file_and_with_a_text(tmp_path: Path) -> None:
    file = tmp_path / "lock.txt"
    file.write_text("one")
    first = bootstrap.fingerprint(file, "root")
    assert bootstrap.fingerprint(file, "root") == first
    assert bootstrap.fingerprint(file, "elsewhere") != first
    file.write_text("two")
    assert bootstrap.fingerprint(file, "root") != first
    assert bootstrap.fingerprint("a", "b") != bootstrap.fingerprint("ab", "")


@pytest.mark.parametrize(
    "args",
    [[], ["window"], ["caption", "meeting.flac"], ["caption", "--lang", "ja", "meeting.flac"]],
)
def test_work_with_the_default_model_fetches_it(args: list[str]) -> None:
    assert bootstrap.wants_models(args)


@pytest.mark.parametrize(
    "args",
    [
        ["--help"],
        ["--version"],
        ["models", "import", "/media/usb"],
        ["microphones"],
        ["caption", "--help"],
        ["caption", "--model", "tiny", "meeting.flac"],
        ["caption", "--model=tiny", "meeting.flac"],
    ],
)
def test_everything_else_starts_without_a_download(args: list[str]) -> None:
    assert not bootstrap.wants_models(args)


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A project in a folder of its own, whose commands are recorded instead of run."""
    for name in ("pyproject.toml", "scripts/lock/app.txt", "scripts/lock/test.txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{Path(name).stem}-package==1 \\\n    --hash=sha256:0\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "WHEELS", tmp_path / "build" / "wheels")
    monkeypatch.setattr(bootstrap, "venv_python", lambda *_args, **_named: Path(sys.executable))
    called: list[list[str]] = []

    def call(command: list[object], **_extra: str) -> bool:
        words = [str(word) for word in command]
        called.append(words)
        if "--clear" in words:
            make_venv(tmp_path, "{}.{}.0".format(*sys.version_info[:2]))
            (tmp_path / ".venv" / bootstrap.STAMP).unlink()
        return True

    monkeypatch.setattr(bootstrap, "call", call)
    return called


def steps(called: list[list[str]]) -> list[str]:
    return [
        "venv"
        if "--clear" in words
        else "register"
        if "--editable" in words
        else "fetch"
        if "download" in words
        else "install"
        for words in called
    ]


def test_the_first_start_does_everything_and_the_second_nothing(
    prepared: list[list[str]],
) -> None:
    bootstrap.prepare("app")
    assert steps(prepared) == ["venv", "fetch", "install", "register"]
    prepared.clear()
    bootstrap.prepare("app")
    assert prepared == []


def test_what_the_tests_installed_serves_the_application(prepared: list[list[str]]) -> None:
    bootstrap.prepare("test")
    prepared.clear()
    bootstrap.prepare("app")
    bootstrap.prepare("test")
    assert prepared == []


def test_the_tests_add_their_packages_to_the_applications(prepared: list[list[str]]) -> None:
    bootstrap.prepare("app")
    prepared.clear()
    bootstrap.prepare("test")
    assert steps(prepared) == ["fetch", "install", "register"]


def test_a_changed_lock_is_installed_anew(prepared: list[list[str]]) -> None:
    bootstrap.prepare("app")
    prepared.clear()
    bootstrap.lock_file("app").write_text("other==2 \\\n    --hash=sha256:1\n")
    bootstrap.prepare("app")
    assert steps(prepared) == ["fetch", "install", "register"]


def test_a_changed_project_is_registered_anew(prepared: list[list[str]]) -> None:
    bootstrap.prepare("app")
    prepared.clear()
    (bootstrap.ROOT / "pyproject.toml").write_text("changed")
    bootstrap.prepare("app")
    assert steps(prepared) == ["register"]


def test_an_interrupted_installation_goes_on_without_fetching_again(
    prepared: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = bootstrap.call

    def interrupting(command: list[str | Path], **extra: str) -> bool:
        if recording(command, **extra) and "--no-index" in command:
            raise KeyboardInterrupt
        return True

    monkeypatch.setattr(bootstrap, "call", interrupting)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.prepare("app")
    prepared.clear()
    monkeypatch.setattr(bootstrap, "call", recording)
    bootstrap.prepare("app")
    assert steps(prepared) == ["venv", "install", "register"]


def test_a_failed_installation_trusts_no_fetched_file(
    prepared: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = bootstrap.call
    monkeypatch.setattr(
        bootstrap,
        "call",
        lambda command, **extra: recording(command, **extra) and "--find-links" not in command,
    )
    with pytest.raises(bootstrap.SetupError, match="packages_failed"):
        bootstrap.prepare("app")
    prepared.clear()
    monkeypatch.setattr(bootstrap, "call", recording)
    bootstrap.prepare("app")
    assert steps(prepared) == ["venv", "fetch", "install", "register"]


def test_ctrl_c_ends_with_one_line_and_130(capsys: pytest.CaptureFixture[str]) -> None:
    def work(_args: list[str]) -> int:
        raise KeyboardInterrupt

    assert bootstrap.guarded(work, []) == 130
    assert "中断しました" in capsys.readouterr().err


def test_a_stopped_set_up_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    def work(_args: list[str]) -> int:
        raise bootstrap.SetupError("system_stop")

    assert bootstrap.guarded(work, []) == 1
    told = capsys.readouterr()
    assert "続けられません" in told.err
    assert told.out == ""


def test_a_child_that_saw_ctrl_c_first_interrupts_the_set_up() -> None:
    with pytest.raises(KeyboardInterrupt):
        bootstrap.call([sys.executable, "-c", "raise SystemExit(130)"])
    assert bootstrap.call([sys.executable, "-c", ""])
    assert not bootstrap.call([sys.executable, "-c", "raise SystemExit(1)"])


def test_every_text_is_in_both_languages() -> None:
    for key, (japanese, english) in bootstrap.TEXTS.items():
        assert not japanese.isascii(), key
        assert english.isascii(), key
