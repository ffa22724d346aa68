"""How benchmarks tell what they found."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from pathlib import Path


def machine() -> str:
    """The processor and its cores."""
    return f"{_processor()}, {os.cpu_count()} cores"


def table(rows: Iterable[tuple[str, ...]], head: tuple[str, ...] = ("figure", "measured")) -> None:
    """Print a table in Markdown, each row as soon as it is there."""
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head), flush=True)
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")
