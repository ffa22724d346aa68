"""The package store: putting in, replacing, taking out, and what ships."""

from __future__ import annotations

import errno
import os
import shutil
import string
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import packages as tiny
import pytest
from packages import leftovers, refusal

from voice_counter import paths
from voice_counter.errors import TranslationError
from voice_counter.models.locking import exclusive
from voice_counter.texts import catalogue
from voice_counter.translation import packages, unpack
from voice_counter.translation.packages import PackageStore

PREFIX = "error.translation."


@pytest.fixture
def store(tmp_path: Path) -> PackageStore:
    (tmp_path / "shipped").mkdir()
    return PackageStore(tmp_path / "日本語フォルダ" / "root", tmp_path / "shipped")


@pytest.fixture
def spare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a store unpacks that cannot write to its root."""
    packages._spare_root.cache_clear()
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    yield tmp_path / "tmp"
    packages._spare_root.cache_clear()


# --- what is accepted ---------------------------------------------------------------------------


def test_a_package_is_installed(store: PackageStore, tmp_path: Path) -> None:
    package = store.install(tiny.package(tmp_path / "日本語" / "パッケージ.argosmodel"))
    assert package.folder == store.root / "installed" / "ja_en"
    assert store.packages() == (package,)
    assert store.faults == {}
    assert (package.source, package.target, package.shipped) == ("ja", "en", False)
    for name, content in tiny.files().items():
        assert (package.folder / name).read_bytes() == content
    assert leftovers(store) == []


def test_what_is_not_needed_stays_in_the_zip(store: PackageStore, tmp_path: Path) -> None:
    extra = dict.fromkeys(["stanza/ja/x.pt", "minisbd/ja.onnx", "spacy/senter/cfg"], b"x")
    extra["README.md"] = b"CC BY 4.0"
    path = tiny.write_zip(tmp_path / "a.argosmodel", {**tiny.files(), **extra})
    folder = store.install(path).folder
    assert sorted(p.name for p in folder.iterdir()) == [
        "README.md",
        "metadata.json",
        "model",
        "sentencepiece.model",
        "sha256.json",
    ]


def test_folder_entries_and_a_bpe_model_will_do(store: PackageStore, tmp_path: Path) -> None:
    members = {**tiny.files()}
    members["bpe.model"] = members.pop("sentencepiece.model")
    path = tiny.write_zip(tmp_path / "a.argosmodel", {"": b"", "model/": b"", **members})
    assert store.install(path).version == "1.1"


def test_a_new_version_replaces_the_old(store: PackageStore, tmp_path: Path) -> None:
    store.install(tiny.package(tmp_path / "a.argosmodel"))
    newer = tiny.metadata(package_version="1.2")
    store.install(tiny.package(tmp_path / "b.argosmodel", metadata=newer))
    assert [package.version for package in store.packages()] == ["1.2"]
    assert leftovers(store) == []


def test_pairs_are_listed_side_by_side(store: PackageStore, tmp_path: Path) -> None:
    store.install(tiny.package(tmp_path / "a.argosmodel"))
    chinese = tiny.metadata(to_code="zh")
    store.install(tiny.package(tmp_path / "b.argosmodel", metadata=chinese))
    assert [package.target for package in store.packages()] == ["en", "zh-Hans"]


def test_no_folder_no_packages(tmp_path: Path) -> None:
    assert PackageStore(tmp_path / "a", tmp_path / "b").packages() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_one_does_not_keep_the_others_away(store: PackageStore, tmp_path: Path) -> None:
    home = store.install(tiny.package(tmp_path / "a.argosmodel")).folder
    store.install(tiny.package(tmp_path / "b.argosmodel", metadata=tiny.metadata(to_code="fr")))
    (home / "metadata.json").write_bytes(b"{")
    assert [package.target for package in store.packages()] == ["fr"]
    assert store.faults[home].key == f"{PREFIX}package_metadata"
    store.remove("ja", "en")
    store.packages()
    assert store.faults == {}


# --- faults while writing -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EACCES, "read_only"),
        (errno.EIO, "write_failed"),
    ],
)
def test_a_fault_while_writing_keeps_the_old(
    store: PackageStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, key: str
) -> None:
    store.install(tiny.package(tmp_path / "a.argosmodel"))

    def fail(_: IO[bytes], __: bytes) -> None:
        raise OSError(number, "fault")

    monkeypatch.setattr(unpack, "write_all", fail)
    newer = tiny.package(tmp_path / "b.argosmodel", metadata=tiny.metadata(package_version="2"))
    assert refusal(store, newer) == key
    assert [package.version for package in store.packages()] == ["1.1"]


def test_a_bad_package_keeps_the_old(store: PackageStore, tmp_path: Path) -> None:
    store.install(tiny.package(tmp_path / "a.argosmodel"))
    assert refusal(store, tiny.package(tmp_path / "b", model_bin=b"x")) == "package_model"
    assert [package.version for package in store.packages()] == ["1.1"]


def test_a_failing_rename_brings_the_old_back(
    store: PackageStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.install(tiny.package(tmp_path / "a.argosmodel"))
    rename = Path.replace

    def fail_into_place(path: Path, target: Path) -> Path:
        if path.name == "package":
            raise PermissionError(errno.EACCES, "in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", fail_into_place)
    newer = tiny.package(tmp_path / "b.argosmodel", metadata=tiny.metadata(package_version="2"))
    assert refusal(store, newer) == "read_only"
    assert [package.version for package in store.packages()] == ["1.1"]


def test_a_pair_that_another_process_changes_is_busy(store: PackageStore, tmp_path: Path) -> None:
    path = tiny.package(tmp_path / "a.argosmodel")
    (store.root / ".incoming").mkdir(parents=True)
    with exclusive(store.root / ".incoming" / "ja_en.lock", "ja_en"):
        assert refusal(store, path) == "busy"


def test_what_a_killed_process_left_is_cleared_away(store: PackageStore, tmp_path: Path) -> None:
    old, young = store.root / ".incoming" / "old", store.root / ".incoming" / "young"
    for folder in (old, young):
        folder.mkdir(parents=True)
    os.utime(old, (time.time() - 90_000,) * 2)
    store.install(tiny.package(tmp_path / "a.argosmodel"))
    assert leftovers(store) == [young]


# --- removing -----------------------------------------------------------------------------------


def test_a_package_is_removed(store: PackageStore, tmp_path: Path) -> None:
    store.install(tiny.package(tmp_path / "a.argosmodel"))
    store.remove("ja", "en")
    assert store.packages() == ()
    assert leftovers(store) == []


@pytest.mark.parametrize("pair", [("ja", "en"), ("..", "en"), ("../installed/ja", "en")])
def test_what_is_not_there_cannot_be_removed(store: PackageStore, pair: tuple[str, str]) -> None:
    with pytest.raises(TranslationError, match="remove_absent"):
        store.remove(*pair)


# --- what ships ---------------------------------------------------------------------------------


def test_what_ships_is_there_without_doing_anything(store: PackageStore) -> None:
    tiny.package(store.shipped / "ja_en.argosmodel")
    (package,) = store.packages()
    assert package.shipped
    assert package.folder.is_relative_to(store.root / "shipped")
    before = package.folder.stat().st_ino
    assert store.packages() == (package,)
    assert package.folder.stat().st_ino == before
    assert leftovers(store) == []
    with pytest.raises(TranslationError, match="remove_shipped"):
        store.remove("ja", "en")


def test_the_users_own_come_first(store: PackageStore, tmp_path: Path) -> None:
    tiny.package(store.shipped / "ja_en.argosmodel")
    tiny.package(store.shipped / "ja_ar.argosmodel", metadata=tiny.metadata(to_code="ar"))
    store.install(tiny.package(tmp_path / "a.argosmodel"))
    found = [(package.target, package.shipped) for package in store.packages()]
    assert found == [("ar", True), ("en", False), ("en", True)]
    store.remove("ja", "en")
    assert [package.shipped for package in store.packages()] == [True, True]


def test_what_ships_anew_is_unpacked_anew(store: PackageStore) -> None:
    path = tiny.package(store.shipped / "a.argosmodel")
    (old,) = store.packages()
    tiny.package(path, metadata=tiny.metadata(package_version="1.2"))
    (new,) = store.packages()
    assert (new.version, old.folder.exists()) == ("1.2", False)


def test_what_was_damaged_since_is_unpacked_again(store: PackageStore) -> None:
    tiny.package(store.shipped / "a.argosmodel")
    (package,) = store.packages()
    model = package.folder / "model" / "model.bin"
    model.write_bytes(model.read_bytes()[:-1])
    assert store.packages() == (package,)
    assert model.read_bytes() == tiny.files()["model/model.bin"]


def test_a_bad_one_that_ships_is_passed_over(store: PackageStore) -> None:
    bad = tiny.package(store.shipped / "a.argosmodel", model_bin=b"x")
    tiny.package(store.shipped / "b.argosmodel")
    assert len(store.packages()) == 1
    assert store.faults[bad].key == f"{PREFIX}package_model"
    assert store.faults[bad].values["path"] == bad


def test_where_root_cannot_be_written_a_temporary_folder_serves(
    tmp_path: Path, spare: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = PackageStore(tmp_path / "file" / "root", tmp_path / "shipped")
    tiny.package(store.shipped / "a.argosmodel")
    (package,) = store.packages()
    assert package.folder.is_relative_to(spare)
    assert store.faults == {}
    assert PackageStore(store.root, store.shipped).packages() == (package,)
    shutil.rmtree(spare)
    packages._spare_root.cache_clear()
    assert store.packages() == ()
    assert [fault.key for fault in store.faults.values()] == [f"{PREFIX}write_failed"]


def test_two_processes_unpack_at_once(store: PackageStore) -> None:
    tiny.package(store.shipped / "a.argosmodel")
    program = (
        "import sys; from pathlib import Path\n"
        "from voice_counter.translation.packages import PackageStore\n"
        "store = PackageStore(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "sys.stdin.readline()\n"
        "(package,) = store.packages()\n"
        "assert not store.faults; print(package.folder.name)\n"
    )
    command = [sys.executable, "-c", program, str(store.root), str(store.shipped)]
    pipe = subprocess.PIPE
    running = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    names = {process.communicate(timeout=60)[0] for process in running}
    assert [process.returncode for process in running] == [0, 0]
    assert len(names) == 1
    assert len(list((store.root / "shipped").iterdir())) == 1
    assert leftovers(store) == []


def test_who_comes_second_takes_the_firsts(
    store: PackageStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.package(store.shipped / "a.argosmodel")
    tried = packages._tried
    inodes = []

    def overtaken(path: Path, folder: Path, shipped: bool) -> packages.Package:
        monkeypatch.setattr(packages, "_tried", tried)
        (first,) = PackageStore(store.root, store.shipped).packages()
        inodes.append(first.folder.stat().st_ino)
        return tried(path, folder, shipped)

    monkeypatch.setattr(packages, "_tried", overtaken)
    (second,) = store.packages()
    assert [second.folder.stat().st_ino] == inodes
    assert leftovers(store) == []


# --- places and texts ---------------------------------------------------------------------------


def test_the_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("VOICE_COUNTER_TRANSLATION", raising=False)
    assert paths.translation_packages().name == "translation"
    monkeypatch.setenv("VOICE_COUNTER_TRANSLATION", str(tmp_path))
    assert paths.translation_packages() == tmp_path
    assert paths.starter_packages() == paths.registry().parent


def test_japanese_and_english_match() -> None:
    def fields(language: str) -> dict[str, set[str]]:
        return {
            key: {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for key, text in catalogue(language).items()
            if key.startswith(PREFIX)
        }

    assert fields("ja") == fields("en")
    assert len(fields("ja")) > 20
