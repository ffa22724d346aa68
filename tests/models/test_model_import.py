"""Importing from a USB stick: folders and zip files, sound and otherwise."""

from __future__ import annotations

import errno
import io
import zipfile
from pathlib import Path
from typing import IO

import pytest
from small_models import CONTENT, OTHER, make_spec, write_model

from voice_counter.errors import ModelError
from voice_counter.models.bundle import Bundle, Entry
from voice_counter.models.store import ModelStore


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _fault(store: ModelStore, path: Path) -> ModelError:
    with pytest.raises(ModelError) as caught:
        store.import_from(path)
    assert not list(store.root.glob("[!.]*")) or store.status("good").state == "ready"
    return caught.value


def _leftovers(store: ModelStore) -> list[Path]:
    return [path for path in store.root.glob(".incoming/*") if path.suffix != ".lock"]


def test_a_folder_is_recognised_by_its_files(store: ModelStore, tmp_path: Path) -> None:
    stick = write_model(tmp_path / "stick" / "新しいフォルダー")
    (stick / "README.md").write_text("hello")
    assert store.import_from(stick) == ("good",)
    assert {p.name: p.read_bytes() for p in store.path("good").iterdir()} == CONTENT
    assert _leftovers(store) == []


def test_models_in_subfolders_are_all_found(store: ModelStore, tmp_path: Path) -> None:
    write_model(tmp_path / "stick" / "a")
    write_model(tmp_path / "stick" / "b", OTHER)
    assert sorted(store.import_from(tmp_path / "stick")) == ["good", "other"]
    assert (store.path("other") / "model.bin").read_bytes() == OTHER["model.bin"]
    assert (store.path("good") / "model.bin").read_bytes() == CONTENT["model.bin"]


@pytest.mark.parametrize("prefix", ["", "good/"])
def test_a_zip_is_imported(store: ModelStore, tmp_path: Path, prefix: str) -> None:
    members = {prefix + name: data for name, data in CONTENT.items()}
    assert store.import_from(_zip(tmp_path / "m.zip", members)) == ("good",)
    assert {p.name: p.read_bytes() for p in store.path("good").iterdir()} == CONTENT


def test_an_import_clears_an_interrupted_fetch_away(store: ModelStore, tmp_path: Path) -> None:
    store.staging("good").mkdir(parents=True)
    (store.staging("good") / "model.bin.part").write_bytes(b"half")
    store.import_from(write_model(tmp_path / "stick"))
    assert _leftovers(store) == []


def test_importing_again_leaves_the_sound_model_alone(store: ModelStore, tmp_path: Path) -> None:
    stick = write_model(tmp_path / "stick")
    store.import_from(stick)
    before = (store.root / "good" / "model.bin").stat().st_ino
    store.import_from(stick)
    assert (store.root / "good" / "model.bin").stat().st_ino == before


def test_an_import_mends_a_damaged_model(store: ModelStore, tmp_path: Path) -> None:
    write_model(store.root / "good", {**CONTENT, "model.bin": b"half"})
    store.import_from(write_model(tmp_path / "stick"))
    assert store.status("good").state == "ready"


def test_a_partial_copy_is_named(store: ModelStore, tmp_path: Path) -> None:
    stick = write_model(tmp_path / "stick", {**CONTENT, "model.bin": CONTENT["model.bin"][:-1]})
    fault = _fault(store, stick)
    assert fault.key == "error.model.import_size"
    assert fault.values["path"] == str(stick / "model.bin")


def test_an_altered_copy_is_named(store: ModelStore, tmp_path: Path) -> None:
    altered = bytes([CONTENT["model.bin"][0] ^ 1]) + CONTENT["model.bin"][1:]
    stick = write_model(tmp_path / "stick", {**CONTENT, "model.bin": altered})
    fault = _fault(store, stick)
    assert fault.key == "error.model.import_altered"
    assert fault.values["path"] == str(stick / "model.bin")
    assert _leftovers(store) == []


def test_a_file_that_is_not_there_is_named(store: ModelStore, tmp_path: Path) -> None:
    stick = write_model(tmp_path / "stick")
    (stick / "tokenizer.json").unlink()
    fault = _fault(store, stick)
    assert fault.key == "error.model.import_missing"
    assert fault.values["file"] == "tokenizer.json"


def test_one_bad_model_of_two_imports_neither(store: ModelStore, tmp_path: Path) -> None:
    write_model(tmp_path / "stick" / "a")
    write_model(tmp_path / "stick" / "b", {**OTHER, "model.bin": b"half"})
    assert _fault(store, tmp_path / "stick").key == "error.model.import_size"
    assert not (store.root / "good").exists()


