"""What is told when a process was lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Part = Literal["recogniser", "translator"]
Reason = Literal["died", "hung", "raised"]


@dataclass(frozen=True, slots=True)
class Incident:
    """A process was lost and is there again.

    Attributes:
        part: what it does.
        reason: it ``died``, ``hung`` or ``raised``.
        seconds: from its loss to its being there again.
    """

    part: Part
    reason: Reason
    seconds: float
