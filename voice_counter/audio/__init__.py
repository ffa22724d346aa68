"""Audio in: microphones and files, both as 16 kHz mono float32 blocks."""

from voice_counter.audio.open import open_source
from voice_counter.audio.source import SAMPLE_RATE, AudioSource, Samples

__all__ = ["SAMPLE_RATE", "AudioSource", "Samples", "open_source"]
