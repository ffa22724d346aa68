"""Measures the window: events to pixels, memory over hours, opening, scrolling.

    .venv/bin/python scripts/bench_window.py                  everything, about 30 minutes
    .venv/bin/python scripts/bench_window.py pixels scroll    only these parts

Prints Markdown tables (``docs/benchmarks.md``). Draws without a display and by the software
renderer unless ``QT_QPA_PLATFORM`` says otherwise. The captions come from ``bench/talk.py``: what
is measured begins where the recogniser ends.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# Before Qt is imported.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import numpy as np  # noqa: E402
from PySide6.QtCore import QEventLoop, QRectF, QTimer  # noqa: E402
from PySide6.QtQuick import QQuickItem  # noqa: E402

from scripts.bench.measures import median, percentile, resident  # noqa: E402
from scripts.bench.report import machine, table  # noqa: E402
from scripts.bench.talk import final, growing, sentences, talk  # noqa: E402
from scripts.bench.window import Bench, Pixels, descendants, opened, place  # noqa: E402
from scripts.screens.waiting import wait  # noqa: E402
from voice_counter.captions.events import CaptionEvent, Final, Level  # noqa: E402
from voice_counter.desktop.desk import Mode  # noqa: E402

FRAME = 1000 / 60
"""Milliseconds between two pictures of a usual screen."""


@dataclass(frozen=True, slots=True)
class Room:
    """A room as it is measured."""

    name: str
    mode: Mode
    lines: int
    language: str = ""
    furigana: bool = False


def main() -> int:
    """Run the parts that are asked for."""
    parts: dict[str, Callable[[argparse.Namespace], None]] = {
        "pixels": pixels,
        "opening": opening,
        "scroll": scroll,
        "memory": memory,
    }
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("parts", nargs="*", choices=[*parts, []], metavar="|".join(parts))
    parser.add_argument("--events", type=int, default=100, help="in each room, for pixels")
    parser.add_argument("--lines", type=int, default=10_000, help="in a long list")
    parser.add_argument("--hours", type=float, default=3.0, help="of talk, for memory")
    parser.add_argument("--room", choices=("captions", "counter"), default="counter")
    parser.add_argument("--models", action="store_true", help="translate with what is installed")
    parser.add_argument("--runs", type=int, default=7, help="of opening")
    arguments = parser.parse_args()
    drawn = f"{os.environ['QT_QPA_PLATFORM']}, {os.environ['QT_QUICK_BACKEND']} renderer"
    print(f"Machine: {machine()}, Python {platform.python_version()}")
    print(f"Drawn by: {drawn}; load average before: {os.getloadavg()[0]:.1f}")
    for name in arguments.parts or parts:
        print(f"\n## {name}\n", flush=True)
        parts[name](arguments)
    return 0


# -- events to pixels ---------------------------------------------------------------------------


def pixels(arguments: argparse.Namespace) -> None:
    """From the captioner's thread to the screen."""
    many = arguments.lines
    rooms = [
        Room("captions, 3 lines", Mode.CAPTIONS, 3),
        Room("counter, split, translated, 3 lines", Mode.COUNTER, 3, "en"),
        Room("hearing, furigana, 3 lines", Mode.HEARING, 3, furigana=True),
        Room(f"captions, {many:,} lines", Mode.CAPTIONS, many),
        Room(f"counter, split, translated, {many:,} lines", Mode.COUNTER, many, "en"),
        Room(f"hearing, furigana, {many:,} lines", Mode.HEARING, many, furigana=True),
    ]
    head = ("room", "events", "caption, median", "p95", "worst", "everything, median", "p95")
    table((_pixel_row(room, arguments.events) for room in rooms), head)


def _pixel_row(room: Room, events: int) -> tuple[str, ...]:
    caption, everything = [], []
    with _room(room) as bench:
        bench.fill(room.lines)
        for event in _events(bench, events):
            one, all_of_it = _shown(bench, event)
            caption.append(one)
            everything.append(all_of_it)
    return (
        room.name,
        str(len(caption)),
        *(f"{each:.1f} ms" for each in (median(caption), percentile(caption, 95), max(caption))),
        *(f"{each:.1f} ms" for each in (median(everything), percentile(everything, 95))),
    )


def _events(bench: Bench, count: int) -> Iterator[CaptionEvent]:
    """Sentences as they grow and settle."""
    said = sentences()
    done = 0
    while True:
        text = said[(17 * bench.said) % len(said)]
        settled = final(bench.said, text, bench.core.glossary, 6.0 * bench.said)
        partials: Iterator[CaptionEvent] = growing(bench.said, text, 6.0 * bench.said)
        for event in (*partials, settled):
            if done == count:
                return
            done += 1
            yield event
        bench.said += 1


