"""The real window with the real models on the PC's microphone, used with mouse and keys; a line of
JSON for each thing that a user would see. Run as a program; it ends when its input ends."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "desktop"))

from desktop_fakes import until
from window_driver import Key, click, item, items, pause, press

from voice_counter.desktop.app import CaptionWindow, application
from voice_counter.desktop.core import InstalledCore
from voice_counter.desktop.desk import Mode


def say(kind: str, **what: object) -> None:
    print(json.dumps({"event": kind, **what}, ensure_ascii=False), flush=True)


def shown(window: CaptionWindow, name: str) -> list[str]:
    return [str(each.property("text")) for each in items(window, name) if each.isVisible()]


def settled(window: CaptionWindow) -> Callable[[], bool]:
    def done() -> bool:
        lines = list(window.session.conversation)
        return bool(lines) and all(
            line.final and line.translations and not line.provisional for line in lines
        )

    return done


def main() -> None:
    application()
    window = CaptionWindow(InstalledCore(None, glossary=True), (), Mode.START)
    window.window.resize(1366, 768)
    until(lambda: window.session.property("state") == "waiting", 120)
    until(lambda: bool(window.glossary.property("ready")), 60)
    pause()
    click(window, item(window, "tile_counter"))
    pause()
    click(window, item(window, "language_en"))
    until(lambda: window.session.property("state") == "listening", 60)
    say("listening", turn=window.session.property("turn"))
    until(settled(window), 120)
    until(lambda: bool(shown(window, "residentText")), 30)
    say(
        "translated",
        staff="".join(line.text for line in window.session.conversation),
        resident=" ".join(shown(window, "residentText")),
        badges=shown(window, "termBadge"),
        open=window.desk.property("pending"),
    )
    press(window, Key.Key_F4)
    say("confirmed", open=window.desk.property("pending"))
    press(window, Key.Key_F8)
    pause()
    say("wiped", lines=len(list(window.session.conversation)), texts=shown(window, "residentText"))
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    until(ended.is_set, float("inf"))
    say("closed", whole=window.close())


if __name__ == "__main__":
    main()
