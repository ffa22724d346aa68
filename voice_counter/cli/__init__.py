"""The command line: ``voice-counter`` alone opens the window."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence

from voice_counter import __version__, logs
from voice_counter.cli import (
    caption,
    glossary,
    microphones,
    models,
    office,
    packages,
    phrases,
    record,
    selftest,
    settings,
    translate,
    update,
    window,
)
from voice_counter.errors import UserError
from voice_counter.settings import read
from voice_counter.texts import explain, prefer, text

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code (``docs/command-line.md`` lists them)."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know a character: better a question mark than a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logs.to_stream()
    # The faults of the files are told where settings are used.
    prefer(read().settings.ui_language)
    parsed = _parser().parse_args(arguments)
    try:
        exit_code: int = parsed.run(parsed)
        return exit_code
    except UserError as error:
        print(explain(error), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has left (``| head``). Python would complain once more on exit.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="voice-counter", description=text("cli.description"))
    parser.add_argument("--version", action="version", version=__version__)
    parser.set_defaults(run=window.run, model=None)
    commands = parser.add_subparsers(title=text("cli.commands"), metavar="COMMAND")
    for command in (
        window,
        caption,
        translate,
        phrases,
        selftest,
        settings,
        microphones,
        models,
        packages,
        glossary,
        record,
        office,
        update,
    ):
        command.add_parser(commands)
    return parser
