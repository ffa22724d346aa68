"""Real disks that are full or read-only, and processes that are killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from record_tools import Heard, agreed, line

from scripts import kill_log
from voice_counter.record.database import log_of
from voice_counter.record.events import Begun, Ended, Recovered, Stored, Troubled
from voice_counter.record.recorder import Recorder
from voice_counter.record.store import Store

ROOT = Path(__file__).resolve().parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="made with what Linux offers")


@pytest.fixture
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 1 MiB, mounted where the records go."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@linux
def test_a_disk_that_fills_up_loses_nothing(
    small_disk: Path, recorder: Recorder, heard: Heard, open_store: Callable[[], Store]
) -> None:
    session = recorder.begin(agreed())
    recorder.append(line(1))
    heard.wait(Stored)
    filler = small_disk / "other"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError:
            pass
    for number in range(2, 60):
        recorder.append(line(number, f"{number} " + "長い話" * 300))
    (trouble,) = heard.wait(Troubled)
    assert isinstance(trouble, Troubled)
    assert trouble.fault.key == "record.error.disk_full"
    assert len(heard.of(Stored)) < 59
    filler.unlink()
    heard.wait(Recovered)
    heard.wait(Stored, 59)
    store = open_store()
    store.unlock()
    assert [entry.key for entry in store.read(session).entries] == [
        f"1.{number}" for number in range(1, 60)
    ]


@linux
def test_a_disk_that_becomes_read_only_is_told(
    small_disk: Path, recorder: Recorder, heard: Heard, open_store: Callable[[], Store]
) -> None:
    session = recorder.begin(agreed())
    recorder.append(line(1))
    recorder.end()
    heard.wait(Ended)  # the file is closed
    remount = ["mount", "-o", "remount,{}", str(small_disk)]
    subprocess.run([each.format("ro") for each in remount], check=True)
    later = recorder.begin(agreed())
    recorder.append(line(2))
    (trouble,) = heard.wait(Troubled)
    assert isinstance(trouble, Troubled)
    assert trouble.fault.key == "record.error.read_only"
    subprocess.run([each.format("rw") for each in remount], check=True)
    heard.wait(Recovered)
    heard.wait(Stored, 2)
    store = open_store()
    store.unlock()
    for each, number in ((session, 1), (later, 2)):
        assert [entry.key for entry in store.read(each).entries] == [f"1.{number}"]


@linux
def test_a_file_that_may_not_grow_is_told(
    recorder: Recorder, heard: Heard, open_store: Callable[[], Store], folder: Path
) -> None:
    """A limit of the system on the size of files, lifted later."""
    import resource

    session = recorder.begin(agreed())
    heard.wait(Begun)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = max((folder / "record.db").stat().st_size, log_of(folder / "record.db").stat().st_size)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, before[1]))
    try:
        for number in range(1, 30):
            recorder.append(line(number, f"{number} " + "長い話" * 3000))
        heard.wait(Troubled)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    heard.wait(Recovered)
    heard.wait(Stored, 29)
    store = open_store()
    store.unlock()
    assert len(store.read(session).entries) == 29


def test_no_acknowledged_line_is_lost_when_the_process_is_killed(folder: Path) -> None:
    figures = kill_log.run(folder, kills=20, seed=7)
    assert figures.kills == 20
    assert figures.acknowledged > 100
    assert figures.killed_while_withdrawing > 0
    assert figures.good, list(figures.rows())


WRITER = """
import sys
from pathlib import Path
from scripts.kill_log import PASSPHRASE, store_in, text_of
from voice_counter.record.consent import consent
from voice_counter.record.events import Stored
from voice_counter.record.recorder import Recorder
from voice_counter.conversation.line import Line, Side

stored = []
recorder = Recorder(
    store_in(Path(sys.argv[1])),
    lambda event: stored.append(event) if isinstance(event, Stored) else None,
    redact=str,
    retention_days=3650,
)
session = recorder.begin(consent("vi", days=3650), PASSPHRASE)
for number in range(1, 301):
    text = text_of(number)
    recorder.append(Line(f"1.{number}", Side.STAFF, "ja", text, len(text), True))
recorder.end()
assert recorder.close(120) == 0
print(session, len(stored))
"""


def test_two_processes_write_to_one_file_at_once(folder: Path) -> None:
    """Also the file itself, with its key, is made by both at once."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    told = [writer.communicate(timeout=300)[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert [count for _, count in told] == ["300", "300"]
    with kill_log.store_in(folder) as store:
        store.unlock(kill_log.PASSPHRASE)
        for session, _ in told:
            assert [entry.key for entry in store.read(session).entries] == [
                f"1.{number}" for number in range(1, 301)
            ]
