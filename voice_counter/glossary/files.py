"""Glossary files: CSV in UTF-8 with a byte order mark, so that Excel opens them."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from voice_counter.errors import GlossaryError
from voice_counter.glossary.columns import COLUMNS, REQUIRED, row_of, term_of
from voice_counter.glossary.terms import Glossary, Term
from voice_counter.interchange import harmless
from voice_counter.small_files import replacing

UTF8 = "utf-8-sig"
SHIFT_JIS = "cp932"
"""What Excel writes as plain "CSV" on a Japanese PC."""

MOST_BYTES = 64 * 2**20


def load_glossary(*folders: Path) -> Glossary:
    """All terms of the ``*.csv`` files in ``folders``.

    Of two terms with the same spelling the first counts: folder by folder, by file name.

    Raises:
        GlossaryError: a file cannot be read, or a row lacks what it needs.
    """
    return Glossary(
        term
        for folder in folders
        for path in sorted(folder.glob("*.csv"))
        for term in read_terms(path)
    )


def read_terms(path: Path, *, encoding: str = UTF8) -> Iterator[Term]:
    """The terms of one file.

    Raises:
        GlossaryError: see :func:`load_glossary`.
    """
    for number, row in read_rows(path, encoding=encoding):
        try:
            yield term_of(row)
        except GlossaryError as error:
            raise GlossaryError(error.key, path=path, row=number, **error.values) from error


def read_rows(
    path: Path, *, encoding: str = UTF8, required: Iterable[str] = REQUIRED
) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number (1 is the header) and cells of every row that is not empty.

    Raises:
        GlossaryError: the file cannot be read, is no CSV, or lacks a required column.
    """
    rows = csv.DictReader(io.StringIO(_text(path, encoding)), strict=True)
    try:
        for column in required:
            if column not in (rows.fieldnames or ()):
                raise GlossaryError("error.glossary.column_missing", path=path, column=column)
        for row in rows:
            # A cell too many hangs on the key None, a cell too few is None.
            cells = {name: (cell or "").strip() for name, cell in row.items() if name}
            if any(cells.values()):
                yield rows.line_num, cells
    except csv.Error as error:
        raise GlossaryError("error.glossary.unreadable", path=path, reason=error) from error


def encoding_of(path: Path) -> str | None:
    """The encoding a file can be read with; None where it is neither UTF-8 nor Shift_JIS.

    Raises:
        GlossaryError: the file cannot be read at all.
    """
    content = _content(path)
    for encoding in (UTF8, SHIFT_JIS):
        with contextlib.suppress(UnicodeDecodeError):
            content.decode(encoding)
            return encoding
    return None


def write_terms(path: Path, terms: Iterable[Term]) -> None:
    """Write a glossary file; the old one stays until the new one is complete on disk.

    Raises:
        GlossaryError: the file cannot be written.
    """
    text = io.StringIO(newline="")
    rows = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    rows.writeheader()
    rows.writerows({name: harmless(cell) for name, cell in row_of(term).items()} for term in terms)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as draft:
            draft.write_text(text.getvalue(), encoding=UTF8, newline="")
    except (OSError, UnicodeError) as error:
        raise GlossaryError("error.glossary.unwritable", path=path, reason=error) from error


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise GlossaryError("error.glossary.too_big", path=path, limit=MOST_BYTES >> 20)
        return path.read_bytes()
    except OSError as error:
        raise GlossaryError("error.glossary.unreadable", path=path, reason=error) from error


def _text(path: Path, encoding: str) -> str:
    try:
        # csv wants to see line ends as they are inside quoted cells.
        return _content(path).decode(encoding).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise GlossaryError("error.glossary.not_utf8", path=path) from error
