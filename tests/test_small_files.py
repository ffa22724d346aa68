"""Small files by others: read with any mark of Notepad's, and never so that they can do harm."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from voice_counter.small_files import MOST_BYTES, read_json, read_toml

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