def test_shared_files_alone_follow_the_folders_name(store: ModelStore, tmp_path: Path) -> None:
    shared = {"tokenizer.json": CONTENT["tokenizer.json"]}
    fault = _fault(store, write_model(tmp_path / "some-other", shared))
    assert (fault.key, fault.values["model"]) == ("error.model.import_missing", "other")


def test_a_bad_copy_does_not_replace_a_good_model(store: ModelStore, tmp_path: Path) -> None:
    store.import_from(write_model(tmp_path / "sound"))
    stick = write_model(tmp_path / "stick", {**CONTENT, "config.json": b'{"sound": fals}'})
    assert _fault(store, stick).key == "error.model.import_altered"
    assert store.status("good").state == "ready"


@pytest.mark.parametrize("name", ["../good/config.json", "/etc/config.json", "C:/config.json"])
def test_a_zip_that_points_outside_is_refused(store: ModelStore, tmp_path: Path, name: str) -> None:
    fault = _fault(store, _zip(tmp_path / "m.zip", {**CONTENT, name: b"x"}))
    assert fault.key == "error.model.import_unsafe"
    assert fault.values["member"] == name


def test_a_zip_bomb_writes_no_more_than_is_registered(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _zip(tmp_path / "m.zip", {**CONTENT, "model.bin": bytes(5_000_000)})
    assert _fault(store, path).key == "error.model.import_size"
    # The same, with a directory that states the registered size.
    written = 0

    def count(file: IO[bytes], block: bytes) -> None:
        nonlocal written
        written += len(block)
        file.write(block)

    monkeypatch.setattr("voice_counter.models.bundle.write_all", count)
    size = len(CONTENT["model.bin"])
    honest, lying = (5_000_000).to_bytes(4, "little"), size.to_bytes(4, "little")
    data = path.read_bytes()
    assert honest in data
    path.write_bytes(data.replace(honest, lying))
    fault = _fault(store, path)
    assert fault.key in {"error.model.import_altered", "error.model.import_unreadable"}
    assert written <= sum(map(len, CONTENT.values()))


def test_a_file_that_grows_meanwhile_writes_no_more(store: ModelStore, tmp_path: Path) -> None:
    size = len(CONTENT["model.bin"])
    sound = {
        name: Entry(len(data), name, lambda data=data: io.BytesIO(data))
        for name, data in CONTENT.items()
    }
    growing = Entry(size, "model.bin", lambda: io.BytesIO(bytes(size * 20)))
    bundle = Bundle("good", "stick", {**sound, "model.bin": growing})
    with pytest.raises(ModelError, match="import_altered"):
        bundle.copy(store.spec("good"), tmp_path)
    assert (tmp_path / "model.bin").stat().st_size == size


def test_a_cut_off_zip_is_refused(store: ModelStore, tmp_path: Path) -> None:
    path = _zip(tmp_path / "m.zip", CONTENT)
    path.write_bytes(path.read_bytes()[:-100])
    assert _fault(store, path).key == "error.model.import_unreadable"


def test_a_zip_with_a_damaged_member_is_refused(store: ModelStore, tmp_path: Path) -> None:
    path = _zip(tmp_path / "m.zip", CONTENT)
    data = bytearray(path.read_bytes())
    data[100_000:100_004] = b"\0\0\0\0"
    path.write_bytes(data)
    assert _fault(store, path).key == "error.model.import_unreadable"
    assert _leftovers(store) == []


def test_an_encrypted_zip_is_refused(store: ModelStore, tmp_path: Path) -> None:
    path = _zip(tmp_path / "m.zip", CONTENT)
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    path.write_bytes(data)
    assert _fault(store, path).key == "error.model.import_encrypted"


def test_other_things_are_refused(store: ModelStore, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    (tmp_path / "notes.txt").write_text("x")
    assert _fault(store, tmp_path / "photos").key == "error.model.import_unknown"
    assert _fault(store, tmp_path / "notes.txt").key == "error.model.import_unreadable"
    assert _fault(store, tmp_path / "nowhere").key == "error.model.import_absent"


def test_a_disk_that_fills_up(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(_: IO[bytes], __: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("voice_counter.models.bundle.write_all", fill)
    assert _fault(store, write_model(tmp_path / "stick")).key == "error.model.disk_full"
    assert _leftovers(store) == []


def test_a_read_only_store_says_so(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = write_model(tmp_path / "stick")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert _fault(store, stick).key == "error.model.read_only"


def test_the_registered_size_is_what_counts(store: ModelStore) -> None:
    # The helpers' own figures, so that the tests above compare with something true.
    assert store.spec("good").size == sum(map(len, CONTENT.values()))
    assert make_spec("x", CONTENT).files == store.spec("good").files
