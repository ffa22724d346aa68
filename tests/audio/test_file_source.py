"""Files that stand in for a microphone: whatever libsndfile reads, and what it cannot."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile
from sound_makers import (
    cut_off,
    explained,
    heard,
    heard_until_fault,
    loudness,
    noise,
    pitch,
    tone,
    write,
)

from voice_counter.audio import file as file_module
from voice_counter.audio.file import FileSource
from voice_counter.audio.source import SAMPLE_RATE
from voice_counter.errors import AudioError

HANG = 30.0


def _refusal(path: Path) -> AudioError:
    with pytest.raises(AudioError) as caught:
        FileSource(path)
    assert all(str(path) in text for text in explained(caught.value))
    return caught.value


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "番号.wav").key == "error.audio.file_missing"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert _refusal(tmp_path).key == "error.audio.file_missing"


def test_a_file_of_no_bytes_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "nothing.wav"
    path.touch()
    assert _refusal(path).key == "error.audio.file_empty"


def test_a_wav_of_no_frames_is_empty(tmp_path: Path) -> None:
    path = write(tmp_path / "silent.wav", np.zeros(0, np.float32), SAMPLE_RATE)
    assert path.stat().st_size > 0
    assert _refusal(path).key == "error.audio.file_empty"


def test_text_named_wav_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "memo.wav"
    path.write_text("住民票の写しを2通お願いします。" * 50, encoding="utf-8")
    error = _refusal(path)
    assert error.key == "error.audio.file_unreadable"
    reason = str(error.values["reason"])
    assert reason
    assert not reason.endswith(".")


@pytest.mark.parametrize(("suffix", "share"), [("wav", 0.4), ("flac", 0.4)])
def test_a_cut_off_file_delivers_all_it_has_and_then_complains(
    tmp_path: Path, suffix: str, share: float
) -> None:
    whole = noise(5 * SAMPLE_RATE)
    path = cut_off(write(tmp_path / f"cut.{suffix}", whole, SAMPLE_RATE), share)
    got, error = heard_until_fault(FileSource(path))
    assert error.key == "error.audio.file_truncated"
    assert error.values["expected"] == 5.0
    assert error.values["actual"] == round(len(got) / SAMPLE_RATE, 1)
    # FLAC is read by compressed blocks of 0.26 s: the broken one is lost.
    assert abs(len(got) - share * len(whole)) < 0.3 * SAMPLE_RATE
    np.testing.assert_allclose(got, whole[: len(got)], atol=1e-4)
    assert all("5.0" in text for text in explained(error))


def test_a_cut_off_file_of_another_rate_drains_the_resampler(tmp_path: Path) -> None:
    path = cut_off(write(tmp_path / "cut.wav", tone(44_100, 2.0), 44_100), 0.5)
    got, _ = heard_until_fault(FileSource(path))
    assert len(got) == pytest.approx(SAMPLE_RATE, rel=0.01)


def test_a_header_that_knows_no_size_is_no_fault(tmp_path: Path) -> None:
    """Recorders that stream may leave the maximum where the size of the data belongs."""
    path = write(tmp_path / "streamed.wav", tone(SAMPLE_RATE, 1.0), SAMPLE_RATE)
    data = bytearray(path.read_bytes())
    where = data.index(b"data") + 4
    data[where : where + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    assert len(heard(FileSource(path))) == SAMPLE_RATE


@pytest.mark.parametrize(
    ("rate", "channels", "subtype"),
    [
        (SAMPLE_RATE, 1, "PCM_16"),
        (SAMPLE_RATE, 2, "FLOAT"),
        (8_000, 1, "PCM_16"),
        (8_000, 1, "ULAW"),
        (44_100, 2, "PCM_24"),
        (44_100, 8, "PCM_16"),
        (48_000, 1, "DOUBLE"),
        (96_000, 2, "PCM_32"),
    ],
)
def test_a_tone_keeps_pitch_duration_and_loudness(
    tmp_path: Path, rate: int, channels: int, subtype: str
) -> None:
    mono = tone(rate, 2.0)
    path = write(tmp_path / "tone.wav", np.repeat(mono[:, None], channels, axis=1), rate, subtype)
    got = heard(FileSource(path))
    assert len(got) == pytest.approx(2 * SAMPLE_RATE, rel=0.01)
    assert pitch(got) == pytest.approx(1000.0, rel=0.01)
    assert loudness(got) == pytest.approx(0.5 / np.sqrt(2), rel=0.02)


def test_channels_are_mixed_not_dropped(tmp_path: Path) -> None:
    left = np.zeros(SAMPLE_RATE, np.float32)
    both = np.stack([left, tone(SAMPLE_RATE, 1.0)], axis=1)
    got = heard(FileSource(write(tmp_path / "right.wav", both, SAMPLE_RATE)))
    assert loudness(got) == pytest.approx(0.25 / np.sqrt(2), rel=0.02)


def test_flac_arrives_sample_by_sample(tmp_path: Path) -> None:
    whole = noise(3 * SAMPLE_RATE + 77)
    path = write(tmp_path / "noise.flac", whole, SAMPLE_RATE, "PCM_24")
    np.testing.assert_allclose(heard(FileSource(path)), whole, atol=1e-6)


def test_a_file_is_called_by_its_name_and_loses_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "窓口.wav", tone(SAMPLE_RATE, 0.1), SAMPLE_RATE)
    source = FileSource(path)
    assert (source.name, source.live, source.overflows) == ("窓口.wav", False, 0)
    assert FileSource(path, realtime=True).live


def test_realtime_waits_for_each_block_as_long_as_it_lasts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a clock that only runs while the source waits."""
    now = 100.0
    monkeypatch.setattr(file_module.time, "monotonic", lambda: now)
    source = FileSource(
        write(tmp_path / "tone.wav", tone(SAMPLE_RATE, 1.0), SAMPLE_RATE), realtime=True
    )

    class Clock(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            nonlocal now
            assert timeout is not None
            now += timeout
            return self.is_set()

    source._closed = Clock()
    samples = 0
    for block in source.blocks():
        samples += len(block)
        assert now - 100.0 == pytest.approx(samples / SAMPLE_RATE)
    assert samples == SAMPLE_RATE


def test_close_from_another_thread_ends_a_realtime_file(tmp_path: Path) -> None:
    minutes = np.zeros(10 * 60 * SAMPLE_RATE, np.float32)
    source = FileSource(
        write(tmp_path / "long.flac", minutes, SAMPLE_RATE, "PCM_16"), realtime=True
    )
    begun = threading.Event()
    blocks: list[int] = []
    faults: list[BaseException] = []

    def read() -> None:
        try:
            for block in source.blocks():
                blocks.append(len(block))
                begun.set()
        except BaseException as error:
            faults.append(error)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    assert begun.wait(HANG)
    source.close()
    source.close()
    reader.join(HANG)
    assert not reader.is_alive()
    assert faults == []
    assert sum(blocks) < len(minutes)


def test_a_closed_source_delivers_nothing_and_is_no_cut_off_file(tmp_path: Path) -> None:
    source = FileSource(write(tmp_path / "tone.wav", tone(SAMPLE_RATE, 1.0), SAMPLE_RATE))
    source.close()
    assert list(source.blocks()) == []


def test_the_file_is_let_go_of_at_the_end(tmp_path: Path) -> None:
    """Windows does not rename or delete a file that is open."""
    source = FileSource(write(tmp_path / "tone.wav", tone(SAMPLE_RATE, 0.2), SAMPLE_RATE))
    heard(source)
    assert isinstance(source._file, soundfile.SoundFile)
    assert source._file.closed
