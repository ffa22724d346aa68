"""Sounds made on the spot, and what is heard in them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from voice_counter.audio.source import SAMPLE_RATE, AudioSource, Samples
from voice_counter.errors import AudioError, UserError
from voice_counter.texts import explain

Audio = NDArray[np.float32]


def tone(rate: int, seconds: float, hertz: float = 1000.0, amplitude: float = 0.5) -> Audio:
    times = np.arange(round(rate * seconds)) / rate
    return (amplitude * np.sin(2 * np.pi * hertz * times)).astype(np.float32)


def noise(count: int, seed: int = 1) -> Audio:
    return np.random.default_rng(seed).uniform(-0.5, 0.5, count).astype(np.float32)


def write(path: Path, audio: Audio, rate: int, subtype: str = "PCM_16") -> Path:
    soundfile.write(path, audio, rate, subtype=subtype)
    return path


def cut_off(path: Path, share: float) -> Path:
    """What a copy that broke off leaves of a file."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def heard(source: AudioSource) -> Samples:
    blocks = list(source.blocks())
    assert all(block.dtype == np.float32 and block.ndim == 1 for block in blocks)
    return np.concatenate(blocks)


def heard_until_fault(source: AudioSource) -> tuple[Samples, AudioError]:
    blocks: list[Samples] = []
    try:
        for block in source.blocks():
            blocks.append(block)
    except AudioError as error:
        return np.concatenate(blocks), error
    raise AssertionError("the source ended without a fault")


def pitch(audio: Samples) -> float:
    """The strongest frequency in audio at 16 kHz."""
    spectrum = np.abs(np.fft.rfft(audio * np.hanning(len(audio))))
    return float(np.argmax(spectrum)) * SAMPLE_RATE / len(audio)


def loudness(audio: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(audio))))


def explained(error: UserError) -> tuple[str, str]:
    """The fault's text in both languages: every placeholder of it must be filled."""
    return explain(error, "ja"), explain(error, "en")
