"""The counter with the real models: speech from files, both sides, real translations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile
from desktop_fakes import until
from recorded_core import RecordedCore, placed, rows

from voice_counter.audio.source import SAMPLE_RATE
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.caption_model import Role
from voice_counter.desktop.desk import Mode

pytestmark = pytest.mark.alone


@contextmanager
def opened(recordings: tuple[Path, ...], how: str) -> Iterator[CaptionWindow]:
    """The counter with the installed models; closed whatever happens (``conftest.open_window``)."""
    window = CaptionWindow(RecordedCore(recordings), (), Mode.COUNTER)
    try:
        until(lambda: window.session.property("state") != "preparing", 60)
        assert window.session.property("modelFault") == ""
        window.desk.chooseDetection(how)
        window.desk.chooseLanguage("en")
        yield window
    finally:
        assert window.close()


@pytest.fixture
def two_microphones(tmp_path: Path) -> Iterator[CaptionWindow]:
    """Staff speak first, then the resident; each microphone hears both, the farther one softly."""
    total = 14.0
    staff = placed("ja_10_payment_deadline.flac", 0.5, total)
    resident = placed("en_02_which_counter.flac", 8.5, total)
    files = []
    for name, audio in (
        ("staff.flac", staff + 0.2 * resident),
        ("resident.flac", 0.2 * staff + resident),
    ):
        noise = np.random.default_rng(len(files)).normal(0, 0.0005, len(audio))
        soundfile.write(tmp_path / name, audio + noise, SAMPLE_RATE)
        files.append(tmp_path / name)
    with opened(tuple(files), "two_microphones") as window:
        yield window


def test_each_side_is_heard_once_in_its_language(two_microphones: CaptionWindow) -> None:
    window = two_microphones
    window.session.start()
    until(lambda: window.session.property("state") == "stopped", 60)
    until(lambda: "waiting" not in rows(window, Role.TRANSLATION_STATE), 30)
    sides = rows(window, Role.SIDE)
    staff = "".join(
        t for t, s in zip(rows(window, Role.STABLE), sides, strict=True) if s == "staff"
    )
    resident = " ".join(
        t for t, s in zip(rows(window, Role.STABLE), sides, strict=True) if s == "resident"
    )
    assert "納期限" in staff
    assert "6月30日" in staff
    assert "counter" in resident.lower() or "window" in resident.lower()
    translated = " ".join(
        t for t, s in zip(rows(window, Role.TRANSLATION), sides, strict=True) if s == "staff"
    )
    assert "June 30" in translated
    assert window.desk.property("pending") >= 1


@pytest.fixture
def one_microphone(tmp_path: Path) -> Iterator[CaptionWindow]:
    path = tmp_path / "counter.flac"
    soundfile.write(path, placed("ja_10_payment_deadline.flac", 2.5, 11.0), SAMPLE_RATE)
    with opened((path,), "keys") as window:
        yield window


def test_the_staffs_key_lets_the_staff_be_heard(one_microphone: CaptionWindow) -> None:
    window = one_microphone
    window.desk.pressTurn("staff")
    until(lambda: window.session.property("state") == "stopped", 60)
    assert set(rows(window, Role.SIDE)) == {"staff"}
    assert "納期限" in "".join(rows(window, Role.STABLE))


def test_the_language_tells_who_speaks(tmp_path: Path) -> None:
    path = tmp_path / "counter.flac"
    both = placed("ja_10_payment_deadline.flac", 0.5, 14.0)
    both += placed("en_02_which_counter.flac", 8.5, 14.0)
    soundfile.write(path, both, SAMPLE_RATE)
    with opened((path,), "detect") as window:
        window.session.start()
        until(lambda: window.session.property("state") == "stopped", 60)
        sides = rows(window, Role.SIDE)
    assert sides[0] == "staff"
    assert sides[-1] == "resident"
