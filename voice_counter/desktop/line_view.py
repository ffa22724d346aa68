"""What a line looks like: every role of a delegate, from the line and what is known around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import Any

from PySide6.QtCore import Qt

from voice_counter.conversation.confirm import Chip, chips
from voice_counter.conversation.line import Line, Side
from voice_counter.desktop.caption_marks import pieces
from voice_counter.glossary.terms import Glossary
from voice_counter.numerals.quantities import find_quantities
from voice_counter.translation.figures import counted, render
from voice_counter.translation.results import Translation

_BASE = Qt.ItemDataRole.UserRole


class Role(IntEnum):
    """What a delegate can ask of a row."""

    STABLE = _BASE + 1
    UNSTABLE = _BASE + 2
    UTTERANCE = _BASE + 3
    FINAL = _BASE + 4
    LANGUAGE = _BASE + 5
    PIECES = _BASE + 6
    KEY = _BASE + 7
    CORRECTED = _BASE + 8
    TELLING = _BASE + 9
    """There is more to know about it than what it says."""
    SIDE = _BASE + 10
    TRANSLATION = _BASE + 11
    TRANSLATION_STATE = _BASE + 12
    """``""`` (none wanted), ``waiting``, ``provisional``, ``ready``, ``checked`` (a phrase that
    people have checked), ``reference`` (参考訳), ``none`` (no engine) or ``failed``."""
    BACK = _BASE + 13
    """The translation translated back; empty where it is not there, or says the same."""
    CHIPS = _BASE + 14
    """Numbers to confirm: ``text``, ``theirs`` (as the resident reads it), ``note``,
    ``confirmed``."""
    BADGES = _BASE + 15
    """Terms with their approved translation: ``ja``, ``reading``, ``rendering``,
    its ``language``, ``missing``."""
    WRONG_NUMBERS = _BASE + 16
    """Numbers of the line that its translation lacks."""
    RUBY = _BASE + 17
    """Furigana: ``text`` and ``ruby``; empty where it is not wanted."""
    EASY = _BASE + 18
    TRANSLATION_LANGUAGE = _BASE + 19
    """The tag of the language that is wanted; empty where none is."""


NAMES = {
    Role.STABLE: b"stableText",
    Role.UNSTABLE: b"unstableText",
    Role.UTTERANCE: b"utterance",
    Role.FINAL: b"isFinal",
    Role.LANGUAGE: b"language",
    Role.PIECES: b"pieces",
    Role.KEY: b"key",
    Role.CORRECTED: b"corrected",
    Role.TELLING: b"telling",
    Role.SIDE: b"side",
    Role.TRANSLATION: b"translation",
    Role.TRANSLATION_STATE: b"translationState",
    Role.BACK: b"backTranslation",
    Role.CHIPS: b"chips",
    Role.BADGES: b"badges",
    Role.WRONG_NUMBERS: b"wrongNumbers",
    Role.RUBY: b"ruby",
    Role.EASY: b"easyText",
    Role.TRANSLATION_LANGUAGE: b"translationLanguage",
}


@dataclass(frozen=True, slots=True)
class Around:
    """What is known besides the line.

    Attributes:
        targets: the language in which each side's lines are read; absent where there is none.
        ruby, easy: the reading aids that are wanted.
        confirming: whether numbers are to be confirmed.
    """

    glossary: Glossary = field(default_factory=lambda: Glossary(()))
    targets: Mapping[Side, str] = field(default_factory=dict)
    ruby: Callable[[str], list[dict[str, str]]] | None = None
    easy: Callable[[str], str] | None = None
    confirming: bool = False


def view(line: Line, around: Around) -> dict[Role, Any]:
    """The values of all roles."""
    heard = line.heard
    unsure = heard.unsure if heard is not None and heard.text == line.text else ()
    marked = pieces(line.text, heard.repairs, around.glossary, unsure) if heard else ()
    noted = heard is not None and any(q.note for q in heard.quantities)
    target = around.targets.get(line.side, "")
    wanted = target if target != line.language else ""
    translation = line.translations.get(wanted)
    numbers = numbers_of(line) if line.final and around.confirming else ()
    japanese = line.language == "ja"
    return {
        Role.STABLE: line.text[: line.stable],
        Role.UNSTABLE: line.text[line.stable :],
        Role.UTTERANCE: line.utterance,
        Role.FINAL: line.final,
        Role.LANGUAGE: line.language,
        Role.PIECES: [{"text": piece.text, "kind": piece.kind} for piece in marked],
        Role.KEY: line.key,
        Role.CORRECTED: line.corrected,
        Role.TELLING: bool(marked) or noted or line.corrected,
        Role.SIDE: str(line.side),
        Role.TRANSLATION: translation.text if translation is not None else "",
        Role.TRANSLATION_STATE: _state(line, wanted, translation),
        Role.TRANSLATION_LANGUAGE: wanted,
        Role.BACK: _back(line),
        Role.CHIPS: [
            {
                "text": chip.text,
                "theirs": _in_their_words(chip, around.targets.get(Side.STAFF, "")),
                "note": chip.note,
                "confirmed": chip.text in line.confirmed,
            }
            for chip in numbers
        ],
        Role.BADGES: _badges(translation, around.glossary),
        Role.WRONG_NUMBERS: list(translation.wrong_numbers) if translation else [],
        Role.RUBY: around.ruby(line.text) if around.ruby and japanese and line.final else [],
        Role.EASY: around.easy(line.text) if around.easy and japanese and line.final else "",
        Qt.ItemDataRole.DisplayRole: line.text,  # type: ignore[dict-item]
    }


def numbers_of(line: Line) -> tuple[Chip, ...]:
    """The numbers of a line that staff confirm, in its Japanese wording."""
    if line.language == "ja":
        text = line.text
        heard = line.heard
        known = heard.quantities if heard is not None and heard.text == text else None
    else:
        japanese = line.translations.get("ja")
        if japanese is None or line.provisional:
            return ()
        text, known = japanese.text, None
    return chips(text, find_quantities(text) if known is None else known)


@lru_cache(maxsize=512)
def _in_their_words(chip: Chip, tag: str) -> str:
    """What the resident reads of a number: as their language writes it, where that is safe."""
    if tag in ("", "ja"):
        return chip.text
    return render(chip.number, tag) or counted(chip.number) or chip.text


def _state(line: Line, wanted: str, translation: Translation | None) -> str:
    if not wanted:
        return ""
    if wanted not in line.translations:
        return "waiting"
    if translation is None:
        return "failed"
    if line.provisional:
        return "provisional"
    if translation.warrant == "none":
        return "none"
    if translation.warrant == "reference":
        return "reference"
    return "checked" if translation.verified else "ready"


def _back(line: Line) -> str:
    return line.back.text if line.back is not None and line.back.text != line.text else ""


def _badges(translation: Translation | None, glossary: Glossary) -> list[dict[str, Any]]:
    if translation is None:
        return []
    notes = [(note, False) for note in translation.terms]
    notes += [(note, True) for note in translation.missing_terms]
    found = []
    for note, missing in notes:
        term = glossary.get(note.ja)
        found.append(
            {
                "ja": note.ja,
                "reading": term.reading if term is not None else "",
                "rendering": note.rendering,
                "language": translation.target,
                "missing": missing,
            }
        )
    return found
