"""What the window asks of Python and Qt themselves."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject, Signal

from voice_counter import paths
from voice_counter.desktop.choices import language_labels, samples
from voice_counter.desktop.fonts import FAMILIES, window_font
from voice_counter.settings import LANGUAGES


class Sender(QObject):
    sent = Signal(int)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal")
def test_qt_counts_references_right() -> None:
    """PySide6 6.12.0 takes one reference to None or True with each call that returns it.

    Built for Pythons where both are immortal, it makes an older one abort after some minutes.
    """
    sender = Sender()
    before = (sys.getrefcount(None), sys.getrefcount(True))
    for number in range(200):
        sender.sent.emit(number)
        sender.blockSignals(False)
        sender.setObjectName("x")
    after = (sys.getrefcount(None), sys.getrefcount(True))
    assert min(b - a for a, b in zip(before, after, strict=True)) > -100


def imported_by(module: str) -> set[str]:
    code = f"import {module}, sys; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        cwd=paths.ui().parent,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    return set(done.stdout.split())


def test_the_window_opens_without_the_models_libraries() -> None:
    heavy = {"ctranslate2", "faster_whisper", "onnxruntime", "sounddevice"}
    assert imported_by("voice_counter.desktop.app") & heavy == set()


def test_the_command_line_needs_no_qt() -> None:
    assert "PySide6" not in imported_by("voice_counter.desktop")


def test_languages_are_named_in_japanese_first() -> None:
    labels = dict(zip(LANGUAGES, language_labels(), strict=True))
    assert labels["ja"] == "日本語"
    assert labels["en"] == "英語  English"
    assert labels["my"].startswith("ミャンマー語")


def test_the_samples_of_the_repository_are_offered() -> None:
    offered = samples()
    assert len(offered) >= 10
    assert {"ja", "en"} <= {sample.language for sample in offered}
    assert all(sample.path.is_file() and sample.text for sample in offered)
    assert offered[0].label.startswith("日本語")


def test_the_font_is_one_that_is_installed() -> None:
    from PySide6.QtGui import QFontDatabase

    installed = set(QFontDatabase.families())
    wanted = [family for family in FAMILIES if family in installed]
    if wanted:
        assert window_font().families() == wanted
