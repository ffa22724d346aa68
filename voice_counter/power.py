"""Whether this PC runs on its battery."""

from __future__ import annotations

import sys
from pathlib import Path

_SUPPLIES = Path("/sys/class/power_supply")


def on_battery(supplies: Path = _SUPPLIES) -> bool:
    """Whether the power comes from a battery, as far as the system tells; False where it does not.

    Args:
        supplies: Linux's list of supplies, each a folder with ``type`` and ``online`` or ``status``
            (kernel documentation, ABI/testing/sysfs-class-power).
    """
    if sys.platform == "win32":
        import psutil

        battery = psutil.sensors_battery()
        return battery is not None and battery.power_plugged is False
    discharging = False
    for supply in supplies.glob("*"):
        if _said(supply / "online") == "1" and _said(supply / "type") != "Battery":
            return False
        discharging |= (
            _said(supply / "type") == "Battery" and _said(supply / "status") == "Discharging"
        )
    return discharging


def _said(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
