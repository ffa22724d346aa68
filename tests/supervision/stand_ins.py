"""What the tests run in processes of their own: picklable, so it lives in a module."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from voice_counter.audio.source import Samples
from voice_counter.errors import ModelError
from voice_counter.speech.recogniser import Hypothesis
from voice_counter.translation.engine import Hypothesis as Translated

_deaf_at_birth = sys.platform != "win32" and signal.SIGINT in signal.pthread_sigmask(
    signal.SIG_BLOCK, ()
)


class Fragile:
    """Does what it is told, also die, hang and fail."""

    def __init__(self) -> None:
        self._calls = 0

    def count(self) -> int:
        self._calls += 1
        return self._calls

    def take(self, _audio: bytes) -> None:
        pass

    def deaf_to_interrupts(self) -> bool:
        return _deaf_at_birth

    def die(self) -> None:
        os._exit(9)

    def hang(self) -> None:
        time.sleep(600)

    def fail(self, said: str = "native code") -> None:
        raise RuntimeError(said)

    def complain(self) -> None:
        raise ModelError("error.model.absent", model="base")


def slow_the_second_time(began: Path) -> Fragile:
    """The second one is never ready; that it began to build, a file named ``again`` says."""
    if began.exists():
        began.with_name("again").touch()
        time.sleep(600)
    began.touch()
    return Fragile()


def refuse() -> object:
    raise ModelError("error.model.absent", model="base")


class ScriptedHearing:
    def __init__(self, audio: Samples, language: str, trouble: Path) -> None:
        self._audio = audio
        self.language = language
        self._trouble = trouble

    def decode(self, terms: Sequence[str] = ()) -> Hypothesis:
        _suffer(self._trouble)
        return Hypothesis(f"{len(self._audio)} {'・'.join(terms)}".strip(), self.language)

    def log_probabilities(self, texts: Sequence[str], terms: Sequence[str] = ()) -> list[float]:
        del terms
        return [-float(len(text)) for text in texts]

    def token_probabilities(self, text: str) -> list[tuple[int, int, float]]:
        return [(0, len(text), 0.5)]


class ScriptedRecogniser:
    """Hears how long the audio is. A file named ``trouble`` says what befalls it, once."""

    def __init__(self, trouble: Path) -> None:
        self._trouble = trouble

    def hear(
        self, audio: Samples, *, language: str | None, final: bool, among: Sequence[str] = ()
    ) -> ScriptedHearing:
        del final, among
        return ScriptedHearing(audio, language or "ja", self._trouble)


def _suffer(trouble: Path) -> None:
    if not trouble.exists():
        return
    kind = trouble.read_text()
    if not kind.startswith("always"):
        trouble.unlink()
    if "die" in kind:
        os._exit(9)
    if "hang" in kind:
        time.sleep(600)
    raise RuntimeError(kind)


class ScriptedEngine:
    """Says what it is told in capitals. A file named ``trouble`` says what befalls it, once."""

    placeholders = ("X1", "X2")

    def __init__(self, name: str, trouble: Path) -> None:
        self.name = name
        self._trouble = trouble

    def translate(self, texts: Sequence[str]) -> list[Translated]:
        _suffer(self._trouble)
        return [Translated(text.upper(), 0.0) for text in texts]

    def including(self, text: str, words: Sequence[str]) -> Translated | None:
        _suffer(self._trouble)
        return Translated(f"{text} {' '.join(words)}", 0.0) if words else None


def no_engine() -> ScriptedEngine:
    raise ModelError("error.model.absent", model="firefox-ja-en")


class Weak:
    """Dies when told, and the next one while it is being built, where a file says so."""

    def __init__(self, trouble: Path) -> None:
        _suffer(trouble)

    def count(self) -> int:
        return 1

    def die(self) -> None:
        os._exit(9)
