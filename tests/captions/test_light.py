"""Captions that grow by a smaller model, and finals that are decoded in a hurry."""

from __future__ import annotations

import threading

import pytest
from caption_fakes import (
    HANG,
    Call,
    FakeRecogniser,
    LoudnessVad,
    ScriptedSource,
    View,
    names_speaker,
    silence,
    voice,
)
from test_transcriber import GLOSSARY, _settle
from test_transcriber import Desk as Transcribing

from voice_counter.audio.source import Samples
from voice_counter.captions.captioner import Captioner
from voice_counter.captions.events import Final, Partial
from voice_counter.captions.ladder import Rung, Strain
from voice_counter.captions.options import CaptionOptions
from voice_counter.errors import UserError
from voice_counter.glossary import Vocabulary
from voice_counter.speech.endpoint import Phase
from voice_counter.supervision.process import LostError


def with_light(text: str) -> tuple[Transcribing, FakeRecogniser]:
    desk = Transcribing()
    light = FakeRecogniser(lambda _audio, _call: text)
    desk.transcriber._light = lambda: light
    desk.transcriber.sparing = True
    return desk, light


def test_partials_come_from_the_smaller_model_and_settle_nothing() -> None:
    desk, light = with_light("住民表の移し")
    for tenths in range(5, 12):
        desk.hears(Phase.SPEAKING, tenths / 10)
    partials = [each for each in desk.events if isinstance(each, Partial)]
    assert [(each.text, each.stable) for each in partials] == [("住民表の移し", 0)]
    assert len(light.calls) == 7
    final = desk.hears(Phase.ENDED, 1.2, "住民票の写し")
    assert isinstance(final, Final)
    assert final.text == "住民票の写し"


def test_what_was_settled_before_stays() -> None:
    desk = Transcribing()
    settled = _settle(desk)
    light = FakeRecogniser(lambda _audio, _call: "住民表の移しを家族の分もください今日")
    desk.transcriber._light = lambda: light
    desk.transcriber.sparing = True
    event = desk.hears(Phase.SPEAKING, 1.3)
    assert isinstance(event, Partial)
    assert event.stable == settled.stable > 0
    assert event.text.startswith(settled.text[: settled.stable])
    assert event.text.endswith("今日")


def test_a_pause_is_worth_the_whole_model() -> None:
    desk, light = with_light("違う")
    desk.hears(Phase.PAUSED, 1.0, "はい、そうです")
    assert light.calls == []


def test_until_the_smaller_model_is_there_the_other_serves() -> None:
    desk = Transcribing()
    desk.transcriber.sparing = True
    assert isinstance(desk.hears(Phase.SPEAKING, 1.0, "はい"), Partial)


@pytest.mark.parametrize(
    "fault", [LostError("died"), UserError("error.supervision.gave_up", count=5)]
)
def test_a_smaller_model_that_is_lost_ends_nothing(fault: Exception) -> None:
    desk, light = with_light("")

    def fail(_audio: Samples, _call: Call) -> str:
        raise fault

    light.answer = fail
    assert desk.hears(Phase.SPEAKING, 0.8) is None
    final = desk.hears(Phase.ENDED, 1.2, "住民票の写し")
    assert isinstance(final, Final)
    assert final.text == "住民票の写し"


def test_a_hurried_final_is_quick_and_marks_nothing() -> None:
    desk = Transcribing()
    desk.recogniser.doubts = lambda text: [(0, len(text), 0.1)]
    desk.transcriber.hurried = True
    final = desk.hears(Phase.ENDED, 1.0, "はい、そうです")
    assert isinstance(final, Final)
    assert final.unsure == ()
    assert [call.final for call in desk.calls] == [False]


def test_an_overloaded_machine_climbs_and_hurries_to_the_end() -> None:
    """Everything stands still; then staff ask for the newest, and every final comes in order."""
    open_again, entered, view = threading.Event(), threading.Event(), View()

    def answer(audio: Samples, call: Call) -> str:
        entered.set()
        assert open_again.wait(HANG)
        return names_speaker(audio, call)

    def until_busy() -> None:
        assert entered.wait(HANG)

    def climbed() -> None:
        view.wait_for(lambda: any(each.rung is Rung.LIGHT for each in view.of(Strain)))
        captioner.hurry()
        open_again.set()
        view.wait_for(lambda: len(view.of(Final)) == 5)

    def waits() -> None:
        threading.Event().wait(0.7)  # the ladder goes by the clock of the machine

    source = ScriptedSource(
        voice(1, 1.0),
        until_busy,
        *[step for who in (2, 3, 4, 5) for step in (silence(1.0), voice(who, 2.0), waits)],
        silence(1.0),
        climbed,
        silence(0.2),
    )
    recogniser = FakeRecogniser(answer)
    captioner = Captioner(recogniser, LoudnessVad(), Vocabulary(GLOSSARY))
    captioner.run(source, CaptionOptions(glossary=False), view)
    assert [final.text for final in view.of(Final)] == [f"{who}番です" for who in range(1, 6)]
    rungs = [each.rung for each in view.of(Strain)]
    assert rungs[:3] == [Rung.THINNED, Rung.PLAIN, Rung.LIGHT]
    hurried = [call.final for call in recogniser.calls[1:]]
    assert not any(hurried[:-1]), "all but the last of the queue are decoded in a hurry"
