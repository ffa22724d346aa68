"""Kills a process that writes the session log, at random moments, and looks what is left.

    python scripts/kill_log.py --kills 200

The process says which lines were acknowledged; after each kill every one of them must be in the
file, in order, and the file must open. Every fifth process takes the consent back in between: then
either all of the session is left or no byte of it.
"""

from __future__ import annotations

import argparse
import queue
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from voice_counter.conversation.line import Line, Side  # noqa: E402
from voice_counter.errors import RecordError  # noqa: E402
from voice_counter.record.consent import consent  # noqa: E402
from voice_counter.record.entry import Entry  # noqa: E402
from voice_counter.record.events import Begun, RecordEvent, Stored, Withdrawn  # noqa: E402
from voice_counter.record.keys import KeyStore, Stretching  # noqa: E402
from voice_counter.record.recorder import Recorder  # noqa: E402
from voice_counter.record.store import Store  # noqa: E402

PASSPHRASE = "a passphrase for kills"
WINDOW = 30
"""Lines that wait for their acknowledgement at most."""
LINES = 3000
"""More than any process lives to write."""


@dataclass
class Figures:
    """What 200 kills did."""

    kills: int = 0
    killed_before_a_line: int = 0
    killed_while_withdrawing: int = 0
    acknowledged: int = 0
    lost: int = 0
    out_of_order: int = 0
    not_opened: int = 0
    not_erased: int = 0
    beyond: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing was lost."""
        return not (self.lost or self.out_of_order or self.not_opened or self.not_erased)

    def rows(self) -> Iterator[str]:
        """A table."""
        yield "| figure | measured |"
        yield "|---|---|"
        yield f"| kills | {self.kills} |"
        yield f"| of these before the first acknowledged line | {self.killed_before_a_line} |"
        yield f"| of these around a withdrawal | {self.killed_while_withdrawing} |"
        yield f"| lines acknowledged | {self.acknowledged} |"
        yield f"| acknowledged lines lost | {self.lost} |"
        yield f"| sessions out of order or altered | {self.out_of_order} |"
        yield f"| files that did not open | {self.not_opened} |"
        yield f"| withdrawn sessions with a byte left | {self.not_erased} |"
        yield f"| lines on the disk whose acknowledgement did not come any more | {self.beyond} |"


@dataclass
class _Told:
    """What a process said before it was killed."""

    session: str = ""
    stored: list[tuple[int, str]] = field(default_factory=list)
    withdrawing: bool = False
    withdrawn: bool = False


def text_of(number: int) -> str:
    """What the line says; long ones fill more than a page of the file."""
    return f"{number} 番の方、3 番の窓口へどうぞ。" * (1 + 200 * (number % 17 == 0))


def store_in(folder: Path) -> Store:
    """With a passphrase, so that no key store of this PC is touched."""
    quick = Stretching(b"0123456789abcdef", n=2)
    return Store(folder, key_store=KeyStore(lambda: None), stretching=quick)


def write(folder: Path, withdraw_at: int) -> None:
    """The process that is killed: writes lines and says which are acknowledged."""
    room = threading.Semaphore(WINDOW)
    turn = threading.Lock()

    def say(line: str) -> None:
        with turn:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()

    def tell(event: RecordEvent) -> None:
        match event:
            case Begun(session):
                say(f"begun {session}")
            case Stored(_, key, _, sequence):
                say(f"stored {sequence} {key}")
                room.release()
            case Withdrawn():
                say("withdrawn")

    recorder = Recorder(store_in(folder), tell, redact=str, retention_days=3650)
    recorder.begin(consent("vi", days=3650), PASSPHRASE)
    for number in range(1, LINES):
        room.acquire()
        text = text_of(number)
        line = Line(f"1.{number}", Side.STAFF, "ja", text, len(text), True, start=float(number))
        recorder.append(line)
        if number == withdraw_at:
            say("withdrawing")
            recorder.withdraw()
            break
    threading.Event().wait()


def kill_one(folder: Path, chance: random.Random, withdraw_at: int) -> _Told:
    """Starts the process and kills it at some moment."""
    command = [sys.executable, str(Path(__file__).resolve()), "--child", str(folder)]
    command += ["--withdraw-at", str(withdraw_at)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
    assert child.stdout is not None
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()

    def read() -> None:
        assert child.stdout is not None
        for line in child.stdout:
            lines.put(line)
        lines.put("")

    reader = threading.Thread(target=read)
    reader.start()
    said: list[str] = []
    # Some die while the file is made or opened, most between lines, some at a withdrawal.
    awaited = chance.choice(["", "begun", "stored", "stored", "stored"])
    if withdraw_at:
        awaited = "withdrawing"
    while awaited:
        said.append(lines.get())
        if not said[-1]:
            raise RuntimeError("the process ended by itself")
        if said[-1].startswith(awaited):
            break
    delay = chance.uniform(0, 0.6 if not awaited else 0.02 if withdraw_at else 0.3)
    threading.Event().wait(delay)
    child.kill()
    child.wait()
    reader.join()
    while line := lines.get():
        said.append(line)
    child.stdout.close()
    told = _Told()
    for line in said:
        if not line.endswith("\n"):
            continue  # cut off by the kill: nobody could have read it
        match line.split():
            case ["begun", session]:
                told.session = session
            case ["stored", sequence, key]:
                told.stored.append((int(sequence), key))
            case ["withdrawing"]:
                told.withdrawing = True
            case ["withdrawn"]:
                told.withdrawn = True
    return told


def check(folder: Path, told: _Told, figures: Figures) -> None:
    """Counts what is missing of what one process said."""
    figures.acknowledged += len(told.stored)
    figures.killed_while_withdrawing += told.withdrawing
    if not told.stored:
        figures.killed_before_a_line += 1
    try:
        _compare(folder, told, figures)
    except RecordError as error:
        figures.faults.append(str(error))
        figures.not_opened += error.key != "record.error.altered"
        figures.out_of_order += error.key == "record.error.altered"
        figures.lost += len(told.stored)


def _compare(folder: Path, told: _Told, figures: Figures) -> None:
    if not told.session:
        return
    with store_in(folder) as store:
        there = told.session in {each.id for each in store.sessions()}
        if not there:
            figures.lost += 0 if told.withdrawing else len(told.stored)
            left = b"".join(file.read_bytes() for file in folder.iterdir())
            figures.not_erased += told.session.encode() in left
            return
        figures.not_erased += told.withdrawn
        store.unlock(PASSPHRASE)
        entries = store.read(told.session).entries
    figures.lost += _lost(told, entries)
    figures.beyond += len(entries) - len(told.stored)
    keys = [entry.key for entry in entries]
    figures.out_of_order += keys != [f"1.{number}" for number in range(1, len(keys) + 1)]


def _lost(told: _Told, entries: tuple[Entry, ...]) -> int:
    missing = 0
    for sequence, key in told.stored:
        entry = entries[sequence - 1] if sequence <= len(entries) else None
        wanted = text_of(int(key.partition(".")[2]))
        missing += entry is None or (entry.key, entry.text) != (key, wanted)
    return missing


def run(folder: Path, kills: int, seed: int) -> Figures:
    """Kills so many processes, one after the other, that write to the same file."""
    chance = random.Random(seed)
    figures = Figures()
    tellings = []
    for number in range(kills):
        withdraw_at = chance.randint(1, 40) if number % 5 == 4 else 0
        told = kill_one(folder, chance, withdraw_at)
        figures.kills += 1
        tellings.append(told)
        check(folder, told, figures)
    # Later kills must not have taken anything from earlier sessions.
    again = Figures()
    for told in tellings:
        check(folder, told, again)
    for name in ("lost", "out_of_order", "not_opened", "not_erased"):
        setattr(figures, name, max(getattr(figures, name), getattr(again, name)))
    figures.faults += again.faults
    return figures


def main() -> int:
    """Prints the table; 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--withdraw-at", type=int, default=0, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        write(asked.child, asked.withdraw_at)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder) / "records", asked.kills, asked.seed)
    print("\n".join([*figures.rows(), *figures.faults]))
    print(f"{time.monotonic() - began:.0f} s", file=sys.stderr)
    return 0 if figures.good else 1


if __name__ == "__main__":
    sys.exit(main())
