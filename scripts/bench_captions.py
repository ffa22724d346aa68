"""Measures live captions: latency, stability, cost, accuracy, silence; beside other policies.

    .venv/bin/python scripts/bench_captions.py             everything, about 20 minutes
    .venv/bin/python scripts/bench_captions.py live noise  only these parts

Prints Markdown tables (``docs/benchmarks.md``). Human speech is measured too where a folder of it
is given: ``--real FOLDER``, laid out as ``bench/speech.py`` tells.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import soundfile
from faster_whisper import WhisperModel

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.bench import peers
from scripts.bench.measures import cer, median, percentile
from scripts.bench.noise import wordless
from scripts.bench.report import machine, table
from scripts.bench.speech import Clip, Placed, real_speech, recordings, stream
from voice_counter.audio.file import FileSource
from voice_counter.audio.source import SAMPLE_RATE, Samples
from voice_counter.captions.captioner import Captioner
from voice_counter.captions.engine import load_captioner
from voice_counter.captions.events import CaptionEvent, Final, Partial, Summary
from voice_counter.captions.options import CaptionOptions
from voice_counter.models.store import ModelStore

THREADS = min(2, os.cpu_count() or 1)


def main() -> int:
    """Run the parts that are asked for."""
    parts: dict[str, Callable[[argparse.Namespace], None]] = {
        "live": live,
        "accuracy": accuracy,
        "peers": compare,
        "noise": noise,
        "start": start,
    }
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("parts", nargs="*", choices=[*parts, []], metavar="|".join(parts))
    parser.add_argument("--real", type=Path, default=Path(os.devnull), metavar="FOLDER")
    parser.add_argument("--noise-seconds", type=float, default=600.0)
    arguments = parser.parse_args()
    print(f"Machine: {machine()}, Python {platform.python_version()}")
    for name in arguments.parts or parts:
        print(f"\n## {name}\n", flush=True)
        parts[name](arguments)
    return 0


def live(arguments: argparse.Namespace) -> None:
    """All Japanese recordings in one stream at real-time pace."""
    del arguments
    audio, placed = stream(recordings("ja"), gap=1.5)
    events, summary = _caption(load_captioner(), audio, CaptionOptions(), realtime=True)
    finals = [event for event in events if isinstance(event, Final)]
    partials = [event for event in events if isinstance(event, Partial)]
    late = peers.latencies([peers.Emission(f.text, f.emitted, f.end, 0) for f in finals], placed)
    first = _first_partials(partials, placed)
    intervals = [
        later.emitted - sooner.emitted
        for sooner, later in pairwise(partials)
        if later.utterance == sooner.utterance
    ]
    table(
        [
            ("final after true end of speech, median / p95", _pair(late, 95)),
            ("first partial after speech onset, median / p95", _pair(first, 95)),
            ("partial interval while speaking, median / p95", _pair(intervals, 95)),
            ("characters changed after shown as stable", str(_broken_promises(events))),
            ("CPU seconds per second of speech", f"{summary.cpu / summary.speech:.2f}"),
            ("peak memory", f"{summary.peak_rss / 2**20:.0f} MiB"),
            ("clips without a final", str(len(placed) - len(late))),
            (
                "utterances, partials, loops, dropped partials",
                f"{summary.finals}, {summary.partials}, {summary.loops}, "
                f"{summary.dropped_partials}",
            ),
            ("speech", f"{summary.speech:.0f} s in {summary.audio:.0f} s of audio"),
        ]
    )


def accuracy(arguments: argparse.Namespace) -> None:
    """Character error rates beside faster-whisper on the whole file, same weights."""
    model = peers.load(_model_folder(), THREADS)
    captioner = load_captioner()
    groups = {"recordings, ja": recordings("ja"), "recordings, en": recordings("en")}
    for clip in real_speech(arguments.real):
        groups.setdefault(f"human or broadcast, {clip.language}", []).append(clip)
    head = (
        "CER, %",
        "faster-whisper, whole file, beam 5",
        "ours, finals only, no glossary",
        "ours",
    )
    table(_accuracy_rows(groups, model, captioner), head)


def _accuracy_rows(
    groups: dict[str, list[Clip]], model: WhisperModel, captioner: Captioner
) -> Iterator[tuple[str, ...]]:
    every: list[list[tuple[str, str]]] = [[], [], []]
    for name, clips in groups.items():
        measured = _accuracy_of(clips, model, captioner)
        for total, part in zip(every, measured, strict=True):
            total += part
        yield name, *(f"{cer(part):.1f}" for part in measured)
    yield "all", *(f"{cer(total):.1f}" for total in every)


def _accuracy_of(
    clips: list[Clip], model: WhisperModel, captioner: Captioner
) -> tuple[list[tuple[str, str]], ...]:
    plain: list[tuple[str, str]] = []
    ours: list[tuple[str, str]] = []
    biased: list[tuple[str, str]] = []
    for clip in clips:
        plain.append((clip.text, peers.whole_file(model, clip.audio, clip.language)))
        for glossary, pairs in ((False, ours), (True, biased)):
            # Without partials the finals are the same, but for what was promised as stable.
            options = CaptionOptions(clip.language, glossary=glossary, partials=glossary)
            events, _ = _caption(captioner, clip.audio, options)
            finals = [event.text for event in events if isinstance(event, Final)]
            pairs.append((clip.text, " ".join(finals)))
    return plain, ours, biased


def compare(arguments: argparse.Namespace) -> None:
    """The same audio, weights and threads under three policies."""
    del arguments
    audio, placed = stream(recordings("ja")[:6], gap=1.0)
    text = "".join(place.clip.text for place in placed)
    model = peers.load(_model_folder(), THREADS)
    options = CaptionOptions(glossary=False)
    seconds = sum(place.end - place.onset for place in placed)

    events, summary = _caption(load_captioner(), audio, options, realtime=True)
    finals = [event for event in events if isinstance(event, Final)]
    own = [peers.Emission(f.text, f.emitted, f.end, 0.0) for f in finals]

    cpu = time.process_time()
    waited = peers.vad_then_transcribe(model, audio, "ja", options.end_silence)
    waited_cpu = time.process_time() - cpu
    agreed, agreed_cpu = peers.local_agreement(model, audio, "ja")
    rows = []
    for name, emissions, used in (
        ("ours", own, summary.cpu),
        ("VAD, then one padded transcribe", waited, waited_cpu),
        ("LocalAgreement-2 on a growing buffer", agreed, agreed_cpu),
    ):
        late = peers.latencies(emissions, placed)
        heard = "".join(emission.text for emission in emissions)
        beyond = [max(0.0, delay - options.end_silence) for delay in late]
        rows.append(
            (
                name,
                _pair(late, 95),
                f"{median(beyond):.2f} s",
                f"{used / seconds:.2f}",
                f"{cer([(text, heard)]):.1f}",
            )
        )
    table(
        rows,
        (
            f"policy ({seconds:.0f} s of speech)",
            "final latency, median / p95",
            f"beyond the {options.end_silence} s wait",
            "CPU-s per s of speech",
            "CER, %",
        ),
    )


def noise(arguments: argparse.Namespace) -> None:
    """Ten minutes without a word."""
    captioner = load_captioner()
    rows = []
    for name, audio in wordless(arguments.noise_seconds / 4).items():
        events, summary = _caption(captioner, audio, CaptionOptions())
        shown = [event.text for event in events if isinstance(event, Final)]
        grew = sum(isinstance(event, Partial) for event in events)
        rows.append(
            (name, f"{summary.audio:.0f} s", str(len(shown)), str(grew), " / ".join(shown) or "–")
        )
    table(rows, ("sound", "length", "captions", "partials", "what was shown"))


def start(arguments: argparse.Namespace) -> None:
    """From the command to listening, in a new process each time."""
    del arguments
    script = (
        "import sys, time; began = time.time()\n"
        "from voice_counter.captions.engine import load_captioner\n"
        "from voice_counter.captions.options import CaptionOptions\n"
        "from voice_counter.captions.events import Listening\n"
        "from voice_counter.audio.open import open_source\n"
        "captioner = load_captioner()\n"
        "def sink(event):\n"
        "    if isinstance(event, Listening): print(time.time())\n"
        "captioner.run(open_source(sys.argv[1]), CaptionOptions(), sink)\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        silence = Path(folder) / "silence.wav"
        soundfile.write(silence, np.zeros(SAMPLE_RATE // 10, np.float32), SAMPLE_RATE)
        times = []
        for _ in range(5):
            began = time.time()
            done = subprocess.run(
                [sys.executable, "-c", script, str(silence)],
                check=True,
                capture_output=True,
                text=True,
                cwd=Path(__file__).resolve().parent.parent,
            )
            times.append(float(done.stdout) - began)
        opened = [_opening() for _ in range(3)]
    table(
        [
            ("caption command to listening, median / worst", _pair(times, 100)),
            ("window: first frame, median / worst", _pair([o["frame"] for o in opened], 100)),
            ("window: models ready, median / worst", _pair([o["ready"] for o in opened], 100)),
            ("window: peak memory, captions running", f"{max(o['peak'] for o in opened):.0f} MiB"),
        ]
    )


def _opening() -> dict[str, float]:
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-m", "scripts.bench.opening"],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parent.parent,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
    )
    seen: dict[str, float] = json.loads(done.stdout)
    return {
        "frame": seen["frame"] - began,
        "ready": seen["ready"] - began,
        "peak": seen["peak"] / 2**20,
    }


def _caption(
    captioner: Captioner, audio: Samples, options: CaptionOptions, *, realtime: bool = False
) -> tuple[list[CaptionEvent], Summary]:
    events: list[CaptionEvent] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stream.wav"
        soundfile.write(path, audio, SAMPLE_RATE, subtype="FLOAT")
        summary = captioner.run(FileSource(path, realtime=realtime), options, events.append)
    return events, summary


def _first_partials(partials: list[Partial], placed: list[Placed]) -> list[float]:
    delays = []
    for place in placed:
        own = [p.emitted for p in partials if place.onset - 0.5 < p.end <= place.end + 0.5]
        if own:
            delays.append(min(own) - place.onset)
    return delays


def _broken_promises(events: list[CaptionEvent]) -> int:
    """Characters that differ from what was shown as stable in the same utterance."""
    changed = 0
    promised: dict[int, str] = {}
    for event in events:
        if isinstance(event, Partial | Final):
            before = promised.get(event.utterance, "")
            changed += sum(
                a != b for a, b in zip(before, event.text.ljust(len(before)), strict=False)
            )
        if isinstance(event, Partial):
            promised[event.utterance] = event.text[: event.stable]
    return changed


def _model_folder() -> Path:
    store = ModelStore()
    return store.path(store.default_id)


def _pair(values: list[float], share: float) -> str:
    return f"{median(values):.2f} s / {percentile(values, share):.2f} s"


if __name__ == "__main__":
    sys.exit(main())
