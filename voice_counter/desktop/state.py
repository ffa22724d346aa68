"""What the window may be doing."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """What the window says it is doing. Texts: ``window.state_*`` and ``window.hint_*``."""

    PREPARING = "preparing"
    """The models load; nobody has pressed start."""
    WAITING = "waiting"
    UNREADY = "unready"
    """The models cannot be used."""
    OPENING = "opening"
    """Start was pressed; the models or the microphone are not there yet."""
    LISTENING = "listening"
    STOPPING = "stopping"
    STOPPED = "stopped"


RUNNING = frozenset({State.OPENING, State.LISTENING, State.STOPPING})
