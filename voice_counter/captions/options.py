"""What one run of the captions can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

PARTIAL_SECONDS = 0.5
"""As often as a reader can take it in, and as two cores can recognise it."""

SPARING_PARTIAL_SECONDS = 2.0
"""A laptop lasts longer: a quarter of the work while somebody speaks."""


@dataclass(frozen=True, slots=True)
class CaptionOptions:
    """How to caption.

    Attributes:
        language: Whisper code, or ``"auto"``.
        among: where ``language`` is ``"auto"``, the codes to choose from; empty for any.
        end_silence: seconds of silence that end an utterance, 0.3 to 1.0.
        glossary: whether glossary terms help the recogniser.
        partials: whether captions grow while a person speaks.
        partial_seconds: seconds of new audio that make another partial worth its decode.
        light_partials: let captions grow by a smaller model, where one is installed.
    """

    language: str = "ja"
    among: tuple[str, ...] = ()
    end_silence: float = 0.5
    glossary: bool = True
    partials: bool = True
    partial_seconds: float = PARTIAL_SECONDS
    light_partials: bool = False
