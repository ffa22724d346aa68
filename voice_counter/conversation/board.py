"""The board with pictures: what a resident can say by pointing, in their language and Japanese.

The wordings are those of ``ui/resident/<tag>.toml``; the keys here are theirs. Nothing is
translated by a machine: what stands on the button of one language stands on that of Japanese.
"""

from __future__ import annotations

from dataclasses import dataclass

from voice_counter.conversation.pads import Pad, shown
from voice_counter.resident_texts import resident_texts

PURPOSES = (
    "purpose_resident_record",
    "purpose_moving",
    "purpose_seal",
    "purpose_my_number",
    "purpose_family_register",
    "purpose_health_insurance",
    "purpose_pension",
    "purpose_tax",
    "purpose_child",
    "purpose_baby",
    "purpose_care",
    "purpose_disability",
    "purpose_waste",
    "purpose_money",
    "purpose_letter",
    "purpose_other",
)
"""What residents come for, the most frequent first."""
ANSWERS = ("yes", "no", "dont_know", "again", "slowly", "write_it")
YES_NO = ("yes", "no", "dont_know")
FRONT = (
    "part_head",
    "part_eye",
    "part_ear",
    "part_mouth",
    "part_throat",
    "part_chest",
    "part_belly",
)
"""Parts of the body to be named on one side of the figures, from above to below."""
BACK = (
    "part_shoulder",
    "part_arm",
    "part_hand",
    "part_back",
    "part_waist",
    "part_knee",
    "part_leg",
)
"""Those on the other side."""
PARTS = FRONT + BACK
FEELINGS = ("feel_hurts", "feel_itches", "feel_swollen", "feel_injured", "feel_numb")
CHOICES = ("breast_milk", "formula", "both", "household", "self")
"""Answers of single phrases, ``choice_<name>`` in the texts."""
GROUPS = ("purpose", "answer", "number", "date", "time", "body")
"""The pages of the board, ``board_<name>`` in the texts."""

_POINTABLE = frozenset((*PURPOSES, *ANSWERS, *PARTS, *(f"choice_{name}" for name in CHOICES)))


@dataclass(frozen=True, slots=True)
class Said:
    """One line in two languages.

    Attributes:
        text: in the language of whoever says it.
        other: the same in that of the other side; empty where there is none that is sure.
    """

    text: str
    other: str


def pointed(key: str, language: str, feeling: str = "") -> Said:
    """What is said by pressing the button ``key``, a part of the body with how it feels.

    Raises:
        KeyError: there is no such button.

    >>> pointed("part_hand", "en", "feel_hurts")
    Said(text='Hand: It hurts', other='手：痛い')
    """
    if key not in _POINTABLE or (feeling and (feeling not in FEELINGS or key not in PARTS)):
        raise KeyError(key, feeling)
    own, japanese = resident_texts(language), resident_texts("ja")
    if not feeling:
        return Said(own[key], japanese[key])
    colon = "：" if language == "ja" else ": "
    return Said(f"{own[key]}{colon}{own[feeling]}", f"{japanese[key]}：{japanese[feeling]}")


def composed(pad: Pad, language: str) -> Said | None:
    """What is said by sending what stands on a pad; None while something is missing."""
    value = pad.japanese
    return Said(shown(pad, language), value) if value else None


@dataclass(frozen=True, slots=True)
class Question:
    """What staff asked by pressing a phrase, and how it can be answered by pressing.

    Attributes:
        japanese, text: in the two languages; ``text`` is empty where a machine translates it.
        pad: ``number``, ``date``, ``time`` or ``body`` where that is wanted, else empty.
        buttons: keys of the answers on offer.
    """

    japanese: str
    text: str
    pad: str
    buttons: tuple[str, ...]


def question(said: Said, answer: str, choices: tuple[str, ...] = ()) -> Question | None:
    """The question of a phrase whose ``answer`` is of that kind; None if it asks nothing."""
    if not answer:
        return None
    buttons: tuple[str, ...] = ("dont_know",)
    if answer == "yes-no":
        buttons = YES_NO
    elif answer == "choice":
        buttons = (*(f"choice_{name}" for name in choices), "dont_know")
    pad = answer if answer in ("number", "date", "time", "body") else ""
    return Question(said.text, said.other, pad, buttons)
