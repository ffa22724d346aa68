"""The board with pictures: its view model, and in the real window of hearing mode."""

from __future__ import annotations

import pytest
from board_driver import press_in, said, shown
from desktop_fakes import until
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from window_driver import (
    Key,
    Opener,
    box,
    focus_name,
    focused,
    item,
    items,
    pause,
    press,
)

from voice_counter.conversation.board import Question, Said
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.caption_model import Role
from voice_counter.desktop.desk import Mode
from voice_counter.desktop.pad_view import PadView
from voice_counter.desktop.phrase_board import PhraseBoard
from voice_counter.resident_texts import resident_texts

# -- view models ------------------------------------------------------------------------------


@pytest.fixture
def heard() -> list[Said]:
    return []


@pytest.fixture
def board(heard: list[Said]) -> PhraseBoard:
    made = PhraseBoard(year=lambda: 2026)
    made.answered.connect(heard.append)
    return made


def test_one_press_is_one_line(board: PhraseBoard, heard: list[Said]) -> None:
    board.read_in("vi")
    board.press("purpose_moving")
    board.press("yes")
    board.press("nonsense")
    board.point("nonsense")
    assert heard == [Said("Chuyển nhà", "引っ越し"), Said("Vâng", "はい")]


def test_a_feeling_goes_with_the_next_part_only(board: PhraseBoard, heard: list[Said]) -> None:
    board.chooseFeeling("feel_hurts")
    board.chooseFeeling("nonsense")
    assert board.property("feeling") == "feel_hurts"
    board.point("part_knee")
    board.point("part_knee")
    board.chooseFeeling("feel_numb")
    board.chooseFeeling("feel_numb")  # taken back
    board.point("part_hand")
    assert [each.text for each in heard] == ["ひざ：痛い", "ひざ", "手"]


def test_pads_are_sent_and_empty_again(board: PhraseBoard, heard: list[Said]) -> None:
    board.read_in("en")
    date = board.property("date")
    board.send("date")  # nothing is there
    for key in ("month:6", "day:30"):
        date.press(key)
    assert (date.property("shown"), date.property("ready")) == ("June 30", True)
    board.send("date")
    board.send("colour")
    assert heard == [Said("June 30", "6月30日")]
    assert date.property("shown") == ""
    date.press("month:6")
    board.read_in("ko")
    assert date.property("empty") is True


def test_a_question_stays_until_it_is_answered(board: PhraseBoard, heard: list[Said]) -> None:
    board.show(True)
    board.ask(Question("熱はありますか？", "Do you have a fever?", "", ("yes", "no")))
    assert board.property("asking") is True
    assert board.property("open") is False, "the board makes way for the answers"
    assert [each["key"] for each in board.property("offered")] == ["yes", "no"]
    board.press("yes")
    assert (board.property("asking"), len(heard)) == (False, 1)
    board.ask(Question("いつですか？", "When?", "date", ("dont_know",)))
    board.dismiss()
    assert (board.property("question"), board.property("offered"), len(heard)) == ("", [], 1)


def test_nothing_is_left_for_the_next_person(board: PhraseBoard) -> None:
    board.ask(Question("何回ですか？", "", "number", ("dont_know",)))
    board.property("number").press("7")
    board.chooseFeeling("feel_itches")
    board.turnTo("body")
    board.turnTo("moon")
    board.show(True)
    board.clear()
    assert board.property("asking") is board.property("open") is False
    assert board.property("number").property("empty") is True
    assert (board.property("feeling"), board.property("page")) == ("", "purpose")


def test_a_pad_shows_what_is_chosen() -> None:
    pad = PadView("date", year=lambda: 2026)
    pad.press("year:-1")
    pad.press("month:2")
    assert pad.property("chosen") == ["day:0", "month:2"]
    assert (pad.property("year"), pad.property("ready")) == ("2026", False)
    pad.begin("time")
    assert (pad.property("kind"), pad.property("year")) == ("time", "")


# -- hearing mode -----------------------------------------------------------------------------


@pytest.fixture
def hearing(open_window: Opener) -> CaptionWindow:
    window = open_window(Mode.HEARING)
    press_in(window, "pictureTab")
    return window


