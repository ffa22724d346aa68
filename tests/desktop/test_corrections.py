"""The popup of a caption and its correction in the real window, by key and by mouse."""

from __future__ import annotations

from typing import Any

from desktop_fakes import FakeCore, final, partial, state_is, until
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from window_driver import (
    Key,
    below,
    click,
    focus_name,
    focused,
    item,
    items,
    listen,
    pause,
    press,
    reach,
)

from voice_counter.desktop.app import CaptionWindow
from voice_counter.glossary.repair import Repair

SAID = "母の要介護認定に令和8年の午後3時に来ました。"


def say(window: CaptionWindow, core: FakeCore, *said: str) -> None:
    listen(window, core)
    for number, text in enumerate(said):
        repairs = (Repair("妖怪語認定", "要介護認定"),) if "要介護" in text else ()
        core.captioner.send(final(number, text, repairs=repairs))
    until(lambda: window.session.model.rowCount() == len(said))
    pause()


def popup_texts(window: CaptionWindow) -> list[str]:
    return [
        str(each.property("text"))
        for each in below(window.window.contentItem().window().contentItem())
        if each.isVisible() and each.property("text")
    ]


def caption(window: CaptionWindow, row: int = 0) -> QQuickItem:
    return items(window, "caption")[row]


def centre(target: QQuickItem) -> Any:
    return target.mapToScene(QPointF(60, target.height() / 2)).toPoint()


# -- the popup of a caption ---------------------------------------------------------------------


def test_a_tap_tells_about_a_caption(window: CaptionWindow, core: FakeCore) -> None:
    say(window, core, SAID, "はい。")
    QTest.mouseClick(window.window, Qt.MouseButton.LeftButton, pos=centre(caption(window)))
    until(lambda: bool(window.corrections.property("key")))
    pause()
    shown = popup_texts(window)
    for text in ("「妖怪語認定」→「要介護認定」", "令和8年 = 2026年", "午後3時 = 15:00"):
        assert text in shown
    assert "ようかいごにんてい" in shown
    assert "certification of long-term care need" in shown
    press(window, Key.Key_Escape)
    assert window.corrections.property("key") == ""


def test_the_popup_by_keyboard(window: CaptionWindow, core: FakeCore) -> None:
    say(window, core, SAID, "はい。")
    press(window, Key.Key_F3)
    pause()
    assert "この字幕に用語や直した所はありません。" in popup_texts(window)
    press(window, Key.Key_F3)
    pause()
    assert focus_name(window) == "popupCorrect"
    assert reach(window, 6) >= {"popupOpen", "popupCorrect", "popupClose"}
    press(window, Key.Key_Space)
    until(state_is(window.session, "stopped"))
    popups = [each for each in below(popup_root(window)) if each.objectName() == "popupOpen"]
    click(window, popups[0])
    assert window.glossary.property("open")
    assert window.glossary.property("current")["ja"] == "要介護認定"


def popup_root(window: CaptionWindow) -> QQuickItem:
    return window.window.contentItem()


def test_resting_on_a_caption_tells_about_it_and_leaving_ends_it(
    window: CaptionWindow, core: FakeCore
) -> None:
    say(window, core, SAID)
    QTest.mouseMove(window.window, QPoint(5, 5))
    QTest.mouseMove(window.window, centre(caption(window)))
    until(lambda: bool(window.corrections.property("key")))
    assert window.session.property("state") == "listening"
    QTest.mouseMove(window.window, item(window, "stateBadge").mapToScene(QPointF(5, 5)).toPoint())
    until(lambda: window.corrections.property("key") == "")


def test_a_caption_that_comes_under_the_pointer_stays_quiet(
    window: CaptionWindow, core: FakeCore
) -> None:
    QTest.mouseMove(window.window, QPoint(120, 100))
    QTest.mouseMove(window.window, QPoint(120, 125))
    QTest.qWait(900)
    say(window, core, SAID)
    QTest.qWait(900)
    assert window.corrections.property("key") == ""
    QTest.mouseMove(window.window, QPoint(130, 125))
    until(lambda: bool(window.corrections.property("key")))


def test_a_caption_without_anything_to_tell_stays_quiet(
    window: CaptionWindow, core: FakeCore
) -> None:
    say(window, core, "はい。")
    QTest.mouseMove(window.window, centre(caption(window)))
    QTest.qWait(900)
    assert window.corrections.property("key") == ""


