"""The board with pictures and the phrases of staff: view models, and the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from desktop_fakes import FakeCore, until
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from window_driver import (
    Key,
    Opener,
    box,
    click,
    focus_name,
    focused,
    item,
    items,
    pause,
    press,
    write,
)

from voice_counter import paths
from voice_counter.conversation.board import Question, Said
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.caption_model import Role
from voice_counter.desktop.desk import Mode
from voice_counter.desktop.pad_view import PadView
from voice_counter.desktop.phrase_board import PhraseBoard
from voice_counter.resident_texts import resident_texts


def said(window: CaptionWindow, role: Role = Role.STABLE) -> list[object]:
    model = window.session.model
    return [model.data(model.index(n), role) for n in range(model.rowCount())]


def shown(window: CaptionWindow, name: str) -> bool:
    return any(each.isVisible() for each in items(window, name))


def press_in(window: CaptionWindow, *names: str) -> None:
    for name in names:
        QTest.qWait(40)  # for the layout
        visible = [each for each in items(window, name) if each.isVisible()]
        assert len(visible) == 1, (name, len(visible))
        if name.startswith("phrase_"):  # it may have to be scrolled to
            visible[0].forceActiveFocus(Qt.FocusReason.TabFocusReason)
        click(window, visible[0])


def open_phrases(window: CaptionWindow, phrases: str) -> None:
    press(window, Key.Key_F5)
    until(lambda: bool(window.phrases.property("sets")))
    press_in(window, f"set_{phrases}")
    pause()


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


# -- counter and visit ------------------------------------------------------------------------


@pytest.fixture
def counter(open_window: Opener) -> CaptionWindow:
    window = open_window(Mode.COUNTER)
    window.desk.chooseLanguage("vi")
    return window


def test_a_picture_reaches_staff_in_japanese(counter: CaptionWindow, core: FakeCore) -> None:
    press_in(counter, "boardButton", "picture_purpose_moving")
    assert said(counter) == ["Chuyển nhà"]
    assert said(counter, Role.TRANSLATION) == ["引っ越し"]
    assert said(counter, Role.TRANSLATION_STATE) == ["checked"]
    assert core.translates.asked == [], "no machine was asked"
    pause()
    assert not shown(counter, "residentBoard"), "the talk is seen again"


def test_the_board_can_be_left(counter: CaptionWindow) -> None:
    press_in(counter, "boardButton", "boardBack")
    assert not shown(counter, "residentBoard")
    assert said(counter) == []


def test_staff_press_a_phrase_and_the_resident_answers(
    counter: CaptionWindow, core: FakeCore
) -> None:
    open_phrases(counter, "tuberculosis")
    press_in(counter, "phrase_infection-03")
    assert said(counter) == ["熱はありますか？"]
    assert said(counter, Role.SIDE) == ["staff"]
    assert said(counter, Role.TRANSLATION_STATE) == ["checked"]
    assert said(counter, Role.TRANSLATION) != [""]
    press_in(counter, "offer_no")
    assert said(counter) == ["熱はありますか？", "Không"]
    assert said(counter, Role.TRANSLATION)[1] == "いいえ"
    assert "いいえ" in item(counter, "phraseAnswer").property("text")
    assert not shown(counter, "offer_yes")
    assert core.translates.asked == []


def test_a_phrase_that_the_book_lacks_goes_to_an_engine(
    counter: CaptionWindow, core: FakeCore
) -> None:
    counter.desk.chooseLanguage("ru")
    open_phrases(counter, "feeding")
    press_in(counter, "phrase_home-visit-08")
    until(lambda: said(counter, Role.TRANSLATION_STATE) == ["ready"])
    assert core.translates.asked[0][2] == "ru"
    press_in(counter, "offer_choice_both")
    assert said(counter, Role.TRANSLATION)[1] == "両方"


def test_a_number_answers_a_question(counter: CaptionWindow) -> None:
    open_phrases(counter, "feeding")
    press_in(counter, "phrase_home-visit-09", "key_8", "padSend")
    assert said(counter) == ["一日に何回、授乳していますか？", "8"]
    assert said(counter, Role.TRANSLATION)[1] == "8"


def test_a_date_answers_a_question(counter: CaptionWindow) -> None:
    open_phrases(counter, "tuberculosis")
    press_in(counter, "phrase_infection-01", "key_month:5", "key_day:1", "padSend")
    assert said(counter, Role.TRANSLATION)[1] == "5月1日"


def test_a_pain_is_shown_on_the_body(counter: CaptionWindow) -> None:
    open_phrases(counter, "emergency")
    counter.phrases.press("emergency-18")
    press_in(counter, "part_throat")
    assert said(counter, Role.TRANSLATION)[1] == "のど"


def test_staff_need_not_wait_for_the_answer(counter: CaptionWindow) -> None:
    open_phrases(counter, "tuberculosis")
    press_in(counter, "phrase_infection-03", "questionClose")
    assert not shown(counter, "answerPanel")
    assert len(said(counter)) == 1


def test_slots_are_filled_before_a_phrase_is_said(counter: CaptionWindow) -> None:
    open_phrases(counter, "infant-checkup")
    counter.phrases.press("home-visit-46")
    press_in(counter, "key_month:6", "key_day:30")
    assert item(counter, "fillPreview").property("text") == "次の健診は6月30日の＿＿からです。"
    assert said(counter) == []
    press_in(counter, "fillSend", "key_half:pm", "key_hour:1", "key_minute:15")
    assert item(counter, "slot_date").property("text").endswith("6月30日")
    press_in(counter, "fillSend")
    assert said(counter) == ["次の健診は6月30日の午後1時15分からです。"]
    assert "30 tháng 6" in str(said(counter, Role.TRANSLATION)[0])
    assert said(counter, Role.TRANSLATION_STATE) == ["checked"]
    assert not shown(counter, "fillPreview")
    assert not shown(counter, "answerPanel"), "it asks nothing"


def test_a_period_of_days_and_its_correction(counter: CaptionWindow) -> None:
    open_phrases(counter, "tuberculosis")
    counter.phrases.press("infection-19")
    press_in(counter, "key_1", "key_5", "key_back", "key_4", "key_unit:day", "fillSend")
    assert said(counter) == ["14日間は家で過ごしてください。"]


def test_a_term_is_written(counter: CaptionWindow) -> None:
    open_phrases(counter, "vaccination")
    counter.phrases.press("infection-35")
    pause()
    assert focus_name(counter) == "fillWord"
    write(counter, "BCG")
    press(counter, Key.Key_Return)
    assert said(counter) == ["BCGの予防接種を受けたことがありますか？"]


def test_search_and_the_way_back(counter: CaptionWindow) -> None:
    open_phrases(counter, "reception")
    item(counter, "phraseSearch").forceActiveFocus()
    write(counter, "ATM")
    (found,) = counter.phrases.property("phrases")
    assert "ATM" in found["text"]
    # While somebody writes, a blank is a blank.
    write(counter, " ")
    assert counter.session.property("running") is False
    counter.phrases.search("ありえない言葉")
    pause()
    assert "見つかりません" in item(counter, "phrasesNotice").property("text")
    press(counter, Key.Key_Escape)
    assert counter.phrases.property("query") == ""
    assert shown(counter, "phraseList")
    press(counter, Key.Key_Escape)
    assert not shown(counter, "phraseList")
    assert shown(counter, "captionView")


def test_the_panel_by_keys_alone(counter: CaptionWindow) -> None:
    press(counter, Key.Key_F5)
    until(lambda: focus_name(counter) == "set_reception")
    assert focused(counter).property("visualFocus") is True
    for _ in range(30):
        press(counter, Key.Key_Tab)
        if focus_name(counter).startswith("phrase_"):
            break
    press(counter, Key.Key_Down)
    press(counter, Key.Key_Down)
    press(counter, Key.Key_Up)
    second = counter.phrases.property("phrases")[1]
    assert focus_name(counter) == f"phrase_{second['key']}"
    press(counter, Key.Key_Return)
    assert said(counter) == [second["text"]]
    press(counter, Key.Key_F5)
    assert not shown(counter, "phraseList")


def test_the_button_opens_the_panel(counter: CaptionWindow) -> None:
    press_in(counter, "phrasesButton")
    pause()
    assert shown(counter, "phraseList")
    assert not shown(counter, "captionView")
    press_in(counter, "phrasesClose")
    assert not shown(counter, "phraseList")


def test_a_visit_begins_with_the_sets_of_the_health_nurse(open_window: Opener) -> None:
    window = open_window(Mode.VISIT)
    press(window, Key.Key_F5)
    until(lambda: bool(window.phrases.property("sets")))
    assert [each["text"] for each in window.phrases.property("sets")][:4] == [
        "乳幼児健診",
        "授乳",
        "予防接種",
        "結核の面談",
    ]
    assert window.phrases.property("chosenSet") == "infant-checkup"
    assert len(window.phrases.property("phrases")) >= 20


def test_nothing_of_it_is_left_for_the_next_person(counter: CaptionWindow) -> None:
    open_phrases(counter, "feeding")
    press_in(counter, "phrase_home-visit-09", "key_8")
    counter.phrases.press("home-visit-06")
    counter.phrases.property("pad").press("4")
    press(counter, Key.Key_F8)
    pause()
    assert not shown(counter, "answerPanel")
    assert not shown(counter, "fillPreview")
    assert not shown(counter, "phraseList")
    assert counter.phrases.property("asked") == counter.phrases.property("answer") == ""
    assert counter.desk.board.property("number").property("empty") is True
    assert counter.phrases.property("slots") == []


def test_a_broken_file_of_sets_is_told(counter: CaptionWindow) -> None:
    folder = paths.user_glossary() / "phrases"
    folder.mkdir(parents=True, exist_ok=True)
    file: Path = folder / "sets.toml"
    file.write_text("[[set]]\nid = 1\n", encoding="utf-8")
    press(counter, Key.Key_F5)
    until(lambda: bool(counter.phrases.property("notice")))
    assert "sets.toml" in item(counter, "phrasesNotice").property("text")
    file.unlink()
    press(counter, Key.Key_F5)
    press(counter, Key.Key_F5)
    until(lambda: bool(counter.phrases.property("sets")))
    assert counter.phrases.property("notice") == ""


@pytest.mark.parametrize("layout", ["split", "face_to_face"])
@pytest.mark.parametrize("phrase", ["infection-03", "infection-08", "infection-01"])
def test_the_answers_fit_beside_each_other(open_window: Opener, layout: str, phrase: str) -> None:
    """Whatever is asked: no button lies over another, or outside of the resident's half."""
    window = open_window(Mode.COUNTER)
    window.desk.chooseLayout(layout)
    window.desk.chooseLanguage("ne")
    press(window, Key.Key_F5)
    until(lambda: bool(window.phrases.property("sets")))
    window.phrases.press(phrase)
    pause()
    half = item(window, "residentHalf")
    room = box(half)
    found = [
        each
        for name in ("offer_yes", "offer_no", "offer_dont_know", "offerBack", "padSend", "key_0")
        for each in items(window, name)
        if each.isVisible()
    ]
    found += [
        each
        for n in range(1, 32)
        for name in (f"key_{n}", f"key_day:{n}", f"key_month:{n}")
        for each in items(window, name)
        if each.isVisible()
    ]
    assert len(found) >= 4
    boxes = [box(each).adjusted(1, 1, -1, -1) for each in found]
    for n, one in enumerate(boxes):
        assert room.contains(one), found[n].objectName()
        for other in boxes[n + 1 :]:
            assert not one.intersects(other), (found[n].objectName(), one, other)
