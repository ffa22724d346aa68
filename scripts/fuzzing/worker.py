"""Runs cases of one parser in a process of their own, under limits."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from scripts.fuzzing.watch import Watch
from voice_counter.captions.usage import peak_rss
from voice_counter.errors import UserError
from voice_counter.texts import explain

MOST_SECONDS = 2.0
"""Of processor time, for one input."""
MOST_BYTES = 512 << 20
"""What all cases of a process together may take beyond what it has when it begins."""
_MEMORY_FOLDER = Path("/dev/shm")


@dataclass(frozen=True)
class Fault:
    """A case that did what none may.

    Attributes:
        kind: ``crash``, ``hang``, ``escape`` or ``memory``.
    """

    parser: str
    number: int
    kind: str
    what: str


@dataclass
class Result:
    """What came of the cases of one process."""

    parser: str
    cases: int = 0
    refused: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_case: int = 0
    grown: int = 0
    faults: list[Fault] = field(default_factory=list)


class _HangError(BaseException):
    """The time of a case is up. No ``except Exception`` may catch it."""


def rng_of(seed: int, parser: str, number: int) -> random.Random:
    """The source of a case: the same seed and number always give the same input."""
    return random.Random(f"{seed}:{parser}:{number}")


def work(
    name: str,
    make: Callable[[random.Random], bytes],
    read: Callable[[Path, bytes], None],
    numbers: range,
    seed: int,
    at: Any,
    answer: Any,
    folder: Path,
) -> None:
    """Run the cases; ``at.value`` is the one under way, ``answer`` gets the ``Result``.

    Args:
        at: a ``multiprocessing.Value``.
        answer: a ``multiprocessing`` connection.
        folder: an empty one, for all files.
    """
    watch = Watch(folder)
    inside = watch.inside
    tempfile.tempdir = str(inside)
    os.chdir(inside)
    # Native libraries tell there of every bad file.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    make(rng_of(seed, name, 0))  # seeds are made by the first
    inside.mkdir(exist_ok=True)
    _limit_memory()
    signal.signal(signal.SIGPROF, _hang)
    result = Result(name)
    before = peak_rss()
    for number in numbers:
        at.value = number
        data = make(rng_of(seed, name, number))
        fault = _one(watch, read, data, result)
        if fault is not None:
            result.faults.append(Fault(name, number, *fault))
        if result.slowest_case < 0:
            result.slowest_case = number
        result.cases += 1
        empty(inside)
    result.grown = peak_rss() - before
    answer.send(result)


def _one(
    watch: Watch, read: Callable[[Path, bytes], None], data: bytes, result: Result
) -> tuple[str, str] | None:
    fault: tuple[str, str] | None = None
    began = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    watch.begin()
    try:
        read(watch.inside, data)
    except UserError as error:
        result.refused += 1
        fault = _without_words(error)
    except _HangError:
        fault = "hang", f"> {MOST_SECONDS} s"
    except MemoryError as error:
        fault = "memory", _shown(error)
    except Exception as error:
        fault = "crash", _shown(error)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        left = watch.end()
    seconds = time.process_time() - began
    result.seconds += seconds
    if seconds > result.slowest:
        result.slowest, result.slowest_case = seconds, -1
    if left:
        fault = "escape", "; ".join(left)[:500]
    return fault


def _without_words(error: UserError) -> tuple[str, str] | None:
    """The fault of an error that cannot be told."""
    try:
        return None if explain(error, "ja").strip() else ("crash", "an error without words")
    except Exception as fault:
        return "crash", f"{error.key} cannot be told: {_shown(fault)}"


def _hang(_signal: int, _frame: FrameType | None) -> None:
    raise _HangError


def _shown(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = (
        f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        if trace is not None
        else ""
    )
    return f"{type(error).__name__} at {where}: {str(error)[:160]}"


def empty(folder: Path) -> None:
    """Take away all that is in a folder."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            Path(entry.path).unlink()


def _limit_memory() -> None:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    size = next(int(line.split()[1]) for line in status.splitlines() if line[:7] == "VmSize:")
    limit = size * 1024 + MOST_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def scratch() -> Path:
    """Where files of cases lie: in memory where the system has such a place."""
    place = _MEMORY_FOLDER if os.access(_MEMORY_FOLDER, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix="fuzz-", dir=place))
