"""What is wrong with a glossary file: everything at once, each with its place.

``load_glossary`` stops at the first fault that it cannot live with. This finds what a person who
writes a glossary ought to mend, also what would load. ``docs/glossary.md`` describes the format.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from voice_counter.errors import GlossaryError
from voice_counter.glossary.columns import (
    ALL_COLUMNS,
    COLUMNS,
    DEPARTMENTS,
    PRIORITIES,
    REQUIRED,
    REVIEW,
    SEPARATOR,
    row_of,
    split,
)
from voice_counter.glossary.files import SHIFT_JIS, UTF8, encoding_of
from voice_counter.glossary.scripts import foreign_characters, lacks_script
from voice_counter.glossary.sounds import hiragana
from voice_counter.glossary.tbx import SUFFIX as TBX
from voice_counter.glossary.tbx import read_tbx
from voice_counter.interchange import BLANKS, is_formula
from voice_counter.languages import LANGUAGES

EXPECTED_LANGUAGES = ("en", "zh-Hans", "zh-Hant", "ko", "vi")
"""What most visitors of the ward speak; a term without them is worth a warning."""

LONGEST_JA = 40
LONGEST_READING = 80
LONGEST_EASY = 40
LONGEST_TRANSLATION = 120
LONGEST_NOTE = 300
"""In characters. What is longer is no term but a sentence: it fits into no caption."""

Severity = Literal["error", "warning"]

WARNINGS = frozenset(
    "no_bom katakana_reading missing_translations latin_name unknown_language overrides "
    "alias_overrides".split()
)
"""The kinds that do no harm as they are; every other kind is an error."""

_LONGEST = {
    "ja": LONGEST_JA,
    "reading": LONGEST_READING,
    "easy": LONGEST_EASY,
    "category": LONGEST_JA,
    "note": LONGEST_NOTE,
    "source": LONGEST_NOTE,
    "aliases": LONGEST_JA + 1 + LONGEST_READING,
    "forbidden": LONGEST_TRANSLATION,
    **dict.fromkeys(LANGUAGES, LONGEST_TRANSLATION),
}
_SEVERAL = {*LANGUAGES, "aliases", "forbidden"}
_MULTILINE = {"note", "source"}
_HEARD = {"ja", "reading", "aliases"}

_HIRAGANA = re.compile("[ぁ-ゖー]+")
_KANA = re.compile("[ぁ-ゖァ-ヺー・]+")
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);")
# Devanagari joins and parts letters with them (र्‍य); anywhere else nobody typed them on purpose.
_JOINERS = "\u200c\u200d"
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NO_SHIFT_JIS = re.compile("[\x00-\x08\x0e-\x1f\x80-\xa0\uf8f0-\uf8f3]")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend, or to know about, in a glossary file.

    Attributes:
        path: the file.
        row: its line as :func:`files.read_rows` counts (1 is the header); 0 for the whole file.
        column: the name of the column; empty where no single one is concerned.
        kind: ``glossary.problem.<kind>`` is its text, filled with ``column`` and ``values``.
        severity: an error must not be imported, a warning may.
        values: what fills the text; ``reason`` may be a :class:`GlossaryError` to explain.
    """

    path: Path
    row: int
    column: str
    kind: str
    severity: Severity
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a glossary and where it stands.

    Attributes:
        home: the folder of glossaries it counts in; a term of one folder may stand in for that
            of another, in one folder it may not occur twice.
    """

    path: Path
    number: int
    cells: Mapping[str, str]
    home: Path

    @property
    def ja(self) -> str:
        """The term."""
        return self.cells.get("ja", "")

    def problem(self, column: str, kind: str, /, **values: object) -> Problem:
        """A problem in a cell of this row."""
        return _problem(self.path, self.number, column, kind, values)


def check_file(path: Path, *, encoding: str = UTF8) -> list[Problem]:
    """Everything to mend in one file (CSV, or TBX by its suffix); empty where it is fine."""
    return check_files([path], encoding=encoding)


def check_files(paths: Iterable[Path], *, encoding: str = UTF8) -> list[Problem]:
    """Everything to mend in the files, in their order, and between them.

    Give the files that ship first: of two that say something about the same term, the later one
    is told. It never raises: a file that cannot be read is a problem of that file.
    """
    paths = list(dict.fromkeys(paths))
    problems: list[Problem] = []
    rows: list[Row] = []
    for path in paths:
        try:
            found, read = _read(path, encoding)
        except GlossaryError as error:
            found, read = [_problem(path, 0, "", "unreadable", {"reason": error})], []
        problems += found
        rows += read
    problems += [problem for row in rows for problem in check_row(row)]
    problems += check_names(rows)
    places = {path: place for place, path in enumerate(paths)}
    return sorted(problems, key=lambda problem: (places[problem.path], problem.row))


def check_row(row: Row) -> Iterator[Problem]:
    """What is wrong with a row by itself."""
    for column, cell in row.cells.items():
        if cell and column in COLUMNS:
            yield from _check_characters(row, column, cell)
            if column in LANGUAGES:
                yield from _check_rendering(row, column, cell)
    for column in REQUIRED:
        if not row.cells.get(column):
            yield row.problem(column, f"missing_{column}")
    yield from _check_reading(row, "reading", row.cells.get("reading", ""))
    yield from _check_aliases(row)
    yield from _check_labels(row)
    yield from _check_forbidden(row)
    absent = [language for language in EXPECTED_LANGUAGES if not row.cells.get(language)]
    if absent:
        yield row.problem(absent[0], "missing_translations", languages=", ".join(absent))


def check_names(rows: Iterable[Row]) -> list[Problem]:
    """Names that more than one term claims."""
    rows = [row for row in rows if row.ja]
    problems: list[Problem] = []
    terms: dict[str, Row] = {}
    for row in rows:
        first = terms.setdefault(row.ja, row)
        if first is not row:
            kind = "duplicate" if first.home == row.home else "overrides"
            problems.append(row.problem("ja", kind, **_named(row.ja, first)))
    aliases: dict[str, Row] = {}
    for row in rows:
        for spelling in _spellings(row):
            other = aliases.setdefault(spelling, row)
            if term := terms.get(spelling):
                kind, other = "alias_is_term", term
            elif other.ja != row.ja:
                kind = "alias_taken"
            else:
                continue
            kind = kind if other.home == row.home else "alias_overrides"
            problems.append(row.problem("aliases", kind, **_named(spelling, other)))
    return problems


def _named(name: str, other: Row) -> dict[str, object]:
    return {"name": name, "term": other.ja, "file": other.path.name, "other": other.number}


def _spellings(row: Row) -> list[str]:
    entries = split(row.cells.get("aliases", ""))
    return list(dict.fromkeys(entry.partition("=")[0].strip() for entry in entries))


def _problem(path: Path, row: int, column: str, kind: str, values: Mapping[str, object]) -> Problem:
    severity: Severity = "warning" if kind in WARNINGS else "error"
    return Problem(path, row, column, kind, severity, values)


def _read(path: Path, encoding: str) -> tuple[list[Problem], list[Row]]:
    """What is wrong with the file as such, and its rows.

    Raises:
        GlossaryError: it cannot be read.
    """
    if path.suffix.lower() == TBX:
        return _read_tbx(path)
    found = encoding_of(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GlossaryError("error.glossary.unreadable", path=path, reason=error) from error
    if content.startswith(_UTF16_MARKS):
        return [_problem(path, 0, "", "utf16", {})], []
    text = content.decode(found) if found else ""
    # Python's Shift_JIS knows nearly every byte; some of them stand in no text.
    if found is None or (found == SHIFT_JIS and _NO_SHIFT_JIS.search(text)):
        return [_problem(path, 0, "", "no_text", {})], []
    if found == SHIFT_JIS and encoding != SHIFT_JIS:
        return [_problem(path, 0, "", "shift_jis", {})], []
    # As files.read_rows does: csv wants to see line ends as they are inside quoted cells.
    problems, rows = _read_csv(path, text.replace("\r\n", "\n"))
    if found == UTF8 and not content.startswith(codecs.BOM_UTF8):
        problems.insert(0, _problem(path, 0, "", "no_bom", {}))
    return problems, rows


def _read_tbx(path: Path) -> tuple[list[Problem], list[Row]]:
    problems: list[Problem] = []
    rows: list[Row] = []
    for line, term in read_tbx(path):
        cells = row_of(term)
        rows.append(Row(path, line, cells, path.parent))
        problems += [
            _problem(path, line, language, "unknown_language", {"tag": language})
            for language in (*term.translations, *term.forbidden)
            if language not in LANGUAGES
        ]
        entries = [*term.departments, *(alias.spelling for alias in term.aliases)]
        for several in (*term.translations.values(), *term.forbidden.values()):
            entries += several
        problems += [
            _problem(path, line, "", "separator", {"entry": entry})
            for entry in entries
            if SEPARATOR in entry
        ]
        problems += [
            _problem(path, line, "aliases", "separator", {"entry": alias.spelling})
            for alias in term.aliases
            if "=" in alias.spelling
        ]
    return problems, rows


def _read_csv(path: Path, text: str) -> tuple[list[Problem], list[Row]]:
    reader = csv.reader(io.StringIO(text), strict=True)
    problems: list[Problem] = []
    rows: list[Row] = []
    try:
        header = next(reader, [])
        for column in REQUIRED:
            if column not in header:
                problems.append(_problem(path, 1, column, "missing_column", {}))
        for place, name in enumerate(header):
            if name and name not in COLUMNS:
                problems.append(_problem(path, 1, name, "unknown_column", {"name": name}))
            elif name and name in header[:place]:
                problems.append(_problem(path, 1, name, "column_twice", {}))
        for cells in reader:
            # Excel leaves empty columns at the end, with an empty name.
            nameless = [cell for cell in _nameless(header, cells) if cell.strip()]
            named = {name: cell for name, cell in zip(header, cells, strict=False) if name}
            if not nameless and not any(cell.strip() for cell in named.values()):
                continue
            row = Row(
                path,
                reader.line_num,
                {name: cell.strip() for name, cell in named.items()},
                path.parent,
            )
            if nameless:
                problems.append(row.problem("", "too_many_cells", cell=nameless[0].strip()))
            if all(column in header for column in REQUIRED):
                rows.append(row)
    except csv.Error as error:
        problems.append(_problem(path, reader.line_num, "", "no_csv", {"reason": error}))
    return problems, rows


def _nameless(header: list[str], cells: list[str]) -> list[str]:
    within = [cell for name, cell in zip(header, cells, strict=False) if not name]
    return within + cells[len(header) :]


def _check_characters(row: Row, column: str, cell: str) -> Iterator[Problem]:
    if is_formula(cell):
        yield row.problem(column, "formula", start=cell.lstrip(BLANKS)[0])
    if found := _HTML.search(cell):
        yield row.problem(column, "html", found=found.group())
    hidden = dict.fromkeys(character for character in cell if _is_hidden(column, character))
    if hidden:
        codes = ", ".join(f"U+{ord(character):04X}" for character in hidden)
        yield row.problem(column, "hidden_characters", codes=codes)
    if column in _HEARD and unicodedata.normalize("NFC", cell) != cell:
        yield row.problem(column, "not_composed")
    limit = _LONGEST.get(column)
    for entry in split(cell) if column in _SEVERAL else (cell,):
        if limit and len(entry) > limit:
            yield row.problem(column, "too_long", length=len(entry), limit=limit)


def _is_hidden(column: str, character: str) -> bool:
    if character == "\n":
        return column not in _MULTILINE
    if character in _JOINERS:
        return column not in ("ne", "forbidden", "note")
    return unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn", "Zl", "Zp")


def _check_rendering(row: Row, language: str, cell: str) -> Iterator[Problem]:
    for rendering in split(cell):
        if foreign := foreign_characters(language, rendering):
            yield row.problem(language, "wrong_script", found=foreign)
        elif lacks_script(language, rendering):
            # My Number, e-Tax: official names that some languages leave as they are.
            name = rendering in split(row.cells.get("en", "")) and rendering != rendering.lower()
            yield row.problem(language, "latin_name" if name else "no_script", found=rendering)


def _check_reading(row: Row, column: str, reading: str) -> Iterator[Problem]:
    if not reading or _HIRAGANA.fullmatch(reading):
        return
    readable = _HIRAGANA.fullmatch(hiragana(reading))
    yield row.problem(column, "katakana_reading" if readable else "bad_reading", reading=reading)


def _check_aliases(row: Row) -> Iterator[Problem]:
    for entry in split(row.cells.get("aliases", "")):
        spelling, separator, reading = (part.strip() for part in entry.partition("="))
        if not spelling:
            yield row.problem("aliases", "alias_without_spelling", entry=entry)
        elif reading:
            yield from _check_reading(row, "aliases", reading)
        elif separator or not _KANA.fullmatch(spelling):
            yield row.problem("aliases", "alias_without_reading", alias=spelling)


def _check_labels(row: Row) -> Iterator[Problem]:
    priority = row.cells.get("priority", "")
    if priority and priority not in PRIORITIES:
        yield row.problem("priority", "bad_priority", priority=priority)
    for department in split(row.cells.get("departments", "")):
        if department not in DEPARTMENTS:
            known = "、".join(DEPARTMENTS)
            yield row.problem("departments", "bad_department", department=department, known=known)
    status = row.cells.get("status", "")
    mark, separator, columns = status.partition(":")
    known_columns = split(columns) and all(
        column in (*COLUMNS, ALL_COLUMNS) for column in split(columns)
    )
    if status and (mark.strip() != REVIEW or (separator and not known_columns)):
        yield row.problem("status", "bad_status", status=status)


def _check_forbidden(row: Row) -> Iterator[Problem]:
    for entry in split(row.cells.get("forbidden", "")):
        language, _, wrong = (part.strip() for part in entry.partition(":"))
        if not wrong:
            yield row.problem("forbidden", "forbidden_without_language", entry=entry)
        elif language not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            yield row.problem("forbidden", "forbidden_language", tag=language, known=known)
        elif wrong.casefold() in map(str.casefold, split(row.cells.get(language, ""))):
            yield row.problem("forbidden", "forbidden_is_approved", wrong=wrong, tag=language)
