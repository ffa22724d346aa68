"""What presses of large buttons put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_counter.conversation.pads import (
    MOST_DIGITS,
    DatePad,
    NumberPad,
    Pad,
    PeriodPad,
    TimePad,
    WordPad,
    pad_for,
    shown,
)
from voice_counter.languages import LANGUAGES

THIS_YEAR = 2026


def pressed(pad: Pad, *keys: str) -> Pad:
    for key in keys:
        pad = pad.press(key)
    return pad


@pytest.mark.parametrize(
    ("kind", "keys", "japanese"),
    [
        ("number", "4 2 0 0", "4200"),
        ("number", "3 7 . 5 .", "37.5"),
        ("number", ". 3", "3"),
        ("number", "3 .", ""),
        ("number", "0 3 1", "031"),
        ("number", "1 2 back", "1"),
        ("number", "1 2 clear", ""),
        ("number", "x 12 -1 ３", ""),
        ("amount", "3 0 0 .", "300円"),
        ("amount", "", ""),
        ("period", "2 unit:week", "2週間"),
        ("period", "unit:month 3", "3か月"),
        ("period", "1 4 unit:day", "14日"),
        ("period", "2", ""),
        ("period", "unit:week", ""),
        ("period", "2 unit:fortnight", ""),
        ("period", "2 unit:week clear", ""),
        ("date", "month:6 day:30", "6月30日"),
        ("date", "day:30 month:6", "6月30日"),
        ("date", "month:6 day:31", ""),
        ("date", "day:31 month:6", ""),
        ("date", "month:2 day:29", "2月29日"),
        ("date", "year:0 month:2 day:29", ""),
        ("date", "year:0 year:-1 year:-1 month:2 day:29", "2024年2月29日"),
        ("date", "year:0", "2026年"),
        ("date", "year:-1", "2026年"),
        ("date", "year:0 year:-1", "2025年"),
        ("date", "year:0 month:6", ""),
        ("date", "month:6 month:6 year:0", "2026年"),
        ("date", "month:13 day:0 day:x", ""),
        ("date", "year:0 month:6 day:1 back", ""),
        ("date", "year:0 month:6 day:1 back back", "2026年"),
        ("date", "year:0 month:6 day:1 clear", ""),
        ("time", "half:am hour:9", "午前9時"),
        ("time", "hour:3 half:pm minute:30", "午後3時30分"),
        ("time", "half:pm hour:12", "12時"),
        ("time", "half:am hour:12 minute:15", "午前0時15分"),
        ("time", "hour:3", ""),
        ("time", "half:pm hour:3 back", ""),
        ("time", "half:noon hour:3", ""),
    ],
)
def test_what_is_put_together(kind: str, keys: str, japanese: str) -> None:
    assert pressed(pad_for(kind, THIS_YEAR), *keys.split()).japanese == japanese


def test_a_word() -> None:
    assert pressed(WordPad(), "word: 在留カード ", "5").japanese == "在留カード"
    assert pressed(WordPad(), "word:x", "clear").japanese == ""


def test_nothing_of_another_kind_can_be_put_together() -> None:
    with pytest.raises(ValueError, match="free"):
        pad_for("free", THIS_YEAR)


@pytest.mark.parametrize("language", ["ja", *LANGUAGES])
def test_every_value_can_be_shown_in_every_language(language: str) -> None:
    whole = {
        "4200": NumberPad("4200"),
        "300円": NumberPad("300", "円"),
        "2週間": PeriodPad("2", "week"),
        "6月30日": DatePad(THIS_YEAR, 0, 6, 30),
        "2019年": DatePad(THIS_YEAR, 2019),
        "2019年6月30日": DatePad(THIS_YEAR, 2019, 6, 30),
        "午後3時30分": TimePad("pm", 3, 30),
        "12時": TimePad("pm", 0),
    }
    for japanese, pad in whole.items():
        assert pad.japanese == japanese
        text = shown(pad, language)
        assert text
        # Not the digits that stand there while something is missing: the real wording.
        assert (
            language == "ja"
            or isinstance(pad, NumberPad)
            or text != pad.partial
            or (japanese in ("2019年", "12時"))
        )


@pytest.mark.parametrize(
    ("pad", "text"),
    [
        (DatePad(THIS_YEAR, month=6), "6 / –"),
        (DatePad(THIS_YEAR, day=3), "– / 3"),
        (DatePad(THIS_YEAR, year=2019, month=6), "2019 / 6 / –"),
        (TimePad(hour=3, minute=15), "3:15"),
        (PeriodPad("2"), "2"),
        (NumberPad("3."), "3."),
        (DatePad(THIS_YEAR), ""),
    ],
)
def test_what_is_shown_meanwhile(pad: Pad, text: str) -> None:
    assert shown(pad, "ja") == shown(pad, "en") == text


def test_the_chosen_buttons() -> None:
    assert DatePad(THIS_YEAR, month=6, day=3).chosen >= {"month:6", "day:3"}
    assert TimePad("pm", 3, 30).chosen == {"half:pm", "hour:3", "minute:30"}
    assert PeriodPad("2", "week").chosen == {"unit:week"}


ANY = (
    "1 0 . back clear month:2 day:31 day:29 year:-1 year:0 half:pm hour:12 minute:45 unit:day"
    " word:x : day: month:99"
)
KEYS = st.lists(st.sampled_from(["", *ANY.split()]), max_size=30)


@given(kind=st.sampled_from(["number", "amount", "date", "time", "period", "term"]), keys=KEYS)
def test_no_keys_break_a_pad(kind: str, keys: list[str]) -> None:
    pad = pressed(pad_for(kind, THIS_YEAR), *keys)
    assert len(pad.partial) <= MOST_DIGITS + 4
    assert shown(pad, "en") or not pad.japanese
