"""The fuzzer itself: it finds what it is for, and every parser gets through its first cases."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of the kernel of Linux")

if sys.platform == "linux":
    from scripts import fuzz
    from scripts.fuzzing.parsers import PARSERS, Parser
    from scripts.fuzzing.worker import Fault, rng_of
    from voice_counter.errors import UserError


def _make(rng: random.Random) -> bytes:
    return rng.randbytes(4)


def _raises(_folder: Path, _data: bytes) -> None:
    raise KeyError("a defect")


def _refuses(_folder: Path, _data: bytes) -> None:
    raise UserError("error.audio.file_empty", path="x")


def _without_text(_folder: Path, _data: bytes) -> None:
    raise UserError("error.no.such.text")


def _hangs(_folder: Path, _data: bytes) -> None:
    while True:
        time.monotonic()


def _dies(_folder: Path, _data: bytes) -> None:
    os._exit(3)


def _grows(_folder: Path, _data: bytes) -> None:
    bytearray(2 << 30)


def _leaves(folder: Path, _data: bytes) -> None:
    (folder / "../evil.txt").write_text("x", encoding="utf-8")


def _reads(folder: Path, _data: bytes) -> None:
    (folder / "../secret.txt").read_text(encoding="utf-8")


def _asks(_folder: Path, _data: bytes) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.sendto(b"x", ("127.0.0.1", 9))


def _starts(_folder: Path, _data: bytes) -> None:
    subprocess.run(["true"], check=True)


def faults(name: str, cases: int) -> list[Fault]:
    """What the runner finds of a parser of this file."""
    parser = Parser(name, _make, globals()[name], 1)
    found = fuzz.run([parser], {name: cases}, 1, 1)
    return [fault for result in found for fault in result.faults]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("_raises", "crash"),
        ("_without_text", "crash"),
        ("_hangs", "hang"),
        ("_dies", "crash"),
        ("_grows", "memory"),
        ("_leaves", "escape"),
        ("_reads", "escape"),
        ("_asks", "escape"),
        ("_starts", "escape"),
    ],
)
def test_it_finds_what_no_parser_may_do(name: str, kind: str) -> None:
    found = faults(name, 2)
    assert [(fault.kind, fault.number) for fault in found] == [(kind, 0), (kind, 1)]


def test_an_error_for_the_user_is_none() -> None:
    assert faults("_refuses", 3) == []


def test_a_case_is_told_by_its_seed_and_number() -> None:
    for parser in PARSERS.values():
        one, other = (parser.make(rng_of(7, parser.name, 3)) for _ in range(2))
        if parser.name != "session-database":  # its keys are random
            assert one == other


@pytest.mark.parametrize("name", sorted(PARSERS) if sys.platform == "linux" else [])
def test_every_parser_survives_its_first_cases(name: str) -> None:
    found = fuzz.run([PARSERS[name]], {name: 150}, 3, 1)
    results = list(found)
    assert [fault for result in results for fault in result.faults] == []
    assert sum(result.cases for result in results) == 150
