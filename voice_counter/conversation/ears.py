"""Who is heard by which microphone: the ways to know who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from voice_counter.captions.options import (
    PARTIAL_SECONDS,
    SPARING_PARTIAL_SECONDS,
    CaptionOptions,
)
from voice_counter.conversation.line import Side
from voice_counter.speech.languages import AUTO, whisper_code


class Arrangement(StrEnum):
    """How it is known who speaks."""

    ALONE = "alone"
    """One side speaks; or it does not matter who does."""
    KEYS = "keys"
    """One microphone, and a key for each side."""
    TWO_MICROPHONES = "two_microphones"
    DETECT = "detect"
    """One microphone; the language tells."""


@dataclass(frozen=True, slots=True)
class Ear:
    """One run of a captioner. ``side`` is None where the language tells who speaks."""

    side: Side | None
    options: CaptionOptions


@dataclass(frozen=True, slots=True)
class Plan:
    """What listens to what.

    Attributes:
        specs: audio sources, see :func:`voice_counter.audio.open.open_source`.
        ears: one for each source, or both for the one source that keys divide.
        live: whether it is the user's microphone rather than a sample recording.
        patient: whether to begin without a microphone and wait for it: a talk goes on, and nobody
            has just pressed start.
    """

    specs: tuple[str, ...]
    ears: tuple[Ear, ...]
    arrangement: Arrangement = Arrangement.ALONE
    live: bool = True
    patient: bool = False


def plan(
    arrangement: Arrangement,
    microphones: tuple[str, str],
    language: str,
    resident_language: str,
    *,
    sparing: bool = False,
) -> Plan:
    """The plan of an arrangement.

    Args:
        microphones: of staff and resident, as source specifications.
        language: Whisper code that ``ALONE`` listens in; staff speak Japanese in all others.
        resident_language: BCP 47 tag.
        sparing: captions grow less often and by a smaller model, so that a battery lasts.

    >>> plan(Arrangement.DETECT, ("mic", ""), "ja", "ne").ears[0].options.among
    ('ja', 'ne')
    """
    code = whisper_code(resident_language)
    seconds = SPARING_PARTIAL_SECONDS if sparing else PARTIAL_SECONDS

    def ear(side: Side | None, spoken: str, among: tuple[str, ...] = ()) -> Ear:
        options = CaptionOptions(
            language=spoken, among=among, partial_seconds=seconds, light_partials=sparing
        )
        return Ear(side, options)

    staff, resident = ear(Side.STAFF, "ja"), ear(Side.RESIDENT, code)
    match arrangement:
        case Arrangement.KEYS:
            return Plan(microphones[:1], (staff, resident), arrangement)
        case Arrangement.TWO_MICROPHONES:
            return Plan(microphones, (staff, resident), arrangement)
        case Arrangement.DETECT:
            return Plan(microphones[:1], (ear(None, AUTO, ("ja", code)),), arrangement)
        case Arrangement.ALONE:
            return Plan(microphones[:1], (ear(Side.STAFF, language),), arrangement)
