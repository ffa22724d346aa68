"""The phrases that staff press, and the resident's answers, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from board_driver import open_phrases, press_in, said, shown
from desktop_fakes import FakeCore, until
from window_driver import Key, Opener, box, focus_name, focused, item, items, pause, press, write

from voice_counter import paths
from voice_counter.conversation.line import Side
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.caption_model import Role
from voice_counter.desktop.desk import Mode
from voice_counter.desktop.fonts import faces
from voice_counter.glossary.terms import Glossary


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


def test_an_answer_that_is_not_translated_yet_has_the_face_of_its_language(
    open_window: Opener,
) -> None:
    window = open_window(Mode.COUNTER)
    window.desk.chooseLanguage("zh-Hans")
    open_phrases(window, "tuberculosis")
    press_in(window, "phrase_infection-03")
    window.session.conversation.say(Side.RESIDENT, "骨头疼", "zh-Hans")
    answer = item(window, "phraseAnswer")
    assert "骨头疼" in answer.property("text")
    assert answer.property("font").family() == faces()["zh-Hans"]
    assert faces()["zh-Hans"] != faces()["ja"]


def test_phrases_can_be_pressed_while_other_terms_are_read(counter: CaptionWindow) -> None:
    open_phrases(counter, "tuberculosis")
    row = item(counter, "phrase_infection-03")
    row.forceActiveFocus()
    counter.phrases.use(Glossary(()))
    counter.phrases.search("")
    counter.phrases.press("infection-03")
    assert said(counter) == ["熱はありますか？"]
    pause()
    assert focused(counter) is row, "the list was not built anew"


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
