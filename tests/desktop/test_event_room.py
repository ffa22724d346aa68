"""Events in the real window: what is said reaches the projector, and corrections come back."""

from __future__ import annotations

import pytest
from desktop_fakes import MICROPHONE, FakeCore, final, until
from window_driver import Key, Opener, item, items, press

from voice_counter.captions.events import Listening
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.caption_model import Role
from voice_counter.desktop.desk import Mode


@pytest.fixture
def event(open_window: Opener) -> CaptionWindow:
    return open_window(Mode.EVENT)


def test_captions_reach_the_projector_in_two_languages(
    event: CaptionWindow, core: FakeCore
) -> None:
    event.preferences.change(event_language_1="en", event_language_2="ko")
    press(event, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE), final(1, "これから始めます。"))
    until(lambda: ("これから始めます。", "ja", "ko") in core.translates.asked)
    until(lambda: event.projection.property("rows").rowCount() > 0)
    assert item(event, "operator").property("active") is True


def test_a_correction_of_the_operator_corrects_the_line(
    event: CaptionWindow, core: FakeCore
) -> None:
    event.preferences.change(event_language_1="en")
    press(event, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE), final(1, "これから始めます。"))
    until(lambda: event.projection.lastLine() != "")
    event.projection.fix(event.projection.lastLine(), "まもなく始めます。")
    until(lambda: ("まもなく始めます。", "ja", "en") in core.translates.asked)
    model = event.session.model
    assert model.data(model.index(0), Role.STABLE) == "まもなく始めます。"


def test_the_projector_has_a_window_only_while_it_projects(event: CaptionWindow) -> None:
    event.projection.setProperty("projecting", True)
    assert event.projection.property("projecting") is True
    event.desk.enter("counter")
    assert event.projection.property("projecting") is False
    assert items(event, "operator")[0].property("active") is False
