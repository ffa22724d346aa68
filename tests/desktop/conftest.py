"""A Qt without a display, whose every complaint fails the test that caused it."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

import pytest
from desktop_fakes import FakeCore, state_is, until
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from window_driver import Opener

from voice_counter import settings, texts
from voice_counter.desktop.app import CaptionWindow, application
from voice_counter.desktop.choices import Sample
from voice_counter.desktop.desk import Mode
from voice_counter.desktop.glossary_editor import GlossaryEditor
from voice_counter.desktop.preferences import Preferences
from voice_counter.desktop.session import CaptionSession
from voice_counter.glossary.user_glossary import FILE_NAME, UserGlossary


@pytest.fixture(scope="session", autouse=True)
def app() -> QGuiApplication:
    made = application()
    gc.freeze()  # what is here stays, and need not be looked at again
    return made


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """View models hold each other. Python would collect those of an earlier test on whatever thread
    happens to run, and a timer that ends on another thread than its own crashes Qt."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def own_settings(own_home: Path) -> Path:
    """The file of the settings; and the texts are Japanese."""
    texts.prefer("ja")
    return own_home / "config" / settings.FILE_NAME


@pytest.fixture(autouse=True)
def qt_complaints() -> Iterator[list[str]]:
    """What Qt and QML print. Anything but debug output is a failure."""
    complaints: list[str] = []

    def note(kind: QtMsgType, _context: object, message: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            complaints.append(message)

    before = qInstallMessageHandler(note)
    yield complaints
    qInstallMessageHandler(before)
    assert complaints == []


@pytest.fixture
def core(tmp_path: Path) -> Iterator[FakeCore]:
    fake = FakeCore()
    fake.own = UserGlossary(tmp_path / "glossary" / FILE_NAME)
    yield fake
    fake.release()


@pytest.fixture
def preferences() -> Preferences:
    return Preferences()


@pytest.fixture
def recordings(tmp_path: Path) -> tuple[Sample, ...]:
    return (
        Sample(tmp_path / "one.flac", "en", "Which counter is it?"),
        Sample(tmp_path / "two.flac", "ja", "おはようございます。"),
    )


@pytest.fixture
def session(
    core: FakeCore, preferences: Preferences, recordings: tuple[Sample, ...]
) -> Iterator[CaptionSession]:
    made = CaptionSession(core, preferences, recordings)
    yield made
    core.release()
    assert made.shutdown(), "a worker thread did not end"


@pytest.fixture
def editor(core: FakeCore, session: CaptionSession) -> Iterator[GlossaryEditor]:
    """The view model of the glossary, its terms read and the models loaded."""
    made = GlossaryEditor(core, session)
    session.prepare()
    made.prepare()
    until(lambda: made.property("ready") and session.captioner is not None)
    yield made
    core.release()
    assert made.shutdown(), "a job did not end"


@pytest.fixture
def open_window(core: FakeCore) -> Iterator[Opener]:
    """Opens the real window. It is closed whatever happens: one that a failed test leaves behind is
    collected while the next test runs, in an order that crashes Qt."""
    opened: list[CaptionWindow] = []

    def show(
        mode: Mode = Mode.CAPTIONS, recordings: tuple[Sample, ...] = (), *, ready: bool = True
    ) -> CaptionWindow:
        made = CaptionWindow(core, recordings, mode)
        opened.append(made)
        made.window.resize(1366, 768)
        if ready:
            until(state_is(made.session, "waiting"))
            until(lambda: made.session.microphones_known and bool(made.glossary.property("ready")))
        return made

    yield show
    core.release()
    ended = [made.close() for made in opened]
    assert all(ended), "a worker thread did not end"


@pytest.fixture
def window(open_window: Opener, recordings: tuple[Sample, ...]) -> CaptionWindow:
    """The real window, shown, with its models loaded."""
    return open_window(recordings=recordings)
