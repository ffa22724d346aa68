"""Synthetic speakers for sentences that nobody has recorded.

Needs the ``voices`` extra. Besides the voice that pyopenjtalk brings along, any HTS voice file
can speak (``.htsvoice``; docs/benchmarks.md says where free ones are).
"""

from __future__ import annotations

import importlib
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import soxr

from voice_counter.audio.source import SAMPLE_RATE, Samples

_VOICE_RATE = 48_000
_LEVEL_DBFS = -20.0
_LEAD_SECONDS = 0.4
_TAIL_SECONDS = 0.8
_EDGE_DB = 45.0
"""What lies further below the loudest sample is no speech, for the trim."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """How a sentence is spoken.

    Attributes:
        voice: an HTS voice file; None for the one of pyopenjtalk (mei).
        speed: 1.0 is the voice's own.
        half_tone: pitch shift in semitones.
        snr: signal to noise ratio in dB of a light, low-pass office noise.
    """

    name: str
    voice: Path | None = None
    speed: float = 1.0
    half_tone: float = 0.0
    snr: float = 25.0


def say(text: str, speaker: Speaker) -> Samples:
    """``text`` as spoken, at 16 kHz, with silence around; the same on every call."""
    jtalk: Any = importlib.import_module("pyopenjtalk")
    engine = _engine(speaker.voice)
    engine.set_speed(speaker.speed)
    engine.add_half_tone(speaker.half_tone)
    wave = np.asarray(engine.synthesize(jtalk.extract_fullcontext(text)), np.float64)
    speech = np.asarray(soxr.resample(wave, _VOICE_RATE, SAMPLE_RATE))
    loud = np.nonzero(np.abs(speech) > np.abs(speech).max() * 10 ** (-_EDGE_DB / 20))[0]
    speech = speech[loud[0] : loud[-1] + 1]
    level: float = 10 ** (_LEVEL_DBFS / 20)
    speech *= level / np.sqrt(np.mean(speech**2))
    speech /= max(1.0, float(np.abs(speech).max()) / 0.98)
    silence = [np.zeros(round(seconds * SAMPLE_RATE)) for seconds in (_LEAD_SECONDS, _TAIL_SECONDS)]
    whole = np.concatenate([silence[0], speech, silence[1]])
    draw = np.random.default_rng(zlib.crc32(f"{text} {speaker.name}".encode()))
    noise = np.convolve(draw.normal(size=len(whole)), np.ones(6) / 6, "same")
    noise *= level * 10 ** (-speaker.snr / 20) / noise.std()
    return (whole + noise).astype(np.float32)


@cache
def _engine(voice: Path | None) -> Any:
    jtalk: Any = importlib.import_module("pyopenjtalk")
    path = voice or Path(jtalk.__file__).parent / "htsvoice" / "mei_normal.htsvoice"
    return jtalk.HTSEngine(str(path).encode())
