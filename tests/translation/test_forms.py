"""Renderings found in a translation, inflected."""

from __future__ import annotations

import pytest

from voice_counter.translation.forms import contains, occurrences


@pytest.mark.parametrize(
    ("rendering", "text", "language"),
    [
        ("Residence Card", "Please bring your residence cards.", "en"),
        ("Certificate of Residence", "two Certificates of Residence", "en"),
        ("moving-in notification", "the moving in notification", "en"),
        ("copy", "Copies are 300 yen.", "en"),
        ("certificado de residência", "os certificados de residência", "pt"),
        ("tarjeta de residencia", "Tarjetas de Residencia", "es"),
        ("在留卡", "请带上您的在留卡。", "zh-Hans"),
        ("재류카드", "재류카드를 가져오세요", "ko"),
        ("재류 카드", "재류카드를", "ko"),
        ("thẻ cư trú", "Thẻ cư trú của quý vị", "vi"),
        ("карта резидента", "картой резидента", "ru"),
        ("My Number Card", "ＭｙＮｕｍｂｅｒＣａｒｄ", "ja"),
    ],
)
def test_it_is_there(rendering: str, text: str, language: str) -> None:
    assert contains(rendering, text, language)


@pytest.mark.parametrize(
    ("rendering", "text", "language"),
    [
        ("tax", "a taxi", "en"),
        ("fee", "some coffee", "en"),
        ("ward office", "toward office", "en"),
        ("thẻ", "thẻo", "vi"),
        ("在留卡", "在留资格", "zh-Hans"),
        ("", "anything", "en"),
    ],
)
def test_it_is_not(rendering: str, text: str, language: str) -> None:
    assert not contains(rendering, text, language)


def test_spans_count_characters_of_the_text() -> None:
    text = "Straße: Residence Card!"
    ((start, end),) = occurrences("residence card", text, "en")
    assert text[start:end] == "Residence Card"
