"""A record as a file for other programs, harmless and whole."""

from __future__ import annotations

import csv
import html
import io
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from record_tools import NOW, agreed

from voice_counter.conversation.line import Side
from voice_counter.errors import RecordError
from voice_counter.interchange import harmless
from voice_counter.record.entry import Entry
from voice_counter.record.export import FORMATS, Sheet, sheet, write
from voice_counter.record.session import Record


def entry(number: int, text: str, side: Side = Side.STAFF, **more: object) -> Entry:
    return Entry(
        f"1.{number}",
        side,
        "ja",
        text,
        100.0 + number,
        101.0 + number,
        NOW,
        **more,  # type: ignore[arg-type]
    )


def record(*entries: Entry) -> Record:
    return Record("0123456789abcdef" * 2, agreed(), entries)


TALK = record(
    entry(1, "手数料は三百円です"),
    entry(
        2,
        "はい、わかりました",
        Side.RESIDENT,
        translations=MappingProxyType({"vi": "Vâng, tôi hiểu", "en": "Yes, I see"}),
    ),
    entry(1, "手数料は五百円です", version=2, corrected=True, confirmed=("五百円",)),
)


def written(folder: Path, kind: str, what: Record = TALK, **more: object) -> bytes:
    file = folder / f"record.{kind}"
    write(file, sheet(what, str, **more))  # type: ignore[arg-type]
    return file.read_bytes()


TIMES = re.compile(r"\d\d:\d\d:\d\d[,.]\d{3} --> \d\d:\d\d:\d\d[,.]\d{3}")


def said(folder: Path, kind: str) -> list[list[str]]:
    """What staff say, line by line with the translations, as other programs read the file."""
    content = (folder / f"record.{kind}").read_bytes()
    if kind == "docx":
        (table,) = Document(io.BytesIO(content)).tables
        cells = [[part.text for part in row.cells[2].paragraphs] for row in table.rows]
        assert [row.cells[1].text for row in table.rows] == ["職員"] * len(cells)
        return [[text, *(each.removeprefix("en: ") for each in rest)] for text, *rest in cells]
    read = content.decode("utf-8-sig")
    if kind == "csv":
        _, *rows = csv.reader(io.StringIO(read, newline=""))
        assert [row[1] for row in rows] == ["職員"] * len(rows)
        return [[cell for cell in row[3:-2] if cell] for row in rows]
    if kind == "txt":
        _, *blocks = read.removesuffix("\r\n").split("\r\n[00:00:00] 職員：")
        return [block.split("\r\n    ") for block in blocks]
    cues = [cue.splitlines() for cue in re.split(r"\r?\n\r?\n", read.strip())]
    if kind == "vtt":
        assert cues.pop(0) == ["WEBVTT"]
        cues = [[times, "（職員）", *map(html.unescape, body)] for times, *body in cues]
        for cue in cues:
            cue[2] = cue[2].removeprefix("<v 職員>")
    else:
        assert [cue.pop(0) for cue in cues] == [str(n + 1) for n in range(len(cues))]
    assert all(TIMES.fullmatch(cue[0]) and cue[1] == "（職員）" for cue in cues)
    return [cue[2:] for cue in cues]


@pytest.mark.parametrize("kind", ["txt", "srt", "vtt", "csv"])
def test_the_newest_words_and_their_translations_are_written(tmp_path: Path, kind: str) -> None:
    content = written(tmp_path, kind).decode("utf-8-sig")
    assert "五百円です" in content
    assert "三百円です" not in content
    assert "Vâng, tôi hiểu" in content
    assert "職員" in content
    assert "来庁者" in content


def test_only_the_languages_asked_for_are_written(tmp_path: Path) -> None:
    content = written(tmp_path, "txt", languages=["en"]).decode("utf-8-sig")
    assert "Yes, I see" in content
    assert "Vâng" not in content


def test_times_begin_with_the_first_line(tmp_path: Path) -> None:
    assert b"00:00:00,000 --> 00:00:01,000" in written(tmp_path, "srt")


def test_a_word_document_can_be_read(tmp_path: Path) -> None:
    written(tmp_path, "docx")
    document = Document(str(tmp_path / "record.docx"))
    assert "会話の記録 01234567" in document.paragraphs[0].text
    assert "vi" in document.paragraphs[1].text
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert [row[1] for row in rows] == ["職員", "来庁者"]
    assert rows[0][2] == "手数料は五百円です\n確認した数字: 五百円\n書き直し"
    assert rows[1][2] == "はい、わかりました\nvi: Vâng, tôi hiểu\nen: Yes, I see"
    assert document.core_properties.author == ""


