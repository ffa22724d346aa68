"""The edge where speech becomes text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from voice_counter.audio.source import Samples


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What the recogniser heard in one piece of audio.

    Attributes:
        text: the words, without surrounding blanks; empty when nothing was said.
        language: Whisper language code.
        no_speech: probability that the audio holds no speech.
        log_probability: mean log probability of the tokens.
        looped: the decoder repeated itself; ``text`` is not to be trusted.
        loops: how many decodes on the way to this hypothesis looped.
    """

    text: str
    language: str
    no_speech: float = 0.0
    log_probability: float = 0.0
    looped: bool = False
    loops: int = 0


class Hearing(Protocol):
    """The audio of one utterance, encoded once, to be decoded as often as it pays."""

    @property
    def language(self) -> str:
        """Whisper code: the one asked for, or the one detected."""

    def decode(self, terms: Sequence[str] = ()) -> Hypothesis:
        """The likeliest text. ``terms`` are words likely to be said, most likely first."""

    def log_probabilities(self, texts: Sequence[str], terms: Sequence[str] = ()) -> list[float]:
        """How likely each text is to have been said: total log probability of its tokens."""

    def token_probabilities(self, text: str) -> list[tuple[int, int, float]]:
        """How likely each piece of ``text`` is to have been said, given the pieces before it:
        first and last character (exclusive), probability."""


class Recogniser(Protocol):
    """Turns the audio of one utterance, complete or still growing, into hypotheses."""

    def hear(
        self, audio: Samples, *, language: str | None, final: bool, among: Sequence[str] = ()
    ) -> Hearing:
        """Take ``audio`` in (mono float32 at 16 kHz).

        Args:
            among: the codes that a detected language may have; empty for any.
            language: Whisper code, or None to detect it.
            final: spend what a settled caption deserves; otherwise be quick.
        """
