"""Why listening ended, as the audit log tells it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from desktop_fakes import FakeCore, state_is, until
from window_driver import Opener

from voice_counter import paths
from voice_counter.captions.events import Listening
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.choices import Sample
from voice_counter.errors import AudioError

BROKEN = AudioError("error.audio.microphone_failed", name="a", reason="b")
ENDS: dict[str, Callable[[CaptionWindow, FakeCore], None]] = {
    "asked": lambda window, _: window.session.stop(),
    "source_ended": lambda _, core: core.captioner.send(None),
    "fault": lambda _, core: core.captioner.send(BROKEN),
}


@pytest.mark.parametrize("reason", ENDS)
def test_why_listening_ended(
    reason: str, open_window: Opener, recordings: tuple[Sample, ...], core: FakeCore
) -> None:
    window = open_window(recordings=recordings)
    # After one that was asked to end: nothing of it may be left.
    for end in (ENDS["asked"], ENDS[reason]):
        core.captioner.send(Listening("sample"))
        window.session.playSample(0)
        until(state_is(window.session, "listening"))
        end(window, core)
        until(state_is(window.session, "stopped"))
    lines = (paths.logs() / "audit.jsonl").read_text(encoding="ascii").splitlines()
    events = [json.loads(line) for line in lines]
    stopped = [each["reason"] for each in events if each["event"] == "stopped"]
    assert stopped == ["asked", reason]