def test_a_deaf_resident_points_at_a_picture(hearing: CaptionWindow) -> None:
    press_in(hearing, "picture_purpose_tax", "page_answer", "picture_dont_know")
    assert said(hearing) == ["税金", "わかりません"]
    assert said(hearing, Role.SIDE) == ["resident", "resident"]
    assert said(hearing, Role.TRANSLATION_STATE) == ["", ""]


def test_all_pictures_can_be_pressed_without_scrolling(hearing: CaptionWindow) -> None:
    pause()
    pictures = [
        each
        for entry in hearing.desk.board.property("purposes")
        for each in items(hearing, f"picture_{entry['key']}")
    ]
    assert len(pictures) == 16
    room = box(item(hearing, "pictureBoard"))
    for picture in pictures:
        assert room.contains(box(picture)), picture.objectName()
        assert box(picture).height() >= 48


def test_a_number_is_composed_and_sent(hearing: CaptionWindow) -> None:
    press_in(hearing, "page_number")
    assert not item(hearing, "padSend").isEnabled()
    press_in(hearing, "key_3", "key_7", "key_.", "key_5", "key_6", "key_back")
    assert item(hearing, "padShown").property("text") == "37.5"
    press_in(hearing, "padSend")
    assert said(hearing) == ["37.5"]
    assert item(hearing, "padShown").property("text") == resident_texts("ja")["pad_hint"]


def test_a_date_and_a_time(hearing: CaptionWindow) -> None:
    press_in(hearing, "page_date", "key_month:2", "key_day:30")
    assert not item(hearing, "padSend").isEnabled(), "there is no 30 February"
    press_in(hearing, "key_day:28", "padSend")
    press_in(hearing, "page_time", "key_half:pm", "key_hour:3", "key_minute:30", "padSend")
    assert said(hearing) == ["2月28日", "午後3時30分"]


def test_a_part_of_the_body_on_the_figure_and_by_name(hearing: CaptionWindow) -> None:
    press_in(hearing, "page_body", "feel_hurts")
    figure = item(hearing, "front_part_belly")
    belly = figure.mapToScene(QPointF(60, 130)).toPoint()
    QTest.mouseClick(hearing.window, Qt.MouseButton.LeftButton, pos=belly)
    until(lambda: said(hearing) == ["おなか：痛い"])
    # Beside the figure is nothing.
    beside = figure.mapToScene(QPointF(2, 40)).toPoint()
    QTest.mouseClick(hearing.window, Qt.MouseButton.LeftButton, pos=beside)
    press_in(hearing, "part_knee")
    assert said(hearing) == ["おなか：痛い", "ひざ"]


def test_the_board_by_keys_alone(hearing: CaptionWindow) -> None:
    item(hearing, "page_purpose").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(20):
        press(hearing, Key.Key_Tab)
        if focus_name(hearing) == "picture_purpose_seal":
            break
    assert focused(hearing).property("visualFocus") is True
    press(hearing, Key.Key_Return)
    assert said(hearing) == ["印鑑登録"]


def test_the_board_goes_with_the_person(hearing: CaptionWindow) -> None:
    press_in(hearing, "page_number", "key_4")
    press(hearing, Key.Key_F8)
    assert not shown(hearing, "padShown")
    press_in(hearing, "pictureTab")
    assert shown(hearing, "picture_purpose_tax"), "the first page again"
    press_in(hearing, "page_number")
    assert item(hearing, "padShown").property("text") == resident_texts("ja")["pad_hint"]


def test_whoever_composes_is_there(hearing: CaptionWindow) -> None:
    """The countdown for the next person ends with every press, not only with what is sent."""
    hearing.desk._idle.watch(0.001)
    until(lambda: hearing.desk.property("idleLeft") > 0)
    press_in(hearing, "page_number")
    assert hearing.desk.property("idleLeft") == 0
    hearing.desk._idle.watch(0.001)
    until(lambda: hearing.desk.property("idleLeft") > 0)
    press_in(hearing, "key_4")
    assert hearing.desk.property("idleLeft") == 0
