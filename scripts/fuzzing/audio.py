"""Audio files whose headers lie, and what the application does with one."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import soundfile

from scripts.fuzzing.mutation import mutated
from voice_counter.audio.file import FileSource

_TOKENS = (b"RIFF", b"WAVE", b"fmt ", b"data", b"fLaC", b"OggS", b"FORM", b"AIFF", b"RF64", b"LIST")
_KINDS = (
    ("WAV", "PCM_16", 16000, 1),
    ("WAV", "FLOAT", 44100, 2),
    ("WAV", "ALAW", 8000, 1),
    ("WAV", "IMA_ADPCM", 8000, 1),
    ("W64", "PCM_24", 48000, 1),
    ("RF64", "PCM_16", 22050, 1),
    ("AIFF", "PCM_16", 16000, 1),
    ("FLAC", "PCM_16", 16000, 1),
    ("FLAC", "PCM_24", 48000, 2),
    ("OGG", "VORBIS", 16000, 1),
    ("OGG", "OPUS", 48000, 1),
    ("MP3", "MPEG_LAYER_III", 44100, 1),
    ("CAF", "PCM_16", 16000, 1),
    ("AU", "PCM_16", 16000, 1),
)
_SECONDS = 0.1
_HEADER = 64


@cache
def _seeds() -> Sequence[bytes]:
    noise = np.random.default_rng(3)
    found = []
    for kind, subtype, rate, channels in _KINDS:
        out = io.BytesIO()
        sound = noise.normal(0, 0.1, (int(rate * _SECONDS), channels)).clip(-1, 1)
        soundfile.write(out, sound, rate, format=kind, subtype=subtype)
        found.append(out.getvalue())
    return found


def hostile_audio(rng: random.Random) -> bytes:
    """A file after some mutations; more often than not in its header."""
    seed = rng.choice(_seeds())
    if rng.random() < 0.6:
        return mutated(rng, [seed[:_HEADER]], _TOKENS) + seed[_HEADER:]
    return mutated(rng, [seed], _TOKENS)


def read_audio(folder: Path, data: bytes) -> None:
    """All blocks of the file."""
    path = folder / "a.wav"
    path.write_bytes(data)
    source = FileSource(path)
    for block in source.blocks():
        assert block.dtype == np.float32
        assert block.ndim == 1
