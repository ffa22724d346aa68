"""Sound files of any content: blocks of samples, or an ``AudioError``."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import hostile
import numpy as np
import pytest
import soundfile
from hypothesis import example, given
from hypothesis import strategies as st

from voice_counter.audio.file import FileSource
from voice_counter.errors import AudioError
from voice_counter.texts import explain

ROOT = Path(__file__).resolve().parents[2]


def sound(kind: str, subtype: str) -> bytes:
    out = io.BytesIO()
    soundfile.write(out, np.zeros(800, np.float32), 16000, format=kind, subtype=subtype)
    return out.getvalue()


KINDS = (("WAV", "PCM_16"), ("WAV", "FLOAT"), ("FLAC", "PCM_16"), ("AIFF", "PCM_16"))
SOUND = [sound(*kind) for kind in KINDS]


def read(path: Path) -> list[np.ndarray[tuple[int], np.dtype[np.float32]]]:
    try:
        return list(FileSource(path).blocks())
    except AudioError as error:
        explain(error, "ja")
        return []


@pytest.mark.parametrize("content", SOUND, ids=["-".join(kind) for kind in KINDS])
def test_an_untouched_file_gives_its_samples(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    assert np.concatenate(read(path)).shape == (800,)


@hostile.MANY
@given(data=st.data(), which=st.integers(0, len(SOUND) - 1))
def test_damaged_files(tmp_path: Path, data: st.DataObject, which: int) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(data.draw(hostile.damaged(SOUND[which])))
    for block in read(path):
        assert np.isfinite(block).all()
        assert abs(block).max(initial=0) < 4


@hostile.MANY
@given(value=st.floats(width=32), at=st.integers(0, 799))
@example(value=float("nan"), at=3)
@example(value=float("inf"), at=3)
@example(value=3e38, at=3)
def test_no_sample_poisons_those_behind_it(tmp_path: Path, value: float, at: int) -> None:
    path = tmp_path / "a.wav"
    samples = np.full(
        (800, 2), value if np.isfinite(value) and abs(value) > 1e30 else 0, np.float32
    )
    samples[at] = value
    soundfile.write(path, samples, 44100, subtype="FLOAT")
    heard = np.concatenate(read(path))
    assert np.isfinite(heard).all()


def test_the_log_of_libsndfile_may_hold_nonsense(tmp_path: Path) -> None:
    """It writes sizes that cannot be in hexadecimal."""
    content = bytearray(SOUND[0])
    at = content.index(b"data") + 4
    for size in (0xFFFF7FFF, 0x43614C66, 0x7FFFFFFF, 0, 1):
        content[at : at + 4] = size.to_bytes(4, "little")
        (tmp_path / "a.wav").write_bytes(content)
        assert sum(map(len, read(tmp_path / "a.wav"))) <= 800


@pytest.mark.skipif(sys.platform != "linux", reason="limits of the kernel of Linux")
def test_libsndfile_in_a_process_under_limits() -> None:
    """A dead process is a fault too; here it cannot take the tests with it."""
    command = (sys.executable, "scripts/fuzz.py", "--parser", "audio-file", "--cases", "400")
    ran = subprocess.run(
        [*command, "--processes", "1", "--seed", "5"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