def test_terms_and_repairs_are_marked(window: CaptionWindow, core: FakeCore) -> None:
    say(window, core, "要介護認定と住民票です。")
    until(lambda: "<u>" in caption(window).property("text"))
    assert caption(window).property("text") == (
        '<u><font color="#0b57a4">要介護認定</font></u>と<u>住民票</u>です。'
    )


# -- fix once -----------------------------------------------------------------------------------


def test_f2_corrects_the_last_caption(window: CaptionWindow, core: FakeCore) -> None:
    say(window, core, "はい。", "北澤タウンホールです。")
    core.captioner.send(partial(2, "まだ話して"))
    until(lambda: window.session.model.rowCount() == 3)
    press(window, Key.Key_F2)
    pause()
    assert focus_name(window) == "captionField"
    assert focused(window).property("text") == "北澤タウンホールです。"
    press(window, Key.Key_Space)
    assert window.session.property("state") == "listening", "a blank is a blank"
    focused(window).setProperty("text", "北沢タウンホールです。")
    press(window, Key.Key_Return)
    assert window.session.model.text("1.1") == "北沢タウンホールです。"
    offer = item(window, "offer")
    until(offer.isVisible)
    assert "「北沢タウンホール」を用語集に加える" in offer.property("message")


def test_f2_again_goes_back_and_escape_leaves(window: CaptionWindow, core: FakeCore) -> None:
    say(window, core, "一。", "二。")
    press(window, Key.Key_F2)
    press(window, Key.Key_F2)
    pause()
    assert focused(window).property("text") == "一。"
    press(window, Key.Key_Escape)
    pause()
    assert window.corrections.property("editing") is False
    assert window.session.model.text("1.0") == "一。"
    press(window, Key.Key_Space)
    until(state_is(window.session, "stopped"))


def test_f2_without_a_caption_does_nothing(window: CaptionWindow) -> None:
    press(window, Key.Key_F2)
    press(window, Key.Key_F3)
    assert window.corrections.property("key") == ""


def test_a_double_click_corrects(window: CaptionWindow, core: FakeCore) -> None:
    say(window, core, "一。")
    QTest.mouseDClick(window.window, Qt.MouseButton.LeftButton, pos=centre(caption(window)))
    until(lambda: bool(window.corrections.property("editing")))
    pause()
    assert reach(window, 4) == {"captionField", "captionAccept", "captionCancel"}


def corrected(window: CaptionWindow, core: FakeCore, before: str, after: str) -> None:
    say(window, core, before)
    window.corrections.editLast()
    window.corrections.accept(after)
    pause()


def test_a_correction_becomes_a_term(window: CaptionWindow, core: FakeCore) -> None:
    corrected(window, core, "北澤タウンホールです。", "北沢タウンホールです。")
    window.corrections.addTerm()
    pause()
    assert window.glossary.property("mode") == "form"
    assert item(window, "field_ja").property("text") == "北沢タウンホール"
    assert item(window, "field_reading").property("text") == "きたざわたうんほーる"
    assert not item(window, "offer").isVisible()
    window.glossary.save()
    assert core.own.terms[0].ja == "北沢タウンホール"
    assert "<u>北沢タウンホール</u>" in caption(window).property("text"), "marked at once"


def test_a_correction_becomes_an_alias(window: CaptionWindow, core: FakeCore) -> None:
    corrected(window, core, "児童ワークです。", "児童センターです。")
    window.corrections.addAlias()
    pause()
    assert item(window, "chooseBanner").isVisible()
    assert focus_name(window) == "glossarySearch"
    window.glossary.type("じどうかん")
    window.glossary.search()
    pause()
    click(window, item(window, "useAliasButton"))
    window.glossary.save()
    assert core.own.terms[0].ja == "児童館"
    assert core.own.terms[0].aliases[0].spelling == "児童センター"


def test_a_known_term_is_only_shown(window: CaptionWindow, core: FakeCore) -> None:
    corrected(window, core, "妖怪語認定です。", "要介護認定です。")
    offer = item(window, "offer")
    assert "用語集にあります" in offer.property("message")
    assert offer.property("secondAction") == ""
    window.corrections.addTerm()
    assert window.glossary.property("current")["ja"] == "要介護認定"


def test_clearing_the_captions_ends_the_correction(window: CaptionWindow, core: FakeCore) -> None:
    say(window, core, "一。")
    window.corrections.editLast()
    window.session.clear()
    assert window.corrections.property("key") == ""
    window.corrections.accept("二。")
    assert window.session.model.rowCount() == 0
