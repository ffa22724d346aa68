"""Gives hostile inputs to every parser of what comes from outside, a million and more.

    python scripts/fuzz.py --cases 1200000 --processes 2
    python scripts/fuzz.py --parser glossary-tbx --cases 20000
    python scripts/fuzz.py --parser glossary-tbx --case 1234 --keep case.tbx

An input is a good one after mutations that know its format; the seed and its number say which. A
case may end in a ``UserError`` with its words, and in nothing else: no other exception, no dead
process, no more than 2 s of processor time, no file outside of its folder, no network, no program,
and all cases of a process within 512 MB. Linux only: the limits are those of its kernel.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.fuzzing.parsers import PARSERS, Parser  # noqa: E402
from scripts.fuzzing.worker import Fault, Result, rng_of, scratch, work  # noqa: E402

_BATCH = 20_000
"""Cases of one process: a leak shows in their memory."""
_STUCK_SECONDS = 60.0
"""A case that takes so long is in native code, where no signal reaches Python."""
_SHOWN = 20


@dataclass
class Batch:
    """A process and the cases it works on."""

    parser: Parser
    numbers: range
    process: BaseProcess
    answer: Connection
    at: Any
    folder: Path
    seen: int = -1
    since: float = field(default_factory=time.monotonic)


def run(
    parsers: Sequence[Parser], plan: dict[str, int], seed: int, processes: int
) -> Iterator[Result]:
    """Run the cases of ``plan`` (by the parser's name), and give what came of each process.

    A process that dies or hangs is a fault of the case it was at; another one goes on behind it.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["scripts.fuzzing.parsers"])
    waiting = deque(
        (parser, range(start, min(start + _BATCH, plan[parser.name])))
        for start in range(0, max(plan.values()), _BATCH)
        for parser in parsers
        if start < plan[parser.name]
    )
    running: list[Batch] = []
    while waiting or running:
        while waiting and len(running) < processes:
            running.append(_started(context, *waiting.popleft(), seed))
        multiprocessing.connection.wait([batch.process.sentinel for batch in running], 1.0)
        for batch in list(running):
            result = _outcome(batch)
            if result is None:
                continue
            running.remove(batch)
            yield result
            rest = range(batch.numbers.start + result.cases, batch.numbers.stop)
            if rest:
                waiting.appendleft((batch.parser, rest))


def _started(context: Any, parser: Parser, numbers: range, seed: int) -> Batch:
    ours, theirs = context.Pipe(duplex=False)
    at = context.Value("q", numbers.start, lock=False)
    folder = scratch()
    process = context.Process(
        target=_work, args=(_portable(parser), numbers, seed, at, theirs, folder), daemon=True
    )
    process.start()
    theirs.close()
    return Batch(parser, numbers, process, ours, at, folder)


def _portable(parser: Parser) -> Parser | str:
    """Ours by their names: what makes their inputs cannot be pickled."""
    return parser.name if PARSERS.get(parser.name) is parser else parser


def _work(
    which: Parser | str, numbers: range, seed: int, at: Any, answer: Connection, folder: Path
) -> None:
    parser = PARSERS[which] if isinstance(which, str) else which
    work(parser.name, parser.make, parser.read, numbers, seed, at, answer, folder)


def _outcome(batch: Batch) -> Result | None:
    """What came of a process that has ended, or had to be; None while it works."""
    here = batch.at.value
    result: Result | None = None
    if batch.answer.poll():
        try:
            result = batch.answer.recv()
        except EOFError:
            result = None
    if result is None and batch.process.is_alive():
        if here != batch.seen:
            batch.seen, batch.since = here, time.monotonic()
            return None
        if time.monotonic() - batch.since < _STUCK_SECONDS:
            return None
        batch.process.kill()
    batch.process.join()
    if result is None:
        stuck = batch.process.exitcode == -9
        fault = Fault(
            batch.parser.name,
            here,
            "hang" if stuck else "crash",
            f"process ended with {batch.process.exitcode}",
        )
        result = Result(batch.parser.name, here - batch.numbers.start + 1, faults=[fault])
    batch.answer.close()
    shutil.rmtree(batch.folder, ignore_errors=True)
    return result


def planned(parsers: Sequence[Parser], cases: int) -> dict[str, int]:
    """How many cases each parser gets: by its share, at least one."""
    shares = sum(parser.share for parser in parsers)
    return {parser.name: max(1, -(-cases * parser.share // shares)) for parser in parsers}


def _report(results: Sequence[Result], names: Sequence[str]) -> list[Fault]:
    kinds = ("crash", "hang", "escape", "memory")
    print(f"{'parser':22}{'cases':>10}{'refused':>10}", end="")
    print("".join(f"{kind:>8}" for kind in kinds), f"{'slowest':>9}{'grown':>9}{'CPU':>9}")
    faults = [fault for result in results for fault in result.faults]
    for name in names:
        own = [result for result in results if result.parser == name]
        if not own:
            continue
        slowest = max(own, key=lambda result: result.slowest)
        counts = [sum(f.kind == k for f in faults if f.parser == name) for k in kinds]
        print(
            f"{name:22}{sum(r.cases for r in own):>10,}{sum(r.refused for r in own):>10,}", end=""
        )
        print("".join(f"{count:>8}" for count in counts), end="")
        grown = max(result.grown for result in own)
        seconds = sum(result.seconds for result in own)
        print(f"{slowest.slowest * 1000:>7.0f} ms{grown / 2**20:>6.0f} MB{seconds:>7.0f} s")
    print(f"{'all':22}{sum(result.cases for result in results):>10,}")
    return faults


def _keep(parser: Parser, seed: int, number: int, file: Path | None) -> int:
    """Write the input of one case, or run it with the exception in full."""
    data = parser.make(rng_of(seed, parser.name, number))
    if file is not None:
        file.write_bytes(data)
        return 0
    folder = scratch()
    try:
        parser.read(folder, data)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def main() -> int:
    """The exit code is 1 where there was a fault."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cases", type=int, default=10_000, help="over all parsers together")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options.add_argument("--parser", action="append", choices=sorted(PARSERS))
    options.add_argument("--case", type=int, help="run one case of one parser here")
    options.add_argument("--keep", type=Path, help="only write the input of that case")
    given = options.parse_args()
    parsers = [PARSERS[name] for name in given.parser or PARSERS]
    if given.case is not None:
        return _keep(parsers[0], given.seed, given.case, given.keep)
    began = time.monotonic()
    results: list[Result] = []
    plan = planned(parsers, given.cases)
    for result in run(parsers, plan, given.seed, given.processes):
        results.append(result)
        for fault in result.faults[:_SHOWN]:
            print(f"  {fault.kind}: {fault.parser} {fault.number}: {fault.what}", flush=True)
    faults = _report(results, [parser.name for parser in parsers])
    print(f"seed {given.seed}, {given.processes} processes, {time.monotonic() - began:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
