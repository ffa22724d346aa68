"""The start screen: what it is to be, the state of the parts, the morning self-test."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from desktop_fakes import until
from window_driver import Key, Opener, click, item, items, pause, press

from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.desk import Mode
from voice_counter.desktop.preferences import Preferences
from voice_counter.desktop.start import StartScreen
from voice_counter.errors import AudioError, ModelError
from voice_counter.selftest import Outcome
from voice_counter.status import Status

SILENT = AudioError("selftest.microphone_silent", name="USB")


class Parts:
    """What there is to look at and to try; the test lets it go on."""

    def __init__(self) -> None:
        self.statuses: list[Status] = [Status("microphone", "green", "USB")]
        self.outcomes: list[Outcome] = [Outcome("microphone", None, 0.5)]
        self.may = threading.Event()
        self.may.set()
        self.tests = 0

    def look(self) -> Iterator[Status]:
        yield from self.statuses

    def selftest(self) -> Iterator[Outcome]:
        self.tests += 1
        self.may.wait()
        yield from self.outcomes


@pytest.fixture
def parts() -> Parts:
    return Parts()


@pytest.fixture
def start(preferences: Preferences, parts: Parts) -> Iterator[StartScreen]:
    made = StartScreen(preferences, parts.look, parts.selftest)
    yield made
    parts.may.set()
    assert made.join(5.0)


def test_a_part_is_told_in_words(start: StartScreen, parts: Parts) -> None:
    start.refresh()
    until(lambda: len(start.property("marks")) == 1)
    parts.statuses = [Status("microphone", "red", "マイクがありません。")]
    start.refresh()
    until(lambda: start.property("marks")[0]["mark"] == "red")
    assert start.property("marks") == [
        {"part": "microphone", "mark": "red", "label": "マイク", "detail": "マイクがありません。"}
    ]


def test_the_selftest_says_what_to_do(start: StartScreen, parts: Parts) -> None:
    parts.outcomes = [Outcome("model", None, 1.0), Outcome("microphone", SILENT, 0.5)]
    start.test()
    until(lambda: not start.property("testing"))
    passed = [result["passed"] for result in start.property("results")]
    assert passed == [True, False]
    assert "ミュート" in start.property("results")[1]["detail"]
    assert "×" in start.property("verdict")
    parts.outcomes = [Outcome("model", None, 1.0)]
    start.test()
    until(lambda: not start.property("testing"))
    assert start.property("verdict") == "すべて正常です。"


def test_one_selftest_at_a_time(start: StartScreen, parts: Parts) -> None:
    parts.may.clear()
    start.test()
    start.test()
    assert start.property("testing")
    assert start.property("verdict") == ""
    parts.may.set()
    until(lambda: not start.property("testing"))
    assert parts.tests == 1


def test_a_selftest_that_breaks_is_a_fault_too(preferences: Preferences) -> None:
    def broken() -> Iterator[Outcome]:
        raise ModelError("error.model.absent", model="small")
        yield

    start = StartScreen(preferences, lambda: (), broken)
    start.test()
    until(lambda: not start.property("testing"))
    assert [result["passed"] for result in start.property("results")] == [False]
    assert start.join(5.0)


def test_a_tile_tells_what_was_chosen_last(preferences: Preferences, parts: Parts) -> None:
    preferences.change(speaker_detection="two_microphones", counter_layout="face_to_face")
    tiles = StartScreen(preferences, parts.look, parts.selftest).property("tiles")
    assert [tile["title"] for tile in tiles] == ["窓口", "きこえに配慮", "家庭訪問", "催し"]
    assert tiles[0]["last"] == "マイク2本・向かい合わせ"


@pytest.fixture
def opening(open_window: Opener) -> CaptionWindow:
    made = open_window(Mode.START)
    until(lambda: len(made.start.property("marks")) == 4)
    return made


@pytest.mark.parametrize(("number", "mode"), [(0, "counter"), (1, "hearing"), (3, "event")])
def test_one_key_opens_a_mode(opening: CaptionWindow, number: int, mode: str) -> None:
    pause()
    press(opening, [Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4][number])
    assert opening.desk.property("mode") == mode
    assert items(opening, "tile_counter") == []


def test_one_press_opens_a_mode_and_another_leads_back(opening: CaptionWindow) -> None:
    pause()
    click(opening, item(opening, "tile_visit"))
    assert opening.desk.property("mode") == "visit"
    pause()
    click(opening, item(opening, "homeButton"))
    assert opening.desk.property("mode") == "start"
    pause()
    assert item(opening, "tile_visit").isVisible()


def test_space_starts_nothing_on_the_start_screen(opening: CaptionWindow) -> None:
    item(opening, "selfTestButton").forceActiveFocus()
    assert opening.session.property("running") is False


def test_the_four_parts_are_marked(opening: CaptionWindow) -> None:
    kinds = {
        part: item(opening, f"mark_{part}").property("kind")
        for part in ("microphone", "model", "languages", "glossary")
    }
    assert kinds["microphone"] == "green"
    assert kinds["glossary"] == "green"
    assert set(kinds.values()) <= {"green", "amber", "red"}
