"""``voice-counter office``: terms, phrases and settings that the office sends to all of its PCs."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voice_counter import settings
from voice_counter.cli.asking import can_ask, said_yes
from voice_counter.errors import PackageError
from voice_counter.texts import text

if TYPE_CHECKING:
    from voice_counter.office.look import Look


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Register the command."""
    parser = commands.add_parser("office", help=text("cli.office.help"))
    parser.set_defaults(run=_status)
    parts = parser.add_subparsers(metavar="ACTION")
    parts.add_parser("status", help=text("cli.office.status")).set_defaults(run=_status)
    update = parts.add_parser("update", help=text("cli.office.update"))
    update.add_argument("path", nargs="?", type=Path, help=text("cli.office.update_path"))
    update.add_argument("--fingerprint", default="", help=text("cli.office.fingerprint"))
    update.set_defaults(run=_update)
    pack = parts.add_parser("pack", help=text("cli.office.pack"))
    pack.add_argument("folder", type=Path, help=text("cli.office.pack_folder"))
    pack.add_argument("file", type=Path, help=text("cli.office.pack_file"))
    pack.add_argument("--key", type=Path, required=True, help=text("cli.office.key"))
    pack.add_argument("--title", default="", help=text("cli.office.pack_title"))
    pack.set_defaults(run=_pack)
    key = parts.add_parser("new-key", help=text("cli.office.new_key"))
    key.add_argument("file", type=Path, help=text("cli.office.key"))
    key.set_defaults(run=_new_key)
    remove = parts.add_parser("remove", help=text("cli.office.remove"))
    remove.set_defaults(run=_remove)


def _status(_: argparse.Namespace) -> int:
    from voice_counter.office.conflicts import conflicts
    from voice_counter.office.look import last_look
    from voice_counter.office.store import OfficeStore

    store = OfficeStore()
    folder = settings.load()[0].office_folder
    print(text("office.folder", path=folder) if folder else text("office.no_folder"))
    current, content = store.current(), store.content()
    look = last_look(store)
    if look is not None:
        print(_told(look))
    if current is None or content is None:
        print(text("office.none"))
        return 0
    title = current.title or text("office.untitled")
    print(text("office.current", serial=current.serial, title=title, day=current.day))
    print(text("office.signed", fingerprint=current.fingerprint))
    found = conflicts(content)
    print(text("office.conflicts", count=len(found)) if found else text("office.no_conflicts"))
    for each in found:
        kind = text(f"office.kind_{each.kind}")
        values = {"own": each.own, "office": each.office, "columns": ", ".join(each.columns)}
        print("  " + text("office.conflict", kind=kind, name=each.name, **values))
    return 0


def _update(arguments: argparse.Namespace) -> int:
    from voice_counter.office.look import Found, update
    from voice_counter.office.store import OfficeStore

    named = arguments.path or settings.load()[0].office_folder
    if not named:
        raise PackageError("error.office.no_path")
    store = OfficeStore()
    # A package is opened to see how new it is and again to install it: one answer is enough.
    ask = cache(_ask) if can_ask() else None
    look = update(Path(named), store, store.trust(arguments.fingerprint, ask), lambda: True)
    if look.found in (Found.FAULT, Found.ABSENT):
        print(look.reason, file=sys.stderr)
        return PackageError.exit_code
    return _status(arguments)


def _told(look: Look) -> str:
    when = datetime.fromisoformat(look.when).astimezone().strftime("%Y-%m-%d %H:%M")
    said = text(f"office.look_{look.found}", when=when, path=look.path, reason=look.reason)
    return said.strip()


def _ask(fingerprint: str) -> bool:
    return said_yes(text("office.compare", fingerprint=fingerprint) + "\n> ")


def _pack(arguments: argparse.Namespace) -> int:
    from voice_counter.office.pack import pack
    from voice_counter.signed import fingerprint
    from voice_counter.signed.signing import is_encrypted, load_key, public_key

    passphrase = ""
    if is_encrypted(arguments.key):
        passphrase = getpass.getpass(text("office.passphrase") + ": ")
    key = load_key(arguments.key, passphrase)
    manifest = pack(arguments.folder, arguments.file, key, arguments.title)
    shown = fingerprint(public_key(key))
    count = len(manifest.files)
    print(text("office.packed", path=arguments.file, count=count, serial=manifest.serial))
    print(text("office.signed", fingerprint=shown))
    return 0


def _new_key(arguments: argparse.Namespace) -> int:
    from voice_counter.signed import fingerprint
    from voice_counter.signed.signing import new_key

    passphrase = ""
    if can_ask():
        passphrase = getpass.getpass(text("office.passphrase_new") + ": ")
        if passphrase != getpass.getpass(text("office.passphrase_again") + ": "):
            raise PackageError("error.office.passphrase")
    key = new_key(arguments.file, passphrase)
    print(text("office.key_made", path=arguments.file, fingerprint=fingerprint(key)))
    return 0


def _remove(_: argparse.Namespace) -> int:
    from voice_counter.office.store import OfficeStore

    print(text("office.removed" if OfficeStore().remove() else "office.none"))
    return 0
