"""A day at a counter with a fault every few minutes: what is lost, doubled, out of order, and what
grows.

``soak.py --hours 8 --pace 20`` feeds recorded sentences to the real window, voice activity,
endpointing, queues, supervision and translation, at 20 times the pace of speech; only the
recogniser says the same of everything. ``soak.py --hours 0.5 --real`` is at the pace of speech with
the real models.

A sentence is lost if no final overlaps it, unless the microphone went away in the middle of it; a
final is doubled if it overlaps another one by more than a fifth of a second.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter as Tally
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QTimer  # noqa: E402

from scripts.bench.measures import anonymous, resident  # noqa: E402
from scripts.screens.home import own_folders  # noqa: E402
from scripts.screens.waiting import wait  # noqa: E402
from scripts.soaking.counter import Counter  # noqa: E402
from scripts.soaking.pipeline import SoakCore  # noqa: E402
from voice_counter import settings  # noqa: E402
from voice_counter.audio.source import SAMPLE_RATE  # noqa: E402
from voice_counter.captions.events import Final, Listening, Partial  # noqa: E402
from voice_counter.captions.ladder import Strain  # noqa: E402
from voice_counter.desktop.app import CaptionWindow, application  # noqa: E402
from voice_counter.desktop.choices import samples  # noqa: E402
from voice_counter.desktop.desk import Mode  # noqa: E402
from voice_counter.supervision import supervisor  # noqa: E402
from voice_counter.supervision.incident import Incident  # noqa: E402

_OVERLAP = 0.2
_WARM_UP = 0.15
"""Part of the time after which memory is expected to be flat."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What the processes hold: MiB, open files, threads; and when: seconds since the start.

    ``anonymous`` is the part of ``own`` that is of no file.
    """

    at: float
    own: float
    anonymous: float
    children: float
    files: int
    threads: int


class Soak:
    """The window, the counter before it, and everything that goes wrong."""

    def __init__(self, counter: Counter, *, real: bool, every: float, seed: int) -> None:
        self.counter = counter
        self.core = SoakCore(counter, parrot=not real)
        self.window = CaptionWindow(self.core, (), Mode.COUNTER)
        self.window.window.resize(1366, 768)
        self.finals: list[tuple[float, float]] = []
        """From when to when, in seconds of the stream: soaking must not grow by what it keeps."""
        self.partials = 0
        self._base = 0.0
        self.rungs = 0
        self.incidents: list[Incident] = []
        self.faults: Tally[str] = Tally()
        self.weights: list[Weight] = []
        self._random = random.Random(seed)
        self._every = every
        self._began = time.monotonic()
        self.window.session.heard.connect(self._hear)
        self._kinds: dict[str, Callable[[], None]] = {
            "recogniser killed": lambda: self._strike(self.core.recogniser_pid, signal.SIGKILL),
            "translator killed": lambda: self._strike(self.core.engines.pid, signal.SIGKILL),
            "microphone unplugged": self._unplug,
            "next person": self._next_person,
            "another language": self._change_language,
            "another layout": self._change_layout,
        }
        if real:
            self._kinds["processor burnt"] = self._burn

    def run(self) -> float:
        """Until the counter has nothing left to say; the seconds that took."""
        wait(lambda: self.window.session.property("state") == "waiting", 120)
        self.window.desk.chooseLanguage("en")
        self.window.desk.pressTurn("staff")
        self._began = time.monotonic()
        weigh, strike = QTimer(), QTimer()
        weigh.timeout.connect(self._weigh)
        weigh.start(max(1000, round(10_000 / min(self.counter.pace, 10))))
        strike.timeout.connect(self._fault)
        strike.start(round(1000 * self._every / self.counter.pace))
        wait(lambda: self.counter.done.is_set() or self._ended(), float("inf"))
        strike.stop()
        self.counter.plugged.set()
        wait(lambda: self.window.session.property("state") == "stopped", 600)
        self._weigh()
        return time.monotonic() - self._began

    def _ended(self) -> bool:
        """Whether nobody listens any more, for good."""
        return self.window.session.fault is not None and not self.window.session.property("running")

    def close(self) -> bool:
        """Say whether every thread ended."""
        return self.window.close()

    # -- what goes wrong ----------------------------------------------------------------------

    def _fault(self) -> None:
        name = self._random.choice(list(self._kinds))
        self.faults[name] += 1
        self._kinds[name]()

    def _strike(self, pid: int | None, number: int) -> None:
        if pid is not None:
            with suppress(ProcessLookupError):  # struck before, and not missed yet
                os.kill(pid, number)

    def _unplug(self) -> None:
        self.counter.plugged.clear()
        back = self._random.uniform(1.0, 8.0)
        threading.Timer(back, self.counter.plugged.set).start()

    def _next_person(self) -> None:
        self.counter.interrupt()
        self.window.desk.nextPerson()
        self.window.desk.greet(self._random.choice(("en", "vi")))

    def _change_language(self) -> None:
        self.counter.interrupt()
        self.window.desk.chooseLanguage(self._random.choice(("en", "vi", "zh-Hans", "ko")))

    def _change_layout(self) -> None:
        self.window.desk.chooseLayout(self._random.choice(("split", "face_to_face")))

    def _burn(self) -> None:
        """Both cores are busy with something else for half a minute."""
        code = "import time; end = time.monotonic() + 30\nwhile time.monotonic() < end: pass"
        for _ in range(2):
            subprocess.Popen([sys.executable, "-c", code])

    # -- what is seen -------------------------------------------------------------------------

    def _hear(self, event: object, side: str) -> None:
        match event:
            case Listening() if side == "staff":
                self._base = self.core.bases[-1]
            case Final():
                self.finals.append((self._base + event.start, self._base + event.end))
            case Partial():
                self.partials += 1
            case Incident():
                self.incidents.append(event)
            case Strain():
                self.rungs += 1

    def _weigh(self) -> None:
        children = [self.core.recogniser_pid, self.core.engines.pid]
        self.weights.append(
            Weight(
                time.monotonic() - self._began,
                resident(os.getpid()) / 2**20,
                anonymous(os.getpid()) / 2**20,
                sum(resident(pid) / 2**20 for pid in children if pid is not None),
                len(os.listdir("/proc/self/fd")),  # noqa: PTH208
                threading.active_count(),
            )
        )


def report(soak: Soak, hours: float, wall: float) -> int:
    """Print what came of it; the number of what must not be."""
    spoken = soak.counter.spoken
    finals = soak.finals
    whole = [each for each in spoken if not each.cut]
    lost = [
        each
        for each in whole
        if not any(start < each.end and each.start < end for start, end in finals)
    ]
    ordered = sorted(finals)
    doubled = sum(later[0] < earlier[1] - _OVERLAP for earlier, later in pairwise(ordered))
    disordered = sum(later[0] < earlier[0] for earlier, later in pairwise(finals))
    print(f"time               {hours:.2f} h of audio in {wall / 60:.1f} min")
    print(f"sentences in       {len(whole)} whole, {len(spoken) - len(whole)} cut off")
    print(f"finals out         {len(finals)}  (partials {soak.partials})")
    print(f"lost               {len(lost)}")
    print(f"doubled            {doubled}")
    print(f"out of order       {disordered}")
    print(f"faults             {dict(sorted(soak.faults.items()))}")
    restarts = Tally(f"{each.part} {each.reason}" for each in soak.incidents)
    print(f"restarts           {dict(restarts)}, microphone events {len(soak.core.devices)}")
    print(f"rungs of overload  {soak.rungs} changes")
    _weights(soak.weights, hours, wall)
    if soak.window.session.fault is not None:
        print(f"ended by a fault   {soak.window.session.fault}")
    for each in lost[:10]:
        print(f"  lost: {each.start:.1f}-{each.end:.1f} s  {each.text}")
    return len(lost) + doubled + disordered


def _weights(weights: list[Weight], hours: float, wall: float) -> None:
    warm = [each for each in weights if each.at >= _WARM_UP * wall]
    if len(warm) < 3:
        return
    per_hour = hours / wall  # hours of audio in a second
    for name in ("own", "anonymous", "children"):
        points = [(each.at * per_hour, getattr(each, name)) for each in warm]
        peak = max(value for _, value in points)
        later = [point for point in points if 2 * point[0] >= hours]
        print(
            f"memory, {name:<9}  peak {peak:.0f} MiB, slope {_slope(points):+.2f} MiB/h,"
            f" in the second half {_slope(later):+.2f}"
        )
    for name in ("files", "threads"):
        values = [getattr(each, name) for each in warm]
        print(f"{name:<17}  {values[0]} at first, {values[-1]} at last, {max(values)} at most")


def _slope(points: list[tuple[float, float]]) -> float:
    """Least squares."""
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else 0.0


def main() -> int:
    """Run, report; 1 where something was lost, doubled or out of order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=8.0, help="of audio")
    parser.add_argument("--pace", type=float, default=20.0, help="times the pace of speech")
    parser.add_argument("--real", action="store_true", help="real models, at the pace of speech")
    parser.add_argument("--every", type=float, default=0.0, help="seconds of audio between faults")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    pace = 1.0 if asked.real else asked.pace
    every = asked.every or (120.0 if asked.real else 240.0)
    # A process that is lost too often is given up: too often by the clock of the talk.
    supervisor._WITHIN_SECONDS /= pace
    application()
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(own_folders(Path(home)))
        settings.save(settings.Settings())
        clips = tuple(each for each in samples() if each.language == "ja")
        counter = Counter(clips, pace, asked.hours * 3600, asked.seed)
        soak = Soak(counter, real=asked.real, every=every, seed=asked.seed)
        try:
            wall = soak.run()
            wrong = report(soak, counter.position / SAMPLE_RATE / 3600, wall)
        finally:
            ended = soak.close()
    print(f"threads ended      {ended}")
    return int(wrong > 0 or not ended)


if __name__ == "__main__":
    sys.exit(main())
