"""Memory that is free goes back to the system."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Return what was freed to the system, where the C library keeps it (glibc's ``malloc_trim``).

    A window that runs all day would hold the most it ever needed, in pieces; and what a person said
    would lie in them after they left.
    """
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries have none
    if trim is not None:
        trim(0)
