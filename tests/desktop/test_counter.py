"""The counter in the real window: keys, presses, both sides."""

from __future__ import annotations

import pytest
from desktop_fakes import MICROPHONE, FakeCore, final, state_is, until
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from window_driver import Key, Opener, below, click, item, items, listen, pause, press

from voice_counter.audio.supervised import SourceLost
from voice_counter.captions.events import Delay, Listening
from voice_counter.conversation.line import Side
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.desk import Mode
from voice_counter.errors import AudioError


@pytest.fixture
def counter(open_window: Opener) -> CaptionWindow:
    return open_window(Mode.COUNTER)


def shown(window: CaptionWindow, name: str) -> list[str]:
    return [str(each.property("text")) for each in items(window, name) if each.isVisible()]


def test_two_presses_from_the_start_screen_to_a_translated_caption(
    open_window: Opener, core: FakeCore
) -> None:
    window = open_window(Mode.START)
    pause()
    click(window, item(window, "tile_counter"))
    pause()
    click(window, item(window, "language_vi"))
    until(lambda: bool(core.plans))
    assert window.session.property("turn") == "staff"
    core.captioner.send(Listening(MICROPHONE), final(1, "300円です。"))
    until(lambda: shown(window, "translation") == ["[vi] 300円です。"])
    until(lambda: shown(window, "residentText") == ["[vi] 300円です。"])


def test_the_staffs_key_does_not_end_what_the_language_began(
    counter: CaptionWindow, core: FakeCore
) -> None:
    pause()
    click(counter, item(counter, "language_vi"))
    until(lambda: bool(core.plans))
    press(counter, Key.Key_Space)
    assert counter.session.property("turn") == "staff"
    press(counter, Key.Key_Space)
    assert counter.session.property("turn") == ""


def test_another_language_for_the_same_person_changes_no_turn(
    counter: CaptionWindow, core: FakeCore
) -> None:
    pause()
    click(counter, item(counter, "language_vi"))
    until(lambda: bool(core.plans))
    press(counter, Key.Key_Return)
    counter.desk.greet("ne")
    assert counter.session.property("turn") == "resident"


def test_space_is_the_staffs_key_and_enter_the_residents(
    counter: CaptionWindow, core: FakeCore
) -> None:
    listen(counter, core)
    press(counter, Key.Key_Return)
    assert counter.session.property("turn") == "resident"
    press(counter, Key.Key_Space)
    assert counter.session.property("turn") == "staff"
    until(lambda: core.turns[-1] is Side.STAFF)
    assert counter.session.property("state") == "listening", "a turn is not a stop"


def test_a_key_that_is_held(counter: CaptionWindow) -> None:
    QTest.keyPress(counter.window, Key.Key_Space)
    assert counter.session.property("turn") == "staff"
    QTest.qWait(500)
    QTest.keyRelease(counter.window, Key.Key_Space)
    assert counter.session.property("turn") == ""


def test_enter_still_presses_the_button_with_the_focus(counter: CaptionWindow) -> None:
    counter.desk.chooseLanguage("vi")
    item(counter, "nextPersonButton").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    press(counter, Key.Key_Return)
    assert counter.desk.property("residentLanguage") == ""
    assert counter.session.property("turn") == ""


def test_numbers_are_confirmed_by_key_and_by_press(counter: CaptionWindow, core: FakeCore) -> None:
    counter.desk.chooseLanguage("vi")
    press(counter, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE), final(1, "手数料は300円です。"))
    until(lambda: counter.desk.property("pending") == 1)
    pause()
    click(counter, item(counter, "chip"))
    assert counter.desk.property("pending") == 0
    core.captioner.send(final(2, "6月30日の午後3時です。"))
    until(lambda: counter.desk.property("pending") == 2)
    press(counter, Key.Key_F4)
    assert counter.desk.property("pending") == 0


def test_a_resident_reads_numbers_without_japanese(counter: CaptionWindow, core: FakeCore) -> None:
    counter.desk.chooseLanguage("vi")
    press(counter, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE), final(1, "6月30日までに2通いります。"))
    until(lambda: len(items(counter, "residentChip")) == 2)
    assert [each.property("number") for each in items(counter, "residentChip")] == [
        "ngày 30 tháng 6",
        "2",
    ]


def test_the_next_person_sees_nothing_of_the_last(counter: CaptionWindow, core: FakeCore) -> None:
    counter.desk.chooseLanguage("vi")
    press(counter, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE), final(1, "300円です。"))
    until(lambda: len(shown(counter, "residentText")) == 1)
    press(counter, Key.Key_F8)
    pause()
    assert shown(counter, "residentText") == []
    assert shown(counter, "caption") == []
    assert item(counter, "languageTiles").isVisible()
    assert shown(counter, "notSaved") == ["会話は保存されません"]


