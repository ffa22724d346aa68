"""Announcements that the office prepares itself, and what is wrong with its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_counter import texts
from voice_counter.errors import UserError
from voice_counter.projector.announcements import (
    MOST,
    Announcement,
    find,
    load,
    write_template,
)

REST = Announcement("休憩", "休憩します。", {"en": "We take a break."}, 30.0)


def csv(folder: Path, *rows: str) -> Path:
    file = folder / "announcements.csv"
    file.write_text("\n".join(rows), encoding="utf-8-sig")
    return file


def test_toml(tmp_path: Path) -> None:
    file = tmp_path / "announcements.toml"
    file.write_text(
        '[[announcement]]\ntitle = "休憩"\ntext = "休憩します。"\nseconds = 30\n'
        'en = "We take a break."\n[[announcement]]\ntext = "始めます。"\n',
        encoding="utf-8",
    )
    assert find(tmp_path) == file
    assert load(file) == ((REST, Announcement("始めます。", "始めます。")), ())


def test_csv_from_excel(tmp_path: Path) -> None:
    file = csv(tmp_path, "title,text,seconds,en,", "休憩,休憩します。,30,We take a break.,", ",,,,")
    assert load(file) == ((REST,), ())


def test_a_table_comes_first(tmp_path: Path) -> None:
    assert find(tmp_path) is None
    (tmp_path / "announcements.toml").touch()
    assert find(tmp_path) == tmp_path / "announcements.toml"
    table = csv(tmp_path, "text")
    assert find(tmp_path) == table


@pytest.mark.parametrize(
    ("head", "row", "told"),
    [
        ("title,text", "休憩,", "「text」が空です"),
        ("text,seconds", "休憩,しばらく", "「しばらく」"),
        ("text,seconds", "休憩,-1", "「-1」"),
        ("text,seconds", "休憩,nan", "「nan」"),
        ("text,english", "休憩,Break", "「english」"),
        ("text,en", f"休憩,{'x' * 201}", "200 文字"),
    ],
)
def test_a_faulty_row_costs_only_itself(tmp_path: Path, head: str, row: str, told: str) -> None:
    file = csv(tmp_path, head, row, "始めます。" if head.startswith("text") else "始,始めます。")
    found, faults = load(file)
    explained = [texts.explain(fault) for fault in faults]
    if told != "「english」":
        assert [each.text for each in found] == ["始めます。"]
    assert told in explained[0]
    assert "2" in explained[0]
    assert "announcements.csv" in explained[0]


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("announcements.csv", "text\n休憩".encode("shift_jis"), "error.event.not_utf8"),
        ("announcements.csv", b'text\n"open', "error.event.unreadable"),
        ("announcements.csv", b"title\nx", "error.event.unreadable"),
        ("announcements.csv", b"", "error.event.unreadable"),
        ("announcements.toml", b"[[announcement]\n", "error.event.unreadable"),
        ("announcements.toml", b"announcement = 3\n", "error.event.unreadable"),
        ("announcements.toml", b" " * 1_000_001, "error.event.unreadable"),
    ],
)
def test_a_damaged_file_is_explained(tmp_path: Path, name: str, content: bytes, key: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    found, faults = load(file)
    assert found == ()
    assert [fault.key for fault in faults] == [key]
    assert name in texts.explain(faults[0])


def test_a_file_that_went_is_a_fault(tmp_path: Path) -> None:
    _, faults = load(tmp_path / "announcements.csv")
    assert [fault.key for fault in faults] == ["error.event.unreadable"]


def test_too_many(tmp_path: Path) -> None:
    file = csv(tmp_path, "text", *(f"お知らせ{n}" for n in range(MOST + 1)))
    found, faults = load(file)
    assert len(found) == MOST
    assert [fault.key for fault in faults] == ["error.event.too_many"]


def test_the_template_is_read_back_and_never_overwrites(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    file = write_template(folder, (REST,))
    assert load(file) == ((REST,), ())
    assert write_template(folder, ()) == file
    assert load(file) == ((REST,), ())


def test_a_template_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError) as caught:
        write_template(tmp_path / "file", (REST,))
    assert caught.value.key == "error.event.unwritable"
