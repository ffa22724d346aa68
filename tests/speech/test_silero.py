"""The network itself, on a recording that ships with the application."""

from __future__ import annotations

import numpy as np
import pytest
from faster_whisper.vad import get_vad_model

from voice_counter import paths
from voice_counter.audio.file import FileSource
from voice_counter.audio.source import Samples
from voice_counter.speech.framing import Framer
from voice_counter.speech.silero import FRAME, SileroVad


@pytest.fixture(scope="module")
def recording() -> list[Samples]:
    framer = Framer()
    source = FileSource(paths.samples() / "ja_01_number_called.flac")
    return [frame for block in source.blocks() for frame in framer.feed(block)]


def test_speech_is_told_from_silence(recording: list[Samples]) -> None:
    vad = SileroVad()
    speech = [vad.feed(frame) for frame in recording]
    assert all(0.0 <= probability <= 1.0 for probability in speech)
    assert np.mean(np.array(speech) > 0.5) > 0.5
    vad.reset()
    silence = [vad.feed(np.zeros(FRAME, np.float32)) for _ in range(60)]
    assert max(silence) < 0.2


def test_it_hears_frame_by_frame_what_faster_whisper_hears_at_once(
    recording: list[Samples],
) -> None:
    vad = SileroVad()
    stepwise = [vad.feed(frame) for frame in recording]
    at_once = get_vad_model()(np.concatenate(recording)).ravel()
    # It blanks the end of the last frame.
    np.testing.assert_allclose(stepwise[:-1], at_once[:-1], atol=1e-4)


def test_what_was_heard_is_carried_until_reset(recording: list[Samples]) -> None:
    part = recording[:60]
    vad = SileroVad()
    first = [vad.feed(frame) for frame in part]
    vad.reset()
    assert [vad.feed(frame) for frame in part] == first
    assert [SileroVad().feed(part[0])] == first[:1]
    vad.reset()
    broken = []
    for number, frame in enumerate(part):
        if number == 30:
            vad.reset()
        broken.append(vad.feed(frame))
    assert broken[:30] == first[:30]
    assert broken[30:] != first[30:]
