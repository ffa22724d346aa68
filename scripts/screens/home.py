"""A home of its own for a window, so that what is drawn does not depend on whose PC it is."""

from __future__ import annotations

from pathlib import Path

_FOLDERS = {
    "CONFIG": "config",
    "SITE_CONFIG": "site",
    "OFFICE": "office",
    "RECORDS": "records",
    "LOGS": "logs",
}


def own_folders(home: Path) -> dict[str, str]:
    """The environment in which settings, the office's updates, records and logs lie in ``home``.

    Models and packages stay where they are.
    """
    return {f"VOICE_COUNTER_{part}": str(home / name) for part, name in _FOLDERS.items()}
