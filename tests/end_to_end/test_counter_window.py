"""Everything at once: a virtual microphone, the real models, the real window, mouse and keys."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pulse import PulseAudio
from recordings import recording
from running import Program


def told(program: Program, kind: str) -> dict[str, Any]:
    event: dict[str, Any] = json.loads(program.out.until(f'"{kind}"'))
    return event


def test_from_the_start_screen_to_the_next_person(pulse: PulseAudio, tmp_path: Path) -> None:
    program = Program(
        sys.executable,
        str(Path(__file__).with_name("counter_window.py")),
        environment={
            **pulse.environment,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QUICK_BACKEND": "software",
        },
    )
    with program:
        assert told(program, "listening")["turn"] == "staff"
        pulse.play(recording("ja_10").path)
        heard = told(program, "translated")
        assert "6月30日" in heard["staff"]
        assert "June 30" in heard["resident"]
        assert any("納期限" in badge for badge in heard["badges"])
        assert heard["open"] >= 1
        assert told(program, "confirmed")["open"] < heard["open"]
        wiped = told(program, "wiped")
        assert (wiped["lines"], wiped["texts"]) == (0, [])
        program.process.stdin.close()  # type: ignore[union-attr]
        assert told(program, "closed")["whole"]
    assert not (tmp_path / "records").exists()
