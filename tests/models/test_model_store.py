"""What the store accepts, and how it names what it does not."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from small_models import CONTENT, write_model

from voice_counter.errors import ModelError
from voice_counter.models.store import ModelStore
from voice_counter.texts import explain


@pytest.fixture
def folder(store: ModelStore) -> Path:
    return write_model(store.root / "good")


def _fault(store: ModelStore, model_id: str = "good") -> ModelError:
    with pytest.raises(ModelError) as caught:
        store.path(model_id)
    return caught.value


def test_a_sound_model_has_a_path(store: ModelStore, folder: Path) -> None:
    assert store.path("good") == folder
    assert store.status("good").state == "ready"
    assert store.default_id == "good"


def test_an_unknown_id_lists_the_known_ones(store: ModelStore) -> None:
    fault = _fault(store, "../good")
    assert fault.key == "error.model.unknown"
    assert fault.values["available"] == "good, other"


def test_an_absent_model_says_how_to_get_it(store: ModelStore) -> None:
    fault = _fault(store)
    assert fault.key == "error.model.absent"
    assert "models fetch good" in explain(fault, "ja")
    assert "models import" in explain(fault, "en")
    assert store.status("good").state == "absent"


@pytest.mark.parametrize("name", sorted(CONTENT))
def test_a_missing_file_is_named(store: ModelStore, folder: Path, name: str) -> None:
    (folder / name).unlink()
    fault = _fault(store)
    assert (fault.key, fault.values["path"]) == ("error.model.file_missing", folder / name)


def test_a_partial_file_is_named(store: ModelStore, folder: Path) -> None:
    (folder / "model.bin").write_bytes(CONTENT["model.bin"][:-1])
    fault = _fault(store)
    assert (fault.key, fault.values["path"]) == ("error.model.file_size", folder / "model.bin")
    assert fault.values["actual"] == len(CONTENT["model.bin"]) - 1


def test_an_altered_file_is_seen_even_after_a_good_check(store: ModelStore, folder: Path) -> None:
    stamp = (folder / "model.bin").stat()
    assert store.path("good") == folder
    altered = CONTENT["model.bin"][:-1] + bytes([CONTENT["model.bin"][-1] ^ 1])
    (folder / "model.bin").write_bytes(altered)
    os.utime(folder / "model.bin", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    fault = _fault(store)
    assert (fault.key, fault.values["path"]) == ("error.model.file_altered", folder / "model.bin")
    status = store.status("good")
    assert status.state == "damaged"
    assert status.fault is not None
    assert status.fault.key == fault.key


def test_a_file_that_cannot_be_read_is_named(
    store: ModelStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> str:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr("voice_counter.models.integrity.sha256_of", refuse)
    fault = _fault(store)
    assert fault.key == "error.model.file_unreadable"
    assert fault.values["path"] == folder / "config.json"


def test_a_file_an_engine_would_read_must_be_registered(store: ModelStore, folder: Path) -> None:
    (folder / "memo.pdf").write_bytes(b"")
    (folder / ".DS_Store").write_bytes(b"")
    assert store.path("good") == folder
    (folder / "preprocessor_config.json").write_text("{}")
    fault = _fault(store)
    assert fault.key == "error.model.file_unexpected"
    assert fault.values["path"] == folder / "preprocessor_config.json"


def test_a_file_in_the_models_place_is_not_a_model(store: ModelStore) -> None:
    store.root.mkdir()
    (store.root / "good").write_bytes(b"")
    assert _fault(store).key == "error.model.absent"


def test_removing_leaves_nothing(store: ModelStore, folder: Path) -> None:
    store.staging("good").mkdir(parents=True)
    (store.staging("good") / "model.bin.part").write_bytes(b"half")
    store.remove("good")
    assert not folder.exists()
    assert not store.staging("good").exists()
    assert [path.name for path in store.root.rglob("*")] == [".incoming", "good.lock"]


def test_removing_what_an_interrupted_fetch_left(store: ModelStore) -> None:
    store.staging("good").mkdir(parents=True)
    (store.staging("good") / "model.bin.part").write_bytes(b"half")
    assert store.status("good").state == "partial"
    store.remove("good")
    assert store.status("good").state == "absent"


def test_removing_what_is_not_there(store: ModelStore) -> None:
    with pytest.raises(ModelError) as caught:
        store.remove("good")
    assert caught.value.key == "error.model.remove_absent"


def test_removing_from_a_read_only_store(
    store: ModelStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ModelError) as caught:
        store.remove("good")
    assert caught.value.key == "error.model.read_only"
    # Reading goes on as before.
    assert store.path("good") == folder


def test_a_store_that_cannot_be_read(
    store: ModelStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "iterdir", refuse)
    fault = _fault(store)
    assert fault.key == "error.model.store_unreadable"
    assert str(folder.parent) in str(fault)


def test_a_bad_staging_folder_is_not_installed(store: ModelStore, folder: Path) -> None:
    staging = write_model(store.staging("good"), {**CONTENT, "model.bin": b"half"})
    with pytest.raises(ModelError) as caught:
        store.install("good", staging)
    assert caught.value.key == "error.model.file_size"
    assert store.path("good") == folder
