"""``voice-counter window``: the desktop application (also what no command means)."""

from __future__ import annotations

import argparse
from typing import Any

from voice_counter.texts import text


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Register the command."""
    parser = commands.add_parser("window", help=text("cli.window.help"))
    parser.add_argument("--model", metavar="ID", help=text("cli.caption.model"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open the window and stay until it is closed."""
    from voice_counter import logs
    from voice_counter.desktop import run_window

    # Who starts it from an icon has no stream to read.
    logs.to_file()
    return run_window(arguments.model)
