"""The real window: real keys, real wheel, real pixels."""

from __future__ import annotations

import pytest
from desktop_fakes import FakeCore, final, partial, state_is, until
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from window_driver import (
    CTRL,
    Key,
    Opener,
    below,
    click,
    item,
    items,
    listen,
    pause,
    press,
    wheel,
)

from voice_counter import texts
from voice_counter.captions.events import Delay, Level
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.choices import Sample
from voice_counter.desktop.preferences import Preferences
from voice_counter.errors import ModelError
from voice_counter.settings import THEMES


def count(window: CaptionWindow) -> int:
    return int(item(window, "captionList").property("count"))


def say(window: CaptionWindow, core: FakeCore, first: int, last: int) -> None:
    for n in range(first, last):
        core.captioner.send(final(n, f"{n} 番の方、窓口へどうぞ。お待たせしました。"))
    until(lambda: count(window) == last)
    pause()


def at_end(window: CaptionWindow) -> bool:
    return bool(item(window, "captionList").property("atYEnd"))


def top(window: CaptionWindow) -> float:
    return float(item(window, "captionList").property("contentY"))


def test_space_starts_and_stops(window: CaptionWindow, core: FakeCore) -> None:
    badge = item(window, "stateBadge")
    assert badge.property("label") == "待機中"
    listen(window, core)
    assert badge.property("label") == "聞き取り中"
    assert item(window, "startButton").property("text") == "停止"
    press(window, Key.Key_Space)
    until(state_is(window.session, "stopped"))
    assert badge.property("label") == "停止しました"
    assert item(window, "startButton").property("text") == "開始"


def test_space_starts_wherever_the_focus_is(window: CaptionWindow, core: FakeCore) -> None:
    item(window, "clearButton").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    listen(window, core)
    core.captioner.send(final(0, "はい。"))
    until(lambda: count(window) == 1)
    press(window, Key.Key_Space)
    until(state_is(window.session, "stopped"))
    assert count(window) == 1, "space must not press the button with the focus"


def test_enter_presses_the_button_with_the_focus(window: CaptionWindow, core: FakeCore) -> None:
    listen(window, core)
    say(window, core, 0, 2)
    item(window, "clearButton").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    press(window, Key.Key_Return)
    assert count(window) == 0
    assert window.session.property("state") == "listening"


def test_enter_opens_a_list_and_enter_again_chooses(window: CaptionWindow) -> None:
    item(window, "languageChooser").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    press(window, Key.Key_Return)
    press(window, Key.Key_Down)
    assert window.session.property("languageIndex") == 0
    press(window, Key.Key_Space)  # chooses, and starts nothing
    until(lambda: window.session.property("languageIndex") == 1)
    assert window.session.property("running") is False


def test_the_start_button_can_be_clicked(window: CaptionWindow) -> None:
    click(window, item(window, "startButton"))
    assert window.session.property("running") is True


def test_control_plus_and_minus_change_the_type(window: CaptionWindow, core: FakeCore) -> None:
    listen(window, core)
    say(window, core, 0, 1)
    caption = item(window, "caption")
    assert caption.property("font").pixelSize() == 40
    press(window, Key.Key_Plus, CTRL)
    assert caption.property("font").pixelSize() == 44
    press(window, Key.Key_Minus, CTRL)
    press(window, Key.Key_Minus, CTRL)
    assert caption.property("font").pixelSize() == 36
    for _ in range(30):
        press(window, Key.Key_Equal, CTRL)
    assert caption.property("font").pixelSize() == 96
    assert not item(window, "largerButton").property("enabled")
    assert Preferences().property("fontSize") == 96


def test_the_slider_sets_the_type(window: CaptionWindow) -> None:
    slider = item(window, "sizeSlider")
    slider.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    press(window, Key.Key_Right)
    assert window.preferences.property("fontSize") == 44
    click(window, item(window, "largerButton"))
    assert slider.property("value") == 48


def test_control_l_clears(window: CaptionWindow, core: FakeCore) -> None:
    listen(window, core)
    say(window, core, 0, 3)
    press(window, Key.Key_L, CTRL)
    assert count(window) == 0


def test_f11_fills_the_screen_and_back(window: CaptionWindow) -> None:
    press(window, Key.Key_F11)
    assert window.window.visibility() == window.window.Visibility.FullScreen
    press(window, Key.Key_F11)
    assert window.window.visibility() == window.window.Visibility.Windowed


