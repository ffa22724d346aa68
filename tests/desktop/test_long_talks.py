"""A talk that is longer than the screen: who looks back is left in peace."""

from __future__ import annotations

import pytest
from desktop_fakes import MICROPHONE, FakeCore, final, until
from PySide6.QtTest import QTest
from window_driver import Key, Opener, item, pause, press, wheel

from voice_counter.captions.events import Listening
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.caption_model import Role
from voice_counter.desktop.desk import Mode


def translated(window: CaptionWindow) -> bool:
    model = window.session.model
    states = {
        model.data(model.index(row), Role.TRANSLATION_STATE) for row in range(model.rowCount())
    }
    return states <= {"ready", ""}


def test_the_resident_can_look_back_until_somebody_speaks(
    open_window: Opener, core: FakeCore
) -> None:
    window = open_window(Mode.COUNTER)
    window.desk.chooseLanguage("vi")
    press(window, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE))
    # The list only estimates the height of lines that it has not drawn for a while.
    said = ("お待ちください。" * (1 + 5 * (number < 25)) for number in range(30))
    core.captioner.send(*(final(number, f"{number}番。{text}") for number, text in enumerate(said)))
    listed = item(window, "residentList")
    until(lambda: listed.property("count") == 30 and translated(window))
    pause()
    assert listed.property("atYEnd")
    end = float(listed.property("contentY"))
    wheel(window, listed, 9)
    until(lambda: end - listed.property("contentY") > 100)
    until(lambda: not listed.property("moving"))
    pause()
    assert end - listed.property("contentY") > 100, "it must not run away from who reads"
    core.captioner.send(final(30, "次の方です。"))
    until(lambda: listed.property("count") == 31 and bool(listed.property("atYEnd")))


@pytest.mark.parametrize(
    ("mode", "name"), [(Mode.CAPTIONS, "captionList"), (Mode.COUNTER, "residentList")]
)
def test_nothing_is_drawn_once_a_list_lies_still(
    open_window: Opener, core: FakeCore, mode: Mode, name: str
) -> None:
    window = open_window(mode)
    if mode is Mode.COUNTER:
        window.desk.chooseLanguage("vi")
    press(window, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE))
    core.captioner.send(*(final(number, "お待ちください。" * 9) for number in range(60)))
    listed = item(window, name)
    until(lambda: listed.property("count") == 60 and translated(window))
    pause()
    end = float(listed.property("contentY"))
    wheel(window, listed, 9)
    until(lambda: end - listed.property("contentY") > 100)
    until(lambda: not listed.property("moving"))
    assert listed.property("currentIndex") == -1
    frames: list[None] = []
    QTest.qWait(300)
    window.window.frameSwapped.connect(lambda: frames.append(None))
    QTest.qWait(300)
    assert len(frames) < 3, "a battery is spared"
