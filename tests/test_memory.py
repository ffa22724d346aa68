"""What was freed does not stay with the process."""

from __future__ import annotations

import ctypes
import os
import platform
import sys

import pytest

from scripts.bench.measures import resident
from voice_counter.memory import give_back

BLOCK, BLOCKS = 32 * 1024, 2000  # too small to be mapped, and freed, by itself


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps and gives back")
def test_what_was_freed_goes_back() -> None:
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    libc.free.argtypes = [ctypes.c_void_p]
    blocks = [libc.malloc(BLOCK) for _ in range(BLOCKS)]
    for block in blocks:
        ctypes.memset(block, 1, BLOCK)
    for block in blocks[:-1]:  # the last one holds down the end of the heap
        libc.free(block)
    before = resident(os.getpid())
    give_back()
    assert before - resident(os.getpid()) > BLOCK * BLOCKS / 2
    libc.free(blocks[-1])


def test_elsewhere_nothing_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: pytest.fail("a library was loaded"))
    give_back()
