"""The microphones there are, as the window lists them."""

from __future__ import annotations

from dataclasses import dataclass

from voice_counter import texts


@dataclass(frozen=True, slots=True)
class MicrophoneList:
    """Names, the preferred one first; None while they are being looked for."""

    names: tuple[str, ...] | None = None

    @property
    def labels(self) -> list[str]:
        """What there is to choose from; the first is the one that the PC prefers."""
        if self.names is None:
            return [texts.text("window.microphone_looking")]
        if not self.names:
            return [texts.text("window.microphone_none")]
        return [texts.text("window.microphone_default"), *self.names]

    @property
    def choices(self) -> tuple[str, ...]:
        """The stored value of each label."""
        return ("", *self.names) if self.names else ()

    def index(self, name: str) -> int:
        """The place of a stored name among ``labels``."""
        names = self.names or ()
        return names.index(name) + 1 if name in names else 0

    def spec(self, name: str) -> str:
        """What to open for a stored name; the preferred one where it is not there."""
        return f"mic:{name}" if name in (self.names or ()) else "mic"

    def notice(self, name: str) -> str:
        """What to tell where a stored name is not there."""
        if not name or not self.names or name in self.names:
            return ""
        return texts.text("window.microphone_absent", name=name)
