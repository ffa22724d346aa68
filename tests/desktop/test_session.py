"""The view model of the window, with a pipeline that the test plays by hand."""

from __future__ import annotations

import threading
import time

import pytest
from desktop_fakes import MICROPHONE, FakeCore, final, partial, state_is, until
from PySide6.QtCore import QObject, QThread, Slot

from voice_counter import texts
from voice_counter.audio.supervised import SourceBack, SourceLost
from voice_counter.captions.events import Delay, Discarded, Level, Listening, Overflow
from voice_counter.conversation.line import Side
from voice_counter.desktop.caption_model import CaptionModel, Role
from voice_counter.desktop.choices import Sample
from voice_counter.desktop.preferences import Preferences
from voice_counter.desktop.session import CaptionSession
from voice_counter.errors import AudioError, ModelError
from voice_counter.settings import LANGUAGES
from voice_counter.supervision.incident import Incident

NO_MODEL = ModelError("error.model.absent", model="small-int8")
GONE = AudioError("error.audio.microphone_failed", name=MICROPHONE, reason="抜けました")


def get(session: QObject, name: str) -> object:
    return session.property(name)


def prepared(session: CaptionSession) -> None:
    session.prepare()
    until(lambda: get(session, "state") == "waiting" and session.microphones_known)


def listening(session: CaptionSession, core: FakeCore) -> None:
    prepared(session)
    session.toggle()
    core.captioner.send(Listening(MICROPHONE))
    until(state_is(session, "listening"))


def shown(session: CaptionSession) -> list[str]:
    model = get(session, "captions")
    assert isinstance(model, CaptionModel)
    return [
        model.data(model.index(n), Role.STABLE) + model.data(model.index(n), Role.UNSTABLE)
        for n in range(model.rowCount())
    ]


def test_models_load_in_the_background(session: CaptionSession, core: FakeCore) -> None:
    core.may_load.clear()
    session.prepare()
    assert get(session, "state") == "preparing"
    core.may_load.set()
    until(state_is(session, "waiting"))
    assert core.loads == 1


def test_a_run_from_start_to_stop(session: CaptionSession, core: FakeCore) -> None:
    prepared(session)
    session.toggle()
    assert get(session, "state") == "opening"
    assert get(session, "running") is True
    core.captioner.send(Listening(MICROPHONE), partial(0, "おは"), final(0, "おはよう。"))
    until(lambda: shown(session) == ["おはよう。"])
    assert get(session, "state") == "listening"
    session.toggle()
    assert get(session, "state") == "stopping"
    until(state_is(session, "stopped"))
    assert core.captioner.stops == 1
    assert core.sources[0].closed.is_set()
    assert shown(session) == ["おはよう。"]


def test_the_captioner_never_runs_on_the_gui_thread(
    session: CaptionSession, core: FakeCore
) -> None:
    listening(session, core)
    assert core.captioner.threads[0] is not threading.current_thread()


def test_views_hear_on_the_gui_thread(session: CaptionSession, core: FakeCore) -> None:
    heard: list[QThread] = []

    class View(QObject):
        @Slot()
        def hear(self) -> None:
            heard.append(QThread.currentThread())

    view = View()
    session.levelChanged.connect(view.hear)
    listening(session, core)
    core.captioner.send(Level(-30.0, -20.0))
    until(lambda: bool(heard))
    assert heard[0] == session.thread()


def test_start_pressed_while_models_load(session: CaptionSession, core: FakeCore) -> None:
    core.may_load.clear()
    session.prepare()
    session.toggle()
    assert get(session, "state") == "opening"
    core.may_load.set()
    core.captioner.send(Listening(MICROPHONE))
    until(state_is(session, "listening"))


def test_start_taken_back_while_models_load(session: CaptionSession, core: FakeCore) -> None:
    core.may_load.clear()
    session.prepare()
    session.toggle()
    session.toggle()
    assert get(session, "state") == "preparing"
    core.may_load.set()
    until(state_is(session, "waiting"))
    assert core.specs == []


def test_stop_while_the_microphone_opens(session: CaptionSession, core: FakeCore) -> None:
    prepared(session)
    core.may_open.clear()
    session.toggle()
    until(lambda: bool(core.specs))
    session.toggle()
    assert get(session, "state") == "stopping"
    core.may_open.set()
    until(state_is(session, "stopped"))
    assert core.sources[0].closed.is_set()


