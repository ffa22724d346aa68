"""The pipeline of the window on a real microphone, for the test that unplugs it: a line of JSON for
each event. Run as a program; it ends when its input ends."""

from __future__ import annotations

import json
import sys
import threading
import time

from voice_counter.audio.supervised import SourceEvent
from voice_counter.captions.events import CaptionEvent, Final, Listening
from voice_counter.conversation.ears import Arrangement, plan
from voice_counter.conversation.line import Side
from voice_counter.desktop.core import InstalledCore


def say(kind: str, **what: object) -> None:
    now = {"event": kind, "at": time.monotonic(), **what}
    print(json.dumps(now, ensure_ascii=False), flush=True)


def main() -> None:
    core = InstalledCore(None, glossary=False)
    captioner = core.load()
    wanted = plan(Arrangement.ALONE, ("mic", "mic"), sys.argv[1], "")
    ears = core.open(wanted)

    def device(_side: Side, event: SourceEvent) -> None:
        say(type(event).__name__)

    def heard(event: CaptionEvent) -> None:
        if isinstance(event, Listening):
            say("Listening")
        elif isinstance(event, Final):
            say("Final", text=event.text)

    ears.listen(device)
    run = threading.Thread(
        target=captioner.run, args=(ears.sources[0], wanted.ears[0].options, heard)
    )
    run.start()
    sys.stdin.read()
    captioner.stop()
    run.join()
    captioner.close()
    say("Stopped")


if __name__ == "__main__":
    main()
