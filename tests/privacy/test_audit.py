"""What happened is written down, and no word of what was said can be."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voice_counter.errors import AudioError, UserError
from voice_counter.models.registry import load_registry
from voice_counter.privacy import audit
from voice_counter.privacy.audit import (
    FILE_NAME,
    AnyEvent,
    ApplicationEnded,
    ApplicationStarted,
    Audit,
    ConsentGiven,
    ConsentWithdrawn,
    Fault,
    Mode,
    ModeChosen,
    ModelUsed,
    ProfileChosen,
    Started,
    Stopped,
    StopReason,
    Wiped,
    read,
)

SHA = "0f" * 32
EVENTS = (
    ApplicationStarted("0.1.0"),
    ModelUsed("whisper-base", SHA),
    ProfileChosen(2),
    ModeChosen(Mode.COUNTER),
    Started(Mode.COUNTER),
    ConsentGiven(30),
    ConsentWithdrawn(14),
    Fault("error.audio.no_microphone"),
    Stopped(StopReason.ASKED, 61, 12),
    Wiped(3),
    ApplicationEnded(),
)
NOON = datetime(2026, 6, 30, 12, 0, tzinfo=timezone(timedelta(hours=9)))


def noted(folder: Path) -> list[dict[str, object]]:
    return read(folder / FILE_NAME)


def test_every_kind_of_event_is_one_line(tmp_path: Path) -> None:
    log = Audit(tmp_path / "logs", now=lambda: NOON)
    for event in EVENTS:
        log.note(event)
    lines = (tmp_path / "logs" / FILE_NAME).read_text(encoding="ascii").splitlines()
    assert [json.loads(line)["event"] for line in lines] == [event.name for event in EVENTS]
    assert {type(event) for event in EVENTS} == set(get_args(AnyEvent))
    assert json.loads(lines[8]) == {
        "at": "2026-06-30T03:00:00+00:00",
        "event": "stopped",
        "reason": "asked",
        "seconds": 61,
        "captions": 12,
    }


def test_a_log_is_continued(tmp_path: Path) -> None:
    Audit(tmp_path).note(Wiped(1))
    Audit(tmp_path).note(Wiped(2))
    assert [event["count"] for event in noted(tmp_path)] == [1, 2]


WORDS: Any = "田中です"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Fault(WORDS),
        lambda: Fault("Tanaka has moved"),
        lambda: Fault("error.audio\n田中"),
        lambda: Fault("error.audio.x\n"),
        lambda: ModelUsed("whisper base", SHA),
        lambda: ModelUsed("whisper-base", "田" * 64),
        lambda: ApplicationStarted("0.1 田中"),
        lambda: Started(WORDS),
        lambda: Stopped(StopReason.ASKED, WORDS, 1),
        lambda: Wiped(WORDS),
        lambda: Wiped(-1),
        lambda: Wiped(9012345678),
        lambda: ProfileChosen(WORDS),
    ],
)
def test_no_words_get_into_an_event(make: Any) -> None:
    with pytest.raises((TypeError, ValueError)) as refused:
        make()
    assert "田中" not in str(refused.value)


@given(st.text("ab09._-@ é\n", max_size=30))
@example("a.b\n")
@example("é")
def test_a_key_is_plain_ascii(text: str) -> None:
    try:
        key = Fault(text).key
    except ValueError:
        return
    assert key.isascii()
    assert not set(key) & set(" @\n\t-")


class Said(StrEnum):
    WORDS = "田中です"


@dataclass(frozen=True, slots=True)
class Speech(audit.Event):
    text: str
    name: ClassVar[str] = "speech"
    patterns: ClassVar[Any] = {"text": audit._NAME}


def test_an_event_of_ones_own_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        Audit(tmp_path).note(Speech("tanaka"))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        ModeChosen(Said.WORDS)  # type: ignore[arg-type]
    assert not (tmp_path / FILE_NAME).exists()


def test_a_fault_is_its_key_and_none_of_its_values(tmp_path: Path) -> None:
    Audit(tmp_path).note(Fault.of(AudioError("error.audio.microphone_failed", name=WORDS)))
    Audit(tmp_path).note(Fault.of(ValueError(WORDS)))
    Audit(tmp_path).note(Fault.of(UserError(WORDS)))
    assert [event["key"] for event in noted(tmp_path)] == [
        "error.audio.microphone_failed",
        "unexpected",
        "unexpected",
    ]
    assert "田" not in (tmp_path / FILE_NAME).read_text(encoding="utf-8")


def test_every_registered_model_can_be_noted(tmp_path: Path) -> None:
    models = load_registry().models.values()
    for spec in models:
        Audit(tmp_path).note(ModelUsed.of(spec))
    assert len(noted(tmp_path)) == len(models) > 0


def test_files_rotate_by_size_and_number(tmp_path: Path) -> None:
    log = Audit(tmp_path, largest=500, kept=3)
    for count in range(100):
        log.note(Wiped(count))
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == [FILE_NAME, f"{FILE_NAME}.1", f"{FILE_NAME}.2"]
    assert all(path.stat().st_size <= 500 for path in tmp_path.iterdir())
    counts = [e["count"] for name in reversed(files) for e in read(tmp_path / name)]
    assert counts == list(range(100 - len(counts), 100)), "the newest, in order, none doubled"


def test_one_file_alone_begins_anew(tmp_path: Path) -> None:
    log = Audit(tmp_path, largest=200, kept=1)
    for count in range(20):
        log.note(Wiped(count))
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
    assert noted(tmp_path)[-1]["count"] == 19


def test_a_disk_that_cannot_be_written_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be", encoding="ascii")
    told: list[str] = []
    log = Audit(tmp_path / "logs", told.append)
    log.note(Wiped(1))
    log.note(Wiped(2))
    assert told == ["EEXIST"]


def test_a_full_disk_is_told_once_and_writing_goes_on_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    log = Audit(tmp_path, told.append)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "open", full)
        log.note(Wiped(1))
        log.note(Wiped(2))
    log.note(Wiped(3))
    assert told == ["ENOSPC"]
    assert [event["count"] for event in noted(tmp_path)] == [3]


def test_half_a_line_of_a_killed_process_spoils_no_other(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b'{"at": "2026-06-30T03:00:00+00:00", "event": "wi')
    Audit(tmp_path).note(Wiped(7))
    Audit(tmp_path).note(Wiped(8))
    assert [event["count"] for event in noted(tmp_path)] == [7, 8]


def test_threads_do_not_mix_their_lines(tmp_path: Path) -> None:
    log = Audit(tmp_path, largest=2_000, kept=50)
    threads = [
        threading.Thread(target=lambda: [log.note(Wiped(n)) for n in range(50)]) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counts = [event["count"] for path in tmp_path.iterdir() for event in read(path)]
    assert sorted(counts, key=str) == sorted(list(range(50)) * 4, key=str)


def test_times_are_utc(tmp_path: Path) -> None:
    Audit(tmp_path).note(Wiped(1))
    at = datetime.fromisoformat(str(noted(tmp_path)[0]["at"]))
    assert at.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - at) < timedelta(days=1)
