"""A child process that is lost, and the one that takes its place."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from stand_ins import Fragile, refuse

from voice_counter.errors import ModelError, UserError
from voice_counter.supervision.incident import Incident
from voice_counter.supervision.process import LostError
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
