"""The columns of a glossary file, and a row as a :class:`Term` and back.

``docs/glossary.md`` describes the format for those who write one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from voice_counter.errors import GlossaryError
from voice_counter.glossary.sounds import hiragana
from voice_counter.glossary.terms import Alias, Term
from voice_counter.languages import LANGUAGES

COLUMNS = (
    "ja",
    "reading",
    "easy",
    *LANGUAGES,
    "category",
    "departments",
    "priority",
    "aliases",
    "forbidden",
    "note",
    "source",
    "status",
)
REQUIRED = ("ja", "reading")

SEPARATOR = "|"
PRIORITIES = ("1", "2", "3")
_DEFAULT_PRIORITY = "2"
DEPARTMENTS = (
    "区民事務所",
    "福祉",
    "健康・保健相談所",
    "地域振興",
    "家庭訪問",
    "感染症面談",
    "介護事業所",
    "イベント",
)
REVIEW = "review"
ALL_COLUMNS = "*"


def split(cell: str) -> tuple[str, ...]:
    """The entries of a cell that may hold several."""
    return tuple(part.strip() for part in cell.split(SEPARATOR) if part.strip())


def alias_of(entry: str) -> Alias:
    """``spelling=reading``; a spelling in kana reads itself."""
    spelling, _, reading = entry.partition("=")
    return Alias(spelling.strip(), hiragana(reading.strip() or spelling.strip()))


def term_of(row: Mapping[str, str]) -> Term:
    """The term of a row, by column.

    Raises:
        GlossaryError: the row lacks what it needs; ``path`` and ``row`` are the caller's to add.
    """
    for column in REQUIRED:
        if not row.get(column):
            raise GlossaryError("error.glossary.row_empty", column=column)
    priority = row.get("priority") or _DEFAULT_PRIORITY
    if priority not in PRIORITIES:
        raise GlossaryError("error.glossary.priority")
    return Term(
        ja=row["ja"],
        reading=hiragana(row["reading"]),
        easy=row.get("easy", ""),
        translations={
            language: split(cell) for language in LANGUAGES if (cell := row.get(language, ""))
        },
        category=row.get("category", ""),
        departments=split(row.get("departments", "")),
        priority=int(priority),
        aliases=tuple(alias_of(entry) for entry in split(row.get("aliases", ""))),
        forbidden=_forbidden(split(row.get("forbidden", ""))),
        note=row.get("note", ""),
        source=row.get("source", ""),
        review=_review(row.get("status", "")),
    )


def row_of(term: Term) -> dict[str, str]:
    """The row that :func:`term_of` reads as ``term``."""
    return {
        "ja": term.ja,
        "reading": term.reading,
        "easy": term.easy,
        **{language: SEPARATOR.join(term.translations.get(language, ())) for language in LANGUAGES},
        "category": term.category,
        "departments": SEPARATOR.join(term.departments),
        "priority": str(term.priority),
        "aliases": SEPARATOR.join(_alias_entry(alias) for alias in term.aliases),
        "forbidden": SEPARATOR.join(
            f"{language}:{wrong}"
            for language, renderings in term.forbidden.items()
            for wrong in renderings
        ),
        "note": term.note,
        "source": term.source,
        "status": _status(term.review),
    }


def _alias_entry(alias: Alias) -> str:
    if hiragana(alias.spelling) == alias.reading:
        return alias.spelling
    return f"{alias.spelling}={alias.reading}"


def _forbidden(entries: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        language, _, wrong = entry.partition(":")
        found[language.strip()] = (*found.get(language.strip(), ()), wrong.strip())
    return found


def _review(status: str) -> tuple[str, ...]:
    """``review`` alone doubts every column, ``review:ne|my`` the two."""
    mark, _, columns = status.partition(":")
    if mark.strip() != REVIEW:
        return ()
    return split(columns) or (ALL_COLUMNS,)


def _status(review: tuple[str, ...]) -> str:
    if not review:
        return ""
    return REVIEW if ALL_COLUMNS in review else f"{REVIEW}:{SEPARATOR.join(review)}"
