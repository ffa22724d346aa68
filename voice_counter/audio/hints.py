"""What to tell about the sound while somebody speaks: speak closer, too loud, too noisy, no sound.

Only what can be put right on the spot is a hint, and only while it lasts.
"""

from __future__ import annotations

from collections import deque
from enum import StrEnum

import numpy as np


class Hint(StrEnum):
    """What is wrong with the sound."""

    TOO_QUIET = "too_quiet"
    TOO_LOUD = "too_loud"
    """So loud that it is distorted."""
    NOISY = "noisy"
    """Other voices or noise are nearly as loud, and what is said is not understood."""
    SILENT = "silent"
    """The microphone gives no sound at all: muted by a switch of its own, or not connected."""


_APART = 3.0
"""Seconds that what is shown stays as it is at least."""
_LOOKED_AT = 3.0
"""Seconds by which too loud and too quiet are judged."""
_REMEMBERED = 6.0
"""Seconds in which there is a pause that shows the noise."""
_MISSED_COUNTS = 10.0
"""Seconds for which an utterance that came to nothing is held against the noise."""
_DIGITAL_DB = -90.0
"""Peak of a sound that is none: the weakest microphone has noise above one step of 16 bits."""
_SILENT_SECONDS = 2.0
_CLIPPED_DB = -0.5
_CLIPPED_WINDOWS = 3
_QUIET_DB = -45.0
"""Whoever speaks into a microphone on the counter is 20 dB louder. Voice activity itself does not
mind (Silero finds as much speech 20 dB below this), but the room comes near."""
_SPOKEN_SECONDS = 1.0
"""So much speech must be there before its level is judged."""
_NOISE_DB = 10.0
"""Speech less than this above the noise is heard wrong."""
_VOICE_DB = 9.0
"""Above the noise, a sound is taken for speech where nothing better is known."""


class LevelHints:
    """Follows the level of one microphone. Pure; not safe for several threads."""

    def __init__(self) -> None:
        self._windows: deque[tuple[float, float, float, bool]] = deque()
        """Duration, RMS, peak, and whether somebody speaks."""
        self._kept = 0.0
        self._silent = 0.0
        self._missed: float | None = None
        self._shown: Hint | None = None
        self._since = _APART

    def feed(
        self, rms_db: float, peak_db: float, speech: bool | None, seconds: float
    ) -> Hint | None:
        """The hint to show from now on; None for none.

        Args:
            rms_db, peak_db: of the newest window, relative to full scale.
            speech: whether somebody speaks in it; None where that is not known.
            seconds: length of the window. Leave out windows in which the application itself
                shuts the microphone.
        """
        if speech is None:
            floor = self._floor()
            speech = floor is not None and rms_db > floor + _VOICE_DB
        self._windows.append((seconds, rms_db, peak_db, speech))
        self._kept += seconds
        while self._kept - self._windows[0][0] >= _REMEMBERED:
            self._kept -= self._windows.popleft()[0]
        self._silent = self._silent + seconds if peak_db <= _DIGITAL_DB else 0.0
        if self._missed is not None:
            self._missed += seconds
            if self._missed > _MISSED_COUNTS:
                self._missed = None
        self._since += seconds
        found = self._found()
        if found is not self._shown and self._since >= _APART:
            self._shown, self._since = found, 0.0
        return self._shown

    def missed(self) -> None:
        """Somebody seemed to speak, and no words came of it."""
        self._missed = 0.0

    def understood(self) -> None:
        """Words came of it: noise does no harm."""
        self._missed = None

    def _found(self) -> Hint | None:
        """What is wrong now, the worst first."""
        if self._silent >= _SILENT_SECONDS:
            return Hint.SILENT
        lately = self._lately()
        if sum(peak >= _CLIPPED_DB for _, _, peak, _ in lately) >= _CLIPPED_WINDOWS:
            return Hint.TOO_LOUD
        spoken = [(seconds, rms) for seconds, rms, _, speech in lately if speech]
        if sum(seconds for seconds, _ in spoken) < _SPOKEN_SECONDS:
            return None
        # The louder half: the gaps between the syllables are no measure of a voice.
        level = float(np.percentile([rms for _, rms in spoken], 75))
        floor = self._floor()
        if self._missed is not None and floor is not None and level < floor + _NOISE_DB:
            return Hint.NOISY
        return Hint.TOO_QUIET if level < _QUIET_DB else None

    def _lately(self) -> list[tuple[float, float, float, bool]]:
        """The windows of the last ``_LOOKED_AT`` seconds."""
        found: list[tuple[float, float, float, bool]] = []
        seconds = 0.0
        for window in reversed(self._windows):
            found.append(window)
            seconds += window[0]
            if seconds >= _LOOKED_AT:
                break
        return found

    def _floor(self) -> float | None:
        """The noise, in dB; None while nothing but digital silence was heard."""
        heard = [rms for _, rms, peak, _ in self._windows if peak > _DIGITAL_DB]
        return float(np.percentile(heard, 10)) if heard else None
