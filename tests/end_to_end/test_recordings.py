"""The committed recordings through the real default model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from recordings import Recording, Run, content, error_rate, recording

from voice_counter.captions.events import CaptionEvent, Discarded, Final, Partial, Stopped

Captioned = Callable[[str], tuple[Recording, list[CaptionEvent]]]

ENGLISH = ("en_01", "en_02", "en_04")
JAPANESE = ("ja_01", "ja_02", "ja_16", "ja_22", "ja_26")
"""Everyday words, which the small default model knows."""


def finals(events: list[CaptionEvent]) -> list[Final]:
    return [event for event in events if isinstance(event, Final)]


def text(events: list[CaptionEvent]) -> str:
    return " ".join(final.text for final in finals(events))


@pytest.mark.parametrize("prefix", ENGLISH)
def test_english_words(captioned: Captioned, prefix: str) -> None:
    spoken, events = captioned(prefix)
    assert error_rate([(spoken.text, text(events))]) < 0.10, text(events)


def test_japanese_words(captioned: Captioned) -> None:
    pairs = []
    for prefix in JAPANESE:
        spoken, events = captioned(prefix)
        pairs.append((spoken.text, text(events)))
    # 5 % when this was written.
    assert error_rate(pairs) < 0.15, pairs


def test_the_number_called_and_the_counter(captioned: Captioned) -> None:
    _, events = captioned("ja_01")
    heard = content(text(events))
    assert "42番" in heard
    assert "3番の窓口" in heard


@pytest.mark.parametrize("prefix", ENGLISH + JAPANESE)
def test_captions_grow_and_settle(captioned: Captioned, prefix: str) -> None:
    spoken, events = captioned(prefix)
    settled: dict[int, str] = {}
    done: set[int] = set()
    for event in events:
        if isinstance(event, (Partial, Final)):
            assert event.utterance not in done
            assert event.text.startswith(settled.get(event.utterance, ""))
            assert 0 <= event.start < event.end <= spoken.seconds + 0.1
        if isinstance(event, Partial):
            settled[event.utterance] = event.text[: event.stable]
        elif isinstance(event, (Final, Discarded)):
            done.add(event.utterance)
    # Growing, and settled in parts before the final, where it is longer than what is held back.
    longest = max(len(event.text) for event in events if isinstance(event, Final))
    assert any(settled.values()) or longest < 30
    assert settled.keys() <= done
    stopped = events[-1]
    assert isinstance(stopped, Stopped)
    assert stopped.error is None


@pytest.fixture(scope="session")
def plain(caption: Run) -> str:
    """What the finals of ``en_02`` say when no partials are asked for."""
    return text(caption(recording("en_02").path, language="en", partials=False))


@pytest.mark.parametrize(
    ("rate", "channels", "subtype"), [(44_100, 8, "PCM_24"), (48_000, 2, "FLOAT")]
)
def test_any_rate_depth_and_channel_count(
    caption: Run, plain: str, tmp_path: Path, rate: int, channels: int, subtype: str
) -> None:
    samples, original = soundfile.read(recording("en_02").path, dtype="float64")
    copied = soxr.resample(samples, original, rate)[:, None].repeat(channels, axis=1)
    path = tmp_path / "copy.wav"
    soundfile.write(path, copied, rate, subtype=subtype)
    assert error_rate([(plain, text(caption(path, language="en", partials=False)))]) < 0.1


def test_one_channel_of_eight_is_enough(caption: Run, plain: str, tmp_path: Path) -> None:
    """As from an array of which seven microphones are muted."""
    samples, rate = soundfile.read(recording("en_02").path, dtype="float64")
    copied = np.zeros((len(samples), 8))
    copied[:, 5] = samples
    path = tmp_path / "copy.wav"
    soundfile.write(path, copied, rate, subtype="PCM_24")
    assert error_rate([(plain, text(caption(path, language="en", partials=False)))]) < 0.2


@pytest.mark.parametrize("prefix", ["en_02", "ja_22"])
def test_auto_tells_the_languages_apart(caption: Run, prefix: str) -> None:
    spoken = recording(prefix)
    events = caption(spoken.path, language="auto", partials=False)
    assert {final.language for final in finals(events)} == {spoken.language}
    assert error_rate([(spoken.text, text(events))]) < 0.2


def test_noises_are_not_captioned(caption: Run, tmp_path: Path) -> None:
    """Nobody speaks: an air conditioner, hiss, clicks of a pen."""
    rate, seconds = 16_000, 20
    random = np.random.default_rng(7)
    times = np.arange(rate * seconds) / rate
    noise = 0.004 * random.standard_normal(len(times)) + 0.01 * np.sin(2 * np.pi * 50 * times)
    noise[: 5 * rate] = 0.0
    for position in random.integers(6 * rate, len(times) - rate, 30):
        click = random.standard_normal(80) * np.exp(-np.arange(80) / 15)
        noise[position : position + 80] += 0.4 * click
    path = tmp_path / "nobody.wav"
    soundfile.write(path, noise, rate, subtype="PCM_16")
    events = caption(path)
    assert [event for event in events if isinstance(event, (Partial, Final))] == []
    stopped = events[-1]
    assert isinstance(stopped, Stopped)
    assert stopped.error is None
    assert stopped.summary.audio == pytest.approx(seconds, abs=0.1)
    assert stopped.summary.finals == 0
