"""A ``sounddevice`` whose devices the tests plug in, and whose streams they speak into."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray


class PortAudioError(Exception):
    pass


@dataclass
class FakeDevice:
    name: str
    rate: float = 16_000.0
    inputs: int = 1
    hostapi: int = 0


class FakePortAudio:
    """What :mod:`voice_counter.audio.microphone` uses of the module ``sounddevice``."""

    PortAudioError = PortAudioError

    def __init__(self, *devices: FakeDevice, default: int = 0) -> None:
        self.devices = list(devices)
        self.host_apis = [{"name": "ALSA", "default_input_device": default}]
        self.default = SimpleNamespace(hostapi=0)
        self.calls: list[str] = []
        self.streams: list[FakeStream] = []
        self.open_fault: Exception | None = None
        self.start_fault: Exception | None = None
        self.answers = threading.Event()
        self.answers.set()

    def _exit_handler(self) -> None:
        """What the real module registers to be called at exit."""

    def _terminate(self) -> None:
        self.calls.append("terminate")

    def _initialize(self) -> None:
        self.calls.append("initialize")

    def query_hostapis(self) -> tuple[dict[str, Any], ...]:
        return tuple(self.host_apis)

    def query_devices(self) -> list[dict[str, Any]]:
        return [
            {
                "index": index,
                "name": device.name,
                "hostapi": device.hostapi,
                "max_input_channels": device.inputs,
                "default_samplerate": device.rate,
            }
            for index, device in enumerate(self.devices)
        ]

    def InputStream(self, **settings: Any) -> FakeStream:  # noqa: N802
        if self.open_fault is not None:
            raise self.open_fault
        stream = FakeStream(self, **settings)
        self.streams.append(stream)
        return stream


class FakeStream:
    def __init__(
        self,
        portaudio: FakePortAudio,
        *,
        device: int,
        samplerate: int,
        channels: int,
        dtype: str,
        latency: str,
        callback: Callable[[NDArray[np.float32], int, object, object], None],
    ) -> None:
        assert (channels, dtype, latency) == (1, "float32", "low")
        self.portaudio = portaudio
        self.device = device
        self.samplerate = samplerate
        self.callback = callback
        self.started = 0
        self.closed = 0

    def start(self) -> None:
        assert self.portaudio.answers.wait(30.0)
        if self.portaudio.start_fault is not None:
            raise self.portaudio.start_fault
        self.started += 1

    def close(self, ignore_errors: bool) -> None:
        assert ignore_errors
        self.closed += 1

    def speak(self, samples: NDArray[np.float32], *, overflow: bool = False) -> None:
        """One call of PortAudio's thread. Its buffer is used anew after the call."""
        buffer = samples[:, None].copy()
        self.callback(buffer, len(samples), None, SimpleNamespace(input_overflow=overflow))
        buffer[:] = np.nan
