"""One captioner with the real default model for all tests, and a private sound server."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from pulse import PulseAudio
from recordings import Recording, Run, recording

from voice_counter.audio.open import open_source
from voice_counter.captions.captioner import Captioner
from voice_counter.captions.engine import load_captioner
from voice_counter.captions.events import CaptionEvent
from voice_counter.captions.options import CaptionOptions


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Real models at the pace of speech: nothing else may take the processor meanwhile."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.alone)


@pytest.fixture(scope="session")
def captioner() -> Captioner:
    """Fails, and does not skip, where the model is absent: ``scripts/test.py`` fetches it."""
    return load_captioner()


@pytest.fixture(scope="session")
def caption(captioner: Captioner) -> Run:
    """Captions an audio file; returns every event."""

    def run(path: Path, **options: object) -> list[CaptionEvent]:
        events: list[CaptionEvent] = []
        chosen = CaptionOptions(**options)  # type: ignore[arg-type]
        captioner.run(open_source(str(path), realtime=False), chosen, events.append)
        return events

    return run


@pytest.fixture(scope="session")
def captioned(caption: Run) -> Callable[[str], tuple[Recording, list[CaptionEvent]]]:
    """A committed recording and the events of captioning it, which is done only once."""

    @cache
    def run(prefix: str) -> tuple[Recording, list[CaptionEvent]]:
        spoken = recording(prefix)
        return spoken, caption(spoken.path, language=spoken.language)

    return run


@pytest.fixture
def pulse(tmp_path: Path) -> Iterator[PulseAudio]:
    """A PulseAudio of the test's own, with a virtual microphone."""
    if sys.platform != "linux":
        pytest.skip("the virtual microphone needs PulseAudio, which is for Linux")
    absent = [name for name in ("pulseaudio", "pactl", "paplay") if shutil.which(name) is None]
    if absent:
        pytest.skip(f"the virtual microphone needs {', '.join(absent)} (scripts/test.py installs)")
    server = PulseAudio(tmp_path / "sound")
    server.start()
    yield server
    server.close()
