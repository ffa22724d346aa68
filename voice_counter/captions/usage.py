"""What a run costs: wall clock, CPU and memory of this process."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path


class ResourceMeter:
    """Measures from its making on."""

    def __init__(self) -> None:
        self._wall = time.monotonic()
        self._cpu = time.process_time()

    def wall(self) -> float:
        """Seconds gone by."""
        return time.monotonic() - self._wall

    def cpu(self) -> float:
        """CPU seconds used by all threads."""
        return time.process_time() - self._cpu


def peak_rss() -> int:
    """The most memory this process ever held resident, in bytes."""
    if sys.platform == "win32":
        import psutil

        peak: int = psutil.Process().memory_info().peak_wset
        return peak
    status = Path("/proc/self/status")
    if status.is_file():
        # Not getrusage: on Linux its peak is handed on from the process that started this one.
        kibibytes = re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="ascii"))
        if kibibytes is not None:
            return int(kibibytes[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Kibibytes everywhere but on macOS.
    return peak if sys.platform == "darwin" else peak * 1024
