"""No boxes: every language is drawn by a family that has its letters, in its own forms."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import pytest
from desktop_fakes import MICROPHONE, FakeCore, final, until
from glyphs import boxes, drawn, shown_texts, strangers
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter
from window_driver import Key, Opener, click, item, items, pause, press

from voice_counter import paths, status, texts
from voice_counter.captions.events import Listening
from voice_counter.conversation.line import Side
from voice_counter.desktop import fonts
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.choices import language_labels
from voice_counter.desktop.desk import Mode
from voice_counter.glossary import load_glossary
from voice_counter.languages import TAGS
from voice_counter.resident_texts import resident_texts
from voice_counter.translation.phrases import load_phrases

HAN = ("ja", "zh-Hans", "zh-Hant", "ko")
BOX = "\U00013000"
"""An Egyptian hieroglyph, which no family here has."""


def font(family: str) -> QFont:
    made = QFont(family)
    made.setPixelSize(30)
    return made


def sample(tag: str) -> list[str]:
    """All that residents read in a language, phrases of the phrase book and terms."""
    phrases = [phrase.text(tag) for phrase in load_phrases(paths.glossaries() / "phrases")]
    terms = [
        term.ja if tag == "ja" else term.rendering(tag)
        for term in load_glossary(paths.glossaries()).terms
    ]
    return [*resident_texts(tag).values(), *filter(None, phrases), *filter(None, terms)]


def image(text: str, family: str) -> QImage:
    made = QImage(64, 64, QImage.Format.Format_Grayscale8)
    made.fill(QColor("white"))
    painter = QPainter(made)
    big = QFont(family)
    big.setPixelSize(48)
    painter.setFont(big)
    painter.drawText(QPointF(6, 50), text)
    painter.end()
    return made


def test_the_checker_sees_a_box() -> None:
    assert boxes(f"は{BOX}い", font(fonts.family("ja"))) == {BOX}
    assert boxes("はい", font(fonts.family("ja"))) == set()


def test_the_checker_sees_a_letter_of_another_family() -> None:
    found = strangers("はい ไทย", font(fonts.family("ja")))
    assert {character for character, _ in found} == set("ไทย")
    assert {family for _, family in found} == {fonts.family("th")}


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_has_all_its_letters_in_one_family(tag: str) -> None:
    chosen = fonts.family(tag)
    assert chosen, "scripts/system_packages.py installs one"
    said = sample(tag)
    assert len(said) > 20
    for text in said:
        assert boxes(text, font(chosen)) == set(), text
    # A Latin name or a Japanese term may stand in any text; the language's own letters may not.
    own = fonts.letters(tag)
    lost = {found for text in said for found in strangers(text, font(chosen)) if found[0] in own}
    assert lost == set()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_windows_own_texts_have_no_boxes(language: str) -> None:
    for text in texts.catalogue(language).values():
        assert boxes(text, QGuiApplication.font()) == set(), text


def test_a_text_in_one_language_may_quote_any_other() -> None:
    mixed = " ".join(resident_texts(tag)["native"] for tag in TAGS)
    for tag in TAGS:
        assert boxes(mixed, font(fonts.family(tag))) == set()
    thai = drawn("ชื่อ 直", font(fonts.family("th")))
    assert thai[-1].family == fonts.family("ja") or fonts.family("ja") in {
        each.family for each in thai if each.text == "直"
    }


def test_han_characters_take_the_form_of_their_language() -> None:
    families = [fonts.family(tag) for tag in HAN]
    assert len(set(families)) == len(HAN)
    pictures = {tag: image("返", fonts.family(tag)) for tag in HAN}  # written in four ways
    assert all(pictures[one] != pictures[other] for one, other in combinations(HAN, 2))
    for character in "骨直角":
        assert image(character, fonts.family("ja")) != image(character, fonts.family("zh-Hans"))
    # What does not differ is drawn alike: the pictures above differ by form and not by noise.
    assert image("一", fonts.family("ja")) == image("一", fonts.family("zh-Hans"))


def test_other_tags_have_no_family_of_their_own() -> None:
    assert fonts.family("km") == ""


@pytest.mark.parametrize("tag", TAGS)
def test_both_sides_of_a_talk_are_drawn_in_their_families(
    open_window: Opener, core: FakeCore, tag: str
) -> None:
    window = open_window(Mode.COUNTER)
    window.desk.chooseLanguage(tag)
    own = resident_texts(tag)
    translate = core.translates.translate

    def speak(text: str, source: str, target: str) -> object:
        said = own["speak"] if target == tag else "窓口で直接お渡しください。"
        return replace(translate(text, source, target), text=said)

    core.translates.translate = speak  # type: ignore[method-assign, assignment]
    press(window, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE), final(1, "骨の角を直します。"))
    window.session.conversation.say(Side.RESIDENT, own["not_understood"], tag)
    until(lambda: len(items(window, "residentText")) == 2)
    pause()
    seen = list(shown_texts(window.window.contentItem()))
    assert len(seen) > 20
    for _, text, used in seen:
        assert boxes(text, used) == set(), text
    spoken = {own["speak"], own["not_understood"], own["again"], own["not_saved"]}
    found = [(text, used.family()) for _, text, used in seen if text in spoken]
    assert len(found) >= 4
    assert {family for _, family in found} == {fonts.family(tag)}


@pytest.fixture
def without_thai(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PC without any typeface for Thai."""
    real = fonts.family
    for module in ("desk", "fonts", "choices", "languages_of_terms"):
        monkeypatch.setattr(
            f"voice_counter.desktop.{module}.family", lambda tag: "" if tag == "th" else real(tag)
        )


@pytest.mark.usefixtures("without_thai")
def test_a_language_without_letters_is_announced_and_never_drawn(open_window: Opener) -> None:
    window = open_window(Mode.COUNTER)
    pause()
    tile = item(window, "language_th")
    shown = [text for _, text, _ in shown_texts(tile)]
    assert shown == ["タイ語", "文字を表示できません"]
    hint = item(window, "noLetters")
    assert hint.isVisible()
    assert "タイ語" in hint.property("text")
    click(window, tile)
    assert window.desk.property("residentLanguage") == ""
    window.desk.chooseLanguage("th")
    assert window.desk.property("residentLanguage") == ""
    offered = item(window, "residentLanguageChooser").property("model")
    listed = offered.toVariant() if hasattr(offered, "toVariant") else offered
    assert "タイ語" not in listed
    assert "韓国語" in listed
    assert fonts.undrawable() == ("th",)
    assert not any("ไทย" in label for label in language_labels())


def test_with_all_letters_nothing_is_said(open_window: Opener) -> None:
    window: CaptionWindow = open_window(Mode.COUNTER)
    assert not item(window, "noLetters").isVisible()


def test_the_start_screen_names_the_languages_without_letters() -> None:
    marks = {each.part: each for each in status.look(lambda: ["a"], undrawable=("th", "my"))}
    assert marks["languages"].mark != "green"
    assert re.search("タイ語.*ミャンマー語", marks["languages"].detail)