def test_stop_does_not_wait_for_the_last_caption(session: CaptionSession, core: FakeCore) -> None:
    listening(session, core)
    core.captioner.may_end.clear()
    before = time.monotonic()
    session.toggle()
    assert time.monotonic() - before < 0.5
    until(lambda: core.sources[0].closed.is_set())
    assert get(session, "state") == "stopping"
    session.toggle()  # nothing to do but wait
    assert get(session, "state") == "stopping"
    core.captioner.may_end.set()
    until(state_is(session, "stopped"))


def test_a_second_start_is_no_second_run(session: CaptionSession, core: FakeCore) -> None:
    listening(session, core)
    session.start()
    session.playSample(0)
    assert len(core.specs) == 1


def test_a_discarded_utterance_disappears(session: CaptionSession, core: FakeCore) -> None:
    listening(session, core)
    core.captioner.send(partial(0, "ざわ"))
    until(lambda: shown(session) == ["ざわ"])
    core.captioner.send(Discarded(0))
    until(lambda: shown(session) == [])


def test_delay_is_told_and_taken_back(session: CaptionSession, core: FakeCore) -> None:
    listening(session, core)
    core.captioner.send(Delay(4.2))
    until(lambda: get(session, "delayText") == "字幕が遅れています 約4秒")
    core.captioner.send(Delay(0.0))
    until(lambda: get(session, "delayText") == "")


def test_a_short_delay_is_not_zero_seconds(session: CaptionSession, core: FakeCore) -> None:
    listening(session, core)
    core.captioner.send(Delay(0.3))
    until(lambda: "約1秒" in str(get(session, "delayText")))


def test_stopping_ends_the_delay(session: CaptionSession, core: FakeCore) -> None:
    listening(session, core)
    core.captioner.send(Delay(5.0), None)
    until(state_is(session, "stopped"))
    assert get(session, "delayText") == ""


def test_lost_audio_is_told_until_dismissed(session: CaptionSession, core: FakeCore) -> None:
    listening(session, core)
    core.captioner.send(Overflow(3))
    until(lambda: "3 回" in str(get(session, "overflowText")))
    session.dismissOverflow()
    assert get(session, "overflowText") == ""


@pytest.mark.parametrize(
    ("decibels", "fraction"), [(-60.0, 0.0), (-90.0, 0.0), (-30.0, 0.5), (0.0, 1.0), (3.0, 1.0)]
)
def test_the_meter_runs_from_60_decibels_below(
    session: CaptionSession, core: FakeCore, decibels: float, fraction: float
) -> None:
    listening(session, core)
    core.captioner.send(Level(-15.0, 0.0), Level(decibels, 0.0))
    until(lambda: get(session, "level") == pytest.approx(fraction))


def test_the_meter_falls_when_the_run_ends(session: CaptionSession, core: FakeCore) -> None:
    listening(session, core)
    core.captioner.send(Level(-15.0, 0.0), None)
    until(state_is(session, "stopped"))
    assert get(session, "level") == 0.0


def test_a_microphone_pulled_out(session: CaptionSession, core: FakeCore) -> None:
    listening(session, core)
    core.captioner.send(partial(0, "途中まで", stable=2), GONE)
    until(state_is(session, "stopped"))
    assert get(session, "sourceFault") == texts.explain(GONE)
    assert shown(session) == ["途中まで"]
    session.toggle()  # plugged in again
    assert get(session, "sourceFault") == ""


def test_a_microphone_that_does_not_open(session: CaptionSession, core: FakeCore) -> None:
    prepared(session)
    core.open_error = GONE
    session.toggle()
    until(state_is(session, "stopped"))
    assert get(session, "sourceFault") == texts.explain(GONE)


def test_a_defect_is_shown_not_swallowed(
    session: CaptionSession, core: FakeCore, caplog: pytest.LogCaptureFixture
) -> None:
    listening(session, core)
    core.captioner.send(RuntimeError("zzz"))
    until(state_is(session, "stopped"))
    assert "zzz" in str(get(session, "sourceFault"))
    assert "zzz" in caplog.text


