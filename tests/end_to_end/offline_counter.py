"""The counter from its start to a translated caption, for the tests that listen to it.

Run as a program: the window with the installed models, a recording in the place of the microphone.
Prints a line of JSON with the captions.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import soundfile

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "desktop"))

from desktop_fakes import until
from recorded_core import RecordedCore, placed, rows

from voice_counter.audio.source import SAMPLE_RATE
from voice_counter.desktop.app import CaptionWindow, application
from voice_counter.desktop.caption_model import Role
from voice_counter.desktop.desk import Mode

_PATIENCE = 120.0


def main() -> int:
    application()
    with tempfile.TemporaryDirectory() as folder:
        recording = Path(folder) / "counter.flac"
        soundfile.write(recording, placed("ja_10_payment_deadline.flac", 3.0, 12.0), SAMPLE_RATE)
        window = CaptionWindow(RecordedCore((recording,)), (), Mode.COUNTER)
        until(lambda: window.session.property("state") != "preparing", _PATIENCE)
        window.desk.chooseDetection("keys")
        window.desk.chooseLanguage("en")
        window.desk.pressTurn("staff")
        until(lambda: window.session.property("state") == "stopped", _PATIENCE)
        until(lambda: "waiting" not in rows(window, Role.TRANSLATION_STATE), _PATIENCE)
        said = {
            "heard": rows(window, Role.STABLE),
            "translated": rows(window, Role.TRANSLATION),
            "fault": window.session.property("modelFault"),
        }
        print(json.dumps(said, ensure_ascii=False), flush=True)
        return 0 if window.close() else 1


if __name__ == "__main__":
    sys.exit(main())