def _shown(bench: Bench, event: CaptionEvent) -> tuple[float, float]:
    """Milliseconds until the caption's own pixels, and until those of the whole captions (its
    translation too), are as they stay: judged by what is on the screen after each frame."""
    area = _captions_area(bench)
    before = bench.grab(area)
    drawn: list[tuple[float, Pixels]] = []
    bench.watch = lambda: drawn.append((bench.frames[-1], bench.grab(area)))
    bench.say(event)
    wait(lambda: bool(drawn))
    bench.quiet()
    bench.watch = None
    own = place(_newest(bench)).intersected(area).translated(-area.topLeft())
    last = drawn[-1][1]
    if not own.isEmpty() and np.array_equal(_part(last, own), _part(before, own)):
        raise RuntimeError("the caption is not on the screen")
    handed = bench.core.captioner.handed
    caption = _first(drawn, lambda picture: np.array_equal(_part(picture, own), _part(last, own)))
    whole = _first(drawn, lambda picture: np.array_equal(picture, last))
    return 1000 * (caption - handed), 1000 * (whole - handed)


def _first(drawn: list[tuple[float, Pixels]], stays: Callable[[Pixels], bool]) -> float:
    """When the first of the frames came from which on it holds for all."""
    found = drawn[-1][0]
    for at, picture in reversed(drawn):
        if not stays(picture):
            break
        found = at
    return found


def _part(picture: Pixels, area: QRectF) -> Pixels:
    part: Pixels = picture[
        round(area.top()) : round(area.bottom()), round(area.left()) : round(area.right())
    ]
    return part


def _captions_area(bench: Bench) -> QRectF:
    area = place(bench.item("captionView"))
    if bench.window.desk.property("translating"):
        area = area.united(place(bench.item("residentList")))
    return area


def _newest(bench: Bench) -> QQuickItem:
    """The text of the newest caption."""
    key = f"1.{bench.said}"
    line = next(
        each
        for each in descendants(bench.item("captionView"))
        if each.property("key") == key and each.property("stableText") is not None
    )
    return next(each for each in descendants(line) if each.objectName() == "caption")


# -- scrolling ----------------------------------------------------------------------------------


def scroll(arguments: argparse.Namespace) -> None:
    """Through the whole list: line by line in places, page by page, and by the scroll bar."""
    lines = arguments.lines
    rooms = [
        (Room("captions", Mode.CAPTIONS, lines), "captionList"),
        (Room("counter, staff's side", Mode.COUNTER, lines, "en"), "captionList"),
        (Room("counter, resident's side", Mode.COUNTER, lines, "en"), "residentList"),
        (Room("hearing, furigana", Mode.HEARING, lines, furigana=True), "captionList"),
    ]
    head = ("list", "way", "frames", "median", "p95", "worst", f"over {FRAME:.1f} ms")
    table(_scroll_rows(rooms), head)


def _scroll_rows(rooms: list[tuple[Room, str]]) -> Iterator[tuple[str, ...]]:
    for room, name in rooms:
        with _room(room) as bench:
            bench.fill(room.lines)
            view = bench.item(name)
            # As after the reader's first move: the list does not go back to the newest line.
            follower = view if name == "residentList" else bench.item("captionView")
            follower.setProperty("following", False)
            for way, taken in (
                ("40 pixels a frame", _scrolled(bench, view, _by_steps(view, 40, 300))),
                ("a page a frame", _scrolled(bench, view, _by_steps(view, view.height(), 200))),
                (
                    "the scroll bar, end to end in 300 frames",
                    _scrolled(bench, view, _dragged(view, 300)),
                ),
            ):
                over = sum(each > FRAME for each in taken) / len(taken)
                yield (
                    room.name,
                    way,
                    str(len(taken)),
                    *(f"{v:.1f} ms" for v in (median(taken), percentile(taken, 95), max(taken))),
                    f"{over:.0%}",
                )


def _scrolled(bench: Bench, view: QQuickItem, places: Iterator[float]) -> list[float]:
    """Milliseconds from each move of the list until its frame was drawn."""
    loop = QEventLoop()
    stuck = QTimer(interval=500, singleShot=True)
    taken: list[float] = []
    began = 0.0
    tops: set[int] = set()

    def move() -> None:
        nonlocal began
        to = next(places, None)
        if to is None:
            loop.quit()
            return
        began = time.perf_counter()
        stuck.start()
        view.setProperty("contentY", to)

    def frame() -> None:
        taken.append(1000 * (bench.frames[-1] - began))
        tops.add(round(view.property("contentY")))
        QTimer.singleShot(0, move)

    stuck.timeout.connect(move)  # a move that shows nothing new makes no frame
    bench.watch = frame
    QTimer.singleShot(0, move)
    loop.exec()
    bench.watch = None
    stuck.stop()
    bench.quiet()
    if len(tops) < 0.9 * len(taken):
        raise RuntimeError("the list did not stay where it was scrolled to")
    return taken