def test_the_newest_line_is_followed(window: CaptionWindow, core: FakeCore) -> None:
    listen(window, core)
    say(window, core, 0, 30)
    assert at_end(window)
    core.captioner.send(partial(30, "とても長い話" * 30, 10))
    until(lambda: count(window) == 31)
    pause()
    assert at_end(window)
    press(window, Key.Key_Plus, CTRL)
    pause()
    assert at_end(window)


def test_a_reader_who_scrolled_up_keeps_the_place(window: CaptionWindow, core: FakeCore) -> None:
    listen(window, core)
    say(window, core, 0, 30)
    newest = item(window, "newestButton")
    assert not newest.isVisible()
    wheel(window, item(window, "captionList"), +5)
    until(newest.isVisible)
    pause()
    QTest.qWait(600)  # the wheel's own movement comes to rest
    place = top(window)
    core.captioner.send(partial(30, "長い話" * 40, 10), *[final(n, "はい。") for n in (30, 31)])
    until(lambda: count(window) == 32)
    pause()
    assert top(window) == pytest.approx(place)
    click(window, newest)
    pause()
    assert at_end(window)
    assert not newest.isVisible()
    say(window, core, 32, 36)
    assert at_end(window)


def test_scrolling_back_down_follows_again(window: CaptionWindow, core: FakeCore) -> None:
    listen(window, core)
    say(window, core, 0, 30)
    item(window, "captionList").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    press(window, Key.Key_PageUp)
    assert item(window, "newestButton").isVisible()
    press(window, Key.Key_PageDown)
    press(window, Key.Key_PageDown)
    assert not item(window, "newestButton").isVisible()
    say(window, core, 30, 34)
    assert at_end(window)
    press(window, Key.Key_Home)
    assert top(window) == item(window, "captionList").property("originY")
    press(window, Key.Key_End)
    assert at_end(window)


def test_a_long_list_makes_few_delegates(window: CaptionWindow, core: FakeCore) -> None:
    listen(window, core)
    say(window, core, 0, 400)
    assert 5 < len(items(window, "caption")) < 60


def test_what_may_change_is_drawn_lighter(window: CaptionWindow, core: FakeCore) -> None:
    listen(window, core)
    core.captioner.send(partial(0, "住民票の写し", 4))
    until(lambda: len(items(window, "caption")) == 1)
    text = item(window, "caption").property("text")
    assert text == '住民票の<font color="#5d6976">写し</font>'
    core.captioner.send(final(0, "住民票の写し"))
    until(lambda: item(window, "caption").property("text") == "<u>住民票</u>の写し")


def test_speech_is_not_markup(window: CaptionWindow, core: FakeCore) -> None:
    listen(window, core)
    core.captioner.send(partial(0, "<b>A&B</b>", 3))
    until(lambda: len(items(window, "caption")) == 1)
    text = item(window, "caption").property("text")
    assert text.startswith("&lt;b&gt;<font")
    assert text.endswith("A&amp;B&lt;/b&gt;</font>")


def test_delay_has_a_banner(window: CaptionWindow, core: FakeCore) -> None:
    listen(window, core)
    banner = item(window, "delay")
    assert not banner.isVisible()
    core.captioner.send(Delay(3.0))
    until(banner.isVisible)
    assert banner.property("message") == "字幕が遅れています 約3秒"
    core.captioner.send(Delay(0.0))
    until(lambda: not banner.isVisible())


def test_no_microphone_offers_the_samples(
    open_window: Opener, core: FakeCore, recordings: tuple[Sample, ...]
) -> None:
    core.names = []
    window = open_window(recordings=recordings, ready=False)
    banner = item(window, "sourceFault")
    until(banner.isVisible)
    assert "マイクをつないで" in banner.property("message")
    assert banner.property("secondAction") == "見本を再生"
    until(state_is(window.session, "waiting"))
    pause()
    buttons = [each for each in below(banner) if each.property("text") == "見本を再生"]
    click(window, next(each for each in buttons if each.height() > 40))
    pause()
    press(window, Key.Key_Down)
    press(window, Key.Key_Return)
    until(lambda: bool(core.specs))
    assert core.specs[0] == str(recordings[1].path)


def test_no_model_says_what_to_do(
    open_window: Opener, core: FakeCore, recordings: tuple[Sample, ...]
) -> None:
    core.load_error = ModelError("error.model.absent", model="small")
    window = open_window(recordings=recordings, ready=False)
    until(item(window, "modelFault").isVisible)
    assert item(window, "stateBadge").property("label") == "使えません"
    assert item(window, "modelFault").property("message") == texts.explain(core.load_error)


def test_without_samples_there_is_no_menu(open_window: Opener) -> None:
    window = open_window()
    assert not item(window, "sampleChooser").isVisible()


