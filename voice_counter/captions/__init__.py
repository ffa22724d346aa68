"""Captions: the pipeline from audio to text, and the events it emits."""

from voice_counter.captions.captioner import Captioner
from voice_counter.captions.options import CaptionOptions

__all__ = ["CaptionOptions", "Captioner"]
