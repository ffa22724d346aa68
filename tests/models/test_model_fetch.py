"""Fetching, against a real web server on this machine."""

from __future__ import annotations

import errno
import shutil
import socket
from collections import namedtuple
from pathlib import Path
from typing import IO

import pytest
from small_models import CONTENT, REPO, REVISION, Hub, make_registry, make_spec, write_model

from voice_counter.errors import ModelError
from voice_counter.models import disk
from voice_counter.models.fetch import fetch
from voice_counter.models.progress import Progress
from voice_counter.models.registry import FilesSource, HubSource
from voice_counter.models.store import ModelStore

BIN = len(CONTENT["model.bin"])


def _is_whole(folder: Path) -> bool:
    return {path.name: path.read_bytes() for path in folder.iterdir()} == CONTENT


def _part(store: ModelStore) -> Path:
    return store.staging("good") / "model.bin.part"


def _interrupt(store: ModelStore, hub: Hub) -> int:
    """Fetch until about half of model.bin is there; return how many bytes that is."""
    hub.manner["model.bin"] = "stalls"

    def stop(progress: Progress) -> None:
        if progress.file == "model.bin":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(store, "good", stop)
    hub.gate.set()
    hub.manner.clear()
    hub.requests.clear()
    have = _part(store).stat().st_size
    assert 0 < have <= BIN // 2
    return have


def test_files_below_one_address_are_fetched(tmp_path: Path, hub: Hub) -> None:
    source = FilesSource(f"{hub.url}/{REPO}/resolve/{REVISION}")
    registry = make_registry(make_spec("good", CONTENT, source))
    notes: list[str] = []
    folder = fetch(ModelStore(tmp_path / "store", registry), "good", note=notes.append)
    assert _is_whole(folder)
    assert sorted(path for path, _ in hub.requests) == [
        f"/{REPO}/resolve/{REVISION}/{name}" for name in sorted(CONTENT)
    ]
    assert "127.0.0.1" in notes[0]


def test_fetch_installs_every_file_at_the_pinned_revision(store: ModelStore, hub: Hub) -> None:
    told: list[Progress] = []
    folder = fetch(store, "good", told.append)
    assert folder == store.path("good")
    assert _is_whole(folder)
    assert len(hub.requests) == 3
    last = {progress.file: progress for progress in told}
    assert {name: p.done for name, p in last.items()} == {n: len(d) for n, d in CONTENT.items()}
    assert all(p.done <= p.total and p.rate > 0 for p in told)
    assert not store.staging("good").exists()


def test_a_present_model_needs_no_network(store: ModelStore, hub: Hub) -> None:
    fetch(store, "good")
    hub.requests.clear()
    shutil.rmtree(store.root / ".incoming")
    assert _is_whole(fetch(store, "good"))
    assert hub.requests == []
    # Nor is anything written: the store may be a share that is read-only.
    assert not (store.root / ".incoming").exists()


def test_an_interrupted_fetch_goes_on_where_it_stopped(store: ModelStore, hub: Hub) -> None:
    have = _interrupt(store, hub)
    assert store.status("good").state == "partial"
    assert _is_whole(fetch(store, "good"))
    assert hub.ranges("model.bin") == [f"bytes={have}-"]
    # What had arrived in full is not asked for again.
    assert hub.ranges("config.json") == []


def test_a_dropped_connection_is_taken_up_again(store: ModelStore, hub: Hub) -> None:
    hub.manner["model.bin"] = "drops-once"
    assert _is_whole(fetch(store, "good"))
    assert hub.ranges("model.bin") == [None, f"bytes={BIN // 2}-"]


def test_a_server_without_ranges_sends_it_all_again(store: ModelStore, hub: Hub) -> None:
    have = _interrupt(store, hub)
    hub.manner["model.bin"] = "no-range"
    assert _is_whole(fetch(store, "good"))
    assert hub.ranges("model.bin") == [f"bytes={have}-"]


