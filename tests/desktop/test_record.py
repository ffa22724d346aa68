"""Consent to a record in the real window: asked, given, refused, withdrawn; and what was kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from desktop_fakes import MICROPHONE, FakeCore, final, state_is, until
from PySide6.QtCore import QRectF
from window_driver import Key, Opener, click, item, pause, press, write

from voice_counter import paths
from voice_counter.captions.events import Listening
from voice_counter.desktop import record_keeper
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.desk import Mode
from voice_counter.errors import AudioError
from voice_counter.record.keys import KeyStore
from voice_counter.record.store import Store

SAID = "手数料は300円です。"

pytestmark = pytest.mark.usefixtures("store")


class Secrets:
    """A key store in memory, with the face of a ``keyring`` backend."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


Make = Callable[[], Store]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Make:
    secrets = Secrets()

    def make(folder: Path | None = None) -> Store:
        return Store(folder or paths.records(), key_store=KeyStore(lambda: secrets))

    monkeypatch.setattr(record_keeper, "Store", make)
    return make


def counter(open_window: Opener, core: FakeCore, mode: Mode = Mode.COUNTER) -> CaptionWindow:
    window: CaptionWindow = open_window(mode)
    window.preferences.change(record_offered=True)
    if mode is Mode.COUNTER:
        window.desk.chooseLanguage("vi")
    window.session.start()
    core.captioner.send(Listening(MICROPHONE))
    until(state_is(window.session, "listening"))
    pause()
    return window


def agree(window: CaptionWindow) -> None:
    click(window, item(window, "recordButton"))
    pause()
    click(window, item(window, "consentYes"))
    until(lambda: bool(window.record.property("recording")))
    pause()


def say(window: CaptionWindow, core: FakeCore, number: int, text: str) -> None:
    core.captioner.send(final(number, text))
    until(lambda: window.session.model.rowCount() > 0)


def talk(window: CaptionWindow, core: FakeCore) -> None:
    """A line with a number waits until the next tells whether the number goes on."""
    core.captioner.send(final(2, SAID), final(3, "ここに書いてください。"))
    until(lambda: len(window.record.stored) == 2)


def kept(make: Make) -> list[str]:
    with make() as store:
        store.unlock()
        return [entry.text for each in store.sessions() for entry in store.read(each.id).entries]


def test_without_a_consent_nothing_is_written(open_window: Opener, core: FakeCore) -> None:
    window = counter(open_window, core)
    say(window, core, 1, SAID)
    assert "không được lưu" in item(window, "notSaved").property("text")
    window.desk.nextPerson()
    assert not paths.records().exists()


def test_an_office_that_keeps_none_is_not_offered_any(open_window: Opener) -> None:
    window = open_window(Mode.COUNTER)
    assert not item(window, "recordButton").isVisible()
    window.record.ask()
    assert window.record.property("step") == "off"


def test_from_the_yes_to_the_next_person(store: Make, open_window: Opener, core: FakeCore) -> None:
    window = counter(open_window, core)
    say(window, core, 1, "同意の前の話です。")
    click(window, item(window, "recordButton"))
    pause()
    assert "vi" in window.desk.property("residentLanguage")
    question = item(window, "consentQuestion").property("text")
    assert len(question) > 40
    assert "{" not in question
    click(window, item(window, "consentYes"))
    until(lambda: bool(window.record.property("recording")))
    assert item(window, "notSaved").property("text").startswith("● ")
    talk(window, core)
    press(window, Key.Key_F8)
    assert window.record.property("step") == "off"
    window.record.close()
    assert SAID in kept(store)
    assert "同意の前の話です。" not in kept(store)


def test_a_no_is_a_no(open_window: Opener, core: FakeCore) -> None:
    window = counter(open_window, core)
    click(window, item(window, "recordButton"))
    pause()
    click(window, item(window, "consentNo"))
    say(window, core, 1, SAID)
    assert window.record.property("step") == "off"
    assert not paths.records().exists()


@pytest.mark.parametrize("button", ["consentWithdraw", "ask_stop"])
def test_taken_back_nothing_is_left(
    store: Make, open_window: Opener, core: FakeCore, button: str
) -> None:
    window = counter(open_window, core)
    agree(window)
    talk(window, core)
    pause()
    click(window, item(window, button))
    until(lambda: "消しました" in str(window.record.property("notice")))
    window.record.close()
    with store() as opened:
        assert opened.sessions() == []


def test_a_pc_without_a_key_store_asks_for_a_passphrase(
    monkeypatch: pytest.MonkeyPatch, open_window: Opener, core: FakeCore
) -> None:
    def make(folder: Path | None = None) -> Store:
        return Store(folder or paths.records(), key_store=KeyStore(lambda: None))

    monkeypatch.setattr(record_keeper, "Store", make)
    window = counter(open_window, core)
    click(window, item(window, "recordButton"))
    pause()
    click(window, item(window, "consentYes"))
    until(lambda: window.record.property("step") == "passphrase")
    pause()
    assert not item(window, "recordButton").isEnabled(), "it would do nothing"
    begin = item(window, "passphraseBegin")
    assert not begin.isEnabled()
    write(window, "open sesame")
    assert item(window, "passphraseField").property("displayText") != "open sesame"
    assert begin.isEnabled()
    press(window, Key.Key_Return)
    until(lambda: bool(window.record.property("recording")), 30)
    talk(window, core)


