"""``voice-counter glossary check``, ``import`` and ``export``."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from voice_counter import paths
from voice_counter.cli.asking import can_ask, said_yes
from voice_counter.errors import GlossaryError, OptionError, UserError
from voice_counter.file_names import is_safe
from voice_counter.glossary.check import Problem, Row, check_file, check_files, check_names
from voice_counter.glossary.columns import row_of, term_of
from voice_counter.glossary.files import SHIFT_JIS, UTF8, load_glossary, read_rows, write_terms
from voice_counter.glossary.tbx import SUFFIX as TBX
from voice_counter.glossary.tbx import read_tbx, write_tbx
from voice_counter.glossary.terms import Term
from voice_counter.small_files import replacing
from voice_counter.texts import explain, text

_CANCELLED = 1
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def describe(problem: Problem) -> str:
    """A problem as ``file:row:column: text``; what does not apply is left out."""
    place = [str(problem.path), str(problem.row or ""), problem.column]
    values = {
        name: explain(value) if isinstance(value, UserError) else value
        for name, value in problem.values.items()
    }
    severity = text(f"cli.glossary.severity_{problem.severity}")
    said = text(f"glossary.problem.{problem.kind}", None, column=problem.column, **values)
    # One line each, whatever a file may hold; nor is it to steer the terminal.
    return _CONTROL.sub(" ", f"{':'.join(filter(None, place))}: {severity}: {said}")


def check(named: Sequence[Path]) -> int:
    """Print what is to be mended in files and folders; without any, in all that is used."""
    # Those that ship come first: of two that say something about a term, the later one is told.
    places = named or list(reversed(paths.glossary_folders()))
    files: list[Path] = []
    for place in places:
        files += _csv_files(place) if place.is_dir() or not named else [place]
    if not files:
        print(text("cli.glossary.nothing_to_check"))
        return 0
    problems = check_files(files)
    for problem in problems:
        print(describe(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    print(text("cli.glossary.checked", files=len(files), errors=errors, warnings=warnings))
    return GlossaryError.exit_code if errors else 0


def import_(file: Path, name: str, *, yes: bool) -> int:
    """Add a file to the user's glossaries, whole or not at all.

    Args:
        file: CSV in UTF-8 or Shift_JIS, or TBX.
        name: the user's glossary that takes what is new.
        yes: convert and replace without asking.
    """
    folder = paths.user_glossary()
    target = folder / f"{_name(name)}.csv"
    encoding = UTF8
    problems = check_file(file)
    if [problem.kind for problem in problems] == ["shift_jis"]:
        if not _confirmed(text("cli.glossary.ask_shift_jis", path=file), yes=yes):
            print(text("cli.glossary.cancelled"))
            return _CANCELLED
        encoding = SHIFT_JIS
        problems = check_file(file, encoding=encoding)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        return _refused(errors)
    held = [row for path in _csv_files(folder) for row in _rows(path, folder)]
    accepted = {row.ja: row for row in _rows(file, folder, encoding)}
    total = len(accepted)
    added = len(accepted.keys() - {row.ja for row in held})
    differing = _differing(held, accepted)
    for line in differing.values():
        print(line)
    if differing:
        question = text("cli.glossary.ask_replace", count=len(differing))
        if not _confirmed(question, yes=yes):
            accepted = {ja: row for ja, row in accepted.items() if ja not in differing}
            differing = {}
    errors = _new_clashes(held, accepted)
    if errors:
        return _refused(errors)
    _write(held, accepted, target)
    kept = total - added - len(differing)
    values = {"added": added, "replaced": len(differing), "kept": kept, "path": target}
    print(text("cli.glossary.imported", None, **values))
    if problems:
        print(text("cli.glossary.warned", warnings=len(problems)))
    return 0


def _refused(errors: list[Problem]) -> int:
    for problem in errors:
        print(describe(problem))
    print(text("cli.glossary.not_imported", errors=len(errors)), file=sys.stderr)
    return GlossaryError.exit_code


def _differing(held: Iterable[Row], accepted: Mapping[str, Row]) -> dict[str, str]:
    """The terms that the import would change, each with a line that says where and what."""
    found: dict[str, str] = {}
    for row in held:
        if row.ja in accepted and row.ja not in found:
            old, new = row_of(_term(row)), row_of(_term(accepted[row.ja]))
            columns = [name for name, cell in old.items() if new[name] != cell]
            if columns:
                values = {"term": row.ja, "file": row.path.name, "columns": ", ".join(columns)}
                found[row.ja] = text("cli.glossary.differs", None, **values)
    return found


def _new_clashes(held: list[Row], accepted: Mapping[str, Row]) -> list[Problem]:
    """Names that the user's glossaries would give to two terms, and did not before."""
    before = check_names(held)
    kept = [row for row in held if row.ja not in accepted]
    after = check_names([*kept, *accepted.values()])
    return [problem for problem in after if problem not in before]


def _write(held: list[Row], accepted: Mapping[str, Row], target: Path) -> None:
    """Replace the terms where they are, and add those that are new to ``target``.

    Raises:
        GlossaryError: a file cannot be written; it then still is as it was.
    """
    files: dict[Path, list[Row]] = {row.path: [] for row in held}
    for row in held:
        files[row.path].append(row)
    known = {row.ja for row in held}
    new = [row for row in accepted.values() if row.ja not in known]
    for path in dict.fromkeys([*files, target]):
        old = [_term(row) for row in files.get(path, [])]
        terms = [_term(accepted[term.ja]) if term.ja in accepted else term for term in old]
        if path == target:
            terms += [_term(row) for row in new]
        if terms != old:
            _keep_copy(path)
            write_terms(path, terms)


def _keep_copy(path: Path) -> None:
    copy = path.with_name(path.name + ".bak")
    try:
        if path.exists():
            with replacing(copy) as draft:
                shutil.copyfile(path, draft)
    except OSError as error:
        raise GlossaryError("error.glossary.unwritable", path=copy, reason=error) from error


def export(file: Path, chosen: str | None, *, user_only: bool) -> int:
    """Write all terms, or the user's alone, as ``chosen`` or as the file's name says."""
    folders = [paths.user_glossary()] if user_only else paths.glossary_folders()
    terms = load_glossary(*folders).terms
    chosen = chosen or ("tbx" if file.suffix.lower() == TBX else "csv")
    (write_tbx if chosen == "tbx" else write_terms)(file, terms)
    print(text("cli.glossary.exported", count=len(terms), path=file))
    return 0


def _csv_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.csv"))


def _rows(path: Path, home: Path, encoding: str = UTF8) -> list[Row]:
    if path.suffix.lower() == TBX:
        return [Row(path, line, row_of(term), home) for line, term in read_tbx(path)]
    return [Row(path, number, cells, home) for number, cells in read_rows(path, encoding=encoding)]


def _term(row: Row) -> Term:
    try:
        return term_of(row.cells)
    except GlossaryError as error:
        raise GlossaryError(error.key, path=row.path, row=row.number, **error.values) from error


def _name(name: str) -> str:
    """The name of a user's glossary.

    Raises:
        OptionError: no file can have that name everywhere.
    """
    name = name.strip().removesuffix(".csv").rstrip(". ")
    if name.startswith(".") or not is_safe(name):  # a dot would hide the file
        raise OptionError("error.glossary.name", name=name)
    return name


def _confirmed(question: str, *, yes: bool) -> bool:
    """Ask on the terminal.

    Raises:
        GlossaryError: there is nobody to ask.
    """
    if yes:
        return True
    if not can_ask():
        raise GlossaryError("error.glossary.needs_answer", question=question)
    return said_yes(f"{question} [y/n] ")
