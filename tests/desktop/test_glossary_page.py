"""The glossary page in the real window, by key and by mouse."""

from __future__ import annotations

import pytest
from desktop_fakes import FakeCore, final, until
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from window_driver import (
    Key,
    box,
    click,
    focus_name,
    focused,
    item,
    listen,
    pause,
    press,
    reach,
    write,
)

from voice_counter.desktop.app import CaptionWindow

TAB = Qt.FocusReason.TabFocusReason


def opened(window: CaptionWindow) -> None:
    pause()
    click(window, item(window, "glossaryButton"))
    until(lambda: bool(window.glossary.property("open")))
    pause()


def test_the_page_opens_and_escape_returns(window: CaptionWindow) -> None:
    item(window, "glossaryButton").forceActiveFocus(TAB)
    press(window, Key.Key_Return)
    until(lambda: bool(window.glossary.property("open")))
    assert focus_name(window) == "glossarySearch"
    press(window, Key.Key_Escape)
    assert not window.glossary.property("open")
    assert focus_name(window) == "glossaryButton"


def test_captions_go_on_behind_the_page(window: CaptionWindow, core: FakeCore) -> None:
    listen(window, core)
    opened(window)
    core.captioner.send(final(0, "はい。"), final(1, "続きます。"))
    until(lambda: window.session.model.rowCount() == 2)
    press(window, Key.Key_Space)
    assert window.session.property("state") == "listening", "a blank belongs to the field"
    click(window, item(window, "backButton"))
    assert window.session.property("state") == "listening"
    assert not window.glossary.property("open")


def test_a_term_is_searched_for_by_keyboard(window: CaptionWindow) -> None:
    opened(window)
    write(window, "resident")
    until(lambda: window.glossary.property("count") == 1)
    assert item(window, "termJa").property("text") == "住民票"
    for _ in range(8):
        press(window, Key.Key_Backspace)
    until(lambda: window.glossary.property("count") == 4)
    press(window, Key.Key_Down)
    assert focus_name(window) == "termRow"
    press(window, Key.Key_Home)
    first = item(window, "termJa").property("text")
    press(window, Key.Key_Down)
    assert item(window, "termJa").property("text") != first
    press(window, Key.Key_End)
    assert window.glossary.property("currentRow") == 3


def test_tab_reaches_every_control_of_the_list(window: CaptionWindow) -> None:
    opened(window)
    window.glossary.addWord("窓口")
    window.glossary.save()
    pause()
    assert reach(window, 30) >= {
        "glossarySearch",
        "termRow",
        "termDetail",
        "correctButton",
        "removeButton",
        "addButton",
        "undoButton",
        "exportButton",
        "backButton",
    }


def test_tab_reaches_every_field_of_the_form(window: CaptionWindow) -> None:
    opened(window)
    click(window, item(window, "addButton"))
    window.glossary.property("form").edit("ja", "窓口")
    window.glossary.property("form").check()
    pause()
    names = reach(window, 40)
    fields = {f"field_{name}" for name in ("ja", "reading", "easy", "aliases", "note")}
    languages = {f"field_{each['code']}" for each in window.glossary.property("languages")}
    assert len(languages) == 15
    assert names >= fields | languages | {"saveButton", "cancelButton", "backButton"}
    assert "captionList" not in names, "what is behind the page takes no keys"


def test_the_field_with_the_focus_is_in_sight(window: CaptionWindow) -> None:
    window.window.resize(1024, 600)
    opened(window)
    click(window, item(window, "addButton"))
    pause()
    for _ in range(19):
        field = focused(window)
        there = box(field)
        assert 72 <= there.top() < there.bottom() <= 600, field.objectName()
        press(window, Key.Key_Tab)
        pause()


def test_a_term_is_added_by_keyboard(window: CaptionWindow, core: FakeCore) -> None:
    core.captioner.heard = "madoguchi です"
    opened(window)
    item(window, "addButton").forceActiveFocus(TAB)
    press(window, Key.Key_Return)
    assert focus_name(window) == "field_ja"
    write(window, "madoguchi")
    press(window, Key.Key_Tab)
    until(lambda: bool(item(window, "field_reading").property("text")))
    assert "えむ" in item(window, "field_reading").property("text")
    press(window, Key.Key_Return)
    until(lambda: bool(core.own.terms))
    heard = item(window, "heardBanner")
    until(lambda: "聞き取られます" in heard.property("message"))
    assert heard.isVisible()
    assert item(window, "termOwn").isVisible()


def test_what_is_the_matter_is_shown_while_writing(window: CaptionWindow) -> None:
    opened(window)
    window.glossary.addWord("児童館")
    pause()
    assert item(window, "formWarnings").isVisible()
    assert item(window, "saveButton").property("enabled")
    window.glossary.property("form").edit("reading", "x")
    until(item(window, "formProblems").isVisible)
    assert not item(window, "saveButton").property("enabled")


def test_leaving_the_form_asks(window: CaptionWindow) -> None:
    opened(window)
    window.glossary.addWord("窓口")
    pause()
    press(window, Key.Key_Escape)
    banner = item(window, "leavingBanner")
    assert banner.isVisible()
    assert focused(window).property("text") == "保存する"
    press(window, Key.Key_Return)
    until(lambda: not banner.isVisible())
    assert window.glossary.glossary.get("窓口") is not None


def test_a_corrected_term_can_be_put_back(window: CaptionWindow, core: FakeCore) -> None:
    opened(window)
    window.glossary.showTerm("住民票")
    pause()
    assert not item(window, "removeButton").isVisible()
    click(window, item(window, "correctButton"))
    window.glossary.property("form").edit("easy", "紙")
    window.glossary.save()
    pause()
    assert item(window, "removeButton").property("text") == "元の用語集に戻す"
    click(window, item(window, "removeButton"))
    assert core.own.terms == ()
    pause()
    click(window, item(window, "undoButton"))
    assert core.own.terms[0].easy == "紙"


def test_the_export_asks_for_a_place(window: CaptionWindow) -> None:
    opened(window)
    window.glossary.addWord("窓口")
    window.glossary.save()
    pause()
    item(window, "exportButton").forceActiveFocus(TAB)
    press(window, Key.Key_Return)
    dialogs: list[QWindow] = []

    def shown() -> bool:
        dialogs[:] = [
            each for each in QGuiApplication.allWindows() if "書き出す場所" in each.title()
        ]
        return bool(dialogs) and dialogs[0].isVisible()

    until(shown)
    dialogs[0].close()
    assert window.glossary.property("open")


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_the_page_fits(window: CaptionWindow, size: tuple[int, int]) -> None:
    window.window.resize(*size)
    opened(window)
    names = ["glossarySearch", "addButton", "undoButton", "exportButton", "backButton"]
    for form, shown in ((False, ["correctButton"]), (True, ["saveButton", "cancelButton"])):
        if form:
            click(window, item(window, "addButton"))
            pause()
        for name in names + shown:
            there = box(item(window, name))
            assert there.left() >= 0, name
            assert there.right() <= size[0], name
            assert there.top() >= 0, name
            assert there.bottom() <= size[1], name
            assert there.height() >= 44, name
