"""The resident's window on a second screen stays as long as the layout asks for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from voice_counter import paths
from voice_counter.resident_texts import resident_texts


@pytest.mark.parametrize("end", ["quit", "close"])
@pytest.mark.parametrize(
    ("mode", "name"), [("counter", "residentWindow"), ("hearing", "hearingWindow")]
)
def test_closed_it_comes_back_and_keeps_nothing_from_ending(
    tmp_path: Path, mode: str, name: str, end: str
) -> None:
    one = {"name": "one", "x": 0, "y": 0, "width": 1366, "height": 768}
    one |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    two = one | {"name": "two", "x": 1366}
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": [one, two]}), encoding="utf-8")
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, str(here / "two_screens.py"), mode, name, end],
        env=os.environ
        | {
            "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
            "PYTHONPATH": os.pathsep.join([str(here), str(here.parent), str(paths.ui().parent)]),
        },
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    # Nobody is heard yet, which a resident without a language cannot be told.
    notes = [resident_texts("ja")["paused"]] if mode == "hearing" else []
    assert json.loads(done.stdout) == {
        "notes": notes,
        "back": True,
        "full": True,
        "left": [],
        "ended": True,
    }