def test_no_microphone(session: CaptionSession, core: FakeCore) -> None:
    core.names = []
    prepared(session)
    assert get(session, "sourceFault") == texts.text("error.audio.no_microphone")
    assert get(session, "microphones") == ["マイクがありません"]
    core.names = [MICROPHONE]
    session.findMicrophones()
    until(lambda: get(session, "sourceFault") == "")
    assert get(session, "microphones") == ["PC の標準マイク", MICROPHONE]


def test_no_audio_system(session: CaptionSession, core: FakeCore) -> None:
    core.microphone_error = AudioError("error.audio.no_audio_system")
    prepared(session)
    assert "PortAudio" in str(get(session, "sourceFault"))


def test_no_model(session: CaptionSession, core: FakeCore) -> None:
    core.load_error = NO_MODEL
    session.prepare()
    until(state_is(session, "unready"))
    assert get(session, "modelFault") == texts.explain(NO_MODEL)
    core.load_error = None  # fetched in the meantime
    session.retryModel()
    until(state_is(session, "waiting"))
    assert get(session, "modelFault") == ""


def test_start_without_a_model_tries_again(session: CaptionSession, core: FakeCore) -> None:
    core.load_error = NO_MODEL
    session.prepare()
    until(state_is(session, "unready"))
    session.toggle()
    until(state_is(session, "unready"))
    assert core.loads == 2
    assert get(session, "modelFault") == texts.explain(NO_MODEL)


def test_a_sample_plays_in_its_own_language(
    session: CaptionSession, core: FakeCore, recordings: tuple[Sample, ...]
) -> None:
    core.names = []
    prepared(session)
    session.playSample(0)
    core.captioner.send(Listening("one.flac"), final(0, "Which counter is it?", "en"), None)
    until(state_is(session, "stopped"))
    assert core.specs == [str(recordings[0].path)]
    assert core.captioner.options[0].language == "en"
    assert shown(session) == ["Which counter is it?"]
    session.playSample(99)
    assert len(core.specs) == 1


def test_the_chosen_microphone_is_used_and_kept(session: CaptionSession, core: FakeCore) -> None:
    prepared(session)
    session.chooseMicrophone(2)
    session.toggle()
    until(lambda: core.specs == ["mic:内蔵マイク"])
    assert get(session, "microphoneIndex") == 2
    assert Preferences().stored.microphone == "内蔵マイク"


def test_an_absent_chosen_microphone_is_told_and_replaced(
    session: CaptionSession, core: FakeCore, preferences: Preferences
) -> None:
    preferences.change(microphone="会議用")
    prepared(session)
    assert "会議用" in str(get(session, "microphoneNotice"))
    assert get(session, "microphoneIndex") == 0
    session.toggle()
    until(lambda: core.specs == ["mic"])
    assert preferences.stored.microphone == "会議用"


def test_choosing_another_language_restarts(session: CaptionSession, core: FakeCore) -> None:
    listening(session, core)
    session.chooseLanguage(LANGUAGES.index("vi"))
    until(lambda: len(core.captioner.options) == 2)
    assert [o.language for o in core.captioner.options] == ["ja", "vi"]
    core.captioner.send(Listening(MICROPHONE))
    until(state_is(session, "listening"))


def test_stop_wins_over_a_restart(session: CaptionSession, core: FakeCore) -> None:
    listening(session, core)
    core.captioner.may_end.clear()
    session.chooseLanguage(LANGUAGES.index("vi"))
    session.stop()
    core.captioner.may_end.set()
    until(state_is(session, "stopped"))
    assert len(core.captioner.options) == 1


def test_choices_before_the_run_begins(session: CaptionSession, core: FakeCore) -> None:
    core.may_load.clear()
    session.prepare()
    session.toggle()
    session.chooseLanguage(LANGUAGES.index("en"))
    core.may_load.set()
    until(lambda: bool(core.captioner.options))
    assert core.captioner.options[0].language == "en"


@pytest.mark.parametrize("index", [-1, 3, 99])
def test_places_beyond_the_lists_are_ignored(session: CaptionSession, index: int) -> None:
    prepared(session)
    before = (get(session, "microphoneIndex"), get(session, "languageIndex"))
    session.chooseMicrophone(index)
    session.chooseLanguage(index if index != 3 else len(LANGUAGES))
    assert (get(session, "microphoneIndex"), get(session, "languageIndex")) == before


