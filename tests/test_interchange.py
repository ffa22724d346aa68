"""What spreadsheets and XML would make of a text."""

from __future__ import annotations

import pytest

from voice_counter.interchange import NOT_IN_XML, harmless, is_formula


@pytest.mark.parametrize("start", [*"=+-@\t\r＝＋－＠"])
@pytest.mark.parametrize("blanks", ["", " ", "\u3000", " \u3000 "])
def test_a_formula(start: str, blanks: str) -> None:
    cell = f"{blanks}{start}1"
    assert is_formula(cell)
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", " ", "1+1", "'=1", "ー", "a@b", "(-1)", "「=」"])
def test_no_formula(cell: str) -> None:
    assert not is_formula(cell)
    assert harmless(cell) == cell


def test_characters_that_xml_cannot_hold() -> None:
    allowed = "\t\n\r 区\ud7ff\ue000\ufffd\U00010000\U0010ffff"
    assert NOT_IN_XML.search(allowed) is None
    forbidden = "\x00\x0b\x0c\x1f\ud800\udfff\ufffe\uffff"
    assert NOT_IN_XML.findall(forbidden) == list(forbidden)
