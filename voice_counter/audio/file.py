"""An audio file that stands in for a microphone."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from voice_counter.audio.resample import MonoResampler
from voice_counter.audio.source import Samples
from voice_counter.errors import AudioError

_BLOCK_SECONDS = 0.05
_SIZES = re.compile(r"\s*(\d{1,19}) \(should be (\d{1,19})\)")
"""Nonsense is logged in hexadecimal."""


class FileSource:
    """A WAV, FLAC or other file that libsndfile reads, of any rate, depth and channel count.

    With ``realtime`` a block is delivered when its last sample would have left a microphone;
    otherwise as fast as it is read. A file that is cut off delivers all it has, then raises.

    Raises:
        AudioError: the file is missing, empty, or no audio.
    """

    def __init__(self, path: Path, *, realtime: bool = False) -> None:
        if not path.is_file():
            raise AudioError("error.audio.file_missing", path=path)
        try:
            self._file = soundfile.SoundFile(path)
        except soundfile.LibsndfileError as error:
            if path.stat().st_size == 0:
                raise AudioError("error.audio.file_empty", path=path) from error
            raise AudioError(
                "error.audio.file_unreadable", path=path, reason=error.error_string.rstrip(".")
            ) from error
        if self._file.frames == 0:
            self._file.close()
            raise AudioError("error.audio.file_empty", path=path)
        self._path = path
        self._realtime = realtime
        self._closed = threading.Event()

    @property
    def name(self) -> str:
        return self._path.name

    @property
    def live(self) -> bool:
        return self._realtime

    @property
    def overflows(self) -> int:
        return 0

    def blocks(self) -> Iterator[Samples]:
        rate = self._file.samplerate
        resampler = MonoResampler(rate)
        expected = _announced_frames(self._file)
        delivered = 0
        began = time.monotonic()
        with self._file:
            while not self._closed.is_set():
                try:
                    block = self._file.read(
                        int(rate * _BLOCK_SECONDS), dtype="float32", always_2d=True
                    )
                except soundfile.LibsndfileError:
                    block = np.zeros((0, 1), np.float32)
                delivered += len(block)
                if self._realtime:
                    # Event.wait rather than sleep: close() ends the pause at once.
                    self._closed.wait(max(0.0, began + delivered / rate - time.monotonic()))
                # A file of floating point may hold anything, and one NaN stays in every filter.
                block = np.nan_to_num(block, nan=0.0).clip(-1.0, 1.0)
                samples = resampler.feed(block, last=len(block) == 0)
                if len(samples):
                    yield samples
                if len(block) == 0:
                    break
        if delivered < expected and not self._closed.is_set():
            raise AudioError(
                "error.audio.file_truncated",
                path=self._path,
                expected=round(expected / rate, 1),
                actual=round(delivered / rate, 1),
            )

    def close(self) -> None:
        self._closed.set()


def _announced_frames(file: soundfile.SoundFile) -> int:
    """Frames that the file's header promises.

    libsndfile clips ``frames`` of a cut-off WAV to what is there and only notes the header's own
    figure in its log, as ``data : 64000 (should be 20000)``.
    """
    frames: int = file.frames
    for line in file.extra_info.splitlines():
        name, _, figures = line.partition(":")
        found = _SIZES.match(figures)
        if name.strip() == "data" and found:
            size, room = int(found[1]), int(found[2])
            # A recorder that streams its header cannot know the size and writes 0 or the maximum.
            if room < size < 0x7FFF_0000:
                frames = max(frames, round(frames * size / max(room, 1)))
    return frames
