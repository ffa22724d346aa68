"""Small files: those by others can do no harm, and those written are the old one or the new."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from voice_counter.small_files import MOST_BYTES, read_json, read_toml, replacing

DEEP = 100_000
assert sys.getrecursionlimit() < DEEP

Read = Callable[[Path], Any]
TOML = (read_toml, 'a = "区"')
JSON = (read_json, '{"a": "区"}')


@pytest.mark.parametrize(("read", "whole"), [TOML, JSON], ids=["toml", "json"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_with_and_without_the_mark_of_notepad(
    read: Read, whole: str, encoding: str, tmp_path: Path
) -> None:
    (tmp_path / "a").write_text(whole, encoding=encoding)
    assert read(tmp_path / "a") == {"a": "区"}


FAULTS = [
    pytest.param(read_toml, b"a = " + b"[" * DEEP, "nested too deep", id="toml-deep"),
    pytest.param(read_json, b"[" * DEEP, "nested too deep", id="json-deep"),
]
for _name, (_read, _whole) in {"toml": TOML, "json": JSON}.items():
    _content = _whole.encode()
    FAULTS += [
        pytest.param(_read, _content + b"]", "line 1", id=f"{_name}-damaged"),
        pytest.param(_read, _whole.encode("cp932"), "utf-8", id=f"{_name}-shift-jis"),
        pytest.param(
            _read, _content + b"\n" * MOST_BYTES, f"> {MOST_BYTES} B", id=f"{_name}-large"
        ),
    ]


@pytest.mark.parametrize(("read", "content", "reason"), FAULTS)
def test_what_is_no_document_is_one_kind_of_fault(
    read: Read, content: bytes, reason: str, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(ValueError, match=reason):
        read(tmp_path / "a")


# Writing -----------------------------------------------------------------------------------------


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.parametrize("old", [None, "old"])
def test_the_draft_takes_the_place_of_the_file(old: str | None, tmp_path: Path) -> None:
    file = tmp_path / "a"
    if old is not None:
        file.write_text(old)
    with replacing(file) as draft:
        draft.write_text("new")
        assert draft.parent == tmp_path
        assert (file.read_text() if file.exists() else None) == old
    assert file.read_text() == "new"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("old", [None, "old"])
@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
@pytest.mark.parametrize(
    "error", [OSError(28, "full"), KeyboardInterrupt()], ids=["full", "ctrl-c"]
)
def test_what_fails_changes_nothing(
    error: BaseException,
    step: str,
    old: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "a"
    if old is not None:
        file.write_text(old)

    def fail(*_: object) -> None:
        raise error

    def write(draft: Path) -> None:
        draft.write_text("half")
        if step == "write":
            fail()

    if step != "write":
        monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    with pytest.raises(type(error)), replacing(file) as draft:
        write(draft)
    assert names(tmp_path) == ([] if old is None else ["a"])
    assert old is None or file.read_text() == old


def test_it_is_on_the_disk_before_it_takes_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(number: int) -> None:
        steps.append(f"sync {os.fstat(number).st_size}")
        fsync(number)

    def replaced(self: Path, target: Path) -> Path:
        steps.append("replace")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    with replacing(tmp_path / "a") as draft:
        draft.write_bytes(b"12345")
    assert steps == ["sync 5", "replace"]


def test_two_who_write_do_not_meet(tmp_path: Path) -> None:
    file = tmp_path / "a"
    with replacing(file) as one, replacing(file) as other:
        one.write_text("one")
        other.write_text("other")
    assert file.read_text() == "one", "whoever ends last"
    assert names(tmp_path) == ["a"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_others_may_read_what_they_might_before(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    with replacing(tmp_path / "a") as draft:
        draft.write_text("")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == stat.S_IMODE(
        (tmp_path / "plain").stat().st_mode
    )
