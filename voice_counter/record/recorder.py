"""Writes what is said to the session log, from a thread of its own, so that nothing waits for a
disk.

What is to be done queues up, in order and without bound: settled lines are never dropped. A fault
that may pass is told once and tried again, at growing distances; what queued up is then written.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice

from voice_counter.conversation.line import Line
from voice_counter.errors import RecordError, UserError
from voice_counter.record.consent import Consent
from voice_counter.record.entry import Entry, Redact, entry_of
from voice_counter.record.events import (
    Begun,
    Ended,
    Expired,
    RecordEvent,
    Recovered,
    Skipped,
    Stopped,
    Stored,
    Troubled,
    Withdrawn,
)
from voice_counter.record.faults import DamagedError, PassingError
from voice_counter.record.jobs import Append, Begin, Delete, End, Expire, Job, Write
from voice_counter.record.redacting import AcrossLines, Redacting
from voice_counter.record.session import Session, new_id
from voice_counter.record.store import Store

_TOGETHER = 200
"""Entries in a transaction, where so many wait."""

_LONGEST = 1_000_000
"""Characters of a text."""

_DAY = 24 * 60 * 60.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Recorder:
    """One session after another. Without :meth:`begin` nothing is ever written.

    All methods return at once, but :meth:`close`, and may be called from any thread.

    Args:
        store: where to; from now on only the thread of the recorder uses it.
        tell: hears every event, on the thread of the recorder; must not raise.
        redact: takes out of every text what must not be kept, on the thread of the recorder.
        across: makes for each session what finds such things across lines. A line that may
            turn out to be a part of one is stored when that is decided, at the end at the latest.
        retention_days: what is older is deleted, at the start and once a day.
        clock: the time of day, in UTC. It may jump: order never depends on it.
        pauses: seconds until the next try after a fault, the first and the longest.
    """

    def __init__(
        self,
        store: Store,
        tell: Callable[[RecordEvent], None],
        *,
        redact: Redact,
        across: Callable[[], AcrossLines] | None = None,
        retention_days: float,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        pauses: tuple[float, float] = (0.25, 15.0),
    ) -> None:
        self._store = store
        self._tell = tell
        self._redact = redact
        self._across = across
        self._retention_days = retention_days
        self._clock = clock
        self._pauses = pauses
        self._changed = threading.Condition()
        # Guarded by the condition:
        self._jobs: deque[Job] = deque()
        self._current = ""
        self._versions: dict[str, Entry] = {}
        self._hurry = False
        self._deadline: float | None = None
        # The writer's own:
        self._sessions: dict[str, Session] = {}
        self._redacting: dict[str, Redacting] = {}
        self._lost: set[str] = set()
        self._trouble = ""
        self._pause = pauses[0]
        self._expired_on: date | None = None
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    # -- for the window ------------------------------------------------------------------------

    @property
    def session(self) -> str:
        """The session that lines are taken down for; empty for none."""
        with self._changed:
            return self._current

    def begin(self, consent: Consent, passphrase: str | None = None) -> str:
        """Take down what is settled from now on; says the id of the session.

        Args:
            passphrase: where the PC has no key store (``Store.needs_passphrase``).
        """
        session = new_id()
        with self._changed:
            self._leave()
            self._current = session
            self._add(Begin(session, consent, passphrase))
        return session

    def append(self, line: Line, *, removed: bool = False) -> None:
        """Take down a settled line, or what became of it; nothing where that is known already."""
        at = self._clock()
        with self._changed:
            if not self._current or not line.final:
                return
            before = self._versions.get(line.key)
            if removed and before is None:
                return
            version = before.version + 1 if before else 1
            # Compared without the time, which is always another.
            entry = entry_of(line, version, _EPOCH, removed=removed)
            if before == replace(entry, version=version - 1):
                return
            self._versions[line.key] = entry
            self._add(Append(self._current, replace(entry, at=at)))

    def end(self) -> None:
        """The talk is over: what was taken down is kept."""
        with self._changed:
            self._leave()

    def withdraw(self, session: str = "") -> None:
        """The resident takes the consent back: delete all of the session.

        Args:
            session: another one than the current.
        """
        with self._changed:
            wanted = session or self._current
            if not wanted:
                return
            if wanted == self._current:
                self._current = ""
                self._versions.clear()
            kept = (job for job in self._jobs if getattr(job, "session", "") != wanted)
            self._jobs = deque(kept)
            self._jobs.appendleft(Delete(wanted))
            self._hurry = True
            self._changed.notify_all()

    def close(self, seconds: float = 5.0) -> int:
        """End the session and the thread; says how many lines could not be written in time."""
        with self._changed:
            self._leave()
            self._deadline = time.monotonic() + seconds
            self._hurry = True
            self._changed.notify_all()
        self._thread.join(seconds + 1.0)
        with self._changed:
            queued = sum(isinstance(job, Append) for job in self._jobs)
            ready = sum(len(job.entries) for job in self._jobs if isinstance(job, Write))
            return queued + ready + sum(each.held for each in self._redacting.values())

    def _leave(self) -> None:
        if self._current:
            self._add(End(self._current))
        self._current = ""
        self._versions.clear()

    def _add(self, job: Job) -> None:
        self._jobs.append(job)
        self._changed.notify_all()

    # -- the thread ----------------------------------------------------------------------------

    def _run(self) -> None:
        while jobs := self._next():
            try:
                done = self._work(jobs)
            except DamagedError as error:
                self._set_aside(error)
            except (PassingError, FileNotFoundError) as error:
                self._wait(jobs, error)
            except Exception as error:
                self._give_up(jobs, error)
            else:
                if done:
                    self._done(jobs)
                    self._well()
        self._store.close()

    def _next(self) -> list[Job]:
        """What is to be done now, left in the queue until it is done; nothing at the end."""
        with self._changed:
            while True:
                if self._deadline is not None and (
                    not self._jobs or time.monotonic() >= self._deadline
                ):
                    return []
                today = self._clock().date()
                if today != self._expired_on and self._deadline is None:
                    self._expired_on = today
                    self._jobs.append(Expire())
                if self._jobs:
                    return self._batch()
                # Once a day also where nobody talks, after a sleep of the PC with the next line.
                self._changed.wait(_DAY / 24)

    def _batch(self) -> list[Job]:
        first = self._jobs[0]
        found: list[Job] = [first]
        if isinstance(first, Append):
            for job in islice(self._jobs, 1, _TOGETHER):
                if not isinstance(job, Append) or job.session != first.session:
                    break
                found.append(job)
        return found

    def _work(self, jobs: list[Job]) -> bool:
        """Says whether they are done; if not, something else comes first."""
        match jobs[0]:
            case Begin(session, consent, passphrase):
                self._sessions[session] = self._store.begin(consent, session, passphrase)
                across = self._across() if self._across else None
                self._redacting[session] = Redacting(self._redact, across)
                self._tell(Begun(session))
            case Append(session):
                ready = self._ready([job.entry for job in jobs if isinstance(job, Append)], session)
                self._put_first(ready, session, instead=jobs)
                return False
            case Write(session, entries):
                self._write(entries, session)
            case End(session):
                return self._end(session)
            case Delete(session):
                self._forget(session)
                self._store.delete([session])
                self._tell(Withdrawn(session))
            case Expire():
                count = self._store.expire(self._retention_days)
                if count:
                    self._tell(Expired(count))
        return True

    def _ready(self, entries: list[Entry], name: str) -> list[Entry]:
        """What of these, and of what was held back, can be written."""
        redacting = self._redacting.get(name)
        ready: list[Entry] = []
        if redacting is None:
            return ready  # it could not begin, and that was told
        for entry in entries:
            fault = "record.error.too_long"
            if max(map(len, [entry.text, *entry.translations.values()])) <= _LONGEST:
                try:
                    ready += redacting.add(entry)
                    continue
                except Exception:
                    # Rather a line less than one with what must not be kept.
                    fault = "record.error.not_redacted"
            self._tell(Skipped(name, entry.key, RecordError(fault)))
        return ready

    def _write(self, entries: tuple[Entry, ...], name: str) -> None:
        session = self._sessions.get(name)
        if session is None:
            return
        self._find(session)
        first = len(session.rows) + 1
        self._store.append(session, entries)
        for sequence, entry in enumerate(entries, start=first):
            self._tell(Stored(name, entry.key, entry.version, sequence))

    def _end(self, name: str) -> bool:
        session = self._sessions.get(name)
        if session is None:
            return True
        held = self._redacting[name].flush()
        if held:
            self._put_first(held, name)
            return False
        self._find(session)
        self._store.finish(session)
        self._forget(name)
        self._tell(Ended(name))
        return True

    def _forget(self, name: str) -> None:
        self._sessions.pop(name, None)
        self._redacting.pop(name, None)
        self._lost.discard(name)

    def _put_first(self, ready: list[Entry], name: str, instead: Sequence[Job] = ()) -> None:
        replaced = set(map(id, instead))
        with self._changed:
            before = len(self._jobs)
            self._jobs = deque(job for job in self._jobs if id(job) not in replaced)
            withdrawn = any(isinstance(j, Delete) and j.session == name for j in self._jobs)
            if ready and not withdrawn and (len(self._jobs) < before or not instead):
                self._jobs.appendleft(Write(name, tuple(ready)))

    def _find(self, session: Session) -> None:
        """Write a session anew whose file is broken or was taken away."""
        if session.id in self._lost or self._store.replaced():
            self._lost.add(session.id)
            self._store.write_anew(session)
            self._lost.discard(session.id)

    def _done(self, jobs: list[Job]) -> None:
        done = set(map(id, jobs))
        with self._changed:
            self._jobs = deque(job for job in self._jobs if id(job) not in done)

    def _well(self) -> None:
        self._pause = self._pauses[0]
        if self._trouble:
            self._trouble = ""
            self._tell(Recovered())

    def _set_aside(self, error: DamagedError) -> None:
        again = self._trouble == "record.error.set_aside"
        # Whatever is still open is written anew with its next line.
        self._lost |= set(self._sessions)
        try:
            aside = self._store.set_aside()
        except PassingError as fault:
            self._wait([], fault)
            return
        self._troubled(RecordError("record.error.set_aside", path=aside))
        if again:
            # A disk that breaks every file: no reason to fill it with them.
            self._wait([], error)

    def _wait(self, jobs: list[Job], error: UserError | FileNotFoundError) -> None:
        self._store.close()
        if isinstance(error, FileNotFoundError):
            # Taken away between two lines: written anew at once.
            self._lost |= set(self._sessions)
            error = PassingError("record.error.failed", path=self._store.file, reason=error)
        self._troubled(error)
        if jobs and isinstance(jobs[0], Delete | Expire):
            # What waits behind it shall not wait for it.
            self._done(jobs)
            with self._changed:
                self._jobs.append(jobs[0])
        with self._changed:
            pause = self._pause
            if self._deadline is not None:
                # Some tries more before it is over.
                pause = min(pause, max(0.0, self._deadline - time.monotonic()) / 3 + 0.02)
            self._hurry = self._hurry and self._deadline is None
            self._changed.wait_for(lambda: self._hurry, pause)
            self._hurry = False
        self._pause = min(2 * self._pause, self._pauses[1])

    def _troubled(self, fault: UserError) -> None:
        if self._trouble != fault.key:
            self._trouble = fault.key
            self._tell(Troubled(fault))

    def _give_up(self, jobs: list[Job], error: Exception) -> None:
        """What trying again cannot mend."""
        self._done(jobs)
        fault = error if isinstance(error, UserError) else _unforeseen(error)
        session = getattr(jobs[0], "session", "")
        if isinstance(jobs[0], Begin | Append | Write | End):
            with self._changed:
                if self._current == session:
                    self._current = ""
                    self._versions.clear()
            self._forget(session)
            self._tell(Stopped(session, fault))
        else:
            self._troubled(fault)


def _unforeseen(error: Exception) -> RecordError:
    return RecordError("record.error.unforeseen", reason=f"{type(error).__name__}: {error}")