def test_hearing_mode_asks_in_its_own_panel(open_window: Opener, core: FakeCore) -> None:
    window = counter(open_window, core, Mode.HEARING)
    click(window, item(window, "recordButton"))
    pause()
    assert "記録" in item(window, "consentQuestion").property("text")
    click(window, item(window, "consentYes"))
    until(lambda: bool(window.record.property("recording")))


def test_staff_see_what_is_stored_and_can_end_it(open_window: Opener, core: FakeCore) -> None:
    window = counter(open_window, core)
    agree(window)
    talk(window, core)
    click(window, item(window, "recordButton"))
    pause()
    assert "2 行を保存" in item(window, "recordState").property("message")


def audited() -> list[dict[str, object]]:
    lines = (paths.logs() / "audit.jsonl").read_text(encoding="ascii").splitlines()
    return [json.loads(line) for line in lines]


def test_what_happened_is_written_down_without_a_word(open_window: Opener, core: FakeCore) -> None:
    window = counter(open_window, core)
    agree(window)
    talk(window, core)
    window.record.withdraw()
    core.captioner.send(AudioError("error.audio.microphone_failed", name=SAID, reason=SAID))
    core.other.send(None)
    until(state_is(window.session, "stopped"))
    window.desk.nextPerson()
    window.desk.enter("hearing")
    names = [str(each["event"]) for each in audited()]
    for name in ("application_started", "model", "mode", "started", "consent_given"):
        assert name in names, name
    for name in ("consent_withdrawn", "stopped", "wiped", "fault"):
        assert name in names, name
    (stopped,) = [each for each in audited() if each["event"] == "stopped"]
    assert (stopped["reason"], stopped["captions"]) == ("fault", 2)
    (fault,) = [each for each in audited() if each["event"] == "fault"]
    assert fault["key"] == "error.audio.microphone_failed"
    assert "300" not in (paths.logs() / "audit.jsonl").read_text(encoding="ascii")


def test_a_log_that_cannot_be_written_is_told_once(
    tmp_path: Path, open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    monkeypatch.setenv("VOICE_COUNTER_LOGS", str(blocked / "logs"))
    window = open_window(Mode.COUNTER)
    until(lambda: "動作の記録を書けません" in str(window.preferences.property("notice")))
    notice = item(window, "settingsNotice")
    assert notice.isVisible()
    window.preferences.dismissNotice()
    told: list[str] = []
    window.preferences.noticeChanged.connect(lambda: told.append("told"))
    window.desk.nextPerson()
    window.desk.enter("hearing")
    pause()
    assert told == [], "of what is not written after that, nothing more is said"
    assert not notice.isVisible()


@pytest.mark.parametrize("layout", ["split", "face_to_face"])
@pytest.mark.parametrize("mode", [Mode.COUNTER, Mode.HEARING])
def test_the_question_stays_within_its_card(
    open_window: Opener, core: FakeCore, mode: Mode, layout: str
) -> None:
    window = counter(open_window, core, mode)
    window.desk.chooseLayout(layout)
    window.desk.ask("slowly")
    click(window, item(window, "recordButton"))
    for width, height in ((1366, 768), (1092, 614), (910, 512), (768, 432)):
        window.window.resize(width, height)
        pause()
        card, pane = item(window, "consentCard"), item(window, "consentPane")
        whole = QRectF(0, 0, card.width(), card.height())
        boxes = [
            each.mapRectToItem(card, QRectF(0, 0, each.width(), each.height()))
            for each in (pane, item(window, "consentYes"), item(window, "consentNo"))
        ]
        assert all(map(whole.contains, boxes)), (width, height, boxes)
        assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
        assert boxes[0].height() >= 24, "at least a line of it"
        # All of it can be read.
        assert pane.clip() or item(window, "consentQuestion").height() <= pane.height()
        pane.forceActiveFocus()
        for _ in range(20):
            press(window, Key.Key_Down)
        end = pane.property("contentHeight") - pane.height()
        assert pane.property("contentY") == pytest.approx(max(0.0, end), abs=1)


@pytest.mark.parametrize("mode", [Mode.COUNTER, Mode.HEARING])
def test_nothing_behind_the_question_can_be_reached(
    open_window: Opener, core: FakeCore, mode: Mode
) -> None:
    window = counter(open_window, core, mode)
    behind = "ask_stop" if mode is Mode.COUNTER else "answer_yes"
    assert item(window, behind).isVisible()
    window.record.ask()
    pause()
    assert not item(window, behind).isVisible()
    window.record.answer(False)
    pause()
    assert item(window, behind).isVisible()


def consented_in(store: Make) -> list[str]:
    """The languages in which records were consented to, of all that are kept."""
    with store() as opened:
        opened.unlock()
        return [opened.read(each.id).consent.language for each in opened.sessions()]


def test_another_language_is_asked_in_and_agreed_to(
    store: Make, open_window: Opener, core: FakeCore
) -> None:
    window = counter(open_window, core)
    click(window, item(window, "recordButton"))
    pause()
    window.desk.chooseLanguage("en")
    pause()
    question = item(window, "consentQuestion").property("text")
    assert "May we keep a written record" in question
    assert item(window, "consentYes").property("text").startswith("Yes")
    click(window, item(window, "consentYes"))
    until(lambda: bool(window.record.property("recording")))
    talk(window, core)
    window.record.close()
    assert consented_in(store) == ["en"]


def test_a_language_that_is_changed_later_changes_no_consent(
    store: Make, open_window: Opener, core: FakeCore
) -> None:
    window = counter(open_window, core)
    agree(window)
    window.desk.chooseLanguage("en")
    talk(window, core)
    window.record.close()
    assert consented_in(store) == ["vi"]