def test_a_server_that_resumes_elsewhere_is_refused(store: ModelStore, hub: Hub) -> None:
    have = _interrupt(store, hub)
    hub.manner["model.bin"] = "wrong-range"
    with pytest.raises(ModelError, match="fetch_failed"):
        fetch(store, "good")
    assert _part(store).stat().st_size == have


def test_a_redirect_keeps_the_position(store: ModelStore, hub: Hub) -> None:
    have = _interrupt(store, hub)
    hub.manner["model.bin"] = "redirect"
    assert _is_whole(fetch(store, "good"))
    assert hub.requests[:2] == [
        (hub.requests[0][0], f"bytes={have}-"),
        ("/cdn/model.bin", f"bytes={have}-"),
    ]


def test_the_next_source_serves_after_a_404(tmp_path: Path, hub: Hub) -> None:
    registry = make_registry(
        make_spec(
            "good",
            CONTENT,
            HubSource("office/gone", "f" * 40),
            HubSource(REPO, REVISION),
        )
    )
    notes: list[str] = []
    store = ModelStore(tmp_path / "store", registry)
    assert _is_whole(fetch(store, "good", note=notes.append))
    assert any("404" in note and "office/gone" in note for note in notes)
    assert len(hub.requests) == 1 + len(CONTENT)


def test_every_source_failing_names_each_reason(store: ModelStore, hub: Hub) -> None:
    hub.manner["tokenizer.json"] = "404"
    with pytest.raises(ModelError) as caught:
        fetch(store, "good")
    assert caught.value.key == "error.model.fetch_failed"
    assert "404" in str(caught.value)
    assert "tokenizer.json" in str(caught.value)
    assert store.status("good").state == "partial"


def test_a_model_without_sources_says_so(store: ModelStore) -> None:
    with pytest.raises(ModelError) as caught:
        fetch(store, "other")
    assert caught.value.key == "error.model.fetch_failed"
    assert caught.value.values["reasons"]


def test_a_truncated_file_is_not_installed(store: ModelStore, hub: Hub) -> None:
    hub.manner["model.bin"] = "truncated"
    with pytest.raises(ModelError) as caught:
        fetch(store, "good")
    assert caught.value.key == "error.model.fetch_failed"
    # Three connections of 1,000 bytes each: tried again while it brought something.
    assert "3000" in str(caught.value)
    assert "model.bin" in str(caught.value)
    assert not (store.root / "good").exists()
    hub.manner.clear()
    assert _is_whole(fetch(store, "good"))
    assert hub.ranges("model.bin")[-1] == "bytes=3000-"


def test_a_file_of_another_length_is_refused_at_once(store: ModelStore, hub: Hub) -> None:
    hub.content["model.bin"] = CONTENT["model.bin"] + b"more"
    told: list[Progress] = []
    with pytest.raises(ModelError, match=str(BIN + 4)):
        fetch(store, "good", told.append)
    assert {progress.file for progress in told} == {"config.json"}
    assert not _part(store).exists()


