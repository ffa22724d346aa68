"""Hints, coach, unsure words and reading aloud, in the real window."""

from __future__ import annotations

import pytest
from desktop_fakes import MICROPHONE, FakeCore, final, state_is, until
from PySide6.QtCore import Property, QObject, Signal, Slot
from window_driver import Key, Opener, item, items, listen, pause, press

from voice_counter.captions.events import Final, Level, Listening
from voice_counter.conversation.line import Side
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.desk import Mode
from voice_counter.desktop.read_aloud import ReadAloud

HARD = "恐れ入りますが、こちらにご記入いただけますでしょうか。"


class Voice(QObject):
    """Says nothing, and remembers what it was to say."""

    began = Signal()
    ended = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        self._speaking = False

    speaking = Property(bool, lambda self: self._speaking, notify=changed)
    available = Property(bool, lambda _: True, constant=True)
    notice = Property(str, lambda _: "", constant=True)

    @Slot(str, str)
    def say(self, text: str, tag: str) -> None:
        self.said.append((text, tag))
        self._speaking = True
        self.changed.emit()
        self.began.emit()

    @Slot()
    def stop(self) -> None:
        if self._speaking:
            self._speaking = False
            self.changed.emit()
            self.ended.emit()


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch) -> Voice:
    made = Voice()
    monkeypatch.setattr("voice_counter.desktop.trust.ReadAloud", lambda: made)
    return made


@pytest.fixture
def counter(voice: Voice, window: CaptionWindow, core: FakeCore) -> CaptionWindow:
    del voice
    window.desk.enter("counter")
    window.desk.chooseLanguage("en")
    press(window, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE))
    until(state_is(window.session, "listening"))
    return window


def test_a_hard_sentence_is_put_plainly_by_one_key(counter: CaptionWindow, core: FakeCore) -> None:
    core.captioner.send(final(0, HARD))
    until(lambda: bool(counter.trust.property("suggesting")))
    pause()
    told = item(counter, "coach").property("message")
    assert "敬語が重なっています" in told
    assert "記入してください" in told
    press(counter, Key.Key_F6)
    line = counter.session.conversation.last(Side.STAFF)
    assert line is not None
    assert line.text == "恐れ入りますが、こちらに記入してください。"
    until(lambda: ("ja", "en") in [asked[1:] for asked in core.translates.asked])
    assert counter.trust.property("coach") == ""


def test_a_plain_sentence_is_left_alone(counter: CaptionWindow, core: FakeCore) -> None:
    core.captioner.send(final(0, HARD))
    until(lambda: bool(counter.trust.property("suggesting")))
    core.captioner.send(final(1, "ここに書いてください。"))
    until(lambda: counter.trust.property("coach") == "")


def test_a_faint_voice_is_told_and_forgotten_with_the_run(
    counter: CaptionWindow, core: FakeCore
) -> None:
    core.captioner.send(*[Level(-70.0, -60.0)] * 40, *[Level(-52.0, -48.0)] * 25)
    until(lambda: "マイクに近づいて" in counter.trust.property("hint"))
    pause()
    assert item(counter, "microphoneHint").isVisible()
    counter.session.stop()
    until(lambda: counter.trust.property("hint") == "")


@pytest.mark.parametrize(("muted", "told"), [(True, ""), (False, "マイクから音が来ません")])
def test_a_shut_microphone_is_not_silent(
    counter: CaptionWindow, core: FakeCore, muted: bool, told: str
) -> None:
    counter.session.mute(muted)
    core.captioner.send(*[Level(-120.0, -120.0)] * 40, final(0, "はい。"))
    until(lambda: counter.session.model.rowCount() == 1)
    assert counter.trust.property("hint").partition("。")[0] == told


def test_the_translation_is_read_aloud_and_nothing_heard_meanwhile(
    counter: CaptionWindow, core: FakeCore, voice: Voice
) -> None:
    press(counter, Key.Key_F7)
    assert voice.said == [], "nothing was said yet"
    core.captioner.send(final(0, "番号は42番です。"))
    until(lambda: counter.session.model.rowCount() == 1)
    until(lambda: bool(press(counter, Key.Key_F7)) or bool(voice.said))
    assert voice.said == [("[en] 番号は42番です。", "en")]
    assert core.mutes[-1] is True
    pause()
    assert "マイクは切れています" in item(counter, "voiceNotice").property("message")
    press(counter, Key.Key_F7)
    assert core.mutes[-1] is False


def test_the_next_person_hears_nothing_of_the_last(
    counter: CaptionWindow, core: FakeCore, voice: Voice
) -> None:
    core.captioner.send(final(0, HARD))
    until(lambda: bool(counter.trust.property("suggesting")))
    until(lambda: bool(press(counter, Key.Key_F7)) or bool(voice.said))
    press(counter, Key.Key_F8)
    assert not voice.property("speaking")
    assert counter.trust.property("coach") == ""


def test_unsure_words_are_marked_and_explained(window: CaptionWindow, core: FakeCore) -> None:
    press(window, Key.Key_Space)
    core.captioner.send(
        Listening(MICROPHONE),
        Final(0, 0.0, 1.0, 1.2, "ja", "今日は東側です。", unsure=((3, 5),)),
    )
    until(lambda: window.session.model.rowCount() == 1)
    pause()
    (caption,) = items(window, "caption")
    assert "<u><font" in caption.property("text")
    press(window, Key.Key_F3)
    pause()
    assert item(window, "popupUnsure").property("text") == "東側"


def test_without_a_voice_the_window_says_so(
    open_window: Opener, core: FakeCore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voice_counter.desktop.trust.ReadAloud", lambda: ReadAloud(engines=()))
    window = open_window(Mode.COUNTER)
    window.desk.chooseLanguage("en")
    listen(window, core)
    core.captioner.send(final(0, "番号は42番です。"))
    until(lambda: ("番号は42番です。", "ja", "en") in core.translates.asked)
    pause()
    notice = item(window, "voiceNotice")
    assert not notice.isVisible()
    press(window, Key.Key_F7)
    pause()
    assert notice.isVisible()
    assert "読み上げの声がありません" in notice.property("message")
    speech = window.trust.property("readAloud")
    assert speech is window.trust.voice
    assert "読み上げの声がありません" in speech.property("notice")
    assert not speech.property("available")
