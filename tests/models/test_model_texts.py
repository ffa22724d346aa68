"""Every text of this room exists in both languages with the same placeholders."""

from __future__ import annotations

import string

from voice_counter.texts import catalogue

PREFIXES = ("error.model.", "models.")


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_japanese_and_english_match() -> None:
    japanese = {key: _fields(t) for key, t in catalogue("ja").items() if key.startswith(PREFIXES)}
    english = {key: _fields(t) for key, t in catalogue("en").items() if key.startswith(PREFIXES)}
    assert japanese == english
    assert len(japanese) > 50
    assert all("\n" not in catalogue("ja")[key] for key in japanese)
