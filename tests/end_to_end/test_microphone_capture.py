"""A real microphone as far as PortAudio can tell: PulseAudio's, which hears what a test plays."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable

import pytest
from caption_lines import checked, text
from pulse import MICROPHONE, SINK, PulseAudio
from recordings import error_rate, recording
from running import Program, voice_counter

CAPTURE = """
import sys
from voice_counter.audio.open import open_source
from voice_counter.errors import AudioError

def capture(action):
    source = open_source("mic")
    print("open", flush=True)
    if action == "wait":
        sys.stdin.readline()
    heard = 0
    try:
        for block in source.blocks():
            heard += len(block)
            if heard == len(block):
                print("hearing", flush=True)
            if action == "once":
                source.close()
    except AudioError as error:
        print(error.key, flush=True)
    print("ended", flush=True)

for line in sys.stdin:
    capture(line.strip())
"""


@pytest.fixture
def capture(pulse: PulseAudio) -> Program:
    """A program that opens the microphone at each line it is sent, and reads it."""
    return Program(sys.executable, "-c", CAPTURE, environment=pulse.environment)


def told(program: Program, line: str) -> None:
    """Wait until the program has printed this very line next."""
    assert program.out.until("").strip() == line, program.err.all


def test_microphones_lists_it(pulse: PulseAudio) -> None:
    with voice_counter("microphones", environment=pulse.environment) as program:
        assert program.finish() == 0
    # The default comes first.
    assert program.out.all[0] == "default"
    assert MICROPHONE in program.out.all


def test_an_unknown_name_is_refused(pulse: PulseAudio) -> None:
    words = ("caption", "mic:会議室", "--jsonl")
    with voice_counter(*words, environment=pulse.environment) as program:
        assert program.finish() == 3
    assert program.out.all == []
    (message,) = program.err.all
    assert message.startswith("「会議室」というマイクはありません。使えるマイク: default、")
    assert MICROPHONE in message


def test_without_a_sound_server_there_is_no_microphone(pulse: PulseAudio) -> None:
    pulse.kill()
    with voice_counter("microphones", environment=pulse.environment) as program:
        assert program.finish() == 3
    assert program.out.all == []
    assert program.err.all[-1].startswith("マイクが見つかりません。")


@pytest.mark.parametrize("source", ["mic", f"mic:{MICROPHONE}"])
def test_what_is_said_is_captioned(pulse: PulseAudio, source: str) -> None:
    spoken = recording("en_02")
    words = ("caption", source, "--lang", "en", "--jsonl")
    with (
        pulse.recording_starts() as recording_starts,
        voice_counter(*words, environment=pulse.environment) as program,
    ):
        recording_starts()
        pulse.play(spoken.path)
        program.out.until('"final"')
        program.process.send_signal(signal.SIGINT)
        assert program.finish() == 0, program.err.all
    lines, summary = checked(program.out.all)
    assert error_rate([(spoken.text, text(lines))]) < 0.15
    assert summary["audio"] >= spoken.seconds
    assert any(line["type"] == "partial" for line in lines)
    # A live caption cannot come before the words.
    assert all(line["emitted"] >= line["end"] for line in lines)


def test_ctrl_c_in_the_middle_of_a_sentence_keeps_what_was_said(pulse: PulseAudio) -> None:
    spoken = recording("en_02")
    words = ("caption", "mic", "--lang", "en", "--jsonl")
    with (
        pulse.recording_starts() as recording_starts,
        voice_counter(*words, environment=pulse.environment) as program,
    ):
        recording_starts()
        player = ("paplay", f"--device={SINK}", str(spoken.path))
        with Program(*player, environment=pulse.environment):
            partial = program.out.until('"text"')
            assert '"partial"' in partial
            program.process.send_signal(signal.SIGINT)
            assert program.finish() == 0, program.err.all
    lines, _ = checked(program.out.all)
    assert lines[-1]["type"] == "final"
    assert lines[-1]["text"].lower().startswith("excuse")


def _kill(pulse: PulseAudio) -> None:
    pulse.kill()


def _freeze(pulse: PulseAudio) -> None:
    pulse.signal(signal.SIGSTOP)


def _unplug(pulse: PulseAudio) -> None:
    pulse.control("unload-module", "module-null-sink")


@pytest.mark.parametrize("fault", [_kill, _freeze, _unplug])
def test_a_microphone_lost_while_it_is_heard(
    pulse: PulseAudio, capture: Program, fault: Callable[[PulseAudio], None]
) -> None:
    with capture:
        capture.write("read")
        told(capture, "open")
        told(capture, "hearing")
        fault(pulse)
        told(capture, "error.audio.microphone_failed")
        told(capture, "ended")
        capture.process.stdin.close()  # type: ignore[union-attr]
        # The process ends too, although PortAudio may still be stuck in it.
        assert capture.finish() == 0


@pytest.mark.parametrize("fault", [_kill, _freeze])
def test_a_microphone_lost_before_it_is_heard(
    pulse: PulseAudio, capture: Program, fault: Callable[[PulseAudio], None]
) -> None:
    with capture:
        capture.write("wait")
        told(capture, "open")
        fault(pulse)
        capture.write("")
        told(capture, "error.audio.microphone_failed")
        told(capture, "ended")
        capture.process.stdin.close()  # type: ignore[union-attr]
        assert capture.finish() == 0


def test_a_lost_microphone_can_come_back(pulse: PulseAudio, capture: Program) -> None:
    with capture:
        capture.write("read")
        told(capture, "open")
        told(capture, "hearing")
        pulse.kill()
        told(capture, "error.audio.microphone_failed")
        told(capture, "ended")
        pulse.start()
        capture.write("once")
        told(capture, "open")
        told(capture, "hearing")
        told(capture, "ended")


def test_the_command_says_that_the_microphone_was_lost(pulse: PulseAudio) -> None:
    words = ("caption", "mic", "--jsonl")
    with (
        pulse.recording_starts() as recording_starts,
        voice_counter(*words, environment=pulse.environment) as program,
    ):
        recording_starts()
        pulse.kill()
        assert program.finish() == 3
    lines, summary = checked(program.out.all)
    assert lines == []
    assert summary["finals"] == 0
    assert program.err.all[-1].startswith("マイク「default」を使えません（")
