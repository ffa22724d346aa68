"""Language codes."""

from __future__ import annotations

import pytest

from voice_counter.errors import OptionError
from voice_counter.speech.languages import (
    AUTO,
    NATIVE_NAMES,
    WHISPER_CODES,
    check,
    written_without_spaces,
)
from voice_counter.texts import explain


def test_every_language_that_is_offered_can_be_recognised() -> None:
    assert {check(code) for code in NATIVE_NAMES} == set(NATIVE_NAMES)
    assert AUTO not in NATIVE_NAMES
    assert check(AUTO) == AUTO
    assert len(WHISPER_CODES) == 100


@pytest.mark.parametrize("code", ["", "JA", "jp", "ja-JP", "japanese", "Auto", " ja"])
def test_anything_else_lists_what_there_is(code: str) -> None:
    with pytest.raises(OptionError) as caught:
        check(code)
    assert caught.value.exit_code == 2
    for language in ("ja", "en"):
        shown = explain(caught.value, language)
        assert all(known in shown for known in (AUTO, *NATIVE_NAMES))


def test_which_languages_set_their_words_apart() -> None:
    assert [code for code in NATIVE_NAMES if written_without_spaces(code)] == [
        "ja",
        "zh",
        "th",
        "my",
    ]
