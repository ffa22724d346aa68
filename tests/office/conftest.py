"""The texts of these tests are Japanese."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from voice_counter import texts

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "signed"))


@pytest.fixture(autouse=True)
def folders(own_home: Path) -> Path:
    texts.prefer("ja")
    return own_home
