"""What the window needs of the caption pipeline, and the pipeline as it is installed.

The window knows only these protocols, so that its tests can drive it with recorded events.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from voice_counter.audio.source import AudioSource
from voice_counter.captions.events import CaptionEvent, Summary
from voice_counter.captions.options import CaptionOptions


class Captioner(Protocol):
    """Captions one source at a time."""

    def run(
        self, source: AudioSource, options: CaptionOptions, sink: Callable[[CaptionEvent], None]
    ) -> Summary:
        """Caption ``source`` until it ends or ``stop`` is called; blocks the calling thread."""

    def stop(self) -> None:
        """End the run. May come from any thread."""


class Core(Protocol):
    """The pipeline as the window sees it. Each method may take seconds: never call on the GUI."""

    def load(self) -> Captioner:
        """Bring the models into memory.

        Raises:
            UserError: they are missing or damaged.
        """

    def microphones(self) -> list[str]:
        """Names of the microphones, the preferred one first.

        Raises:
            UserError: audio input does not work on this machine.
        """

    def open_source(self, spec: str) -> AudioSource:
        """The source for ``"mic"``, ``"mic:NAME"`` or the path of a recording.

        Raises:
            UserError: it cannot be used.
        """


class InstalledCore:
    """The real pipeline. Imports are late: the window must be on the screen before them."""

    def __init__(self, model_id: str | None, *, glossary: bool) -> None:
        self._model_id = model_id
        self._glossary = glossary

    def load(self) -> Captioner:
        """Load the models that the command line asked for."""
        from voice_counter.captions.engine import load_captioner

        return load_captioner(self._model_id, glossary=self._glossary)

    def microphones(self) -> list[str]:
        """Ask the operating system."""
        from voice_counter.audio.microphone import list_microphones

        return list_microphones()

    def open_source(self, spec: str) -> AudioSource:
        """Open a microphone, or a recording that plays at the pace of speech."""
        from voice_counter.audio.open import open_source

        return open_source(spec, realtime=True)
