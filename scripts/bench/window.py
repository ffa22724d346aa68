"""The real window with a captioner that is played by hand, and eyes for its pixels.

Everything behind the captioner is real: the queued signal to the GUI thread, the conversation, the
models, the QML. Its models are not: what they would say comes from ``talk.py``.
"""

from __future__ import annotations

import os
import queue
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow

from scripts.bench.talk import final, sentences
from scripts.screens.home import own_folders
from scripts.screens.recorded import Quiet
from scripts.screens.waiting import settle, wait
from voice_counter import paths, settings
from voice_counter.audio.source import AudioSource, Samples
from voice_counter.captions.events import CaptionEvent, Listening, Summary
from voice_counter.captions.options import CaptionOptions
from voice_counter.conversation.ears import Plan
from voice_counter.conversation.line import Side
from voice_counter.desktop.app import CaptionWindow, application
from voice_counter.desktop.core import Captioner, Ears, Terms
from voice_counter.desktop.desk import Mode
from voice_counter.glossary import Glossary, Vocabulary, load_glossary
from voice_counter.glossary.user_glossary import FILE_NAME, UserGlossary
from voice_counter.translation.results import TermNote, Translation
from voice_counter.translation.translator import Translator

_MICROPHONE = "USB マイク"
Pixels = NDArray[np.uint32]


class Played(Quiet):
    """A captioner that says what it is given, on a thread of its own as the real one does."""

    def __init__(self) -> None:
        self._script: queue.SimpleQueue[CaptionEvent | None] = queue.SimpleQueue()
        self.handed = 0.0
        """When the last event was handed to the sink: ``time.perf_counter``."""

    def say(self, *events: CaptionEvent) -> None:
        """Have these said, one after the other."""
        for event in events:
            self._script.put(event)

    def run(
        self, source: AudioSource, options: CaptionOptions, sink: Callable[[CaptionEvent], None]
    ) -> Summary:
        """See :class:`~voice_counter.desktop.core.Captioner`."""
        del source, options
        while (event := self._script.get()) is not None:
            self.handed = time.perf_counter()
            sink(event)
        return self.end(sink)

    def stop(self) -> None:
        """See :class:`~voice_counter.desktop.core.Captioner`."""
        self._script.put(None)


class _Silence:
    name = _MICROPHONE
    live = True
    overflows = 0

    def blocks(self) -> Iterator[Samples]:
        yield from ()

    def close(self) -> None:
        pass


