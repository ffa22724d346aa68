"""The real model in its own process, which is killed and stopped while somebody speaks."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator

import pytest
from recordings import recording

from voice_counter.audio.open import open_source
from voice_counter.captions.captioner import Captioner
from voice_counter.captions.engine import load_captioner
from voice_counter.captions.events import CaptionEvent, Discarded, Final, Partial, Stopped
from voice_counter.captions.options import CaptionOptions
from voice_counter.supervision.incident import Incident
from voice_counter.supervision.recogniser import SupervisedRecogniser

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.fixture(scope="module")
def supervised() -> Iterator[Captioner]:
    made = load_captioner(supervised=True)
    yield made
    made.close()


def process(captioner: Captioner) -> int:
    recogniser = captioner._recogniser
    assert isinstance(recogniser, SupervisedRecogniser)
    assert recogniser.pid is not None
    return recogniser.pid


def caption(captioner: Captioner, struck: signal.Signals | None) -> list[CaptionEvent]:
    """All events of a recording; the process is struck when its second partial has come."""
    events: list[CaptionEvent] = []
    strike = threading.Event()

    def sink(event: CaptionEvent) -> None:
        events.append(event)
        partials = sum(isinstance(each, Partial) for each in events)
        if struck is not None and partials == 2 and not strike.is_set():
            strike.set()
            os.kill(process(captioner), struck)

    path = str(recording("ja_10").path)
    captioner.run(open_source(path, realtime=False), CaptionOptions(), sink)
    return events


def finals(events: list[CaptionEvent]) -> list[str]:
    return [each.text for each in events if isinstance(each, Final)]


def test_a_killed_process_costs_no_caption(supervised: Captioner) -> None:
    whole = caption(supervised, None)
    before = process(supervised)
    struck = caption(supervised, signal.SIGKILL)
    assert finals(struck) == finals(whole) != []
    assert process(supervised) != before
    assert [each.reason for each in struck if isinstance(each, Incident)] == ["died"]
    numbers = [each.utterance for each in struck if isinstance(each, Final | Discarded)]
    assert numbers == sorted(set(numbers)), "each once, in order"
    (stopped,) = [each for each in struck if isinstance(each, Stopped)]
    assert stopped.error is None


def test_a_process_that_hangs_costs_no_caption(
    supervised: Captioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = caption(supervised, None)
    recogniser = supervised._recogniser
    assert isinstance(recogniser, SupervisedRecogniser)
    monkeypatch.setattr(recogniser._supervisor, "_call_seconds", 6.0)
    struck = caption(supervised, signal.SIGSTOP)
    assert finals(struck) == finals(whole)
    assert [each.reason for each in struck if isinstance(each, Incident)] == ["hung"]
