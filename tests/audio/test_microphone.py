"""Microphones, on a PortAudio that the tests play."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_portaudio import FakeDevice, FakePortAudio, PortAudioError
from sound_makers import explained, noise, pitch, tone, write

from voice_counter.audio import microphone
from voice_counter.audio.file import FileSource
from voice_counter.audio.microphone import MicrophoneSource, list_microphones
from voice_counter.audio.open import open_source
from voice_counter.audio.source import SAMPLE_RATE
from voice_counter.errors import AudioError

HANG = 30.0


@pytest.fixture
def portaudio(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePortAudio]:
    fake = FakePortAudio(
        FakeDevice("スピーカー", inputs=0),
        FakeDevice("USB マイク"),
        FakeDevice("USB マイク 2"),
        FakeDevice("Webcam", rate=48_000.0),
        default=3,
    )
    monkeypatch.setattr(microphone, "_portaudio", lambda: fake)
    monkeypatch.setattr(microphone, "_open_streams", 0)
    yield fake
    # Whatever the test did: no device stays taken, and none is counted as taken.
    assert all(stream.closed == 1 for stream in fake.streams)
    assert microphone._open_streams == 0


def _refusal(name: str | None = None) -> AudioError:
    with pytest.raises(AudioError) as caught:
        MicrophoneSource(name)
    return caught.value


def test_the_default_comes_first_and_speakers_not_at_all(portaudio: FakePortAudio) -> None:
    assert list_microphones() == ["Webcam", "USB マイク", "USB マイク 2"]
    assert portaudio.streams == []


def test_no_name_means_the_default(portaudio: FakePortAudio) -> None:
    source = MicrophoneSource()
    assert (source.name, source.live, source.overflows) == ("Webcam", True, 0)
    assert (portaudio.streams[0].device, portaudio.streams[0].samplerate) == (3, 48_000)
    source.close()


def test_an_exact_name_wins_over_a_similar_one(portaudio: FakePortAudio) -> None:
    source = MicrophoneSource("USB マイク")
    assert (source.name, portaudio.streams[0].device) == ("USB マイク", 1)
    source.close()


def test_a_part_of_one_name_is_enough(portaudio: FakePortAudio) -> None:
    source = MicrophoneSource("webCAM")
    assert source.name == "Webcam"
    source.close()
    assert len(portaudio.streams) == 1


@pytest.mark.parametrize("name", ["usb", "Jabra", ""])
@pytest.mark.usefixtures("portaudio")
def test_a_name_of_none_or_several_lists_them(name: str) -> None:
    error = _refusal(name)
    assert error.key == "error.audio.microphone_unknown"
    for text in explained(error):
        assert f"{name}" in text
        assert all(device in text for device in ("Webcam", "USB マイク", "USB マイク 2"))
        assert "スピーカー" not in text


def test_two_microphones_of_one_name_are_ambiguous(portaudio: FakePortAudio) -> None:
    portaudio.devices.append(FakeDevice("Webcam"))
    assert _refusal("Webcam").key == "error.audio.microphone_unknown"


@pytest.mark.parametrize("name", [None, "USB"])
def test_without_a_microphone_it_says_so(portaudio: FakePortAudio, name: str | None) -> None:
    del portaudio.devices[1:]
    assert list_microphones() == []
    error = _refusal(name)
    assert error.key == "error.audio.no_microphone"
    explained(error)


def test_without_any_host_api_there_is_no_microphone(portaudio: FakePortAudio) -> None:
    portaudio.host_apis.clear()
    portaudio.default.hostapi = -1
    assert _refusal().key == "error.audio.no_microphone"


class Announced:
    """A lock that tells who comes."""

    def __init__(self, came: threading.Event) -> None:
        self._lock = threading.Lock()
        self._came = came

    def __enter__(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            self._came.set()
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


@pytest.mark.parametrize("ask", [list_microphones, lambda: MicrophoneSource().close()])
def test_nobody_starts_portaudio_anew_under_one_who_lists_or_opens(
    portaudio: FakePortAudio, monkeypatch: pytest.MonkeyPatch, ask: Callable[[], object]
) -> None:
    came = threading.Event()
    monkeypatch.setattr(microphone, "_one_at_a_time", Announced(came), raising=False)
    other = threading.Thread(target=list_microphones)
    listed, restarted = portaudio.query_devices, portaudio._terminate
    seen: list[list[str]] = []

    def restart() -> None:
        restarted()
        if threading.current_thread() is other:
            came.set()

    def list_them() -> list[dict[str, Any]]:
        if threading.current_thread() is not other:
            other.start()
            assert came.wait(HANG)
            seen.append(list(portaudio.calls))
        return listed()

    monkeypatch.setattr(portaudio, "_terminate", restart)
    monkeypatch.setattr(portaudio, "query_devices", list_them)
    ask()
    other.join(HANG)
    assert not other.is_alive()
    assert seen == [["terminate", "initialize"]], "the other one waited"


@pytest.mark.parametrize("inside", [True, False])
def test_at_exit_portaudio_is_not_ended_under_one_who_lists(
    portaudio: FakePortAudio, monkeypatch: pytest.MonkeyPatch, inside: bool
) -> None:
    unregistered: list[object] = []
    lock = threading.Lock()
    monkeypatch.setattr(microphone.atexit, "unregister", unregistered.append)
    monkeypatch.setattr(microphone, "_one_at_a_time", lock)
    monkeypatch.setattr(microphone, "_EXIT_SECONDS", 0.0)
    if inside:
        assert lock.acquire(blocking=False)
    microphone._leave(portaudio)
    assert unregistered == ([portaudio._exit_handler] if inside else [])
    assert lock.locked(), "nobody comes in afterwards"


def test_without_portaudio_it_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    class Absent:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Absent(), *sys.meta_path])
    for ask in (list_microphones, MicrophoneSource):
        with pytest.raises(AudioError) as caught:
            ask()
        assert caught.value.key == "error.audio.no_audio_system"
        assert all("docs/install.md" in text for text in explained(caught.value))


@pytest.mark.parametrize(
    "fault", [PortAudioError("Device unavailable"), ValueError("no such device")]
)
def test_a_device_that_does_not_open(portaudio: FakePortAudio, fault: Exception) -> None:
    portaudio.open_fault = fault
    error = _refusal()
    assert error.key == "error.audio.microphone_failed"
    assert all("Webcam" in text and str(fault) in text for text in explained(error))


def test_a_device_that_does_not_start_is_let_go(portaudio: FakePortAudio) -> None:
    portaudio.start_fault = PortAudioError("Device unavailable")
    source = MicrophoneSource()
    with pytest.raises(AudioError) as caught:
        next(source.blocks())
    assert caught.value.key == "error.audio.microphone_failed"
    assert "Device unavailable" in explained(caught.value)[0]
    assert portaudio.streams[0].closed == 1


def test_a_source_closed_before_it_is_read_ends_without_a_fault(portaudio: FakePortAudio) -> None:
    source = MicrophoneSource()
    source.close()
    portaudio.start_fault = PortAudioError("Invalid stream pointer")
    assert list(source.blocks()) == []


def test_blocks_are_copied_before_portaudio_takes_its_buffer_back(
    portaudio: FakePortAudio,
) -> None:
    source = MicrophoneSource("USB マイク 2")
    spoken = noise(4800)
    blocks = source.blocks()
    for part in np.split(spoken, [1000, 1001, 3333]):
        portaudio.streams[0].speak(part)
    got = [next(blocks) for _ in range(4)]
    assert portaudio.streams[0].started == 1
    np.testing.assert_array_equal(np.concatenate(got), spoken)
    source.close()
    assert list(blocks) == []


def test_its_own_rate_is_resampled(portaudio: FakePortAudio) -> None:
    source = MicrophoneSource("Webcam")
    blocks = source.blocks()
    for block in np.split(tone(48_000, 2.0), 100):
        portaudio.streams[0].speak(block)
    source._blocks.put(None)
    got = np.concatenate(list(blocks))
    assert len(got) == pytest.approx(2 * SAMPLE_RATE, rel=0.02)
    assert pitch(got) == pytest.approx(1000.0, rel=0.01)


def test_lost_audio_is_counted(portaudio: FakePortAudio) -> None:
    source = MicrophoneSource("USB マイク")
    for overflow in (False, True, False, True, True):
        portaudio.streams[0].speak(noise(160), overflow=overflow)
    assert source.overflows == 3
    source.close()


def test_a_microphone_that_falls_silent_was_unplugged(
    portaudio: FakePortAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PortAudio itself reports nothing when a device is gone."""
    monkeypatch.setattr(microphone, "_STUCK_SECONDS", 0.01)
    monkeypatch.setattr(microphone, "_FIRST_SECONDS", 0.01)
    source = MicrophoneSource("USB マイク")
    blocks = source.blocks()
    portaudio.streams[0].speak(noise(160))
    assert len(next(blocks)) == 160
    with pytest.raises(AudioError) as caught:
        next(blocks)
    assert caught.value.key == "error.audio.microphone_failed"
    assert "USB マイク" in explained(caught.value)[0]
    assert portaudio.streams[0].closed == 1


