"""Streams for the endpointer: every frame of noise is different, so nothing can be mistaken."""

from __future__ import annotations

import numpy as np

from voice_counter.audio.source import SAMPLE_RATE, Samples
from voice_counter.speech.endpoint import Endpointer, EndpointRules, Phase, Utterance
from voice_counter.speech.silero import FRAME

SECOND = SAMPLE_RATE / FRAME
FINISHED = (Phase.ENDED, Phase.ABANDONED)


def frames(seconds: float) -> int:
    """How many frames it takes to fill ``seconds``."""
    return int(np.ceil(seconds * SECOND))


def stream(count: int, seed: int = 1) -> Samples:
    return np.random.default_rng(seed).uniform(-1, 1, count * FRAME).astype(np.float32)


class Played:
    """An endpointer that was fed a stream, and what it answered frame by frame."""

    def __init__(
        self,
        probabilities: list[float],
        rules: EndpointRules | None = None,
        audio: Samples | None = None,
    ) -> None:
        self.endpointer = Endpointer(rules)
        self.audio = stream(len(probabilities)) if audio is None else audio
        self.told: list[tuple[int, Utterance]] = []
        self.voiced: list[int] = []
        """The frames that were speech at the time, by the rules."""
        leave = (rules or EndpointRules()).leave
        for number, probability in enumerate(probabilities):
            was_speaking = self.endpointer.speaking
            frame = self.audio[number * FRAME : (number + 1) * FRAME]
            utterance = self.endpointer.feed(frame, probability)
            if utterance is not None:
                self.told.append((number, utterance))
            began = self.endpointer.speaking and not was_speaking
            if began or (was_speaking and probability >= leave):
                self.voiced.append(number)

    def flush(self) -> Played:
        utterance = self.endpointer.flush()
        if utterance is not None:
            self.told.append((len(self.audio) // FRAME, utterance))
        return self

    @property
    def told_utterances(self) -> list[Utterance]:
        return [utterance for _, utterance in self.told]

    def of(self, *phases: Phase) -> list[Utterance]:
        return [utterance for _, utterance in self.told if utterance.phase in phases]

    def slice_of(self, utterance: Utterance) -> Samples:
        return self.audio[utterance.start : utterance.start + len(utterance.audio)]
