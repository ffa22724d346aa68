"""A whole session leaves no word of it in any file of the user's."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop_fakes import MICROPHONE, FakeCore, final, partial, state_is, until
from window_driver import Opener

from voice_counter import logs, paths
from voice_counter.captions.events import Listening
from voice_counter.desktop.desk import Mode as DeskMode

MARKED = ("ひょうたんつぎ", "zzqxmarked", "09012345678")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where every file of the user's goes: data, settings, logs, caches, temporary ones."""
    folder = tmp_path / "home"
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "TMPDIR", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(folder))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    # What TMPDIR says is asked for once, and the tests before have asked.
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("VOICE_COUNTER_LOGS", str(folder / "logs"))
    monkeypatch.setenv("VOICE_COUNTER_CONFIG", str(folder / "config"))
    folder.mkdir()
    return folder


@pytest.fixture
def log_file(home: Path) -> Iterator[Path]:
    handler = logs.to_file()
    assert paths.logs().is_relative_to(home)
    assert Path(tempfile.gettempdir()) == home
    yield paths.logs() / logs.FILE_NAME
    logging.getLogger().removeHandler(handler)
    handler.close()


def holding(folder: Path, word: str) -> list[str]:
    """The files below a folder that hold a word, in either of the two usual encodings."""
    forms = (word.encode("utf-8"), word.encode("utf-16-le"))
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def test_a_marked_word_is_found(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text(f"before {MARKED[0]} behind", encoding="utf-8")
    assert holding(tmp_path, MARKED[0]) == ["kept.txt"]


def test_a_session_leaves_no_words(
    open_window: Opener, core: FakeCore, tmp_path: Path, log_file: Path
) -> None:
    window = open_window(mode=DeskMode.COUNTER)
    window.desk.chooseLanguage("vi")
    window.session.start()
    core.captioner.send(Listening(MICROPHONE))
    until(state_is(window.session, "listening"))
    for utterance, word in enumerate(MARKED):
        core.captioner.send(partial(utterance, f"はい、{word}"))
        core.captioner.send(final(utterance, f"はい、{word}です。"))
    until(lambda: [line.final for line in window.session.conversation] == [True] * len(MARKED))
    until(lambda: all(line.translations for line in window.session.conversation))
    # What breaks quotes what it broke on: the worst that an exception can do.
    core.captioner.send(ValueError(" ".join(MARKED)))
    core.other.send(None)
    until(state_is(window.session, "stopped"))
    window.desk.nextPerson()

    assert "ValueError" in log_file.read_text(encoding="utf-8"), "the fault was written down"
    audited = (paths.logs() / "audit.jsonl").read_text(encoding="ascii")
    for event in ("application_started", "started", "stopped", "fault", "wiped"):
        assert f'"event": "{event}"' in audited, event
    for word in MARKED:
        assert holding(tmp_path, word) == []