def _by_steps(view: QQuickItem, step: float, count: int) -> Iterator[float]:
    """Up from the end of the list, and on from the middle of it."""
    for _ in range(count // 2):
        yield view.property("contentY") - step
    yield view.property("originY") + view.property("contentHeight") / 2
    for _ in range(count // 2 - 1):
        yield view.property("contentY") - step


def _dragged(view: QQuickItem, count: int) -> Iterator[float]:
    for number in range(count):
        length = view.property("contentHeight") - view.height()
        yield view.property("originY") + length * (number + 1) / count


# -- memory -------------------------------------------------------------------------------------


def memory(arguments: argparse.Namespace) -> None:
    """Hours of talk as fast as they can be drawn: no frame is left out that a caption makes.

    Not for events: their projector gives every line its time to be read, on the real clock.
    """
    room = arguments.room
    rows = []
    with opened(
        Mode(room),
        language="en" if room == "counter" else "",
        translating=arguments.models,
        counter_layout="split",
    ) as bench:
        began, every, due = time.monotonic(), 600.0, 1200.0
        finals = frames = 0
        whole = 3600 * arguments.hours
        for moment in talk(whole + 20.0, bench.core.glossary):
            seen = len(bench.frames)
            bench.say(moment.event)
            if isinstance(moment.event, Level):
                continue
            wait(partial(_drawn_since, bench, seen))
            finals += isinstance(moment.event, Final)
            if moment.at >= due and due <= whole:
                bench.quiet()
                frames += len(bench.frames)
                bench.frames.clear()
                rows.append((due, finals, frames, resident(os.getpid()), _objects()))
                print(_memory_row(rows, time.monotonic() - began), file=sys.stderr, flush=True)
                due += every
    growth = rows[-1][3] - rows[0][3]
    shown = [row for row in rows if row is rows[-1] or row[0] % 2400 == 1200]
    table(
        [
            (
                f"{at / 60:.0f} min",
                str(lines),
                f"{drawn:,}",
                f"{held / 2**20:.1f} MiB",
                f"{(held - rows[0][3]) / 2**20:+.1f} MiB",
                f"{objects:,}",
            )
            for at, lines, drawn, held, objects in shown
        ],
        ("talk", "captions", "frames", "resident memory", "growth", "Python objects"),
    )
    print(f"\n{room}: {growth / 2**20:.1f} MiB from {rows[0][0] / 60:.0f} min on")


def _drawn_since(bench: Bench, frames: int) -> bool:
    return len(bench.frames) > frames


def _memory_row(rows: list[tuple[float, int, int, int, int]], taken: float) -> str:
    at, lines, frames, held, objects = rows[-1]
    return f"{at:.0f} s {lines} {frames} {held / 2**20:.1f} MiB {objects} ({taken:.0f} s)"


def _objects() -> int:
    gc.collect()
    return len(gc.get_objects())


# -- opening ------------------------------------------------------------------------------------


def opening(arguments: argparse.Namespace) -> None:
    """From the start of the process to the start screen; the files are in the system's cache."""
    runs = [_opened() for _ in range(arguments.runs + 1)][1:]
    steps = ("python", "imported", "qt", "built", "frame", "marks", "ready")
    names = (
        "Python runs",
        "everything imported",
        "Qt's application made",
        "window built",
        "**start screen drawn**",
        "its four marks known",
        "models loaded",
    )
    table(
        (
            (
                name,
                f"{median([run[step] for run in runs]):.2f} s",
                f"{min(run[step] for run in runs):.2f} s",
                f"{max(run[step] for run in runs):.2f} s",
            )
            for name, step in zip(names, steps, strict=True)
        ),
        ("since the start of the process", "median", "least", "most"),
    )
    heavy = sorted({name for run in runs for name in run["heavy"]})
    print(f"\n{runs[0]['modules']} modules before the first frame; of the heavy ones: {heavy}")


def _opened() -> dict[str, Any]:
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-m", "scripts.bench.start_screen"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    seen: dict[str, Any] = json.loads(done.stdout)
    return {
        name: value - began if isinstance(value, float) else value for name, value in seen.items()
    }


# -- all of them --------------------------------------------------------------------------------


def _room(room: Room) -> AbstractContextManager[Bench]:
    return opened(room.mode, language=room.language, counter_layout="split", furigana=room.furigana)


if __name__ == "__main__":
    sys.exit(main())