class Waits:
    """A queue that nobody waits at, and that tells for how long they would have."""

    def __init__(self) -> None:
        self.blocks: list[object] = []
        self.seconds: list[float] = []

    def put(self, block: object) -> None:
        self.blocks.append(block)

    def get(self, timeout: float) -> object:
        self.seconds.append(timeout)
        if not self.blocks:
            raise queue.Empty
        return self.blocks.pop(0)


def test_the_first_sound_may_take_longer_than_the_next(portaudio: FakePortAudio) -> None:
    source = MicrophoneSource("USB マイク")
    source._blocks = waits = Waits()  # type: ignore[assignment]
    portaudio.streams[0].speak(noise(160))
    portaudio.streams[0].speak(noise(160))
    with pytest.raises(AudioError):
        list(source.blocks())
    assert waits.seconds == [4.0, 1.8, 1.8]


def test_a_device_that_never_makes_a_sound_is_given_its_time(portaudio: FakePortAudio) -> None:
    source = MicrophoneSource("USB マイク")
    source._blocks = waits = Waits()  # type: ignore[assignment]
    with pytest.raises(AudioError) as caught:
        list(source.blocks())
    assert waits.seconds == [4.0]
    assert caught.value.key == "error.audio.microphone_failed"
    assert portaudio.streams[0].closed == 1


