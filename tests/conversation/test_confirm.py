"""Numbers to make sure of."""

from __future__ import annotations

import pytest

from voice_counter.conversation.confirm import chips
from voice_counter.conversation.ears import Arrangement, plan
from voice_counter.conversation.line import Side
from voice_counter.numerals.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("はい、そうです。", []),
        ("手数料は300円です。", ["300円"]),
        ("6月30日の午後3時に来てください。", ["6月30日", "午後3時"]),
        ("引っ越した日から14日以内に出してください。", ["14日以内"]),
        ("6月30日までに払ってください。", ["6月30日まで"]),
        ("300円です。はい、300円です。", ["300円"]),
    ],
)
def test_chips(text: str, expected: list[str]) -> None:
    found = chips(text, find_quantities(text))
    assert [chip.text for chip in found] == expected
    assert [text[chip.start : chip.end] for chip in found] == expected


def test_who_listens_to_what() -> None:
    microphones = ("mic:a", "mic:b")
    keys = plan(Arrangement.KEYS, microphones, "ja", "fil")
    assert keys.specs == ("mic:a",)
    assert [(ear.side, ear.options.language) for ear in keys.ears] == [
        (Side.STAFF, "ja"),
        (Side.RESIDENT, "tl"),
    ]
    two = plan(Arrangement.TWO_MICROPHONES, microphones, "ja", "zh-Hant")
    assert (two.specs, two.ears[1].options.language) == (microphones, "zh")
    alone = plan(Arrangement.ALONE, microphones, "en", "vi", partials=False)
    assert [(ear.options.language, ear.options.partials) for ear in alone.ears] == [("en", False)]
