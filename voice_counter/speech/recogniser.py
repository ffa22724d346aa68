"""The edge where speech becomes text."""

from __future__ import annotations

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


class Recogniser(Protocol):
    """Turns the audio of one utterance, complete or still growing, into a hypothesis."""

    def recognise(
        self, audio: Samples, *, language: str | None, terms: tuple[str, ...], final: bool
    ) -> Hypothesis:
        """Recognise ``audio`` (mono float32 at 16 kHz).

        Args:
            language: Whisper code, or None to detect it.
            terms: words likely to be said, most likely first.
            final: spend what a settled caption deserves; otherwise be quick.
        """