def test_a_residents_request_reaches_staff(counter: CaptionWindow) -> None:
    counter.desk.chooseLanguage("ko")
    pause()
    click(counter, item(counter, "ask_slowly"))
    assert "ゆっくり" in item(counter, "request").property("message")


@pytest.mark.parametrize("layout", ["split", "face_to_face"])
def test_both_sides_are_on_one_screen(counter: CaptionWindow, layout: str) -> None:
    counter.desk.chooseLayout(layout)
    pause()
    half = item(counter, "residentHalf")
    assert half.property("rotation") == (180 if layout == "face_to_face" else 0)
    # Turned round, the first corner is the last.
    corner = half.mapToScene(QPointF(0, 0))
    other = half.mapToScene(QPointF(half.width(), half.height()))
    assert (corner.y() > other.y()) is (layout == "face_to_face")
    stage = item(counter, "captionView")
    below = stage.mapToScene(QPointF(0, 0)).y() > min(corner.y(), other.y()) + 50
    assert below is (layout == "face_to_face")


def test_without_a_second_screen_its_view_comes_back(counter: CaptionWindow) -> None:
    counter.desk.chooseLayout("two_windows")
    pause()
    assert item(counter, "residentHalf").property("active") is True
    assert "2台目" in item(counter, "noSecondScreen").property("message")


def test_without_a_microphone_the_talk_goes_on_by_phrases(
    counter: CaptionWindow, core: FakeCore
) -> None:
    counter.desk.chooseLanguage("vi")
    listen(counter, core)
    gone = AudioError("error.audio.microphone_failed", name=MICROPHONE, reason="gone")
    core.device(Side.STAFF, SourceLost(gone))
    until(lambda: bool(counter.session.property("lost")))
    pause()
    assert item(counter, "stateBadge").property("label") == "マイクなし"
    told = item(counter, "notHeard")
    assert told.isVisible()
    assert "Micrô" in told.property("text")
    assert item(counter, "sourceFault").property("secondAction") == "定型文"
    buttons = [
        each
        for each in below(item(counter, "sourceFault"))
        if each.property("text") == "定型文" and each.height() > 40
    ]
    click(counter, buttons[0])
    assert counter.phrases.property("open")


def test_the_resident_is_told_that_the_captions_lag(counter: CaptionWindow, core: FakeCore) -> None:
    counter.desk.chooseLanguage("vi")
    listen(counter, core)
    late = item(counter, "late")
    assert not late.isVisible()
    core.captioner.send(Delay(7.0))
    until(late.isVisible)
    assert item(counter, "delay").isVisible()
    assert late.property("text") == "Phụ đề đang bị chậm"
    core.captioner.send(Delay(0.0))
    until(lambda: not late.isVisible())


def test_a_microphone_that_is_away_is_not_looked_for_by_hand(
    counter: CaptionWindow, core: FakeCore
) -> None:
    listen(counter, core)
    gone = AudioError("error.audio.microphone_failed", name=MICROPHONE, reason="gone")
    core.device(Side.STAFF, SourceLost(gone))
    until(lambda: bool(counter.session.property("lost")))
    assert item(counter, "sourceFault").property("action") == ""
    core.captioner.send(gone)
    core.other.send(None)
    until(state_is(counter.session, "stopped"))
    assert item(counter, "sourceFault").property("action") == "もう一度探す"


@pytest.mark.parametrize("layout", ["split", "face_to_face"])
def test_what_to_do_next_has_no_more_room_than_the_captions(
    open_window: Opener, layout: str
) -> None:
    window = open_window(Mode.COUNTER)
    window.preferences.change(record_offered=True)
    window.desk.chooseLayout(layout)
    window.record.ask()
    window.desk.ask("slowly")
    for width, height in ((1366, 768), (910, 512), (768, 432)):
        window.window.resize(width, height)
        pause()
        hint, view = item(window, "hint"), item(window, "captionView")
        assert hint.isVisible()
        drawn = QRectF(0, 0, hint.property("contentWidth"), hint.property("contentHeight"))
        drawn.moveCenter(
            hint.mapRectToItem(view, QRectF(0, 0, hint.width(), hint.height())).center()
        )
        assert QRectF(0, 0, view.width(), view.height()).contains(drawn), (width, height, drawn)
