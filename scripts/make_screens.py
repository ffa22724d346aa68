"""Draw the window's screens into docs/screens, from recorded events through the real window."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# Before Qt is imported: no display is needed, and every machine draws the same pixels.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject  # noqa: E402

from voice_counter import settings  # noqa: E402
from voice_counter.audio.source import AudioSource, Samples  # noqa: E402
from voice_counter.captions.events import (  # noqa: E402
    CaptionEvent,
    Delay,
    Final,
    Level,
    Listening,
    Partial,
    Stopped,
    Summary,
)
from voice_counter.captions.options import CaptionOptions  # noqa: E402
from voice_counter.desktop.app import CaptionWindow, application  # noqa: E402
from voice_counter.desktop.choices import samples  # noqa: E402
from voice_counter.desktop.core import Captioner  # noqa: E402
from voice_counter.errors import ModelError, UserError  # noqa: E402

WIDTH, HEIGHT = 1366, 768
_MICROPHONE = "USB マイク (UM-10)"
_SAID = (
    "おはようございます。今日はどのようなご用件でしょうか。",
    "住民票の写しを2通お願いします。世帯全員の分で、本籍は載せなくて大丈夫です。",
    "かしこまりました。手数料は1通300円です。ご本人確認のため、マイナンバーカードか運転免許証を見せていただけますか。",
    "はい、これでいいですか。",
)
_SAYING = "ありがとうございます。できあがりましたら、42番の番号でお呼びしますので、あちらのいす"
_STABLE = "ありがとうございます。できあがりましたら、42番の番号で"


def conversation(*, late: float = 0.0) -> tuple[CaptionEvent, ...]:
    """A talk at the counter, recorded up to the middle of a sentence."""
    finals = [Final(n, 6.0 * n, 6.0 * n + 5, 6.0 * n + 6, "ja", t) for n, t in enumerate(_SAID)]
    saying = Partial(len(_SAID), 24.0, 29.0, 29.8, "ja", _SAYING, len(_STABLE))
    events: tuple[CaptionEvent, ...] = (
        Listening(_MICROPHONE),
        *finals,
        saying,
        Level(-21.0, -9.0),
    )
    return (*events, Delay(late)) if late else events


@dataclass(frozen=True)
class Scene:
    """One picture: how the window is set, what the pipeline does, and what to wait for."""

    name: str
    done: Callable[[QObject], bool]
    settings: settings.Settings = settings.Settings()  # noqa: RUF009  (frozen)
    events: tuple[CaptionEvent, ...] = ()
    microphones: tuple[str, ...] = (_MICROPHONE, "内蔵マイク")
    model_fault: UserError | None = None


def _talking(session: QObject) -> bool:
    captions = session.property("captions").rowCount()
    return bool(captions == len(_SAID) + 1 and session.property("level") > 0)


def _in_state(state: str) -> Callable[[QObject], bool]:
    return lambda session: bool(session.property("state") == state)


SCENES = (
    Scene("light", _talking, events=conversation()),
    Scene("dark", _talking, settings.Settings(theme="dark"), conversation()),
    Scene("high-contrast", _talking, settings.Settings(theme="high-contrast"), conversation()),
    Scene(
        "delay",
        lambda session: bool(session.property("delayText")) and _talking(session),
        events=conversation(late=4.2),
    ),
    Scene("no-microphone", _in_state("waiting"), microphones=()),
    Scene(
        "no-model",
        _in_state("unready"),
        model_fault=ModelError("error.model.absent", model="small-int8"),
    ),
    Scene("waiting", _in_state("waiting")),
)


class _Silence:
    """A source that says nothing: the recorded captioner brings its own events."""

    name = _MICROPHONE
    live = True
    overflows = 0

    def __init__(self) -> None:
        self.closed = threading.Event()

    def blocks(self) -> Iterator[Samples]:
        self.closed.wait()
        yield from ()

    def close(self) -> None:
        self.closed.set()


class _Recorded:
    """A captioner that sends recorded events and then waits to be stopped."""

    def __init__(self, events: tuple[CaptionEvent, ...]) -> None:
        self._events = events

    def run(
        self, source: AudioSource, options: CaptionOptions, sink: Callable[[CaptionEvent], None]
    ) -> Summary:
        del options
        for event in self._events:
            sink(event)
        for _block in source.blocks():
            pass
        summary = Summary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        sink(Stopped(summary))
        return summary

    def stop(self) -> None:
        pass


class _SceneCore:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def load(self) -> Captioner:
        if self._scene.model_fault is not None:
            raise self._scene.model_fault
        return _Recorded(self._scene.events)

    def microphones(self) -> list[str]:
        return list(self._scene.microphones)

    def open_source(self, spec: str) -> AudioSource:
        del spec
        return _Silence()


def draw(scene: Scene, folder: Path, width: int = WIDTH, height: int = HEIGHT) -> Path:
    """Open the real window, let the scene happen and save what it looks like.

    Raises:
        TimeoutError: the scene did not come about.
    """
    application()
    with tempfile.TemporaryDirectory() as config:
        os.environ["VOICE_COUNTER_CONFIG"] = config
        settings.save(scene.settings)
        window = CaptionWindow(_SceneCore(scene), samples())
        try:
            window.window.resize(width, height)
            if scene.events:
                window.session.start()
            _wait(lambda: scene.done(window.session) and window.session.microphones_known)
            _settle()
            picture = folder / f"window-{scene.name}.png"
            window.window.grabWindow().save(str(picture))
        finally:
            window.close()
    return picture


def _wait(done: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError("the scene did not come about")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def _settle(seconds: float = 0.4) -> None:
    """Let animations and deferred layout come to rest."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def main() -> int:
    """Draw every scene, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--size", default=f"{WIDTH}x{HEIGHT}")
    parser.add_argument("scenes", nargs="*")
    asked = parser.parse_args()
    width, height = map(int, asked.size.split("x"))
    asked.folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        if not asked.scenes or scene.name in asked.scenes:
            print(draw(scene, asked.folder, width, height))
    return 0


if __name__ == "__main__":
    sys.exit(main())
