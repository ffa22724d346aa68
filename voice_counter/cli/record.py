"""``voice-counter record``: the records that were kept with consent."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from voice_counter.texts import text


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Register the command."""
    parser = commands.add_parser("record", help=text("cli.record.help"))
    parser.set_defaults(run=_run, action="list")
    parts = parser.add_subparsers(metavar="ACTION")
    parts.add_parser("list", help=text("cli.record.list")).set_defaults(run=_run, action="list")
    show = parts.add_parser("show", help=text("cli.record.show"))
    show.add_argument("session", help=text("cli.record.session"))
    show.add_argument("--versions", action="store_true", help=text("cli.record.show_versions"))
    show.set_defaults(run=_run, action="show")
    written = parts.add_parser("export", help=text("cli.record.export"))
    written.add_argument("session", help=text("cli.record.session"))
    written.add_argument("file", type=Path, help=text("cli.record.export_file"))
    written.add_argument("--languages", help=text("cli.record.export_languages"))
    written.add_argument(
        "--overwrite", action="store_true", help=text("cli.record.export_overwrite")
    )
    written.set_defaults(run=_run, action="export")
    delete = parts.add_parser("delete", help=text("cli.record.delete"))
    delete.add_argument("sessions", nargs="*", help=text("cli.record.session"))
    delete.add_argument("--all", action="store_true", help=text("cli.record.delete_all"))
    delete.add_argument("--expired", action="store_true", help=text("cli.record.delete_expired"))
    delete.add_argument("--days", type=float, help=text("cli.record.delete_days"))
    delete.add_argument("--damaged", action="store_true", help=text("cli.record.delete_damaged"))
    delete.add_argument("--yes", action="store_true", help=text("cli.record.delete_yes"))
    delete.set_defaults(run=_run, action="delete")


def _run(arguments: argparse.Namespace) -> int:
    from voice_counter.cli import record_files

    actions = {
        "list": record_files.list_records,
        "show": record_files.show_records,
        "export": record_files.export_records,
        "delete": record_files.delete_records,
    }
    return actions[arguments.action](arguments)