@pytest.mark.parametrize("kind", FORMATS)
def test_an_empty_record_is_a_file_too(tmp_path: Path, kind: str) -> None:
    written(tmp_path, kind, record())
    assert (tmp_path / f"record.{kind}").exists()


@pytest.mark.parametrize("kind", FORMATS)
def test_everything_is_redacted_once_more(tmp_path: Path, kind: str) -> None:
    talk = record(entry(1, "番号9876", translations=MappingProxyType({"en": "number 9876"})))
    file = tmp_path / f"record.{kind}"
    write(file, sheet(talk, lambda text: text.replace("9876", "＊")))
    assert said(tmp_path, kind) == [["番号＊", "number ＊"]]
    assert b"9876" not in file.read_bytes()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a\x00b\x0b\ufffe", "a b"),
        ("<b>&--> \r\n\r\n1\r\n", "<b>&--> 1"),
        ("👩‍👩‍👧𠮷 العربية", "👩‍👩‍👧𠮷 العربية"),
    ],
)
def test_any_text_can_be_written(tmp_path: Path, kind: str, text: str, read: str) -> None:
    """It is one line in every format, and says what was said as far as the format can."""
    written(tmp_path, kind, record(entry(1, text)))
    ((found,),) = said(tmp_path, kind)
    if kind == "docx":  # as many lines as were said
        read, found = read.replace("a b", "ab"), " ".join(found.split())
    assert found == (read.replace("-->", "→") if kind == "srt" else read)


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "－1", " =1", "\u3000=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    talk = record(
        entry(1, text, translations=MappingProxyType({"en": text}), confirmed=(text,)),
    )
    content = written(tmp_path, "csv", talk).decode("utf-8-sig")
    (_, row) = csv.reader(io.StringIO(content, newline=""))
    assert all(not cell.lstrip(" \u3000").startswith(tuple("=+-@＝＋－＠")) for cell in row)
    assert sum(cell.startswith("'") for cell in row) == 3


@given(st.text(max_size=20))
def test_what_is_harmless_stays_so(cell: str) -> None:
    safe = harmless(cell)
    assert safe in (cell, f"'{cell}")
    assert harmless(safe) == safe


@given(st.lists(st.text(max_size=20), max_size=8))
def test_a_csv_has_the_same_cells_in_every_row(texts: list[str]) -> None:
    from voice_counter.record.export import _csv

    content = Sheet(record(), tuple(entry(1, text) for text in texts), ("en",))
    rows = list(csv.reader(io.StringIO(_csv(content).decode("utf-8-sig"), newline="")))
    assert len(rows) == len(texts) + 1
    assert {len(row) for row in rows} == {7}


def test_a_file_that_exists_is_not_replaced_unasked(tmp_path: Path) -> None:
    file = tmp_path / "record.txt"
    file.write_text("mine")
    with pytest.raises(RecordError, match=r"record\.error\.exists"):
        write(file, sheet(TALK, str))
    assert file.read_text() == "mine"
    write(file, sheet(TALK, str), overwrite=True)
    assert file.read_text() != "mine"


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "record.txt"
    file.write_text("mine")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RecordError, match=r"record\.error\.unwritable"):
        write(file, sheet(TALK, str), overwrite=True)
    assert [each.name for each in tmp_path.iterdir()] == ["record.txt"]
    assert file.read_text() == "mine"


@pytest.mark.parametrize("name", ["record.pdf", "record", "record.exe"])
def test_another_format_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RecordError, match=r"record\.error\.unwritable"):
        write(tmp_path / name, sheet(TALK, str))
    assert list(tmp_path.iterdir()) == []


def test_lines_stand_in_the_order_of_speaking_whatever_the_clock_said(tmp_path: Path) -> None:
    late = datetime(2026, 1, 1, tzinfo=UTC)
    talk = record(entry(2, "二"), Entry("1.1", Side.STAFF, "ja", "一", 0, 1, late))
    content = written(tmp_path, "txt", talk).decode("utf-8-sig")
    assert content.index("一") < content.index("二")
