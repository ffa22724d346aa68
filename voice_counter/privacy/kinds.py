"""What is redacted, and what stands in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from voice_counter import paths, texts


class Kind(StrEnum):
    """What a redacted part is. Each has a text ``privacy.mark.<kind>``."""

    MY_NUMBER = "my_number"
    RESIDENCE_CARD = "residence_card"
    PHONE = "phone"
    POSTAL_CODE = "postal_code"
    BANK_ACCOUNT = "bank_account"
    CARD = "card"
    EMAIL = "email"
    BIRTH_DATE = "birth_date"
    PASSPORT = "passport"
    PUBLIC_ID = "public_id"
    """Numbers of insurances, pensions, driving licences and the resident register."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """A part of a text that must not be kept: ``text[start:end]``."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without its redacted parts.

    Attributes:
        text: with a mark for each part.
        found: the parts, as places in the text as it was, from left to right.
    """

    text: str
    found: tuple[Redaction, ...]


def mark(kind: Kind, language: str | None = None) -> str:
    """What stands in place of a redacted part, in a UI language.

    >>> mark(Kind.PHONE, "ja")
    '〔電話番号〕'
    """
    return f"〔{texts.text(f'privacy.mark.{kind}', language)}〕"


@cache
def any_mark() -> re.Pattern[str]:
    """The marks of every UI language."""
    languages = sorted(folder.name for folder in (paths.ui() / "i18n").iterdir())
    return re.compile("|".join(re.escape(mark(k, tag)) for tag in languages for k in Kind))


def replaced(text: str, found: tuple[Redaction, ...], language: str | None = None) -> str:
    """``text`` with a mark for each part. The parts are in order and never overlap."""
    pieces: list[str] = []
    position = 0
    for part in found:
        pieces += [text[position : part.start], mark(part.kind, language)]
        position = part.end
    return "".join(pieces) + text[position:]
