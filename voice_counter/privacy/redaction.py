"""Taking personal information out of a caption or translation before it is kept anywhere."""

from __future__ import annotations

from voice_counter.privacy.births import find_births
from voice_counter.privacy.emails import find_emails
from voice_counter.privacy.folding import fold
from voice_counter.privacy.keywords import MASK
from voice_counter.privacy.kinds import Redacted, Redaction, any_mark, replaced
from voice_counter.privacy.shapes import find_numbers


def redact(text: str, language: str | None = None) -> Redacted:
    """``text`` with a mark such as 〔電話番号〕 for each part that must not be kept.

    What was spoken in several lines needs ``session.SessionRedactor``. Redacting twice changes
    nothing more. Time grows with the length of the text.

    Args:
        text: in any language; numbers in figures or words.
        language: of the marks, a UI language; the preferred one by default.

    >>> redact("電話は090-1234-5678です。", "ja").text
    '電話は〔電話番号〕です。'
    """
    found = find(text)
    return Redacted(replaced(text, found, language), found)


def find(text: str) -> tuple[Redaction, ...]:
    """The parts to be redacted, from left to right, without overlaps."""
    masked = any_mark().sub(lambda match: MASK * len(match[0]), text)
    found: list[Redaction] = []
    # What is found stands between its neighbours no more, as in a text that was redacted: only
    # if another look at it finds nothing is the result the same for both.
    while parts := _look(masked):
        found += parts
        characters = list(masked)
        for part in parts:
            characters[part.start : part.end] = MASK * (part.end - part.start)
        masked = "".join(characters)
    return tuple(sorted(found, key=lambda part: part.start))


def _look(masked: str) -> list[Redaction]:
    """Addresses first, then dates: what they hold are no numbers of their own."""
    folded = fold(masked)
    for parts in (find_emails(folded, masked), find_births(folded), find_numbers(folded)):
        if parts:
            return parts
    return []
