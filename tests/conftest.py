"""Every test of every room: nothing of this PC's user is read or changed, and Ctrl-C is heard.

This folder is where the tests of every room find ``hostile.py``.
"""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from scripts.screens.home import own_folders
from voice_counter import paths


def pytest_configure() -> None:
    """Started in the background by a shell, this process and its children would ignore Ctrl-C, and
    whatever waits for it would wait forever."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, updates of an office, records, logs, own terms and announcements lie here, and the
    language is not chosen by the environment."""
    for name, folder in own_folders(tmp_path).items():
        monkeypatch.setenv(name, folder)
    monkeypatch.setattr(paths, "user_glossary", lambda: tmp_path / "own")
    monkeypatch.setattr(paths, "user_event", lambda: tmp_path / "event")
    monkeypatch.delenv("VOICE_COUNTER_UI_LANG", raising=False)
    return tmp_path
