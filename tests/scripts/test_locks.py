from __future__ import annotations

import re
import tomllib
from pathlib import Path

import bootstrap
import lock
import pytest
import python_version
import wheels

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("app", "test", "voices")
PIN = "one==1.0 \\\n    --hash=sha256:" + "0" * 64 + "\n"


def content(name: str) -> str:
    return bootstrap.lock_file(name).read_text(encoding="utf-8")


def pins(name: str) -> set[str]:
    """The pins of a lock with their markers, without hashes."""
    return {block.splitlines()[0] for block in wheels.requirements(content(name))}


def wanted(extra: str = "") -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = list(project["project"]["dependencies"]) + project["build-system"]["requires"]
    if extra:
        listed += project["project"]["optional-dependencies"][extra]
    return {re.split(r"[^\w.-]", name)[0].lower().replace("_", "-") for name in listed}


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_holds_pins_with_hashes_and_nothing_else(name: str) -> None:
    assert lock.faults(content(name)) == []
    assert all("--hash=sha256:" in block for block in wheels.requirements(content(name)))


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_names_no_host_and_no_folder(name: str) -> None:
    assert "/" not in content(name).replace("scripts/lock.py", "")


@pytest.mark.parametrize(("name", "extra"), [("app", ""), ("test", "test"), ("voices", "voices")])
def test_a_lock_holds_every_direct_dependency(name: str, extra: str) -> None:
    assert wanted(extra) <= {pin.split("==")[0] for pin in pins(name)}


def test_the_application_and_its_tests_share_their_pins() -> None:
    assert pins("app") <= pins("test")


@pytest.mark.parametrize(
    "text",
    [
        "one==1.0\n",
        "one>=1.0 \\\n    --hash=sha256:" + "0" * 64 + "\n",
        "--index-url https://example.org/simple\n" + PIN,
        "one @ file:///opt/one.whl \\\n    --hash=sha256:" + "0" * 64 + "\n",
        PIN + "--find-links /opt/wheels\n",
        "one==1.0 \\\n",
    ],
)
def test_faults_are_seen(text: str) -> None:
    assert lock.faults(PIN) == []
    assert lock.faults(text) != []


def test_a_lock_is_cut_into_parts_and_nothing_is_lost() -> None:
    text = "# comment\n" + "".join(PIN.replace("one", f"p{number}") for number in range(7))
    cut = wheels.parts(text, 3)
    assert [piece.count("==") for piece in cut] == [3, 3, 1]
    assert "# comment\n" + "".join(cut) == text


def test_fetched_parts_are_not_fetched_again(tmp_path: Path) -> None:
    text = "".join(PIN.replace("one", f"p{number}") for number in range(12))
    seen = []
    for number, count, listed, mark in wheels.unfetched(text, tmp_path):
        seen.append((number, count, listed.read_text().count("==")))
        if number != 2:
            mark.touch()
    assert seen == [(1, 3, 5), (2, 3, 5), (3, 3, 2)]
    assert [number for number, *_ in wheels.unfetched(text, tmp_path)] == [2]


def test_files_of_an_older_lock_are_removed(tmp_path: Path) -> None:
    (tmp_path / "old.whl").write_bytes(b"old")
    (tmp_path / "kept.whl").write_bytes(b"")
    (tmp_path / "old.done").touch()
    text = PIN.replace("0" * 64, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    for *_, mark in wheels.unfetched(text, tmp_path):
        mark.touch()
    wheels.prune(tmp_path, [text])
    assert {file.suffix for file in tmp_path.iterdir()} == {".whl", ".done"}
    assert not (tmp_path / "old.whl").exists()
    assert not (tmp_path / "old.done").exists()
    assert list(wheels.unfetched(text, tmp_path)) == []


def test_pip_is_called_with_hashes_and_installs_without_an_index() -> None:
    fetch = wheels.fetch_command(Path("py"), Path("part.txt"), Path("w"))
    install = wheels.install_command(Path("py"), Path("app.txt"), Path("w"))
    register = wheels.register_command(Path("py"), Path("root"))
    assert "--require-hashes" in fetch
    assert "--require-hashes" in install
    assert "--no-index" not in fetch
    assert "--no-index" in install
    assert "--no-index" in register
    assert not any("://" in word for word in [*fetch, *install, *register])


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 15, 0)])
def test_an_unfit_python_is_told_which_is_needed(version: tuple[int, int, int]) -> None:
    told = python_version.complaint(version)
    assert "Python 3.11-3.14 が必要です" in told
    assert ".".join(map(str, version)) in told


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 2)])
def test_a_fit_python_is_told_nothing(version: tuple[int, int, int]) -> None:
    assert python_version.complaint(version) == ""
