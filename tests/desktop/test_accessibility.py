"""Every screen through Qt's accessibility interface, and by Tab alone."""

from __future__ import annotations

import pytest
from accessibility import nameless, stops, unknown, unseen, walk
from desktop_fakes import MICROPHONE, FakeCore, final, until
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtQml import QQmlComponent, qmlEngine
from PySide6.QtQuick import QQuickItem
from screens import SCREENS
from window_driver import Key, Opener, click, focused, item, items, pause, press

from voice_counter import paths
from voice_counter.captions.events import Listening
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.desk import Mode


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest, open_window: Opener, core: FakeCore) -> CaptionWindow:
    QAccessible.setActive(True)
    shown = SCREENS[request.param]
    window: CaptionWindow = open_window(shown.mode)
    shown.come(window, core)
    pause()
    return window


def test_every_control_has_a_name_and_a_role(screen: CaptionWindow) -> None:
    assert not (found := nameless(screen.window)), found
    assert not (lost := unknown(screen.window)), lost


def test_tab_reaches_every_control_and_comes_back(screen: CaptionWindow) -> None:
    wanted = stops(screen.window)
    assert len(wanted) > 1
    for back in (False, True):
        reached = walk(screen.window, back=back)
        assert [each.objectName() for each in wanted if not touched(each, reached)] == []


def touched(stop: QQuickItem, reached: list[QQuickItem]) -> bool:
    """Whether Tab came there; to a list also by a control in one of its rows."""
    return stop in reached or (stop.isFocusScope() and any(map(stop.isAncestorOf, reached)))


def test_what_has_the_keyboard_is_seen(screen: CaptionWindow) -> None:
    assert not (found := unseen(screen.window)), found


@pytest.fixture
def start(open_window: Opener) -> CaptionWindow:
    QAccessible.setActive(True)
    window: CaptionWindow = open_window(Mode.START)
    pause()
    return window


def planted(window: CaptionWindow, qml: str) -> QQuickItem:
    """An item of ``qml`` in the window."""
    engine = qmlEngine(window.window)
    assert engine is not None
    component = QQmlComponent(engine)
    component.setData(
        f'import QtQuick\nimport QtQuick.Controls.Basic\nimport "shared"\n{qml}'.encode(),
        QUrl.fromLocalFile(str(paths.ui()) + "/"),
    )
    made = component.create(engine.rootContext())
    assert isinstance(made, QQuickItem), component.errorString()
    made.setParentItem(window.window.contentItem())
    made.setParent(window.window)
    return made


def test_the_checker_finds_a_control_without_a_name(start: CaptionWindow) -> None:
    planted(start, 'PushButton { objectName: "planted" }')
    assert [each for each in nameless(start.window) if each.startswith("planted")]


def test_the_checker_finds_a_control_with_a_senseless_role(start: CaptionWindow) -> None:
    planted(
        start,
        'PushButton { objectName: "planted"; text: "x"; Accessible.role: Accessible.StaticText }',
    )
    assert [each for each in nameless(start.window) if each.startswith("planted")]


def test_the_checker_finds_what_no_reader_is_told(start: CaptionWindow) -> None:
    planted(start, 'Rectangle { objectName: "planted"; width: 9; activeFocusOnTab: true }')
    assert [each for each in unknown(start.window) if each.startswith("planted")]


def test_the_checker_finds_a_stop_without_a_ring(start: CaptionWindow) -> None:
    planted(start, 'Item { objectName: "planted"; width: 50; height: 50; activeFocusOnTab: true }')
    assert any("planted" in each and "no ring" in each for each in unseen(start.window))


def test_the_checker_finds_a_stop_out_of_sight(start: CaptionWindow) -> None:
    planted(start, 'PushButton { objectName: "planted"; text: "x"; x: -300 }')
    assert any("planted" in each and "out of sight" in each for each in unseen(start.window))


def test_the_checker_finds_a_trap(start: CaptionWindow) -> None:
    planted(
        start,
        'Item { activeFocusOnTab: true; objectName: "planted"; width: 9; Keys.onTabPressed: {} }',
    )
    with pytest.raises(AssertionError, match="trapped at planted"):
        walk(start.window)


def test_a_language_is_chosen_with_the_arrows(open_window: Opener) -> None:
    window = open_window(Mode.COUNTER)
    pause()
    for _ in range(40):
        press(window, Key.Key_Tab)
        if "languageTiles" in _holders(window):
            break
    press(window, Key.Key_Right)
    press(window, Key.Key_Return)
    assert window.desk.property("residentLanguage") == "en"


def _holders(window: CaptionWindow) -> list[str]:
    found: list[str] = []
    holder: QQuickItem | None = window.window.activeFocusItem()
    while holder is not None:
        found.append(holder.objectName())
        holder = holder.parentItem()
    return found


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_a_language_is_chosen_with_either_enter_key(open_window: Opener, key: Key) -> None:
    window = open_window(Mode.COUNTER)
    pause()
    item(window, "languageTiles").forceActiveFocus()
    press(window, Key.Key_Right)
    press(window, key)
    assert window.desk.property("residentLanguage") == "en"


@pytest.mark.parametrize(
    ("mode", "names"),
    [
        (Mode.HEARING, ("answerTab", "writeTab", "pictureTab")),
        (Mode.EVENT, ("eventTabLines", "eventTabLooks")),
    ],
)
def test_a_reader_is_told_which_page_is_open(
    open_window: Opener, mode: Mode, names: tuple[str, ...]
) -> None:
    QAccessible.setActive(True)
    window = open_window(mode)
    pause()
    for chosen in reversed(names):
        click(window, item(window, chosen))
        pause()
        tabs = {name: QAccessible.queryAccessibleInterface(item(window, name)) for name in names}
        assert {name: tab.role() for name, tab in tabs.items()} == dict.fromkeys(
            names, QAccessible.Role.PageTab
        )
        assert [name for name, tab in tabs.items() if tab.state().selected] == [chosen]


def test_a_number_confirmed_by_key_keeps_the_keyboard(open_window: Opener, core: FakeCore) -> None:
    window = open_window(Mode.COUNTER)
    window.desk.chooseLanguage("vi")
    press(window, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE), final(1, "6月30日の午後3時です。"))
    until(lambda: len(items(window, "chip")) == 2)
    pause()
    first, second = items(window, "chip")
    first.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    press(window, Key.Key_Return)
    until(lambda: window.desk.property("pending") == 1)
    pause()
    assert focused(window) == first
    press(window, Key.Key_Return)  # once more does nothing
    assert window.desk.property("pending") == 1
    press(window, Key.Key_Tab)
    assert focused(window) == second
    assert not first.isEnabled(), "what is confirmed is no stop any more"
    press(window, Key.Key_Return)
    until(lambda: window.desk.property("pending") == 0)
    pause()
    assert focused(window) == second
