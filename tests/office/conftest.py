"""Every test has folders of its own for what the user made, the settings and the office."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from voice_counter import paths, texts

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "signed"))


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICE_COUNTER_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("VOICE_COUNTER_SITE_CONFIG", str(tmp_path / "site"))
    monkeypatch.setenv("VOICE_COUNTER_OFFICE", str(tmp_path / "office"))
    monkeypatch.delenv("VOICE_COUNTER_UI_LANG", raising=False)
    monkeypatch.setattr(paths, "user_glossary", lambda: tmp_path / "own")
    texts.prefer("ja")
    return tmp_path
