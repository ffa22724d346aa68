"""A child process that is lost, and the one that takes its place."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from functools import partial
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest
from stand_ins import Fragile, Weak, refuse, slow_the_second_time

from voice_counter.errors import ModelError, UserError
from voice_counter.supervision.incident import Incident
from voice_counter.supervision.process import ChildProcess, LostError
from voice_counter.supervision.supervisor import Supervisor


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    made = Supervisor(Fragile, "recogniser", start_seconds=60, call_seconds=30)
    yield made
    made.end()


def test_calls_reach_one_object(supervisor: Supervisor) -> None:
    assert [supervisor.call("count") for _ in range(3)] == [1, 2, 3]


@pytest.mark.parametrize(("method", "reason"), [("die", "died"), ("fail", "raised")])
def test_another_takes_its_place(supervisor: Supervisor, method: str, reason: str) -> None:
    told: list[Incident] = []
    supervisor.listener = told.append
    supervisor.call("count")
    before = supervisor.pid
    with pytest.raises(LostError):
        supervisor.call(method)
    assert supervisor.call("count") == 1, "a new object"
    assert supervisor.pid != before
    assert [(each.part, each.reason) for each in told] == [("recogniser", reason)]


def test_one_that_hangs_is_killed() -> None:
    supervisor = Supervisor(Fragile, "translator", start_seconds=60, call_seconds=0.5)
    told: list[Incident] = []
    supervisor.listener = told.append
    try:
        with pytest.raises(LostError, match="hung"):
            supervisor.call("hang")
        assert supervisor.call("count") == 1
        assert [each.reason for each in told] == ["hung"]
    finally:
        supervisor.end()


def test_one_that_the_system_kills(supervisor: Supervisor) -> None:
    assert supervisor.pid is not None
    os.kill(supervisor.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    with pytest.raises(LostError):
        supervisor.call("count")
    assert supervisor.call("count") == 1


def test_what_the_user_can_mend_is_no_loss(supervisor: Supervisor) -> None:
    supervisor.call("count")
    with pytest.raises(ModelError) as fault:
        supervisor.call("complain")
    assert fault.value.values == {"model": "base"}
    assert supervisor.call("count") == 2


def test_what_cannot_be_built_says_why() -> None:
    with pytest.raises(ModelError):
        Supervisor(refuse, "recogniser", start_seconds=60, call_seconds=1)


def test_it_does_not_try_for_ever(supervisor: Supervisor) -> None:
    for _ in range(5):
        with pytest.raises(LostError):
            supervisor.call("die")
    with pytest.raises(UserError) as fault:
        supervisor.call("die")
    assert fault.value.key == "error.supervision.gave_up"


def test_after_the_end_nothing_is_started_again(supervisor: Supervisor) -> None:
    supervisor.end()
    with pytest.raises(LostError):
        supervisor.call("count")


def test_one_that_is_just_being_started_is_ended_too(tmp_path: Path) -> None:
    supervisor = Supervisor(
        partial(slow_the_second_time, tmp_path / "began"),
        "recogniser",
        start_seconds=600,
        call_seconds=30,
    )
    raised: list[Exception] = []

    def call() -> None:
        try:
            supervisor.call("die")
        except Exception as error:
            raised.append(error)

    first = supervisor.pid
    caller = threading.Thread(target=call, daemon=True)
    caller.start()
    while not (tmp_path / "again").exists():
        caller.join(0.05)
        assert caller.is_alive()
    second = supervisor.pid
    supervisor.end()
    caller.join(30)
    assert not caller.is_alive()
    assert [str(error) for error in raised] == ["ended"]
    assert second not in (None, first)
    assert second not in {each.pid for each in multiprocessing.active_children()}


def test_killing_leaves_the_pipe_to_whoever_reads_it() -> None:
    child = ChildProcess(Fragile, "fragile")
    child.wait(60)
    child.kill()
    assert not child._connection.closed
    with pytest.raises(LostError, match="died"):
        child.call("count", seconds=30)
    child.close()
    assert child._connection.closed


def test_the_end_leaves_nothing_behind(supervisor: Supervisor) -> None:
    before = supervisor.pid
    supervisor.end()
    supervisor.end()
    assert supervisor._child._connection.closed
    assert before not in {each.pid for each in multiprocessing.active_children()}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows stops no process")
def test_one_that_does_not_even_read_is_killed() -> None:
    supervisor = Supervisor(Fragile, "recogniser", start_seconds=60, call_seconds=0.5)
    told: list[Incident] = []
    supervisor.listener = told.append
    try:
        assert supervisor.pid is not None
        os.kill(supervisor.pid, signal.SIGSTOP)
        with pytest.raises(LostError, match="hung"):
            supervisor.call("take", bytes(10_000_000))
        assert [each.reason for each in told] == ["hung"]
    finally:
        supervisor.end()


def test_a_system_that_starts_no_process(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_to_start(_process: object) -> None:
        raise OSError("Cannot allocate memory")

    with monkeypatch.context() as patch:
        patch.setattr(SpawnProcess, "start", refuse_to_start)
        with pytest.raises(LostError):
            Supervisor(Fragile, "recogniser", start_seconds=60, call_seconds=1)
        with pytest.raises(UserError) as fault:
            supervisor.call("die")
        assert fault.value.key == "error.supervision.not_back"
    with pytest.raises(LostError):
        supervisor.call("count")
    assert supervisor.call("count") == 1, "there is memory again"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows holds no signals back")
def test_it_never_hears_of_an_interrupt_and_the_parent_does(supervisor: Supervisor) -> None:
    assert supervisor.call("deaf_to_interrupts") is True
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_what_was_said_is_not_written_down_by_the_child(
    capfd: pytest.CaptureFixture[str],
) -> None:
    supervisor = Supervisor(Fragile, "recogniser", start_seconds=60, call_seconds=30)
    try:
        with pytest.raises(LostError):
            supervisor.call("fail", "山田と申します")
    finally:
        supervisor.end()
    written = capfd.readouterr().err
    assert "a call failed" in written
    assert "RuntimeError" in written
    assert "山田" not in written


def test_one_that_dies_while_it_is_started_is_started_once_more(tmp_path: Path) -> None:
    trouble = tmp_path / "trouble"
    supervisor = Supervisor(partial(Weak, trouble), "recogniser", start_seconds=60, call_seconds=30)
    try:
        trouble.write_text("die")
        with pytest.raises(LostError):
            supervisor.call("die")
        assert supervisor.call("count") == 1
        trouble.write_text("always die")
        with pytest.raises(UserError) as fault:
            supervisor.call("die")
        assert fault.value.key == "error.supervision.not_back"
    finally:
        supervisor.end()
