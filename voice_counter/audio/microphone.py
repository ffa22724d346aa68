"""Microphones, through PortAudio."""

from __future__ import annotations

import atexit
import contextlib
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voice_counter.audio.resample import MonoResampler
from voice_counter.audio.source import Samples
from voice_counter.errors import AudioError
from voice_counter.texts import text

_STUCK_SECONDS = 1.8
"""A stream that delivers nothing for so long is dead: PortAudio reports no unplugged device, and
staff are to know within two seconds."""

_FIRST_SECONDS = 4.0
"""A device that was just opened may take longer to deliver its first sound."""

_ANSWER_SECONDS = 5.0
"""A call that takes so long will not return: PortAudio's ALSA part waits for ever when the sound
server dies between opening and starting a stream, or freezes before closing one."""

_EXIT_SECONDS = 1.0
"""Listing devices takes a tenth of that, or does not return."""

_PREFERRED_HOST_API = {"win32": "Windows WASAPI", "darwin": "Core Audio"}
"""Windows shows each device once per host API, and MME cuts its name at 31 characters."""

_open_streams = 0
_lock = threading.Lock()
_one_at_a_time = threading.Lock()
"""PortAudio is not for several threads: one that lists devices while another starts it anew crashes
or hangs for ever. Held from listing to the opened stream; never while a stream starts or closes,
which may not return."""


@dataclass(frozen=True, slots=True)
class _Device:
    index: int
    name: str
    rate: int


class MicrophoneSource:
    """A microphone at its own sample rate.

    Args:
        name: the device's name, or a part of it that fits only one; None for the default.

    Raises:
        AudioError: there is no microphone, none of that name, or it cannot be opened.
    """

    def __init__(self, name: str | None = None) -> None:
        portaudio = _portaudio()
        self._overflows = 0
        self._blocks: queue.SimpleQueue[NDArray[np.float32] | None] = queue.SimpleQueue()
        self._error = portaudio.PortAudioError
        self._portaudio = portaudio
        self._one_call = threading.Lock()
        self._stuck = False
        # Reentrant: Ctrl-C may call close() in the middle of close().
        self._closing = threading.RLock()
        self._closed = False
        with _one_at_a_time:
            device = _choose(_find_microphones(portaudio), name)
            self._name = device.name
            self._rate = device.rate
            try:
                self._stream = portaudio.InputStream(
                    device=device.index,
                    samplerate=device.rate,
                    channels=1,
                    dtype="float32",
                    latency="low",
                    callback=self._receive,
                )
            except (self._error, ValueError) as error:
                raise self._failed(error) from error
            _count_streams(+1)

    @property
    def name(self) -> str:
        return self._name

    @property
    def live(self) -> bool:
        return True

    @property
    def overflows(self) -> int:
        return self._overflows

    def _receive(self, data: NDArray[np.float32], _frames: int, _time: Any, status: Any) -> None:
        # PortAudio's own thread, with a deadline: copy and leave.
        if status.input_overflow:
            self._overflows += 1
        self._blocks.put(data[:, 0].copy())

    def blocks(self) -> Iterator[Samples]:
        resampler = MonoResampler(self._rate)
        try:
            try:
                self._call(self._stream.start)
            except (self._error, TimeoutError) as error:
                if self._closed:
                    return
                raise self._failed(error) from error
            patience = _FIRST_SECONDS
            while True:
                try:
                    block = self._blocks.get(timeout=patience)
                except queue.Empty:
                    raise self._failed(text("error.audio.reason_no_sound")) from None
                if block is None:
                    return
                patience = _STUCK_SECONDS
                samples = resampler.feed(block)
                if len(samples):
                    yield samples
        finally:
            self.close()

    def close(self) -> None:
        with self._closing:
            if self._closed:
                return
            self._closed = True
            try:
                # Ignore errors: the device may be gone, and closing is all that is left to do.
                self._call(lambda: self._stream.close(ignore_errors=True))
            except TimeoutError:
                # Still counted as open, so that nothing ends PortAudio under the stuck call; at
                # exit sounddevice would, and keep the process from ending.
                atexit.unregister(self._portaudio._exit_handler)
            else:
                _count_streams(-1)
        self._blocks.put(None)

    def _call(self, action: Callable[[], None]) -> None:
        """Call PortAudio about the stream, once at a time, without waiting for ever.

        Raises:
            TimeoutError: no answer; the call, in a thread of its own, may never return.
        """
        if sys.platform != "linux":
            # Only ALSA gets stuck, and WASAPI's COM calls must not change threads.
            action()
            return
        reason = text("error.audio.reason_no_answer")
        if self._stuck:
            raise TimeoutError(reason)
        outcomes: queue.SimpleQueue[Exception | None] = queue.SimpleQueue()

        def run() -> None:
            outcome: Exception | None = None
            with self._one_call:
                try:
                    action()
                except Exception as error:
                    outcome = error
            outcomes.put(outcome)

        threading.Thread(target=run, name="portaudio", daemon=True).start()
        try:
            outcome = outcomes.get(timeout=_ANSWER_SECONDS)
        except queue.Empty:
            self._stuck = True
            raise TimeoutError(reason) from None
        if outcome is not None:
            raise outcome

    def _failed(self, reason: object) -> AudioError:
        return AudioError("error.audio.microphone_failed", name=self._name, reason=reason)


