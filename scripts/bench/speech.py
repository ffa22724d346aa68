"""Speech whose words and timing are known."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voice_counter import paths
from voice_counter.audio.file import FileSource
from voice_counter.audio.source import SAMPLE_RATE, Samples

_SILENT_DB = -45.0
"""Below this a recording's edges hold no speech: its voices were normalised to -20 dBFS RMS."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording. ``onset`` and ``end`` of its speech are seconds into ``audio``."""

    name: str
    language: str
    text: str
    audio: Samples
    onset: float
    end: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A clip's speech in a longer stream, in seconds of that stream."""

    clip: Clip
    onset: float
    end: float


def recordings(language: str | None = None, folder: Path | None = None) -> list[Clip]:
    """The recordings that ``index.csv`` (file, lang, text) of a folder lists; without one, those
    that ship with the application."""
    folder = folder or paths.samples()
    with (folder / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        return [
            _clip(folder / row["file"], row["lang"], row["text"])
            for row in csv.DictReader(file)
            if language in (None, row["lang"])
        ]


def real_speech(folder: Path) -> list[Clip]:
    """Human recordings with transcripts, laid out as ``reazonspeech/``, ``openai-whisper/`` and
    ``azure-customspeech/`` are; empty where the folder does not exist."""
    clips: list[Clip] = []
    reazon = folder / "reazonspeech"
    if reazon.is_dir():
        for line in (reazon / "transcripts.txt").read_text(encoding="utf-8").splitlines():
            name, _, text = line.partition(",")
            language = "en" if "_en_" in name else "ja"
            # Mixed languages within one utterance are no task of this pipeline.
            if "ja_en" not in name and (reazon / f"{name}.flac").is_file():
                clips.append(_clip(reazon / f"{name}.flac", language, text))
    jfk = folder / "openai-whisper" / "jfk.flac"
    if jfk.is_file():
        text = (
            "And so, my fellow Americans, ask not what your country can do for you, "
            "ask what you can do for your country."
        )
        clips.append(_clip(jfk, "en", text))
    for path in sorted((folder / "azure-customspeech").glob("*.flac")):
        transcript = path.with_suffix(".txt").read_text(encoding="utf-8-sig")
        clips.append(_clip(path, path.stem.partition("-")[0], transcript.partition("\t")[2]))
    return clips


def stream(clips: list[Clip], *, gap: float, seed: int = 0) -> tuple[Samples, list[Placed]]:
    """The clips one after another, ``gap`` seconds of faint room noise before and between."""
    rng = np.random.default_rng(seed)
    pieces: list[Samples] = []
    placed: list[Placed] = []
    position = 0
    for clip in clips:
        pause = rng.normal(0, 10 ** (-66 / 20), round(gap * SAMPLE_RATE)).astype(np.float32)
        pieces += [pause, clip.audio]
        begin = (position + len(pause)) / SAMPLE_RATE
        placed.append(Placed(clip, begin + clip.onset, begin + clip.end))
        position += len(pause) + len(clip.audio)
    pieces.append(np.zeros(round(2.0 * SAMPLE_RATE), np.float32))
    return np.concatenate(pieces), placed


def _clip(path: Path, language: str, text: str) -> Clip:
    audio = np.concatenate(list(FileSource(path).blocks()))
    frame = SAMPLE_RATE // 100
    frames = audio[: len(audio) // frame * frame].reshape(-1, frame)
    loud = 20 * np.log10(np.sqrt(np.mean(frames**2, axis=1)) + 1e-9)
    voiced = np.flatnonzero(loud > max(_SILENT_DB, float(loud.max()) - 40.0))
    return Clip(path.stem, language, text, audio, voiced[0] / 100, (voiced[-1] + 1) / 100)
