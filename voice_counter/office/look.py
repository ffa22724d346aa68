"""Looks for an update on the office's share, without ever keeping anybody waiting for it.

A share that is not there can block a thread for minutes inside the system. So the look runs in a
thread that nobody joins for longer than a time, and then its result is given up.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import Event, Thread

from voice_counter.errors import PackageError, UserError
from voice_counter.office.store import OfficeStore
from voice_counter.signed import Kind, Trust, open_package
from voice_counter.small_files import read_json
from voice_counter.texts import explain

LIMIT_SECONDS = 20.0
MOST_PACKAGES = 50
"""In one folder; an office that keeps more has only the last ones by name looked at."""

_FILE = "last-look.json"


class Found(StrEnum):
    """What came of a look."""

    INSTALLED = "installed"
    SAME = "same"
    NOTHING = "nothing"
    """The folder is there, and no update in it."""
    ABSENT = "absent"
    SLOW = "slow"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Look:
    """One look.

    Attributes:
        when: time in UTC, ISO 8601.
        path: where was looked.
        reason: what is wrong, in the user's words; empty for nothing.
    """

    found: Found
    when: str
    path: str
    reason: str = ""


def update(path: Path, store: OfficeStore, trust: Trust, wanted: Callable[[], bool]) -> Look:
    """Install the newest update that lies at ``path``, and keep a note of what came of it.

    Args:
        path: a package, or a folder with packages.
        wanted: False once nobody waits for it any more.
    """
    try:
        # A folder may itself be a package that somebody has unpacked.
        found, reason = _update(path, store, trust, wanted)
    except PackageError as error:
        absent = error.key == "error.package.absent"
        found, reason = (Found.ABSENT if absent else Found.FAULT), explain(error)
    except (UserError, OSError) as error:
        said = explain(error) if isinstance(error, UserError) else str(error.strerror or error)
        found, reason = Found.FAULT, said
    look = noted(found, path, reason)
    if wanted():
        keep(look, store)
    return look


def in_background(
    path: Path,
    store: OfficeStore,
    done: Callable[[Look], None],
    seconds: float = LIMIT_SECONDS,
) -> None:
    """Look in a thread; ``done`` is called once from another, at the latest after ``seconds``.

    Only updates of the key that is trusted already are installed: nobody is there to be asked.
    What a look finds after its time is left for the next start.
    """
    given_up = Event()
    results: list[Look] = []

    def work() -> None:
        try:
            results.append(update(path, store, store.trust(), lambda: not given_up.is_set()))
        except UserError as error:
            results.append(noted(Found.FAULT, path, explain(error)))

    def wait() -> None:
        looking.join(seconds)
        if looking.is_alive():
            given_up.set()
        look = results[0] if results else noted(Found.SLOW, path, "")
        if look.found is Found.SLOW:
            keep(look, store)
        done(look)

    # Daemons: a share that does not answer must not keep the application from ending either.
    looking = Thread(target=work, name="office", daemon=True)
    looking.start()
    Thread(target=wait, name="office-limit", daemon=True).start()


def last_look(store: OfficeStore) -> Look | None:
    """What came of the last look."""
    try:
        kept = read_json(store.root / _FILE)
        return Look(**{**kept, "found": Found(kept["found"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def keep(look: Look, store: OfficeStore) -> None:
    """Keep a note of a look. A disk that takes none is none of its concern."""
    with suppress(OSError):
        store.write(_FILE, json.dumps(asdict(look), ensure_ascii=False))


def noted(found: Found, path: Path, reason: str) -> Look:
    """A look that was just made."""
    return Look(found, datetime.now(UTC).isoformat(timespec="seconds"), str(path), reason)


def _update(
    path: Path, store: OfficeStore, trust: Trust, wanted: Callable[[], bool]
) -> tuple[Found, str]:
    candidates = [path]
    if path.is_dir() and not (path / "manifest.json").exists():
        candidates = sorted(path.glob("*.zip"))[-MOST_PACKAGES:]
        if not candidates:
            return Found.NOTHING, ""
    newest, fault = _newest(candidates, trust)
    if newest is None:
        assert fault is not None
        raise fault
    installed = store.install(newest[1], trust, wanted)
    # A damaged or foreign package beside the good one is told, and hinders nothing.
    return (Found.SAME if installed is None else Found.INSTALLED), explain(fault) if fault else ""


def _newest(
    candidates: Iterable[Path], trust: Trust
) -> tuple[tuple[int, Path] | None, PackageError | None]:
    newest: tuple[int, Path] | None = None
    fault: PackageError | None = None
    for path in candidates:
        try:
            with open_package(path, Kind.OFFICE, trust) as package:
                found = package.manifest.serial, path
        except PackageError as error:
            fault = error
            continue
        newest = max(newest or found, found)
    return newest, fault