def test_the_promise_of_privacy_is_always_there(window: CaptionWindow, core: FakeCore) -> None:
    assert item(window, "privacy").isVisible()
    listen(window, core)
    assert item(window, "privacy").isVisible()
    assert "この PC の外に出ません" in item(window, "privacy").property("text")


@pytest.mark.parametrize(
    ("theme", "paper"), [("light", "#f6f7f9"), ("dark", "#10151b"), ("high-contrast", "#000000")]
)
def test_themes_repaint_the_window(window: CaptionWindow, theme: str, paper: str) -> None:
    item(window, "themeChooser").forceActiveFocus()
    press(window, Key.Key_End)
    press(window, Key.Key_Home)
    for _ in range(THEMES.index(theme)):
        press(window, Key.Key_Down)
    pause()
    picture = window.window.grabWindow()
    assert picture.pixelColor(12, 300) == QColor(paper)
    assert Preferences().property("theme") == theme


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_everything_fits(window: CaptionWindow, size: tuple[int, int]) -> None:
    window.window.resize(*size)
    pause()
    names = ("startButton", "microphoneChooser", "languageChooser", "sampleChooser", "clearButton")
    looks = ("smallerButton", "sizeSlider", "largerButton", "themeChooser", "fullScreenButton")
    names = (*names, "glossaryButton")
    boxes = []
    for name in (*names, *looks):
        found = item(window, name)
        box = found.mapRectToScene(found.boundingRect())
        assert box.left() >= 0, name
        assert box.top() >= 0, name
        assert box.right() <= size[0], name
        assert box.bottom() <= size[1], name
        assert box.height() >= 44, f"{name} is a big target"
        boxes.append((name, box))
    for number, (name, box) in enumerate(boxes):
        for other, other_box in boxes[number + 1 :]:
            assert not box.intersects(other_box), (name, other)


def test_tab_reaches_every_control_by_name(window: CaptionWindow) -> None:
    reached: set[str] = set()
    for _ in range(40):
        press(window, Key.Key_Tab)
        focused = window.window.activeFocusItem()
        assert focused is not None
        reached.add(focused.objectName())
    controls = {"startButton", "microphoneChooser", "languageChooser", "sampleChooser"}
    looks = {"sizeSlider", "themeChooser", "settingsButton", "fullScreenButton"}
    assert controls | looks | {"clearButton", "captionList", "glossaryButton"} <= reached


def test_the_level_moves_the_meter(window: CaptionWindow, core: FakeCore) -> None:
    listen(window, core)
    core.captioner.send(Level(-30.0, -12.0))
    until(lambda: item(window, "levelMeter").property("level") == pytest.approx(0.5))
    assert item(window, "levelMeter").property("label") == "音の大きさ"


def test_a_picture_can_be_taken(window: CaptionWindow, core: FakeCore) -> None:
    listen(window, core)
    say(window, core, 0, 3)
    picture = window.window.grabWindow()
    assert (picture.width(), picture.height()) == (1366, 768)
    paper = picture.pixelColor(12, 300)
    inked = sum(
        picture.pixelColor(x, y) != paper for x in range(40, 700, 3) for y in range(90, 500, 3)
    )
    assert inked > 500, "captions leave ink on the page"


def test_closing_while_listening_is_quick(core: FakeCore, recordings: tuple[Sample, ...]) -> None:
    window = CaptionWindow(core, recordings)
    until(state_is(window.session, "waiting"))
    listen(window, core)
    assert window.close()
    assert all(not thread.is_alive() for thread in core.captioner.threads)


def test_the_window_is_there_before_the_models(
    open_window: Opener, core: FakeCore, recordings: tuple[Sample, ...]
) -> None:
    core.may_load.clear()
    window = open_window(recordings=recordings, ready=False)
    assert window.window.isVisible()
    assert core.loads == 0
    until(lambda: core.loads == 1)
    assert item(window, "stateBadge").property("label") == "準備中"


def test_qt_complaints_are_noticed(qt_complaints: list[str]) -> None:
    from PySide6.QtCore import qWarning

    qWarning("planted")
    assert qt_complaints == ["planted"]
    qt_complaints.clear()


def test_to_the_newest_from_the_banner(window: CaptionWindow, core: FakeCore) -> None:
    listen(window, core)
    core.captioner.send(Delay(6.3))
    until(item(window, "delay").isVisible)
    pause()
    texts_in = [each for each in below(item(window, "delay")) if each.property("text") == "最新へ"]
    click(window, texts_in[0])
    assert core.captioner.hurries == 1