def list_microphones() -> list[str]:
    """Names of the microphones that can be used now, the system's default first.

    Raises:
        AudioError: PortAudio is not installed, or does not answer.
    """
    portaudio = _portaudio()
    with _one_at_a_time:
        return [device.name for device in _find_microphones(portaudio)]


def _portaudio() -> ModuleType:
    try:
        import sounddevice
    except OSError as error:  # raised by the import itself where the library is absent
        raise AudioError("error.audio.no_audio_system") from error
    module: ModuleType = sounddevice
    with _lock:
        atexit.unregister(_leave)  # so that it is there once, and comes before sounddevice's own
        atexit.register(_leave, module)
    return module


def _leave(portaudio: ModuleType) -> None:
    """At exit, let nobody in any more; under one who does not come back PortAudio is not ended: it
    would crash, or keep the process from ending."""
    if not _one_at_a_time.acquire(timeout=_EXIT_SECONDS):
        atexit.unregister(portaudio._exit_handler)


def _count_streams(change: int) -> None:
    global _open_streams
    with _lock:
        _open_streams += change


def _find_microphones(portaudio: ModuleType) -> list[_Device]:
    """Devices with input as they are now, the default first, from one host API.

    One thread at a time.

    Raises:
        AudioError: the system's audio does not answer.
    """
    try:
        _look_again(portaudio)
        return _input_devices(portaudio)
    except portaudio.PortAudioError as error:
        raise AudioError("error.audio.devices_failed", reason=error) from error


def _look_again(portaudio: ModuleType) -> None:
    """PortAudio lists devices once, at start; starting it anew finds what was plugged in since.

    That would cut off an open stream, so it is done only while there is none
    (python-sounddevice issue #16 names these two functions as the way).
    """
    with _lock:
        if _open_streams == 0:
            # It is not running if starting it failed the last time.
            with contextlib.suppress(portaudio.PortAudioError):
                portaudio._terminate()
            portaudio._initialize()


def _input_devices(portaudio: ModuleType) -> list[_Device]:
    host_apis = portaudio.query_hostapis()
    preferred = _PREFERRED_HOST_API.get(sys.platform)
    chosen = next(
        (number for number, api in enumerate(host_apis) if api["name"] == preferred),
        portaudio.default.hostapi,
    )
    if not 0 <= chosen < len(host_apis):
        return []
    default = host_apis[chosen]["default_input_device"]
    devices = [
        _Device(device["index"], device["name"], int(device["default_samplerate"]))
        for device in portaudio.query_devices()
        if device["hostapi"] == chosen and device["max_input_channels"] > 0
    ]
    return sorted(devices, key=lambda device: device.index != default)


def _choose(devices: list[_Device], name: str | None) -> _Device:
    if not devices:
        raise AudioError("error.audio.no_microphone")
    if name is None:
        return devices[0]
    exact = [device for device in devices if device.name == name]
    similar = [device for device in devices if name.casefold() in device.name.casefold()]
    for matches in (exact, similar):
        if len(matches) == 1:
            return matches[0]
    raise AudioError(
        "error.audio.microphone_unknown",
        name=name,
        available="、".join(device.name for device in devices),
    )
