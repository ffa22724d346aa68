"""Texts that look like markup, in captions, translations and files: shown as they are written.

Qt would fetch a picture that a text names. A server on this PC notices whoever does.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import event_driver
import pytest
from desktop_fakes import MICROPHONE, FakeCore, final, partial, state_is, until
from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtQml import QQmlApplicationEngine
from window_driver import Key, Opener, items, pause, press

from voice_counter.captions.events import Listening
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.desk import Mode
from voice_counter.glossary.repair import Repair


class Server(ThreadingHTTPServer):
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []

    def picture(self, name: str) -> str:
        """A text that has a picture of this server in it."""
        return f"住民票<img src='http://127.0.0.1:{self.server_port}/{name}'><b>太字</b> & 写し"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Not into the output of the tests."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def test_the_server_notices_a_text_that_is_taken_for_markup(
    server: Server, qt_complaints: list[str]
) -> None:
    engine = QQmlApplicationEngine()
    source = f'import QtQuick\nWindow {{ visible: true; Text {{ text: "{server.picture("x")}" }} }}'
    engine.loadData(QByteArray(source.encode()), QUrl.fromLocalFile("/x.qml"))
    until(lambda: server.asked == ["/x"])
    pause()
    qt_complaints.clear()


@pytest.mark.parametrize("mode", [Mode.CAPTIONS, Mode.COUNTER, Mode.HEARING, Mode.VISIT])
def test_captions_and_translations(
    open_window: Opener, core: FakeCore, server: Server, mode: Mode
) -> None:
    core.names = [MICROPHONE, server.picture("microphone")]
    window = open_window(mode)
    if mode in (Mode.COUNTER, Mode.VISIT):
        window.desk.chooseLanguage("en")
        window.desk.pressTurn("staff")
    else:
        press(window, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE))
    until(state_is(window.session, "listening"))
    told = server.picture("caption")
    core.captioner.send(
        partial(0, told, stable=8),
        final(0, told, repairs=(Repair("住民兵", "住民票"),)),
        partial(1, server.picture("partial"), stable=4),
    )
    until(lambda: window.session.model.rowCount() >= 2)
    pause()
    assert shown(window, "<img"), "it is shown as it is written"
    if mode in (Mode.COUNTER, Mode.VISIT):
        read = [str(each.property("text")) for each in items(window, "residentText")]
        assert f"[en] {told}" in read, "so is the translation"
    assert server.asked == []


def test_announcements(server: Server, tmp_path: Path, qt_complaints: list[str]) -> None:
    event = event_driver.made(tmp_path)
    event.writeAnnouncements()
    row = f'"{server.picture("title")}","{server.picture("text")}",0\n'
    file = tmp_path / "own" / "announcements.csv"
    file.write_text(f"title,text,seconds\n{row}", encoding="utf-8-sig")
    event.loadAnnouncements()
    console, projector = views = event_driver.console(event), event_driver.projector(event)
    event.showAnnouncement(0)
    pause()
    (button,) = console.items("eventAnnouncement")
    assert button.property("text") == f"1  {server.picture('title')}"
    assert projector.item("projectedAnnouncement").isVisible()
    assert event.property("announcement")["text"] == server.picture("text")
    for view in views:
        view.close()
    assert server.asked == []
    assert qt_complaints == []


def shown(window: CaptionWindow, part: str) -> bool:
    """Whether a caption shows ``part``: with markup escaped, where it is styled."""
    texts: list[str] = [str(each.property("text")) for each in items(window, "caption")]
    escaped = part.replace("<", "&lt;")
    return any(part in text or escaped in text for text in texts)
