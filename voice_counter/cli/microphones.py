"""``voice-counter microphones``: the names that ``caption mic:NAME`` takes."""

from __future__ import annotations

import argparse
from typing import Any

from voice_counter.errors import AudioError
from voice_counter.texts import text


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Register the command."""
    parser = commands.add_parser("microphones", help=text("cli.microphones.help"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one microphone a line, the default first."""
    del arguments
    from voice_counter.audio.microphone import list_microphones

    names = list_microphones()
    if not names:
        raise AudioError("error.audio.no_microphone")
    print("\n".join(names))
    return 0
