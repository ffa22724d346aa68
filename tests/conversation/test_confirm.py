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
        ("令和8年6月30日までです。", ["令和8年6月30日まで"]),
        ("2026年4月から1年間です。", ["2026年4月から", "1年間"]),
        ("令和8年に、6月分を払います。", ["令和8年", "6月"]),
        ("3番の窓口で、2通お願いします。", ["3番の窓口", "2通"]),
    ],
)
def test_chips(text: str, expected: list[str]) -> None:
    found = chips(text, find_quantities(text))
    assert [chip.text for chip in found] == expected
    assert [text[chip.start : chip.end] for chip in found] == expected


def test_a_year_is_explained_also_before_a_date() -> None:
    text = "令和8年6月30日と、午後3時です。"
    found = chips(text, find_quantities(text))
    assert [(chip.text, chip.note) for chip in found] == [
        ("令和8年6月30日", "2026年"),
        ("午後3時", "15:00"),
    ]


def test_the_number_in_the_name_of_a_term_is_not_asked_about() -> None:
    text = "第1号被保険者の方は、第2週に来てください。"
    found = chips(text, find_quantities(text), [(0, len("第1号被保険者"))])
    assert [chip.text for chip in found] == ["第2週"]
    assert len(chips(text, find_quantities(text))) == 2


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
    (alone,) = plan(Arrangement.ALONE, microphones, "en", "vi", sparing=True).ears
    assert (alone.options.language, alone.options.partial_seconds) == ("en", 2.0)
