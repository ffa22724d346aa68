"""Puts the window on the screen: Qt application, fonts, view models and QML."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from shiboken6 import Shiboken

from voice_counter import paths, settings, texts
from voice_counter.desktop.auditing import Auditing
from voice_counter.desktop.choices import Sample, samples
from voice_counter.desktop.core import Core, InstalledCore
from voice_counter.desktop.corrections import Corrections
from voice_counter.desktop.desk import Desk, Mode
from voice_counter.desktop.event_feed import EventFeed
from voice_counter.desktop.event_mode import EventMode
from voice_counter.desktop.fonts import faces, mend_mixtures, undrawable, window_font
from voice_counter.desktop.glossary_editor import GlossaryEditor
from voice_counter.desktop.interrupts import Interrupts
from voice_counter.desktop.office_look import OfficeLook
from voice_counter.desktop.phrase_panel import PhrasePanel
from voice_counter.desktop.preferences import Preferences
from voice_counter.desktop.record_keeper import RecordKeeper
from voice_counter.desktop.session import CaptionSession
from voice_counter.desktop.settings_page import SettingsPage
from voice_counter.desktop.start import StartScreen
from voice_counter.desktop.trust import Trust
from voice_counter.desktop.turn_keys import TurnKeys
from voice_counter.errors import UserError
from voice_counter.selftest import SelfTest
from voice_counter.status import look
from voice_counter.translation.load import load_phrase_book, load_phrase_sets


class CaptionWindow(QObject):
    """The window with everything behind it.

    Args:
        core: the pipeline to caption with.
        recordings: the sample recordings on offer.
        mode: what it is used for first.

    Raises:
        UserError: Qt could not build the window.
    """

    def __init__(
        self, core: Core, recordings: tuple[Sample, ...], mode: Mode = Mode.CAPTIONS
    ) -> None:
        super().__init__()
        self.preferences = Preferences()
        self.session = CaptionSession(core, self.preferences, recordings)
        self.glossary = GlossaryEditor(core, self.session)
        self.corrections = Corrections(self.session.model, self.glossary)
        self.desk = Desk(core, self.session, self.preferences)
        self.glossary.termsChanged.connect(self._read_with_terms)
        self.start = StartScreen(
            self.preferences,
            lambda: look(core.microphones, undrawable=undrawable()),
            lambda: SelfTest().run(),
        )
        self._office = OfficeLook(self.preferences, self.start.refresh)
        self.trust = Trust(self.session, self.desk, load_phrase_book)
        self.record = RecordKeeper(self.session.conversation, self.desk, self.preferences)
        self._auditing = Auditing(self.session, self.desk, self.preferences, self.record)
        self._auditing.changed.connect(lambda: self.preferences.tell(self._auditing.notice))
        self.phrases = PhrasePanel(self.session, self.desk, load_phrase_sets)
        self.settings_page = SettingsPage(self.preferences)
        self.projection = EventMode(self.preferences, paths.user_event())
        self._feed = EventFeed(self.session.conversation, self.projection)
        self.desk.modeChanged.connect(self._follow_mode)
        self.desk.enter(mode)
        self._engine = QQmlApplicationEngine()
        self._engine.setInitialProperties(
            {
                "session": self.session,
                "preferences": self.preferences,
                "glossary": self.glossary,
                "corrections": self.corrections,
                "desk": self.desk,
                "event": self.projection,
                "settingsPage": self.settings_page,
                "trust": self.trust,
                "record": self.record,
                "phrases": self.phrases,
                "handwriting": self.desk.handwriting,
                "start": self.start,
                "faces": faces(),
                "texts": fixed_texts(),
            }
        )
        faults: list[str] = []
        self._engine.warnings.connect(lambda found: faults.extend(w.toString() for w in found))
        self._engine.load(QUrl.fromLocalFile(str(paths.ui() / "main.qml")))
        roots: list[QObject] = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise UserError("window.qt_missing", reason="; ".join(faults) or "main.qml")
        self.window = roots[0]
        self._turn_keys = TurnKeys(self.window, self.desk)
        # The user sees the window first; only then the models may take the processor.
        self._waiting = self.window.frameSwapped.connect(
            self._first_frame, Qt.ConnectionType.QueuedConnection
        )

    @Slot()
    def _first_frame(self) -> None:
        QObject.disconnect(self._waiting)
        self.session.prepare()
        self.glossary.prepare()
        self._office.begin()
        if self.desk.property("mode") == Mode.START:
            self.start.refresh()

    @Slot()
    def _follow_mode(self) -> None:
        self._feed.active = self.desk.property("mode") == Mode.EVENT
        if not self._feed.active:
            self.projection.setProperty("projecting", False)

    @Slot()
    def _read_with_terms(self) -> None:
        self.desk.read_with(self.glossary.analyser, self.glossary.glossary)
        self.trust.use(self.glossary.glossary)
        self.phrases.use(self.glossary.glossary)

    def close(self) -> bool:
        """Stop the captions and take the window down. Says whether every thread ended."""
        self._turn_keys.detach()
        self.window.close()
        # What was said last becomes a caption, and a line of a record: so the session comes first.
        ended = self.session.shutdown()
        ended = self.glossary.shutdown() and ended
        self.desk.shutdown()
        self.trust.shutdown(1.0)
        self.record.close()
        self._auditing.close()
        self.phrases.shutdown(1.0)
        self.start.join(1.0)
        # Before the view models: bindings must not outlive what they are bound to.
        Shiboken.delete(self._engine)
        return ended


def fixed_texts() -> dict[str, str]:
    """The texts of the window that have no placeholders, without their common prefix; those of a
    room have its name before theirs (``event_pause``)."""
    prefix = "window."
    return {
        key.removeprefix(prefix).replace(".", "_"): texts.text(key)
        for key, template in texts.catalogue(texts.DEFAULT_LANGUAGE).items()
        if key.startswith(prefix) and "{" not in template
    }


def application() -> QGuiApplication:
    """The Qt application of this process."""
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    assert isinstance(app, QGuiApplication)
    app.setApplicationName("voice-counter")
    app.setFont(window_font())
    mend_mixtures()
    return app


def run(model_id: str | None, *, glossary: bool) -> int:
    """Show the window until it is closed; the exit status of the process."""
    texts.prefer(settings.load()[0].ui_language)
    app = application()
    interrupts = Interrupts(app.quit)
    try:
        window = CaptionWindow(InstalledCore(model_id, glossary=glossary), samples(), Mode.START)
        status = app.exec()
        window.close()
    finally:
        interrupts.close()
    return 128 + interrupts.heard if interrupts.heard else status
