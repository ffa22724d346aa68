"""The whole catalogue: Japanese first, every other language its twin."""

from __future__ import annotations

import re
import string

import pytest

from voice_counter import paths, texts
from voice_counter.desktop.app import fixed_texts
from voice_counter.desktop.state import State
from voice_counter.settings import LANGUAGES, THEMES

OTHERS = sorted({folder.name for folder in (paths.ui() / "i18n").iterdir()} - {"ja"})
LETTERS = re.compile(r"[ぁ-んァ-ヶ一-龠]")
LABEL = re.compile(r"(?:[A-Z]+|\{\w+\}|\W)+")
"""What needs no Japanese: an abbreviation, a placeholder, punctuation (e.g. ``HTTP {status}``)."""


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_there_is_an_english_twin() -> None:
    assert "en" in OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_the_keys_are_the_same(language: str) -> None:
    assert set(texts.catalogue(language)) == set(texts.catalogue("ja"))


@pytest.mark.parametrize("language", OTHERS)
def test_the_placeholders_are_the_same(language: str) -> None:
    own = texts.catalogue(language)
    for key, template in texts.catalogue("ja").items():
        assert placeholders(own[key]) == placeholders(template), key


@pytest.mark.parametrize("language", ["ja", *OTHERS])
def test_no_text_is_empty(language: str) -> None:
    assert [key for key, text in texts.catalogue(language).items() if not text.strip()] == []


def test_japanese_is_japanese() -> None:
    foreign = [
        text
        for text in texts.catalogue("ja").values()
        if not LETTERS.search(text) and not LABEL.fullmatch(text)
    ]
    assert foreign == []


def test_english_is_not_japanese() -> None:
    assert [key for key, text in texts.catalogue("en").items() if LETTERS.search(text)] == []


def test_every_state_has_a_label_and_a_hint() -> None:
    known = fixed_texts()
    assert {f"{kind}_{state}" for kind in ("state", "hint") for state in State} <= set(known)


def test_every_theme_and_language_has_a_name() -> None:
    known = fixed_texts()
    assert {f"theme_{theme}" for theme in THEMES} <= set(known)
    assert {f"language_{code}" for code in LANGUAGES} <= set(known)


def test_qml_uses_only_texts_that_exist() -> None:
    known = fixed_texts()
    used: set[str] = set()
    for file in paths.ui().rglob("*.qml"):
        used |= set(re.findall(r"\btexts\.(\w+)", file.read_text(encoding="utf-8")))
    assert len(used) > 10
    assert used <= set(known)


def test_qml_has_no_texts_of_its_own() -> None:
    for file in paths.ui().rglob("*.qml"):
        code = re.sub(r"//.*", "", file.read_text(encoding="utf-8"))
        assert not LETTERS.search(code), file
        own = re.findall(r'\b(?:text|title|Accessible\.name):\s*"([^"]+)"', code)
        assert set(own) <= {"−", "＋"}, file


def test_code_uses_only_texts_that_exist() -> None:
    known = set(texts.catalogue("ja"))
    package = paths.ui().parent / "voice_counter"
    used: set[str] = set()
    for file in package.rglob("*.py"):
        found = re.findall(r'"((?:error|window)\.[\w.-]+)"', file.read_text(encoding="utf-8"))
        used |= set(found)
    assert len(used) > 10
    assert used <= known
