"""From what a user types or picks to an audio source."""

from __future__ import annotations

from pathlib import Path

from voice_counter.audio.file import FileSource
from voice_counter.audio.microphone import MicrophoneSource
from voice_counter.audio.source import AudioSource


def open_source(spec: str, *, realtime: bool = True) -> AudioSource:
    """The source that ``spec`` names: ``mic``, ``mic:NAME``, or the path of an audio file.

    Args:
        realtime: deliver a file at the pace of speech, as a microphone would.

    Raises:
        AudioError: there is no such file or microphone, or it cannot be used.
    """
    if spec == "mic":
        return MicrophoneSource()
    if spec.startswith("mic:"):
        return MicrophoneSource(spec.removeprefix("mic:"))
    return FileSource(Path(spec), realtime=realtime)
