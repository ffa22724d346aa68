"""Where utterances begin and end: a state machine over frames and speech probabilities.

Pure: it knows neither the network nor the clock. All positions are sample counts at 16 kHz.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

from voice_counter.audio.source import SAMPLE_RATE, Samples
from voice_counter.speech.silero import FRAME


class Phase(Enum):
    """What an :class:`Utterance` tells about its speaker."""

    SPEAKING = auto()
    PAUSED = auto()
    """A short silence: perhaps the end. Its audio is that of the ``ENDED`` which may follow."""
    ENDED = auto()
    ABANDONED = auto()
    """Too short to be speech after all."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """An utterance as heard so far: ``audio`` begins at sample ``start`` of the stream.

    ``end`` is where the voice was last heard (or where a long utterance was cut); the audio runs
    a little past it.
    """

    number: int
    phase: Phase
    start: int
    end: int
    audio: Samples


@dataclass(frozen=True, slots=True)
class EndpointRules:
    """Thresholds are probabilities, durations seconds.

    The hysteresis pair 0.5/0.35 is what Silero's authors recommend (silero-vad,
    ``utils_vad.py``). A silence of ``pause`` is perhaps the end, and worth a snapshot; after
    ``patience`` it is the end, so that long speech is captioned phrase by phrase rather than cut
    by force at ``longest``. ``pause`` is also the silence that an utterance's audio ends with:
    0.13 s of it cost half a point of CER on the recordings, as did a ``pre_roll`` of 0.3 s.
    """

    enter: float = 0.5
    leave: float = 0.35
    end_silence: float = 0.5
    pause: float = 0.2
    pre_roll: float = 0.5
    shortest: float = 0.1
    patience: float = 5.0
    longest: float = 12.0


_SEARCH_SECONDS = 3.0
"""How far back a forced cut looks for the quietest point."""

_SMOOTHING_FRAMES = 3
"""A cut falls in the middle of about 0.1 s of quiet, not between the glottal pulses of a vowel."""


class Endpointer:
    """Cuts a stream of frames into utterances that never overlap and lose no voiced frame."""

    def __init__(self, rules: EndpointRules | None = None) -> None:
        self._rules = rules or EndpointRules()
        self._recent: deque[Samples] = deque(
            maxlen=round(self._rules.pre_roll * SAMPLE_RATE / FRAME)
        )
        self._frames: list[Samples] = []
        self._probabilities: list[float] = []
        self._position = 0
        self._start = 0
        self._onset = 0
        self._number = 0
        self._silent = 0
        self._speaking = False

    @property
    def position(self) -> int:
        """Samples fed so far."""
        return self._position

    @property
    def onset(self) -> int:
        """Where the voice of the open or last utterance set in, behind its pre-roll."""
        return self._onset

    @property
    def speaking(self) -> bool:
        """Whether an utterance is open."""
        return self._speaking

    @property
    def voiced(self) -> bool:
        """Whether the newest frame of the open utterance still belongs to its speech."""
        return self._speaking and self._silent == 0

    def feed(self, frame: Samples, probability: float) -> Utterance | None:
        """Take the next frame; returns an utterance when it pauses, ends or is abandoned."""
        self._position += FRAME
        if not self._speaking:
            self._recent.append(frame)
            if probability >= self._rules.enter:
                self._begin()
            return None
        self._frames.append(frame)
        self._probabilities.append(probability)
        self._silent = 0 if probability >= self._rules.leave else self._silent + 1
        length = len(self._frames) * FRAME / SAMPLE_RATE
        silence = self._silent * FRAME / SAMPLE_RATE
        patient = length < self._rules.patience
        if silence >= (self._rules.end_silence if patient else self._rules.pause):
            return self._end()
        if self._silent == self._pause_frames():
            return self.snapshot(Phase.PAUSED)
        if length >= self._rules.longest:
            return self._cut()
        return None

    def flush(self) -> Utterance | None:
        """The stream is over: ends the open utterance, if any."""
        return self._end() if self._speaking else None

    def snapshot(self, phase: Phase = Phase.SPEAKING) -> Utterance:
        """The open utterance as it stands; from the first pause on, without later silence."""
        kept = len(self._frames) - max(0, self._silent - self._pause_frames())
        voiced = len(self._frames) - self._silent
        return Utterance(
            number=self._number,
            phase=phase,
            start=self._start,
            end=self._start + voiced * FRAME,
            audio=np.concatenate(self._frames[:kept]),
        )

    def _pause_frames(self) -> int:
        return max(1, round(self._rules.pause * SAMPLE_RATE / FRAME))

    def _begin(self) -> None:
        self._number += 1
        self._speaking = True
        self._frames = list(self._recent)
        self._probabilities = [0.0] * (len(self._frames) - 1) + [1.0]
        self._start = self._position - len(self._frames) * FRAME
        self._onset = self._position - FRAME
        self._silent = 0
        self._recent.clear()

    def _end(self) -> Utterance:
        voiced = sum(p >= self._rules.leave for p in self._probabilities) * FRAME / SAMPLE_RATE
        utterance = self.snapshot(
            Phase.ENDED if voiced >= self._rules.shortest else Phase.ABANDONED
        )
        # The silence after the utterance's own audio is the next one's pre-roll.
        taken = len(utterance.audio) // FRAME
        self._recent.clear()
        self._recent.extend(self._frames[taken:])
        self._speaking = False
        return utterance

    def _cut(self) -> Utterance:
        """End an utterance that is too long at its quietest point; the rest becomes the next."""
        window = round(_SEARCH_SECONDS * SAMPLE_RATE / FRAME)
        energies = [float(np.mean(np.square(frame))) for frame in self._frames[-window:]]
        smooth = np.convolve(energies, np.ones(_SMOOTHING_FRAMES) / _SMOOTHING_FRAMES, mode="valid")
        quietest = int(np.argmin(smooth)) + _SMOOTHING_FRAMES // 2
        keep = len(self._frames) - len(energies) + quietest
        head, rest = self._frames[:keep], self._frames[keep:]
        utterance = Utterance(
            number=self._number,
            phase=Phase.ENDED,
            start=self._start,
            end=self._start + keep * FRAME,
            audio=np.concatenate(head),
        )
        self._number += 1
        self._start += keep * FRAME
        self._onset = self._start
        self._frames, self._probabilities = rest, self._probabilities[keep:]
        self._silent = min(self._silent, len(rest))
        return utterance
