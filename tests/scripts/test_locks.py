from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from scripts import bootstrap, lock, python_version, wheels

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


def many(first: int, last: int) -> str:
    return "".join(PIN.replace("one", f"p{number}") for number in range(first, last))


def test_a_lock_is_cut_into_parts_and_nothing_is_lost(tmp_path: Path) -> None:
    cut = wheels.unfetched("# comment\n" + many(0, 12), tmp_path / "absent")
    assert [len(part) for part in cut] == [5, 5, 2]
    assert "".join(block for part in cut for block in part) == many(0, 12)
    assert wheels.listing(cut[2], tmp_path).read_text(encoding="utf-8") == many(10, 12)


def test_what_was_fetched_is_not_fetched_again(tmp_path: Path) -> None:
    cut = wheels.unfetched(many(0, 12), tmp_path)
    wheels.record(cut[0], tmp_path)
    wheels.record(cut[2], tmp_path)
    assert wheels.unfetched(many(0, 12), tmp_path) == [cut[1]]
    wheels.forget(tmp_path)
    assert wheels.unfetched(many(0, 12), tmp_path) == cut


def test_what_the_tests_fetched_counts_for_the_application(tmp_path: Path) -> None:
    for part in wheels.unfetched(content("test"), tmp_path):
        wheels.record(part, tmp_path)
    assert wheels.unfetched(content("app"), tmp_path) == []


def test_another_python_fetches_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = wheels.unfetched(many(0, 3), tmp_path)
    wheels.record(cut[0], tmp_path)
    monkeypatch.setattr(wheels.platform, "machine", lambda: "other")
    assert wheels.unfetched(many(0, 3), tmp_path) == cut


def test_files_of_an_older_lock_are_removed(tmp_path: Path) -> None:
    (tmp_path / "old.whl").write_bytes(b"old")
    (tmp_path / "kept.whl").write_bytes(b"kept")
    digest = hashlib.sha256(b"kept").hexdigest()
    wheels.prune(tmp_path, [PIN, PIN.replace("0" * 64, digest)])
    assert [file.name for file in tmp_path.iterdir()] == ["kept.whl"]


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
