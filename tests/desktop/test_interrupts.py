"""Ctrl-C in the terminal."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from desktop_fakes import FakeCore, until
from PySide6.QtCore import QTimer

from voice_counter.desktop import app
from voice_counter.desktop.interrupts import Interrupts


@pytest.fixture
def asked() -> list[bool]:
    return []


@pytest.fixture
def interrupts(asked: list[bool]) -> Iterator[Interrupts]:
    made = Interrupts(lambda: asked.append(True))
    yield made
    made.close()


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_the_event_loop_hears_of_it(
    interrupts: Interrupts, asked: list[bool], kind: signal.Signals
) -> None:
    assert interrupts.heard == 0
    signal.raise_signal(kind)
    until(lambda: asked == [True])
    assert interrupts.heard == kind


def test_afterwards_all_is_as_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    Interrupts(lambda: None).close()
    assert signal.getsignal(signal.SIGINT) is before
    assert signal.set_wakeup_fd(-1) == -1


def test_what_is_ignored_stays_ignored(asked: list[bool]) -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        made = Interrupts(lambda: asked.append(True))
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
        made.close()
    finally:
        signal.signal(signal.SIGTERM, before)


def test_the_window_closes_and_the_shell_is_told(
    core: FakeCore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "InstalledCore", lambda *_, **__: core)
    made = app.CaptionWindow
    windows: list[app.CaptionWindow] = []

    def make(*arguments: object) -> app.CaptionWindow:
        windows.append(made(*arguments))  # type: ignore[arg-type]
        signal.raise_signal(signal.SIGINT)
        return windows[0]

    monkeypatch.setattr(app, "CaptionWindow", make)
    # What is not heard would keep the test, and whoever waits for it, for ever.
    net = QTimer(singleShot=True, interval=20_000)
    net.timeout.connect(app.application().quit)
    net.start()
    assert app.run(None, glossary=True) == 130
    net.stop()
    assert windows[0].window is not None