def test_clear(session: CaptionSession, core: FakeCore) -> None:
    listening(session, core)
    core.captioner.send(final(0, "はい。"))
    until(lambda: shown(session) == ["はい。"])
    session.clear()
    assert shown(session) == []
    assert get(session, "state") == "listening"


def test_closing_while_listening_ends_every_thread(session: CaptionSession, core: FakeCore) -> None:
    listening(session, core)
    before = time.monotonic()
    assert session.shutdown()
    assert time.monotonic() - before < 2.0
    assert not core.captioner.threads[0].is_alive()


def test_a_restart_is_told_and_a_smaller_model_too(session: CaptionSession, core: FakeCore) -> None:
    core.captioner.fallback = ModelError("error.model.absent", model="small")
    session.prepare()
    until(state_is(session, "waiting"))
    assert session.property("fallback") == texts.explain(core.captioner.fallback)
    session.dismissFallback()
    assert session.property("fallback") == ""
    session.start()
    core.captioner.send(Listening(MICROPHONE), Incident("recogniser", "died", 1.5))
    until(lambda: "立て直しました" in session.property("restartText"))
    session.dismissRestart()
    assert session.property("restartText") == ""


def test_a_lost_microphone_is_told_until_it_is_back(
    session: CaptionSession, core: FakeCore
) -> None:
    session.prepare()
    until(state_is(session, "waiting"))
    session.start()
    core.captioner.send(Listening(MICROPHONE))
    until(state_is(session, "listening"))
    gone = AudioError("error.audio.microphone_failed", name=MICROPHONE, reason="gone")
    core.device(Side.STAFF, SourceLost(gone))
    until(lambda: bool(session.property("lost")))
    assert session.property("sourceFault") == texts.explain(gone)
    assert session.property("state") == "listening", "nobody has to press start again"
    core.device(Side.STAFF, SourceBack("内蔵マイク"))
    until(lambda: not session.property("lost"))
    assert session.property("sourceFault") == ""
    assert session.property("sourceName") == "内蔵マイク"


def test_what_was_lost_is_forgotten_with_the_run(session: CaptionSession, core: FakeCore) -> None:
    session.prepare()
    until(state_is(session, "waiting"))
    session.start()
    core.captioner.send(Listening(MICROPHONE))
    until(state_is(session, "listening"))
    core.device(Side.STAFF, SourceLost(AudioError("error.audio.no_microphone")))
    until(lambda: bool(session.property("lost")))
    session.stop()
    until(state_is(session, "stopped"))
    assert not session.property("lost")


def test_what_was_said_last_is_a_caption_before_the_window_is_gone(
    session: CaptionSession, core: FakeCore
) -> None:
    listening(session, core)
    core.captioner.send(final(0, "さようなら。"))
    while not core.captioner.script.empty():  # no events: the window is closed meanwhile
        core.captioner.threads[0].join(0.01)
    assert session.shutdown()
    assert shown(session) == ["さようなら。"]


def test_models_that_are_loaded_as_the_window_closes_are_let_go(
    session: CaptionSession, core: FakeCore
) -> None:
    core.may_load.clear()
    session.prepare()
    core.may_load.set()
    assert session.shutdown()
    assert core.captioner.closed


def test_another_language_while_the_microphone_is_away(
    session: CaptionSession, core: FakeCore
) -> None:
    session.prepare()
    until(state_is(session, "waiting"))
    session.start()
    core.captioner.send(Listening(MICROPHONE))
    until(state_is(session, "listening"))
    core.device(Side.STAFF, SourceLost(AudioError("error.audio.no_microphone")))
    until(lambda: bool(session.property("lost")))
    session.chooseLanguage(LANGUAGES.index("en"))
    until(lambda: len(core.plans) == 2)
    assert [plan.patient for plan in core.plans] == [False, True]
    core.captioner.send(Listening(MICROPHONE))
    until(state_is(session, "listening"))


def test_a_run_that_waits_for_the_recogniser_ends_with_it(
    session: CaptionSession, core: FakeCore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voice_counter.desktop.session._SHUTDOWN_SECONDS", 0.0)
    monkeypatch.setattr("voice_counter.desktop.session._ABANDONED_SECONDS", 30.0)
    listening(session, core)
    core.captioner.may_end.clear()
    monkeypatch.setattr(core.captioner, "close", core.captioner.may_end.set)
    assert session.shutdown()
    assert get(session, "state") == "stopped"
