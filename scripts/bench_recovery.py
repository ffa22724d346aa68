"""How long until captions go on: after a microphone came back, after a process was killed; and
what it costs to recognise in a process of its own.

``devices`` needs PulseAudio (scripts/test.py installs it): a real sound server whose only
microphone is unplugged and plugged in again, under the window's pipeline. ``processes`` needs the
default model.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)
sys.path.insert(1, str(ROOT / "tests" / "end_to_end"))

from pulse import SINK, PulseAudio  # type: ignore[import-not-found]  # noqa: E402
from running import Program  # type: ignore[import-not-found]  # noqa: E402

from scripts.bench.measures import percentile  # noqa: E402
from voice_counter import paths  # noqa: E402
from voice_counter.audio.open import open_source  # noqa: E402
from voice_counter.captions.captioner import Captioner  # noqa: E402
from voice_counter.captions.engine import load_captioner  # noqa: E402
from voice_counter.captions.events import CaptionEvent, Final, Partial  # noqa: E402
from voice_counter.captions.options import CaptionOptions  # noqa: E402
from voice_counter.supervision.incident import Incident  # noqa: E402
from voice_counter.supervision.recogniser import SupervisedRecogniser  # noqa: E402

_CLIPS = ("ja_01", "ja_06", "ja_10", "ja_14")


def devices(rounds: int) -> None:
    """Unplug and plug in; from each until it is told, and until a caption."""
    spoken = paths.samples() / "en_02_which_counter.flac"
    noticed, back, captioned = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        pulse = PulseAudio(Path(folder) / "home")
        pulse.start()
        helper = str(ROOT / "tests" / "end_to_end" / "lost_microphone.py")
        with Program(sys.executable, helper, "en", environment=pulse.environment) as program:

            def told(kind: str) -> float:
                return float(json.loads(program.out.until(f'"{kind}"'))["at"])

            told("Listening")
            for _ in range(rounds):
                away = time.monotonic()
                pulse.control("unload-module", "module-null-sink")
                noticed.append(told("SourceLost") - away)
                pulse.control("load-module", "module-null-sink", f"sink_name={SINK}")
                pulse.control("set-default-source", f"{SINK}.monitor")
                here = time.monotonic()
                back.append(told("SourceBack") - here)
                begun = time.monotonic()
                pulse.play(spoken)
                captioned.append(told("Final") - begun)
        pulse.close()
    length = 3.65
    _row("microphone gone -> told", noticed)
    _row("microphone back -> heard again", back)
    _row(f"its first words -> caption ({length} s long)", captioned)


def processes(rounds: int) -> None:
    """Kill the recogniser's process in the middle of a sentence; and compare with none."""
    own, apart = load_captioner(), load_captioner(supervised=True)
    try:
        for name, captioner in (("in one process", own), ("in its own", apart)):
            cpu, partials, finals = _cost(captioner)
            print(f"{name:<16} wall {cpu:.2f} s for {partials} partials and {finals} finals")
        lost: list[float] = []
        for _ in range(rounds):
            lost += _killed(apart)
        _row("killed -> there again", lost)
    finally:
        apart.close()


def _cost(captioner: Captioner) -> tuple[float, int, int]:
    partials = finals = 0

    def sink(event: CaptionEvent) -> None:
        nonlocal partials, finals
        partials += isinstance(event, Partial)
        finals += isinstance(event, Final)

    began = time.monotonic()
    for _ in range(2):
        for clip in _CLIPS:
            _caption(captioner, clip, sink)
    return time.monotonic() - began, partials, finals


def _killed(captioner: Captioner) -> list[float]:
    recogniser = captioner._recogniser
    assert isinstance(recogniser, SupervisedRecogniser)
    struck = False
    found: list[float] = []

    def sink(event: CaptionEvent) -> None:
        nonlocal struck
        if isinstance(event, Partial) and not struck:
            struck = True
            assert recogniser.pid is not None
            os.kill(recogniser.pid, signal.SIGKILL)
        elif isinstance(event, Incident):
            found.append(event.seconds)

    _caption(captioner, _CLIPS[2], sink)
    return found


def _caption(captioner: Captioner, clip: str, sink: Callable[[CaptionEvent], None]) -> None:
    (path,) = paths.samples().glob(f"{clip}*.flac")
    captioner.run(open_source(str(path), realtime=False), CaptionOptions(), sink)


def _row(name: str, seconds: list[float]) -> None:
    print(
        f"{name:<42} median {statistics.median(seconds):.2f} s, "
        f"p95 {percentile(seconds, 95):.2f} s, most {max(seconds):.2f} s  ({len(seconds)} times)"
    )


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("devices", "processes"))
    parser.add_argument("--rounds", type=int, default=10)
    asked = parser.parse_args()
    {"devices": devices, "processes": processes}[asked.part](asked.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
