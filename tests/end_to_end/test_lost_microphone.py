"""A real microphone that is unplugged while captions run, and plugged in again."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pulse import SINK, PulseAudio
from recordings import recording
from running import Program


@pytest.fixture
def captions(pulse: PulseAudio) -> Iterator[Program]:
    program = Program(
        sys.executable,
        str(Path(__file__).with_name("lost_microphone.py")),
        "en",
        environment=pulse.environment,
    )
    with program:
        yield program


def told(program: Program, kind: str) -> dict[str, Any]:
    event: dict[str, Any] = json.loads(program.out.until(f'"{kind}"'))
    return event


def _unplug(pulse: PulseAudio) -> Callable[[], None]:
    pulse.control("unload-module", "module-null-sink")

    def plug() -> None:
        pulse.control("load-module", "module-null-sink", f"sink_name={SINK}")
        pulse.control("set-default-source", f"{SINK}.monitor")

    return plug


def _kill(pulse: PulseAudio) -> Callable[[], None]:
    pulse.kill()
    return pulse.start


@pytest.mark.parametrize("fault", [_unplug, _kill])
def test_captions_come_again_with_the_microphone(
    pulse: PulseAudio, captions: Program, fault: Callable[[PulseAudio], Callable[[], None]]
) -> None:
    spoken = recording("en_02")
    told(captions, "Listening")
    pulse.play(spoken.path)
    assert "counter" in told(captions, "Final")["text"]
    repair = fault(pulse)
    told(captions, "SourceLost")
    repair()
    told(captions, "SourceBack")
    pulse.play(spoken.path)
    assert "counter" in told(captions, "Final")["text"]
    captions.process.stdin.close()  # type: ignore[union-attr]
    told(captions, "Stopped")
