"""Reads translations aloud with the voices that are installed on this PC.

Qt hands the text to the system's speech (Windows' own voices, Speech Dispatcher); where a system
has none, or none for a language, that is told, and everything else goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QLocale, QObject, QTimer, Signal, Slot, qInstallMessageHandler

from voice_counter import texts

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech, QVoice

LOCAL_ENGINES = ("winrt", "sapi", "speechd", "darwin", "macos", "flite")
"""Qt's plug-ins, the best first. All of them speak with what is installed; a plug-in that is not
named here might not."""
_REMOTE_VOICE = re.compile(r"\b(?:online|cloud|network|remote)\b", re.IGNORECASE)
"""Windows can be given voices that send the text away, and says so in their names."""
_CANTONESE = (QLocale.Country.HongKong, QLocale.Country.Macao)
"""Their voices read 繁體中文 in another language than Taiwan's."""

_TAIL_MS = 300
"""The loudspeaker is still at it when the engine is done."""
_BEGIN_MS = 5000
"""An engine that has not begun by then never will."""
_SLOWEST_MS = 500
"""Per character: a microphone must not stay shut because an engine forgot to say it was done."""


class ReadAloud(QObject):
    """Says one text at a time. ``began`` comes before the first sound, ``ended`` after the last,
    one for each ``began``: meanwhile the microphone is to be muted.

    Nothing is loaded before it is needed: ``available`` is true until the contrary is known.

    Args:
        engines: Qt's plug-ins that may be used, in order of preference.
    """

    began = Signal()
    ended = Signal()
    changed = Signal()

    def __init__(
        self, engines: Sequence[str] = LOCAL_ENGINES, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engines = tuple(engines)
        self._speech: QTextToSpeech | None = None
        self._voices: dict[str, QVoice | None] = {}
        self._looked = False
        self._speaking = False
        self._notice = ""
        self._longest = _BEGIN_MS
        self._tail = self._timer(_TAIL_MS)
        self._patience = self._timer(_BEGIN_MS)

    speaking = Property(bool, lambda self: self._speaking, notify=changed)
    available = Property(
        bool, lambda self: not self._looked or self._speech is not None, notify=changed
    )
    notice = Property(str, lambda self: self._notice, notify=changed)

    @Slot()
    def prepare(self) -> None:
        """Look for voices now rather than at the first text; takes up to a second."""
        if self._looked:
            return
        self._looked = True
        try:
            with _without_complaints():
                self._speech = self._open()
        except ImportError:  # a library of the system is absent
            self._speech = None
        if self._speech is None:
            self._tell("window.trust.read_no_engine")
            return
        self._speech.stateChanged.connect(self._follow)
        self.changed.emit()

    @Slot(str, result=bool)
    def speaks(self, tag: str) -> bool:
        """Whether there is a voice for a language (BCP 47)."""
        self.prepare()
        return self._voice(tag) is not None

    @Slot(str, str)
    def say(self, text: str, tag: str) -> None:
        """Read ``text`` in the language ``tag`` (BCP 47), in the place of what is being read."""
        self.prepare()
        if self._speech is None or not text.strip():
            return
        voice = self._voice(tag)
        if voice is None:
            self.stop()
            self._tell("window.trust.read_no_voice", name=texts.text(f"window.counter.name_{tag}"))
            return
        self._notice = ""
        self._tail.stop()
        self._longest = _BEGIN_MS + _SLOWEST_MS * len(text)
        self._patience.start(_BEGIN_MS)
        if not self._speaking:
            self._speaking = True
            self.changed.emit()
            self.began.emit()
        self._speech.setLocale(voice.locale())
        self._speech.setVoice(voice)
        self._speech.say(text)
        if self._speech.state().name == "Speaking":  # the new text, or without a break the old
            self._patience.start(self._longest)

    @Slot()
    def stop(self) -> None:
        """Fall silent."""
        if self._speaking and self._speech is not None:
            self._speech.stop()
            self._tail.start()

    def _open(self) -> QTextToSpeech | None:
        """The first engine that works and has voices.

        Raises:
            ImportError: Qt's library cannot be loaded.
        """
        from PySide6.QtTextToSpeech import QTextToSpeech

        present = QTextToSpeech.availableEngines()
        for name in self._engines:
            if name in present:
                speech = QTextToSpeech(name, self)
                if speech.state() is not QTextToSpeech.State.Error and speech.availableLocales():
                    return speech
                speech.deleteLater()
        return None

    def _voice(self, tag: str) -> QVoice | None:
        if tag not in self._voices and self._speech is not None:
            self._voices[tag] = _find_voice(self._speech, tag)
        return self._voices.get(tag)

    def _follow(self, state: QTextToSpeech.State) -> None:
        if not self._speaking:
            return
        match state.name:
            case "Ready":
                # When one text takes the place of another, the engine is ready in between.
                self._tail.start()
            case "Error":
                self._tell("window.trust.read_failed")
                self._finish()
            case _:
                self._tail.stop()
                self._patience.start(self._longest)

    def _finish(self) -> None:
        self._tail.stop()
        self._patience.stop()
        if self._speaking:
            self._speaking = False
            self.changed.emit()
            self.ended.emit()

    def _tell(self, key: str, name: str = "") -> None:
        self._notice = texts.text(key, name=name)
        self.changed.emit()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._over)
        return timer

    def _over(self) -> None:
        if self._speech is not None and self.sender() is self._patience:
            self._speech.stop()
        self._finish()


def _find_voice(speech: QTextToSpeech, tag: str) -> QVoice | None:
    """The local voice for a language, of the country that the tag brings to mind first."""
    wanted = QLocale(tag)
    fitting = [
        locale
        for locale in speech.availableLocales()
        if locale.language() == wanted.language()
        and locale.script() == wanted.script()
        and (locale.language() is not QLocale.Language.Chinese or _mandarin(locale))
    ]
    fitting.sort(key=lambda locale: locale.territory() != wanted.territory())
    for locale in fitting:
        speech.setLocale(locale)
        for voice in speech.availableVoices():
            if not _REMOTE_VOICE.search(voice.name()):
                return voice
    return None


def _mandarin(locale: QLocale) -> bool:
    return locale.territory() not in _CANTONESE


@contextmanager
def _without_complaints() -> Iterator[None]:
    """Qt reports on the console each plug-in and library that it cannot load; the notice does so
    in words that somebody at a counter reads."""
    before = qInstallMessageHandler(lambda *_: None)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
