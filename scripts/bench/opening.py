"""Opens the real window, plays one recording through it, and prints when what was there.

A process of its own (``python -m scripts.bench.opening``), because starting is what is measured.
"""

from __future__ import annotations

import json
import sys
import time

from voice_counter.captions.usage import peak_rss
from voice_counter.desktop.app import CaptionWindow, application
from voice_counter.desktop.choices import samples
from voice_counter.desktop.core import InstalledCore
from voice_counter.desktop.session import State


def main() -> int:
    """Print wall-clock times of the first frame, of readiness and of listening; peak bytes."""
    app = application()
    seen: dict[str, float] = {}
    window = CaptionWindow(InstalledCore(None, glossary=True), samples())
    session = window.session

    def frame() -> None:
        seen.setdefault("frame", time.time())

    def changed() -> None:
        state = str(session.property("state"))
        if state == State.WAITING and "ready" not in seen:
            seen["ready"] = time.time()
            session.playSample(0)
        elif state == State.LISTENING:
            seen.setdefault("listening", time.time())
        elif "listening" in seen and state != State.LISTENING:
            app.quit()

    window.window.frameSwapped.connect(frame)
    session.stateChanged.connect(changed)
    app.exec()
    window.close()
    print(json.dumps({**seen, "peak": peak_rss()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