def test_a_sound_server_that_never_answers_is_given_up(
    portaudio: FakePortAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(microphone, "_ANSWER_SECONDS", 0.01)
    unregistered: list[object] = []
    monkeypatch.setattr(microphone.atexit, "unregister", unregistered.append)
    portaudio.answers.clear()
    source = MicrophoneSource("USB マイク")
    with pytest.raises(AudioError) as caught:
        next(source.blocks())
    assert caught.value.key == "error.audio.microphone_failed"
    assert "返事がありません" in explained(caught.value)[0]
    # PortAudio must not be ended under the call that is stuck in it, now or at exit.
    assert unregistered == [portaudio._exit_handler]
    portaudio.calls.clear()
    list_microphones()
    assert portaudio.calls == []
    stream = portaudio.streams.pop()
    assert stream.closed == 0
    portaudio.answers.set()
    monkeypatch.setattr(microphone, "_open_streams", 0)


def test_close_wakes_a_reader_that_waits(portaudio: FakePortAudio) -> None:
    source = MicrophoneSource("USB マイク")
    begun = threading.Event()
    ended: list[int] = []

    def read() -> None:
        count = 0
        for _ in source.blocks():
            count += 1
            begun.set()
        ended.append(count)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    portaudio.streams[0].speak(noise(160))
    assert begun.wait(HANG)
    source.close()
    reader.join(HANG)
    assert ended == [1]


def test_close_twice_frees_once_even_if_nobody_ever_read(portaudio: FakePortAudio) -> None:
    source = MicrophoneSource()
    assert microphone._open_streams == 1
    source.close()
    source.close()
    assert microphone._open_streams == 0
    assert portaudio.streams[0].closed == 1


def test_a_reader_that_gives_up_frees_the_device(portaudio: FakePortAudio) -> None:
    source = MicrophoneSource("USB マイク")
    blocks = source.blocks()
    portaudio.streams[0].speak(noise(160))
    next(blocks)
    del blocks
    assert portaudio.streams[0].closed == 1


def test_devices_are_looked_for_only_while_no_stream_is_open(portaudio: FakePortAudio) -> None:
    """To look anew means to restart PortAudio, which would cut an open stream off."""
    portaudio.calls.clear()
    source = MicrophoneSource()
    assert portaudio.calls == ["terminate", "initialize"]
    list_microphones()
    second = MicrophoneSource("USB マイク 2")
    assert portaudio.calls == ["terminate", "initialize"]
    source.close()
    list_microphones()
    assert len(portaudio.calls) == 2
    second.close()
    list_microphones()
    assert len(portaudio.calls) == 4


def test_a_device_that_did_not_open_does_not_count_as_open(portaudio: FakePortAudio) -> None:
    portaudio.open_fault = PortAudioError("Device unavailable")
    _refusal()
    portaudio.calls.clear()
    assert len(list_microphones()) == 3
    assert portaudio.calls == ["terminate", "initialize"]


@pytest.fixture
def windows(portaudio: FakePortAudio, monkeypatch: pytest.MonkeyPatch) -> FakePortAudio:
    monkeypatch.setattr(sys, "platform", "win32")
    portaudio.host_apis = [
        {"name": "MME", "default_input_device": 0},
        {"name": "Windows WASAPI", "default_input_device": 2},
    ]
    portaudio.devices = [
        FakeDevice("マイク配列 (デジタルマイク向けインテル® スマー", hostapi=0),
        FakeDevice("USB Micro", hostapi=1, rate=44_100.0),
        FakeDevice("マイク配列 (デジタルマイク向けインテル® スマート・サウンド)", hostapi=1),
    ]
    return portaudio


def test_windows_shows_each_microphone_once_with_its_full_name(windows: FakePortAudio) -> None:
    assert list_microphones() == [windows.devices[2].name, "USB Micro"]
    source = MicrophoneSource("インテル")
    assert windows.streams[0].device == 2
    source.close()


def test_windows_without_wasapi_takes_what_there_is(windows: FakePortAudio) -> None:
    windows.host_apis[1]["name"] = "Windows WDM-KS"
    assert list_microphones() == [windows.devices[0].name]


def test_a_spec_names_a_microphone_or_a_file(portaudio: FakePortAudio, tmp_path: Path) -> None:
    for spec, name in [("mic", "Webcam"), ("mic:USB マイク 2", "USB マイク 2")]:
        source = open_source(spec)
        assert isinstance(source, MicrophoneSource)
        assert source.name == name
        source.close()
    path = write(tmp_path / "mic.wav", tone(SAMPLE_RATE, 0.1), SAMPLE_RATE)
    for realtime in (True, False):
        file = open_source(str(path), realtime=realtime)
        assert isinstance(file, FileSource)
        assert file.live is realtime
    assert open_source(str(path)).live
    assert len(portaudio.streams) == 2


def test_a_spec_of_neither_is_a_missing_file() -> None:
    with pytest.raises(AudioError) as caught:
        open_source("microphone")
    assert caught.value.key == "error.audio.file_missing"
