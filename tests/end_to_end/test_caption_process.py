"""``voice-counter caption`` as a process of its own, with the real default model."""

from __future__ import annotations

import os
import signal
import sys
from itertools import pairwise

import pytest
from caption_lines import checked, finals, text
from recordings import content, error_rate, recording
from running import voice_counter

from voice_counter.speech.loops import HIGHEST_COMPRESSION_RATIO, collapse, compression_ratio

MOST_MEMORY = 700e6


def test_a_long_sentence_without_a_pause() -> None:
    spoken = recording("ja_23")
    with voice_counter("caption", str(spoken.path), "--jsonl") as program:
        assert program.finish() == 0, program.err.all
    lines, summary = checked(program.out.all)
    assert program.err.all == []
    heard = finals(lines)
    # Every second belongs to a caption.
    assert heard[0]["start"] < 1.0
    assert heard[-1]["end"] > spoken.seconds - 1.0
    for earlier, later in pairwise(heard):
        assert later["start"] - earlier["end"] < 1.0
    for final in heard:
        assert compression_ratio(final["text"]) < HIGHEST_COMPRESSION_RATIO
        assert collapse(final["text"]) == final["text"]
    # Neither said twice nor left out. 85 % when this was written.
    assert 0.7 < len(content(text(lines))) / len(content(spoken.text)) < 1.2
    assert summary["audio"] == pytest.approx(spoken.seconds, abs=0.1)
    assert summary["peak_rss"] < MOST_MEMORY


def test_at_the_pace_of_speech() -> None:
    spoken = recording("en_02")
    words = ("caption", str(spoken.path), "--lang", "en", "--realtime", "--jsonl")
    with voice_counter(*words) as program:
        assert program.finish() == 0, program.err.all
    lines, summary = checked(program.out.all)
    emitted = [line["emitted"] for line in lines]
    assert emitted == sorted(emitted)
    assert len(set(emitted)) > 3
    # Nothing is captioned before it was said.
    assert all(line["emitted"] > line["end"] for line in lines)
    assert lines[0]["emitted"] < spoken.seconds, "the first partial came after the end"
    assert error_rate([(spoken.text, text(lines))]) < 0.15
    assert summary["wall"] >= spoken.seconds
    assert summary["peak_rss"] < MOST_MEMORY


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that stands for Ctrl-C")
def test_ctrl_c_gives_the_final_and_the_summary() -> None:
    spoken = recording("ja_23")
    with voice_counter("caption", str(spoken.path), "--realtime", "--jsonl") as program:
        program.out.until('"partial"')
        program.process.send_signal(signal.SIGINT)
        assert program.finish() == 0, program.err.all
    lines, summary = checked(program.out.all)
    assert lines[-1]["type"] == "final"
    assert summary["audio"] < spoken.seconds


@pytest.mark.skipif(sys.platform == "win32", reason="Windows reports a reader that left otherwise")
@pytest.mark.parametrize("output", [("--jsonl",), ()])
def test_a_reader_that_leaves(output: tuple[str, ...]) -> None:
    """As ``| head -1`` does. It must end the captions, and quietly."""
    ours, theirs = os.pipe()
    os.close(ours)
    with os.fdopen(theirs, "wb") as broken:
        program = voice_counter(
            "caption", str(recording("en_02").path), "--lang", "en", *output, stdout=broken
        )
    with program:
        assert program.finish() == 1
    assert program.err.all == []