def test_a_server_that_never_stops_fills_no_disk(
    store: ModelStore, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = 0

    def count(file: IO[bytes], block: bytes) -> None:
        nonlocal written
        written += len(block)
        disk.write_all(file, block)

    monkeypatch.setattr("voice_counter.models.fetch.write_all", count)
    hub.content["model.bin"] = CONTENT["model.bin"] * 20
    hub.manner["model.bin"] = "endless"
    told: list[Progress] = []
    with pytest.raises(ModelError, match="fetch_failed"):
        fetch(store, "good", told.append)
    assert all(progress.done <= progress.total for progress in told)
    assert written <= len(CONTENT["config.json"]) + BIN
    assert not _part(store).exists()


def test_a_wrong_hash_is_discarded_and_the_good_model_stays(store: ModelStore, hub: Hub) -> None:
    wrong = bytes(len(CONTENT["model.bin"]))
    hub.content["model.bin"] = wrong
    with pytest.raises(ModelError) as caught:
        fetch(store, "good")
    assert caught.value.key == "error.model.fetch_failed"
    assert "model.bin" in str(caught.value)
    assert not (store.root / "good").exists()
    assert not _part(store).exists()
    hub.content["model.bin"] = CONTENT["model.bin"]
    assert _is_whole(fetch(store, "good"))


def test_a_failed_fetch_leaves_the_installed_files_alone(store: ModelStore, hub: Hub) -> None:
    folder = write_model(store.root / "good")
    (folder / "config.json").write_bytes(b"altered")
    hub.content["config.json"] = b'{"sound": fals}'
    with pytest.raises(ModelError, match="fetch_failed"):
        fetch(store, "good")
    assert (folder / "config.json").read_bytes() == b"altered"
    assert (folder / "model.bin").read_bytes() == CONTENT["model.bin"]


def test_a_damaged_model_is_mended_by_its_bad_file_alone(store: ModelStore, hub: Hub) -> None:
    folder = write_model(store.root / "good")
    (folder / "config.json").write_bytes(b"altered")
    assert _is_whole(fetch(store, "good"))
    assert [path.rsplit("/", 1)[-1] for path, _ in hub.requests] == ["config.json"]


def test_a_bad_half_of_an_earlier_run_is_thrown_away(store: ModelStore, hub: Hub) -> None:
    _part(store).parent.mkdir(parents=True)
    _part(store).write_bytes(b"the sign-in page of some network")
    assert _is_whole(fetch(store, "good"))
    assert hub.ranges("model.bin") == ["bytes=32-", None]


def test_an_oversized_half_is_thrown_away(store: ModelStore, hub: Hub) -> None:
    _part(store).parent.mkdir(parents=True)
    _part(store).write_bytes(bytes(BIN + 1))
    assert _is_whole(fetch(store, "good"))
    assert hub.ranges("model.bin") == [None]


def test_a_disk_that_fills_up_midway(
    store: ModelStore, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(file: IO[bytes], block: bytes) -> None:
        disk.write_all(file, block[: len(block) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("voice_counter.models.fetch.write_all", fill)
        with pytest.raises(ModelError) as caught:
            fetch(store, "good")
    assert caught.value.key == "error.model.disk_full"
    assert not (store.root / "good").exists()
    # Half of the first file stays, and the next run goes on from there.
    assert _is_whole(fetch(store, "good"))
    assert hub.ranges("config.json") == [None, f"bytes={len(CONTENT['config.json']) // 2}-"]


def test_a_disk_too_small_is_told_before_the_first_byte(
    store: ModelStore, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9 - 10**6, 10**6))
    with pytest.raises(ModelError) as caught:
        fetch(store, "good")
    assert caught.value.key == "error.model.no_space"
    assert hub.requests == []


def test_a_read_only_store_says_so(
    store: ModelStore, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(ModelError) as caught:
        fetch(store, "good")
    assert caught.value.key == "error.model.read_only"
    assert str(store.root) in str(caught.value)
    assert hub.requests == []


def test_a_hub_that_is_not_there(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    monkeypatch.setenv("VOICE_COUNTER_HUB", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with pytest.raises(ModelError, match="fetch_failed"):
        fetch(store, "good")


def test_a_hub_address_of_another_kind_is_refused(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_COUNTER_HUB", tmp_path.as_uri())
    with pytest.raises(ModelError, match="VOICE_COUNTER_HUB"):
        fetch(store, "good")


def test_two_processes_do_not_fetch_the_same_model(store: ModelStore, hub: Hub) -> None:
    with store.changing("good"), pytest.raises(ModelError) as caught:
        fetch(store, "good")
    assert caught.value.key == "error.model.busy"
    assert hub.requests == []
    assert _is_whole(fetch(store, "good"))


def test_a_failed_rename_brings_the_old_model_back(
    store: ModelStore, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_model(store.root / "good")
    (folder / "config.json").write_bytes(b"altered")
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if self == store.staging("good"):
            raise OSError(errno.EIO, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(ModelError) as caught:
        fetch(store, "good")
    assert caught.value.key == "error.model.write_failed"
    assert (folder / "config.json").read_bytes() == b"altered"
    assert (folder / "model.bin").read_bytes() == CONTENT["model.bin"]
    assert len(hub.requests) == 1
