"""Announcement files of any content: announcements, and faults that can be told; never more."""

from __future__ import annotations

from pathlib import Path

import hostile
from hypothesis import example, given

from voice_counter.languages import LANGUAGES
from voice_counter.projector.announcements import LARGEST_BYTES, LONGEST, MOST, load
from voice_counter.texts import explain


def check(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    found, faults = load(path)
    assert len(found) <= MOST
    for each in found:
        assert 0 < len(each.text) <= LONGEST
        assert "\n" not in each.text
        assert 0 <= each.seconds <= 3600
    for fault in faults:
        assert explain(fault, "ja")
    path.unlink()


@hostile.MANY
@given(content=hostile.tables(("title", "text", "seconds", *LANGUAGES), "休憩", "10", "nan", "-1"))
@example(content=b"text\n" + b"a" * LARGEST_BYTES)
def test_csv(tmp_path: Path, content: bytes) -> None:
    check(tmp_path / "announcements.csv", content)


@hostile.MANY
@given(
    content=hostile.documents(
        "[[announcement]]\n", 'text = "a"\n', "seconds = inf\n", "text = [1]\n", "announcement = 1"
    )
)  # fmt: skip
@example(content=b"a = " + b"[" * hostile.DEEP)
@example(content=b"[[announcement]]\ntext='a'\nseconds = " + b"0x" + b"f" * 9000)
def test_toml(tmp_path: Path, content: bytes) -> None:
    check(tmp_path / "announcements.toml", content)
