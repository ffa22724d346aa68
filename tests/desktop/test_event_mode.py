"""An event: what is said reaches the projector, and the console puts it right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desktop_fakes import until
from event_driver import Clock, FakePreferences, Shown, console, made, projected, projector, roles
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from voice_counter.desktop.event_mode import EventMode

Key = Qt.Key
LONG = "しめきりは3月10日です。" * 12


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def event(tmp_path: Path, clock: Clock) -> EventMode:
    return made(tmp_path, clock)


@pytest.fixture
def windows() -> Iterator[list[Shown]]:
    shown: list[Shown] = []
    yield shown
    for window in shown:
        window.close()


def choices(event: EventMode) -> FakePreferences:
    found = event.findChild(FakePreferences)
    assert found is not None
    return found


def say(event: EventMode, key: int, text: str, speaker: str = "") -> None:
    event.show_final(key, text, 10.0 * key, 10.0 * key + 5, speaker)


# -- the view model ---------------------------------------------------------------------------


def test_what_is_said_is_projected(event: EventMode, clock: Clock) -> None:
    event.show_partial(1, "おはようござ", 4)
    assert roles(event, "rows", "settledText") == ["おはよう"]
    assert roles(event, "rows", "openText") == ["ござ"]
    assert roles(event, "lines", "phase") == ["speaking"]
    say(event, 1, "おはようございます。", "司会")
    assert roles(event, "rows", "settledText") == ["おはようございます。"]
    assert roles(event, "rows", "speaker") == ["司会"]
    assert roles(event, "lines", "phase") == ["shown"]
    assert roles(event, "lines", "clock") == ["0:00:10"]
    clock.now += 60
    event.drop(1)
    assert projected(event) == []
    assert roles(event, "lines", "text") == []


def test_the_next_line_comes_by_itself(tmp_path: Path) -> None:
    import time

    event = made(tmp_path, time.monotonic, event_lines=3)  # type: ignore[arg-type]
    say(event, 1, LONG)
    assert len(projected(event)) == 1
    assert event.property("waiting") > 0
    until(lambda: len(projected(event)) == 3)
    event.clear()
    assert event.property("waiting") == 0
    assert projected(event) == []


def test_a_line_that_leaves_can_be_seen_to_leave(event: EventMode, clock: Clock) -> None:
    for key in range(3):
        say(event, key, f"{key}番の窓口です。")
        clock.now += 5
        event.setRoom(1920 + key, 1080)  # anything that asks the stage again
    assert roles(event, "rows", "leaving") == [True, False, False]
    assert projected(event) == ["1番の窓口です。", "2番の窓口です。"]
    until(lambda: len(roles(event, "rows", "leaving")) == 2)
    assert roles(event, "rows", "settledText") == ["1番の窓口です。", "2番の窓口です。"]


def test_a_pause_holds_and_is_counted(event: EventMode, clock: Clock) -> None:
    told: list[str] = []
    event.stateChanged.connect(lambda: told.append(event.property("waitingText")))
    event.pause()
    say(event, 1, "あとで")
    assert event.property("paused") is True
    assert projected(event) == []
    assert roles(event, "lines", "phase") == ["waiting"]
    assert "1" in told[-1]
    clock.now += 1
    event.resume()
    assert projected(event) == ["あとで"]
    assert roles(event, "lines", "phase") == ["shown"]
    assert told[-1] == ""


def test_the_operator_puts_a_line_right(event: EventMode) -> None:
    told: list[tuple[Any, str]] = []
    event.corrected.connect(lambda key, text: told.append((key, text)))
    say(event, 7, "じゅうみんひょうです")
    event.fix("7", " 住民票です\n")
    assert projected(event) == ["住民票です"]
    assert roles(event, "lines", "text") == ["住民票です"]
    assert roles(event, "lines", "corrected") == [True]
    assert [caption.text for caption in event.transcript] == ["住民票です"]
    assert told == [(7, "住民票です")]
    event.fix("7", "住民票です")
    event.fix("8", "知らない")
    assert len(told) == 1


def test_a_correction_from_elsewhere_is_not_told_back(event: EventMode) -> None:
    told: list[Any] = []
    event.corrected.connect(lambda key, _: told.append(key))
    event.show_partial(1, "こせき", 0)
    event.correct(1, "戸籍")
    say(event, 1, "こせきです")
    assert projected(event) == ["戸籍"]
    assert [caption.text for caption in event.transcript] == ["戸籍"]
    assert told == []


def test_an_empty_correction_takes_the_line_away(event: EventMode) -> None:
    say(event, 1, "ご視聴ありがとうございました")
    event.fix("1", "  ")
    assert projected(event) == []
    assert len(event.transcript) == 0


def test_translations_stand_below(tmp_path: Path) -> None:
    event = made(tmp_path, event_language_1="en", event_language_2="ko")
    say(event, 1, "2番へどうぞ。")
    event.show_translation(1, "ko", "2번으로 오세요.")
    event.show_translation(1, "my", "-")
    assert roles(event, "rows", "translations") == [["", "2번으로 오세요."]]
    choices(event).change(event_language_1="ko")
    assert roles(event, "rows", "translations") == [["2번으로 오세요."]]


def test_lines_fit_the_room(event: EventMode) -> None:
    say(event, 1, LONG)
    wide = len(roles(event, "rows", "settledText")[0])
    event.setRoom(960, 540)
    assert len(roles(event, "rows", "settledText")[0]) < wide * 0.6
    event.setRoom(0, 0)
    assert event.property("look")["roomWidth"] == 960
    choices(event).change(event_lines=6, event_size=200)
    assert event.property("look")["lines"] == 1
    assert event.property("look")["linesWanted"] == 6


@pytest.mark.parametrize(
    ("name", "value", "stored"),
    [
        ("lines", 99, 6),
        ("lines", 0, 1),
        ("size", 48.0, 48),
        ("min_seconds", 3, 3),
        ("text_colour", "#ffe100", "#ffe100"),
        ("text_colour", "red", "#ffffff"),
        ("background", "chroma", "chroma"),
        ("background", "stripes", "solid"),
        ("position", "full", "full"),
        ("language_1", "zh-Hans", "zh-Hans"),
        ("language_1", "xx", ""),
        ("font", "no such face", ""),
    ],
)
def test_looks_have_limits(event: EventMode, name: str, value: object, stored: object) -> None:
    told: list[bool] = []
    event.lookChanged.connect(lambda: told.append(True))
    before = getattr(choices(event).stored, f"event_{name}")
    event.change(name, value)
    now = getattr(choices(event).stored, f"event_{name}")
    assert now == stored
    assert type(now) is type(before)
    assert bool(told) == (now != before)


def test_an_announcement_covers_the_captions(event: EventMode) -> None:
    say(event, 1, "おはようございます。")
    event.showAnnouncement(1)
    shown = event.property("announcement")
    assert shown["place"] == 1
    assert "休憩" in shown["text"]
    event.showAnnouncement(99)
    event.showAnnouncement(0)
    assert event.property("announcement")["place"] == 0
    event.showAnnouncement(0)
    assert event.property("announcement")["text"] == ""
    event.showAnnouncement(2)
    event.dismissAnnouncement()
    assert event.property("announcement")["place"] == -1
    assert projected(event) == ["おはようございます。"]


def test_the_office_writes_its_own_announcements(event: EventMode, tmp_path: Path) -> None:
    event.writeAnnouncements()
    file = tmp_path / "own" / "announcements.csv"
    assert str(file) in event.property("notice")
    file.write_text("text,seconds\n避難してください。,0\n壊れた行,x\n", encoding="utf-8-sig")
    event.loadAnnouncements()
    assert [each["text"] for each in event.property("announcements")] == ["避難してください。"]
    assert event.property("noticeKind") == "fault"
    assert "3 行目" in event.property("notice")
    event.dismissNotice()
    assert event.property("notice") == ""


@pytest.mark.parametrize("kind", ["srt", "vtt", "txt"])
def test_export(event: EventMode, tmp_path: Path, kind: str) -> None:
    event.export(kind)
    assert not (tmp_path / "documents").exists()
    say(event, 1, "おはようございます。", "司会")
    event.pause()
    say(event, 2, "まだ映っていません。")
    event.export(kind)
    event.export(kind)
    files = sorted((tmp_path / "documents").iterdir())
    assert len(files) == 2
    assert {file.suffix for file in files} == {f".{kind}"}
    content = files[0].read_text(encoding="utf-8-sig")
    assert "まだ映っていません。" in content
    assert "司会" in content
    assert str(tmp_path / "documents") in event.property("notice")


def test_an_export_that_fails_loses_nothing(event: EventMode, tmp_path: Path) -> None:
    (tmp_path / "documents").write_text("in the way", encoding="utf-8")
    say(event, 1, "おはようございます。")
    event.export("txt")
    assert event.property("noticeKind") == "fault"
    assert len(event.transcript) == 1
    with pytest.raises(ValueError, match="exe"):
        event.export("exe")


# -- the projector ----------------------------------------------------------------------------


def test_the_projector_tells_how_large_it_is(event: EventMode, windows: list[Shown]) -> None:
    windows.append(projector(event, 800, 450))
    assert event.property("look")["roomWidth"] == 800


@pytest.mark.parametrize(
    ("background", "position", "above", "below"),
    [
        ("solid", "bottom", "#ffffff", "#00b140"),
        ("solid", "full", "#00b140", "#00b140"),
        ("chroma", "bottom", "#00b140", "#00b140"),
        ("transparent", "full", "#ffffff", "#ffffff"),
    ],
)
def test_the_ground(
    tmp_path: Path, windows: list[Shown], background: str, position: str, above: str, below: str
) -> None:
    looks = {"event_background": background, "event_position": position}
    event = made(tmp_path, event_background_colour="#00b140", **looks)
    say(event, 1, "おはようございます。")
    windows.append(projector(event))
    picture = windows[0].view.grabWindow()
    assert picture.pixelColor(5, 5) == QColor(above)
    assert picture.pixelColor(5, 700) == QColor(below)


def test_type_has_a_rim_and_stays_in_its_margin(tmp_path: Path, windows: list[Shown]) -> None:
    event = made(
        tmp_path,
        event_background="chroma",
        event_background_colour="#00b140",
        event_outline=6,
        event_margin=10,
        event_lines=1,
    )
    windows.append(projector(event))
    say(event, 1, LONG)
    until(lambda: bool(windows[0].items("projectedText")))
    QTest.qWait(500)
    picture = windows[0].view.grabWindow()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 1280, 2) for y in range(0, 720, 2)}
    assert {"#ffffff", "#000000", "#00b140"} <= colours
    ground = QColor("#00b140")
    drawn = [
        x for x in range(1280) for y in range(500, 720, 2) if picture.pixelColor(x, y) != ground
    ]
    assert min(drawn) >= 127
    assert max(drawn) <= 1153
    assert max(drawn) > 1000


def test_the_newest_line_is_the_lowest(
    event: EventMode, clock: Clock, windows: list[Shown]
) -> None:
    windows.append(projector(event))
    say(event, 1, "いちばん")
    clock.now += 5
    say(event, 2, "にばん")
    event.show_translation(2, "en", "two")
    QTest.qWait(500)
    rows = [item.parentItem().parentItem() for item in windows[0].items("projectedText")]
    heights = {
        row.property("settledText"): row.mapToScene(QPointF(0, row.height())).y() for row in rows
    }
    assert heights["いちばん"] < heights["にばん"] <= 720 * 0.95 + 1


def test_an_announcement_stands_alone(event: EventMode, windows: list[Shown]) -> None:
    windows.append(projector(event))
    say(event, 1, "おはようございます。")
    event.showAnnouncement(1)
    QTest.qWait(50)
    assert windows[0].item("projectedAnnouncement").isVisible()
    assert not any(item.isVisible() for item in windows[0].items("projectedText"))


# -- the console ------------------------------------------------------------------------------


def test_f2_edits_the_last_line_in_place(event: EventMode, windows: list[Shown]) -> None:
    windows.append(console(event))
    window = windows[0]
    say(event, 1, "はじめ")
    say(event, 2, "じゅうみん")
    event.show_partial(3, "つぎ", 0)
    QTest.qWait(50)
    window.press(Key.Key_F2)
    until(lambda: window.focus() == "eventField")
    field = window.item("eventField")
    assert field.property("text") == "じゅうみん"
    window.press(Key.Key_P)  # a letter here, not the pause
    window.write("5")
    say(event, 4, "そのあいだに")
    assert field.property("text") == "じゅうみんp5"
    assert event.property("paused") is False
    assert event.property("announcement")["place"] == -1
    window.press(Key.Key_Return)
    assert roles(event, "lines", "text")[1] == "じゅうみんp5"
    until(lambda: window.focus() == "eventLine")  # that of the list, which has the keys


def test_escape_leaves_a_line_as_it_was(event: EventMode, windows: list[Shown]) -> None:
    windows.append(console(event))
    say(event, 1, "はじめ")
    QTest.qWait(50)
    windows[0].click(windows[0].item("eventLine"))
    until(lambda: windows[0].focus() == "eventField")
    windows[0].write("x")
    windows[0].press(Key.Key_Escape)
    assert roles(event, "lines", "text") == ["はじめ"]
    assert windows[0].items("eventField") == []


def test_keys_pause_and_announce(event: EventMode, windows: list[Shown]) -> None:
    windows.append(console(event))
    windows[0].press(Key.Key_P)
    assert event.property("paused") is True
    windows[0].press(Key.Key_P)
    assert event.property("paused") is False
    windows[0].press(Key.Key_2)
    assert event.property("announcement")["place"] == 1
    windows[0].press(Key.Key_Escape)
    assert event.property("announcement")["place"] == -1


def test_every_control_is_reached_by_tab(event: EventMode, windows: list[Shown]) -> None:
    windows.append(console(event))
    window = windows[0]
    say(event, 1, "はじめ")
    for looking in (False, True):
        window.view.rootObject().setProperty("looking", looking)
        reached = set()
        for _ in range(70):
            window.press(Key.Key_Tab)
            reached.add(window.focus())
        expected = {"eventProjector", "eventPause", "eventAnnouncement", "eventAnnouncementsWrite"}
        expected |= {"eventAnnouncementsReload", "eventTabLines", "eventTabLooks"}
        expected |= {f"eventExport_{kind}" for kind in ("srt", "vtt", "txt")}
        if looking:
            expected |= {f"eventMore_{n}" for n in ("lines", "size", "outline", "margin")}
            expected |= {"eventLess_min_seconds", "eventFont", "eventLanguage1", "eventLanguage2"}
            expected |= {"eventColour_text_colour_yellow", "eventChoice_background_chroma"}
        else:
            expected |= {"eventLine"}
        assert expected <= reached, expected - reached


def test_the_looks_are_changed_at_the_console(event: EventMode, windows: list[Shown]) -> None:
    windows.append(console(event))
    window = windows[0]
    window.view.rootObject().setProperty("looking", True)
    QTest.qWait(50)
    window.click(window.item("eventMore_lines"))
    window.click(window.item("eventChoice_background_chroma"))
    window.click(window.item("eventColour_text_colour_yellow"))
    stored = choices(event).stored
    assert stored.event_lines == 3
    assert stored.event_background == "chroma"
    assert stored.event_text_colour == "#ffe100"


def test_buttons_of_the_console(event: EventMode, windows: list[Shown]) -> None:
    windows.append(console(event))
    window = windows[0]
    window.click(window.item("eventProjector"))
    assert event.property("projecting") is True
    window.click(window.item("eventPause"))
    assert event.property("paused") is True
    window.click(window.items("eventAnnouncement")[2])
    assert event.property("announcement")["place"] == 2
    QTest.qWait(50)
    window.click(window.item("eventAnnouncementEnd"))
    assert event.property("announcement")["place"] == -1
    window.click(window.item("eventExport_txt"))
    until(lambda: window.item("eventNotice").isVisible())
