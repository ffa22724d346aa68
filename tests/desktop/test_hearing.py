"""Hearing mode: readings, plain words, answers, handwriting."""

from __future__ import annotations

import pytest
from desktop_fakes import MICROPHONE, FakeCore, final, until
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from window_driver import Key, Opener, click, focus_name, item, items, pause, press, write

from voice_counter.captions.events import Listening
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.caption_model import Role
from voice_counter.desktop.desk import Mode
from voice_counter.desktop.handwriting import MOST_PAGES, Handwriting
from voice_counter.desktop.reading_aids import breakable
from voice_counter.glossary.furigana import Ruby


@pytest.fixture
def hearing(open_window: Opener) -> CaptionWindow:
    return open_window(Mode.HEARING)


def said(window: CaptionWindow, role: Role) -> list[object]:
    model = window.session.model
    return [model.data(model.index(n), role) for n in range(model.rowCount())]


def test_readings_and_plain_words(hearing: CaptionWindow, core: FakeCore) -> None:
    press(hearing, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE), final(1, "要介護認定の申請です。"))
    until(lambda: len(said(hearing, Role.KEY)) == 1)
    ruby = said(hearing, Role.RUBY)[0]
    assert isinstance(ruby, list)
    assert "".join(piece["text"] for piece in ruby) == "要介護認定の申請です。"
    assert any(piece["ruby"] for piece in ruby)
    assert said(hearing, Role.EASY) == [
        "要介護認定（世話がどのくらい要るかを決めること）の申請です。"
    ]
    hearing.desk.aid("furigana", False)
    hearing.desk.aid("easy_japanese", False)
    assert said(hearing, Role.RUBY) == [[]]
    assert said(hearing, Role.EASY) == [""]


def test_answers_by_button_and_keyboard(hearing: CaptionWindow) -> None:
    pause()
    click(hearing, item(hearing, "answer_yes"))
    field, send = item(hearing, "answerField"), item(hearing, "answerSend")
    field.forceActiveFocus()
    assert not send.isEnabled()
    write(hearing, " ")
    assert not send.isEnabled(), "there is nothing to send"
    write(hearing, "abc d")  # the space bar writes a blank here
    assert send.isEnabled()
    press(hearing, Key.Key_Return)
    assert said(hearing, Role.STABLE) == ["はい", "abc d"]
    assert said(hearing, Role.SIDE) == ["resident", "resident"]
    assert field.property("text") == ""
    assert focus_name(hearing) == "answerSend", "the keyboard is not lost"
    press(hearing, Key.Key_Tab)
    assert not send.isEnabled()
    assert hearing.session.property("running") is False


def test_writing_by_hand(hearing: CaptionWindow) -> None:
    pause()
    click(hearing, item(hearing, "writeTab"))
    pause()
    canvas = item(hearing, "writingCanvas")
    here = canvas.mapToScene(QPointF(0.25 * canvas.width(), 0.5 * canvas.height())).toPoint()
    there = canvas.mapToScene(QPointF(0.75 * canvas.width(), 0.5 * canvas.height())).toPoint()
    QTest.mousePress(hearing.window, Qt.MouseButton.LeftButton, pos=here)
    for step in range(1, 11):
        QTest.mouseMove(hearing.window, here + QPoint((there.x() - here.x()) * step // 10, 0))
    QTest.mouseRelease(hearing.window, Qt.MouseButton.LeftButton, pos=there)
    middle = QPoint((here.x() + there.x()) // 2, here.y())

    def ink() -> str:
        return QColor(hearing.window.grabWindow().pixelColor(middle)).name()

    until(lambda: ink() == "#141c26")
    click(hearing, item(hearing, "padNext"))
    until(lambda: ink() == "#ffffff")
    click(hearing, item(hearing, "padPrevious"))
    until(lambda: ink() == "#141c26")
    press(hearing, Key.Key_F8)
    assert hearing.desk.handwriting.property("blank") is True
    until(lambda: ink() == "#ffffff")


def test_pages_and_strokes() -> None:
    pad = Handwriting()
    pad.move(0.5, 0.5)  # the pen came in from outside
    assert pad.property("blank") is True
    pad.begin(0.1, 0.2, 0.01)
    pad.move(2.0, -1.0)
    pad.end()
    pad.move(0.3, 0.3)
    assert pad.strokes() == [{"width": 0.01, "points": [0.1, 0.2, 1.0, 0.0]}]
    pad.next()
    assert (pad.property("page"), pad.property("pages"), pad.strokes()) == (2, 2, [])
    pad.next()  # an empty page is followed by none
    assert pad.property("pages") == 2
    pad.previous()
    pad.undo()
    pad.undo()
    assert pad.strokes() == []
    for _ in range(MOST_PAGES + 5):
        pad.begin(0.1, 0.1, 0.01)
        pad.next()
    assert pad.property("pages") == MOST_PAGES
    pad.clear()
    assert (pad.property("pages"), pad.property("blank")) == (1, True)


def test_no_reading_aids_at_the_counter(hearing: CaptionWindow, core: FakeCore) -> None:
    hearing.desk.enter("counter")
    hearing.desk.say("要介護認定です。")
    assert said(hearing, Role.RUBY) == [[]]
    assert items(hearing, "answer_yes") == []
    del core


def test_lines_break_where_they_may() -> None:
    pieces = [Ruby("「"), Ruby("住所", "じゅうしょ"), Ruby("、っA4ー。"), Ruby("円", "えん")]
    cells = breakable(pieces)
    assert [(cell.text, cell.reading) for cell in cells] == [
        ("「住所、っ", "じゅうしょ"),
        ("A4ー。", ""),
        ("円", "えん"),
    ]
