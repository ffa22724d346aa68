"""Opens the application as its users do, and prints when its start screen was there.

A process of its own (``python -m scripts.bench.start_screen``): starting is what is measured.
"""

from __future__ import annotations

import json
import sys
import time

_HEAVY = (
    "ctranslate2",
    "fxtranslate",
    "numpy",
    "onnxruntime",
    "sentencepiece",
    "sounddevice",
    "soundfile",
    "sudachipy",
    "tokenizers",
)
"""Nothing of these is needed to draw four tiles."""


def main() -> int:
    """Print wall-clock times of each step until the first frame, and what had been imported."""
    seen: dict[str, object] = {"python": time.time()}

    from PySide6.QtCore import QTimer

    import voice_counter.cli  # noqa: F401  (what the command imports before the window)
    from voice_counter.desktop import app as desktop
    from voice_counter.desktop.choices import samples
    from voice_counter.desktop.core import InstalledCore
    from voice_counter.desktop.desk import Mode

    seen["imported"] = time.time()
    app = desktop.application()
    seen["qt"] = time.time()
    window = desktop.CaptionWindow(InstalledCore(None, glossary=True), samples(), Mode.START)
    seen["built"] = time.time()

    def frame() -> None:
        if "frame" not in seen:
            seen["frame"] = time.time()
            seen["modules"] = len(sys.modules)
            seen["heavy"] = [name for name in _HEAVY if name in sys.modules]

    def marked() -> None:
        if len(window.start.property("marks")) == 4 and "marks" not in seen:
            seen["marks"] = time.time()
        if "marks" in seen and window.session.property("state") in ("waiting", "unready"):
            app.quit()

    window.window.frameSwapped.connect(frame)
    window.start.marksChanged.connect(marked)
    window.session.stateChanged.connect(marked)
    QTimer.singleShot(60_000, app.quit)
    app.exec()
    if window.session.property("state") != "waiting":
        raise RuntimeError("the models could not be loaded")
    seen["ready"] = time.time()
    window.close()
    print(json.dumps(seen))
    return 0


if __name__ == "__main__":
    sys.exit(main())
