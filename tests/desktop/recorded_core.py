"""The installed pipeline, with recordings in the place of the microphones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from voice_counter import paths
from voice_counter.audio.source import SAMPLE_RATE, Samples
from voice_counter.conversation.ears import Plan
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.caption_model import Role
from voice_counter.desktop.core import Ears, InstalledCore


class RecordedCore(InstalledCore):
    """Real models; ``recordings`` play in place of the microphones, in their order."""

    def __init__(self, recordings: tuple[Path, ...]) -> None:
        super().__init__(None, glossary=True)
        self._recordings = recordings

    def microphones(self) -> list[str]:
        return ["A", "B"]

    def open(self, plan: Plan) -> Ears:
        assert len(plan.specs) == len(self._recordings)
        return super().open(replace(plan, specs=tuple(map(str, self._recordings))))


def placed(name: str, start: float, total: float) -> Samples:
    """A sample recording that begins ``start`` seconds after the silence does."""
    audio, rate = soundfile.read(paths.samples() / name, dtype="float32")
    assert rate == SAMPLE_RATE
    out = np.zeros(int(total * SAMPLE_RATE), np.float32)
    at = int(start * SAMPLE_RATE)
    out[at : at + len(audio)] = audio
    return out


def rows(window: CaptionWindow, role: Role) -> list[str]:
    """A column of the captions of a window."""
    model = window.session.model
    return [model.data(model.index(n), role) for n in range(model.rowCount())]
