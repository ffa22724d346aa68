"""The board and the panel of phrases for whoever reads by ear, and moves by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from accessibility import called, nameless, stops, unknown, unseen, walk
from desktop_fakes import until
from PySide6.QtCore import Qt
from window_driver import Key, Opener, click, focus_name, focused, item, items, pause, press

from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.desk import Mode

Act = Callable[[CaptionWindow], None]


def page(name: str) -> Act:
    def act(window: CaptionWindow) -> None:
        click(window, item(window, "pictureTab"))
        window.desk.board.turnTo(name)

    return act


def covering(window: CaptionWindow) -> None:
    window.desk.chooseLanguage("th")
    window.desk.board.show(True)


def panel(*keys: str) -> Act:
    def act(window: CaptionWindow) -> None:
        window.desk.chooseLanguage("es")
        press(window, Key.Key_F5)
        until(lambda: bool(window.phrases.property("sets")))
        window.phrases.openSet("vaccination")
        for key in keys:
            window.phrases.press(key)

    return act


SCREENS: dict[str, tuple[Mode, Act]] = {
    "purposes": (Mode.HEARING, page("purpose")),
    "number": (Mode.HEARING, page("number")),
    "date": (Mode.HEARING, page("date")),
    "body": (Mode.HEARING, page("body")),
    "resident": (Mode.COUNTER, covering),
    "phrases": (Mode.COUNTER, panel()),
    "yes-no": (Mode.VISIT, panel("home-visit-15")),
    "time-answer": (Mode.COUNTER, panel("infection-01")),
    "slots": (Mode.VISIT, panel("home-visit-46")),
    "term": (Mode.COUNTER, panel("infection-35")),
}


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest, open_window: Opener) -> CaptionWindow:
    mode, act = SCREENS[request.param]
    window = open_window(mode)
    act(window)
    pause()
    return window


def test_every_control_has_a_name_and_a_role(screen: CaptionWindow) -> None:
    assert nameless(screen.window) == []
    assert unknown(screen.window) == []


def test_tab_reaches_every_control_and_comes_back(screen: CaptionWindow) -> None:
    reached = walk(screen.window)
    missed = [called(stop) for stop in stops(screen.window) if stop not in reached]
    assert missed == []


def test_filling_slots_takes_the_keyboard_and_gives_it_back(open_window: Opener) -> None:
    window = open_window(Mode.VISIT)
    press(window, Key.Key_F5)
    # The keyboard begins at the set that is open once the sets are read.
    until(lambda: focus_name(window).startswith("set_"))
    assert focus_name(window) == f"set_{window.phrases.property('chosenSet')}"
    click(window, item(window, "set_vaccination"))
    until(lambda: len(items(window, "phrase_home-visit-45")) == 1)
    row = item(window, "phrase_home-visit-45")
    row.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    press(window, Key.Key_Return)
    until(lambda: focus_name(window).startswith("key_"))
    assert focused(window).property("visualFocus") is True
    press(window, Key.Key_Escape)
    until(lambda: focus_name(window) == "phrase_home-visit-45")


def test_what_has_the_keyboard_is_seen(screen: CaptionWindow) -> None:
    assert unseen(screen.window) == []
