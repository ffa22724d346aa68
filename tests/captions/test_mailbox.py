"""How work reaches the recogniser."""

from __future__ import annotations

import threading

from voice_counter.captions.mailbox import Mailbox

HANG = 30.0


def _drain(mailbox: Mailbox[str]) -> list[str]:
    mailbox.close()
    jobs = []
    while (job := mailbox.take()) is not None:
        jobs.append(job)
    return jobs


def test_queued_jobs_come_in_order() -> None:
    mailbox: Mailbox[str] = Mailbox()
    for job in "abc":
        mailbox.put(job)
    assert _drain(mailbox) == ["a", "b", "c"]


def test_in_the_slot_the_latest_wins() -> None:
    mailbox: Mailbox[str] = Mailbox()
    for job in "abc":
        mailbox.put_latest(job)
    assert _drain(mailbox) == ["c"]


def test_the_queue_comes_before_the_slot() -> None:
    mailbox: Mailbox[str] = Mailbox()
    mailbox.put("final")
    mailbox.put_latest("partial")
    assert _drain(mailbox) == ["final", "partial"]


def test_a_queued_job_removes_the_older_one_in_the_slot() -> None:
    mailbox: Mailbox[str] = Mailbox()
    mailbox.put_latest("partial")
    mailbox.put("final")
    assert _drain(mailbox) == ["final"]


def test_closed_and_empty_stays_none() -> None:
    mailbox: Mailbox[str] = Mailbox()
    mailbox.put("a")
    assert _drain(mailbox) == ["a"]
    assert mailbox.take() is None


def test_idle_means_that_the_worker_has_finished_too() -> None:
    mailbox: Mailbox[str] = Mailbox()
    assert mailbox.idle
    mailbox.put_latest("a")
    assert not mailbox.idle
    assert mailbox.take() == "a"
    assert not mailbox.idle, "taken is not done"
    mailbox.close()
    assert mailbox.take() is None
    assert mailbox.idle


def test_a_worker_that_waits_is_woken_by_each_way_of_putting_and_by_close() -> None:
    mailbox: Mailbox[str] = Mailbox()
    taken: list[str | None] = []

    def work() -> None:
        while True:
            taken.append(mailbox.take())
            if taken[-1] is None:
                return

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    mailbox.put("final")
    mailbox.wait_idle()
    mailbox.put_latest("partial")
    mailbox.wait_idle()
    assert taken == ["final", "partial"]
    mailbox.close()
    worker.join(HANG)
    assert taken == ["final", "partial", None]


def test_whoever_waits_for_idle_waits_for_the_work() -> None:
    mailbox: Mailbox[str] = Mailbox()
    release = threading.Event()
    done: list[str] = []

    def work() -> None:
        while (job := mailbox.take()) is not None:
            assert release.wait(HANG)
            done.append(job)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    mailbox.put("a")
    mailbox.put("b")
    seen: list[list[str]] = []
    waiter = threading.Thread(
        target=lambda: (mailbox.wait_idle(), seen.append(list(done))), daemon=True
    )
    waiter.start()
    release.set()
    waiter.join(HANG)
    assert seen == [["a", "b"]]
    mailbox.close()
    worker.join(HANG)
    assert not worker.is_alive()
