"""A record as TXT, SRT, WebVTT, CSV or a Word document, written whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from voice_counter.conversation.line import Side
from voice_counter.errors import RecordError
from voice_counter.interchange import NOT_IN_XML, harmless
from voice_counter.projector.breaking import one_line
from voice_counter.projector.export import to_srt, to_txt, to_vtt
from voice_counter.projector.transcript import Caption
from voice_counter.record.entry import Entry, Redact, latest, redacted
from voice_counter.record.session import Record
from voice_counter.small_files import replacing
from voice_counter.texts import text

FORMATS = ("txt", "srt", "vtt", "csv", "docx")

_FONT = "Yu Gothic"
_WIDTHS = (2.2, 2.3, 11.5)
"""Centimetres of the columns on a page of A4: time, speaker, words."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written of a record: the newest version of every line, redacted once more."""

    record: Record
    entries: tuple[Entry, ...]
    languages: tuple[str, ...]

    def captions(self) -> list[Caption]:
        """The lines, with times from the first of them on."""
        begin = min((entry.start for entry in self.entries), default=0.0)
        return [
            Caption(
                entry.start - begin,
                entry.end - begin,
                entry.text,
                entry.translations,
                speaker(entry.side),
            )
            for entry in self.entries
        ]


def sheet(record: Record, redact: Redact, languages: Sequence[str] | None = None) -> Sheet:
    """What is to be written of a record.

    Args:
        languages: BCP 47 tags of the translations; None for all that there are.
    """
    entries = tuple(redacted(entry, redact) for entry in latest(record.entries))
    if languages is None:
        languages = list(dict.fromkeys(tag for entry in entries for tag in entry.translations))
    return Sheet(record, entries, tuple(languages))


def speaker(side: Side) -> str:
    """Who speaks, in the language of the application."""
    return text(f"record.{side}")


def write(file: Path, content: Sheet, *, overwrite: bool = False) -> None:
    """Write in the format that the ending of ``file`` names.

    Raises:
        RecordError: no such format, the file exists, or it cannot be written.
    """
    kind = file.suffix.lower().removeprefix(".")
    if kind not in _WRITERS:
        reason = " ".join(f".{each}" for each in FORMATS)
        raise RecordError("record.error.unwritable", path=file, reason=reason)
    if file.exists() and not overwrite:
        raise RecordError("record.error.exists", path=file)
    made = _WRITERS[kind](content)
    try:
        with replacing(file) as draft:
            draft.write_bytes(made)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RecordError("record.error.unwritable", path=file, reason=reason) from error


def consented(record: Record) -> str:
    """What the consent says, in one line."""
    given = record.consent
    return text(
        "record.consented",
        given=f"{given.given.astimezone():%Y-%m-%d %H:%M}",
        tag=given.language,
        keep_until=f"{given.keep_until.astimezone():%Y-%m-%d}",
    )


def _txt(content: Sheet) -> bytes:
    head = f"{text('record.title')} {content.record.id[:8]}\r\n{consented(content.record)}\r\n\r\n"
    # With the mark that tells old Windows programs that it is UTF-8.
    return (head + to_txt(content.captions(), content.languages)).encode("utf-8-sig")


def _srt(content: Sheet) -> bytes:
    return to_srt(content.captions(), content.languages).encode()


def _vtt(content: Sheet) -> bytes:
    return to_vtt(content.captions(), content.languages).encode()


def _csv(content: Sheet) -> bytes:
    names = ("time", "speaker", "language", "text")
    head = [text(f"record.column_{name}") for name in names]
    head += [*content.languages, text("record.column_confirmed"), text("record.column_corrected")]
    rows = [head]
    for entry in content.entries:
        rows.append(
            [
                f"{entry.at.astimezone():%Y-%m-%d %H:%M:%S}",
                speaker(entry.side),
                entry.language,
                one_line(entry.text),
                *(one_line(entry.translations.get(tag, "")) for tag in content.languages),
                " ".join(map(one_line, entry.confirmed)),
                text("record.corrected") if entry.corrected else "",
            ]
        )
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _docx(content: Sheet) -> bytes:
    # Loaded here: only those who write a Word document shall wait for it.
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    style = document.styles["Normal"]
    style.font.name = _FONT
    style.font.size = Pt(10.5)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    title = f"{text('record.title')} {content.record.id[:8]}"
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.add_paragraph().add_run(title).bold = True
    document.add_paragraph(consented(content.record))
    table = document.add_table(rows=0, cols=3, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    for entry in content.entries:
        cells = table.add_row().cells
        for cell, width in zip(cells, _WIDTHS, strict=True):
            cell.width = Cm(width)
        cells[0].text = f"{entry.at.astimezone():%H:%M:%S}"
        cells[1].text = speaker(entry.side)
        cells[2].text = _xml(entry.text)
        for tag in content.languages:
            if entry.translations.get(tag):
                cells[2].add_paragraph(f"{tag}: {_xml(entry.translations[tag])}")
        if entry.confirmed:
            numbers = " ".join(map(_xml, entry.confirmed))
            cells[2].add_paragraph(text("record.confirmed", numbers=numbers))
        if entry.corrected:
            cells[2].add_paragraph(text("record.corrected"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _xml(words: str) -> str:
    """Without the control characters that XML has no place for."""
    return NOT_IN_XML.sub("", words)


_WRITERS: dict[str, Callable[[Sheet], bytes]] = {
    "txt": _txt,
    "srt": _srt,
    "vtt": _vtt,
    "csv": _csv,
    "docx": _docx,
}