class AtOnce:
    """Translates without a model: as many words as a translation has, with its terms."""

    def __init__(self, glossary: Glossary) -> None:
        self._terms = glossary

    def translate(self, text: str, source: str, target: str) -> Translation:
        """English-looking words of twice the length; the terms in their approved forms."""
        notes = []
        for match in self._terms.matches(text):
            rendering = match.term.translations.get(target)
            if rendering:
                notes.append(TermNote(match.term.ja, rendering[0]))
        words = " ".join(note.rendering for note in notes) + " please" * (len(text) // 4)
        route = (source, target)
        return Translation(
            source, target, text, words.strip(), "bench", route, "engine", terms=tuple(notes)
        )


class PlayedCore:
    """The pipeline of the window, without its models."""

    def __init__(self, folder: Path, *, translating: bool) -> None:
        self.captioner = Played()
        self.glossary = load_glossary(paths.glossaries())
        self._translating = translating
        self._own = UserGlossary(folder / FILE_NAME)

    def load(self) -> Captioner:
        """See :class:`~voice_counter.desktop.core.Core`."""
        return self.captioner

    def microphones(self) -> list[str]:
        """One."""
        return [_MICROPHONE]

    def second(self, captioner: Captioner, *, japanese: bool) -> Captioner:
        """One that says nothing."""
        del captioner, japanese
        return Played()

    def open(self, plan: Plan) -> Ears:
        """Silence for every ear."""
        return Ears(tuple(_Silence() for _ in plan.ears), lambda _: None, lambda _: None)

    def translator(self) -> Translator:
        """The installed models where they are asked for, or else one that takes no time."""
        if self._translating:
            from voice_counter.translation.load import load_translator

            return load_translator(self.glossary)
        return AtOnce(self.glossary)

    def terms(self) -> Terms:
        """Those that ship."""
        return Terms(self._own, self.glossary)

    def vocabulary(self, glossary: Glossary) -> Vocabulary:
        """As the real core."""
        return Vocabulary(glossary)


class Bench:
    """A window on the bench, listening.

    Attributes:
        window: the real one.
        said: how many utterances there were.
    """

    def __init__(self, window: CaptionWindow, core: PlayedCore) -> None:
        self.window = window
        self.core = core
        self.said = 0
        self.frames: list[float] = []
        self.watch: Callable[[], None] | None = None
        """Called after each frame."""
        window.window.frameSwapped.connect(self._frame)

    @property
    def view(self) -> QQuickWindow:
        """The window of Qt."""
        return self.window.window

    def say(self, *events: CaptionEvent) -> None:
        """Hand events to the captioner's thread."""
        self.core.captioner.say(*events)

    def fill(self, lines: int) -> None:
        """So many captions are there, and all that follows from them has been drawn."""
        said = sentences()
        before = self.window.session.model.rowCount()
        for number in range(lines):
            text = said[number % len(said)]
            self.say(final(self.said, text, self.core.glossary, 6.0 * self.said))
            self.said += 1
        wait(lambda: self.window.session.model.rowCount() == before + lines, 600.0)
        self.quiet(1.0)

    def quiet(self, seconds: float = 0.15) -> None:
        """Wait until no frame has been drawn for so long."""
        seen = -1
        while seen != len(self.frames):
            seen = len(self.frames)
            settle(seconds)

    def item(self, name: str) -> QQuickItem:
        """The one item of that name which can be seen."""
        found = [each for each in descendants(self.view.contentItem()) if each.objectName() == name]
        return next(each for each in found if each.isVisible())

    def grab(self, area: QRectF) -> Pixels:
        """What the screen shows there: read from the screen, so nothing is drawn for it."""
        scale = self.view.devicePixelRatio()
        image = (
            self.view.screen()
            .grabWindow(self.view.winId())
            .toImage()
            .convertToFormat(QImage.Format.Format_RGB32)
        )
        whole = np.frombuffer(image.constBits(), np.uint32)
        whole = whole.reshape(image.height(), image.bytesPerLine() // 4)
        left, top = round(area.left() * scale), round(area.top() * scale)
        right, bottom = round(area.right() * scale), round(area.bottom() * scale)
        return whole[max(top, 0) : bottom, max(left, 0) : right].copy()

    def _frame(self) -> None:
        self.frames.append(time.perf_counter())
        if self.watch is not None:
            self.watch()


def place(item: QQuickItem) -> QRectF:
    """Where an item is in its window."""
    corner = item.mapToScene(QPointF(0, 0))
    other = item.mapToScene(QPointF(item.width(), item.height()))
    return QRectF(corner, other).normalized()


@contextmanager
def opened(
    mode: Mode,
    *,
    size: tuple[int, int] = (1366, 768),
    language: str = "",
    translating: bool = False,
    **changes: object,
) -> Iterator[Bench]:
    """A window that listens, in a settings folder of its own.

    Args:
        language: what the resident reads, in the rooms that translate.
        translating: translate with the installed models.
        changes: settings that are not the usual ones.
    """
    application()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(own_folders(Path(folder)))
        chosen = replace(settings.Settings(idle_clear_minutes=0), **changes)  # type: ignore[arg-type]
        settings.save(chosen)
        core = PlayedCore(Path(folder), translating=translating)
        window = CaptionWindow(core, (), mode)
        bench = Bench(window, core)
        try:
            window.window.resize(*size)
            wait(lambda: window.session.property("state") == "waiting")
            wait(lambda: bool(window.glossary.property("ready")))
            if language:
                window.desk.chooseLanguage(language)
            window.session.start()
            window.session.give(Side.STAFF)
            core.captioner.say(Listening(_MICROPHONE))
            wait(lambda: window.session.property("state") == "listening")
            bench.quiet()
            yield bench
        finally:
            bench.watch = None
            core.captioner.stop()
            window.close()


def descendants(root: QQuickItem) -> Iterator[QQuickItem]:
    yield root
    for child in root.childItems():
        yield from descendants(child)
