"""What ``voice-counter record`` does; loaded only then, for it brings the redaction with it."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Sequence
from datetime import datetime

from voice_counter import paths
from voice_counter.cli.asking import can_ask, said_yes
from voice_counter.errors import RecordError
from voice_counter.privacy.redaction import redact
from voice_counter.record import export
from voice_counter.record.database import files_aside
from voice_counter.record.entry import Entry, latest, redacted
from voice_counter.record.session import Record, Summary
from voice_counter.record.store import Store
from voice_counter.texts import text

_MOST_DAYS = 3650.0
"""No record gets so old."""


def list_records(_: argparse.Namespace) -> int:
    """The records, without what was said."""
    with _store() as store:
        found = store.sessions()
        if not found:
            print(text("cli.record.none"))
        for each in found:
            print(_row(each))
        aside = [file for file in files_aside(store.folder) if file.suffix == ".db"]
        if aside:
            print(text("cli.record.damaged_files", count=len(aside)))
    return 0


def _row(session: Summary) -> str:
    return text(
        "cli.record.row",
        session=session.id[:8],
        began=_local(session.began),
        keep_until=_local(session.keep_until)[:10],
        entries=session.entries,
    )


def show_records(arguments: argparse.Namespace) -> int:
    """A record, on the terminal."""
    record = _read(arguments.session)
    print(export.consented(record))
    entries = list(record.entries) if arguments.versions else latest(record.entries)
    for entry in entries:
        print(_told(redacted(entry, _redact)))
    return 0


def _told(entry: Entry) -> str:
    notes = [text("record.corrected")] if entry.corrected else []
    if entry.confirmed:
        notes.append(text("record.confirmed", numbers=" ".join(entry.confirmed)))
    after = f"  [{' / '.join(notes)}]" if notes else ""
    rows = [f"{_local(entry.at)[11:]} {export.speaker(entry.side)}: {entry.text}{after}"]
    rows += [f"    {tag}: {words}" for tag, words in entry.translations.items() if words]
    return "\n".join(rows)


def export_records(arguments: argparse.Namespace) -> int:
    """A record, into a file."""
    wanted = arguments.languages
    languages: Sequence[str] | None = None
    if wanted is not None:
        languages = [tag for tag in (each.strip() for each in wanted.split(",")) if tag]
    record = _read(arguments.session)
    content = export.sheet(record, _redact, languages)
    export.write(arguments.file, content, overwrite=arguments.overwrite)
    print(text("cli.record.exported", path=arguments.file))
    return 0


def delete_records(arguments: argparse.Namespace) -> int:
    """Delete records."""
    if not (arguments.sessions or arguments.all or arguments.expired or arguments.damaged):
        raise RecordError("record.error.nothing_named")
    days = _MOST_DAYS if arguments.days is None else arguments.days
    if not 0 <= days <= _MOST_DAYS:
        raise RecordError("record.error.days", value=days)
    with _store() as store:
        found = store.sessions()
        wanted = {_named(found, name).id for name in arguments.sessions}
        if arguments.all:
            wanted |= {each.id for each in found}
        if wanted:
            question = text("cli.record.ask_delete", count=len(wanted))
            if not _confirmed(question, yes=arguments.yes):
                print(text("cli.record.cancelled"))
                return 1
        count = store.delete(wanted) if wanted else 0
        if arguments.expired:
            count += store.expire(days)
        print(text("cli.record.deleted", count=count))
        if arguments.damaged:
            print(text("cli.record.damaged_deleted", count=store.delete_damaged()))
    return 0


def _read(name: str) -> Record:
    with _store() as store:
        wanted = _named(store.sessions(), name)
        passphrase = None
        if store.needs_passphrase():
            passphrase = _asked()
        store.unlock(passphrase)
        return store.read(wanted.id)


def _store() -> Store:
    return Store(paths.records())


def _named(found: Sequence[Summary], name: str) -> Summary:
    """The session whose id begins so."""
    fitting = [each for each in found if name and each.id.startswith(name.lower())]
    if not fitting:
        raise RecordError("record.error.unknown", session=name)
    if len(fitting) > 1:
        raise RecordError("record.error.ambiguous", session=name, count=len(fitting))
    return fitting[0]


def _asked() -> str:
    """The passphrase, typed unseen."""
    if not can_ask():
        raise RecordError("record.error.passphrase_terminal")
    return getpass.getpass(text("cli.record.passphrase"))


def _confirmed(question: str, *, yes: bool) -> bool:
    if yes:
        return True
    if not can_ask():
        raise RecordError("record.error.needs_terminal", question=question)
    return said_yes(f"{question} {text('cli.record.ask_yes')}")


def _local(when: datetime) -> str:
    return f"{when.astimezone():%Y-%m-%d %H:%M:%S}"


def _redact(words: str) -> str:
    return redact(words).text
