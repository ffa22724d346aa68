"""The pipeline of a picture: recorded events in the place of a recogniser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.screens.scene import HEARD, MICROPHONE, Scene
from voice_counter import paths
from voice_counter.audio.source import AudioSource, Samples
from voice_counter.audio.supervised import SourceEvent, SourceLost
from voice_counter.captions.events import CaptionEvent, Stopped, Summary
from voice_counter.captions.options import CaptionOptions
from voice_counter.conversation.ears import Plan
from voice_counter.conversation.line import Side
from voice_counter.desktop.core import Captioner, Ears, Terms
from voice_counter.errors import AudioError, UserError
from voice_counter.glossary import Glossary, Vocabulary, load_glossary
from voice_counter.glossary.user_glossary import FILE_NAME, UserGlossary
from voice_counter.texts import text
from voice_counter.translation.load import load_translator
from voice_counter.translation.translator import Translator

_LOST = AudioError(
    "error.audio.microphone_failed", name=MICROPHONE, reason=text("error.audio.reason_no_sound")
)


class Silence:
    """A source that says nothing: the recorded captioner brings its own events."""

    name = MICROPHONE
    live = True
    overflows = 0

    def __init__(self) -> None:
        self.closed = threading.Event()

    def blocks(self) -> Iterator[Samples]:
        self.closed.wait()
        yield from ()

    def close(self) -> None:
        self.closed.set()


class Quiet:
    """A captioner that has no models; what it says is up to its ``run``."""

    fallback: UserError | None = None
    model_id = ""

    def stop(self) -> None:
        """See :class:`~voice_counter.desktop.core.Captioner`."""

    def use(self, vocabulary: Vocabulary) -> None:
        """Nothing is recognised."""

    def hurry(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """There is nothing to let go of."""

    def forget(self) -> None:
        """Nothing is remembered."""

    def hear_again(self) -> str | None:
        """Nothing was heard."""
        return None

    def end(self, sink: Callable[[CaptionEvent], None]) -> Summary:
        """The last event of a run."""
        summary = Summary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        sink(Stopped(summary))
        return summary


class Recorded(Quiet):
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
        return self.end(sink)

    def hear_again(self) -> str | None:
        return HEARD


class SceneCore:
    """What the window sees of the pipeline."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        self._scene = scene
        self._own = UserGlossary(folder / FILE_NAME)
        self.lose: Callable[[], None] = lambda: None

    def load(self) -> Captioner:
        if self._scene.model_fault is not None:
            raise self._scene.model_fault
        return Recorded(self._scene.events)

    def microphones(self) -> list[str]:
        return list(self._scene.microphones)

    def second(self, captioner: Captioner, *, japanese: bool) -> Captioner:
        del captioner, japanese
        return Recorded(self._scene.resident)

    def open(self, plan: Plan) -> Ears:
        def listen(listener: Callable[[Side, SourceEvent], None]) -> None:
            self.lose = lambda: listener(Side.STAFF, SourceLost(_LOST))

        sources = tuple(Silence() for _ in plan.ears)
        return Ears(sources, lambda _: None, lambda _: None, listen)

    def translator(self) -> Translator:
        return load_translator(load_glossary(paths.glossaries()))

    def terms(self) -> Terms:
        return Terms(self._own, load_glossary(paths.glossaries()))

    def vocabulary(self, glossary: Glossary) -> Vocabulary:
        return Vocabulary(glossary)
