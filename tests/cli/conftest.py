"""A command line without a model: the real pipeline around an engine that the test scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripted_engine import Call, Engine

from voice_counter.cli import main


@pytest.fixture
def empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    store = tmp_path / "store"
    monkeypatch.setenv("VOICE_COUNTER_MODELS", str(store))
    return store


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    made = Engine()
    monkeypatch.setattr("voice_counter.captions.engine.load_captioner", made.load)
    return made


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs the command line; returns its exit code and the lines of both streams."""

    def run(*words: str | Path) -> tuple[int, list[str], list[str]]:
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:  # argparse
            code = int(ended.code or 0)
        shown = capsys.readouterr()
        return code, shown.out.splitlines(), shown.err.splitlines()

    return run
