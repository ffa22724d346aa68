"""``voice-counter selftest``: does everything work this morning?"""

from __future__ import annotations

import argparse
from typing import Any

from voice_counter.texts import explain, text


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Register the command."""
    parser = commands.add_parser("selftest", help=text("cli.selftest.help"))
    parser.add_argument("--microphone", metavar="NAME", help=text("cli.selftest.microphone"))
    parser.add_argument("--model", metavar="ID", help=text("cli.caption.model"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every part as it is tried; the exit code is that of the first fault."""
    from voice_counter.selftest import SelfTest

    code = 0
    for outcome in SelfTest(arguments.microphone, arguments.model).run():
        mark = text("selftest.passed" if outcome.passed else "selftest.failed")
        part = text(f"selftest.part_{outcome.part}")
        print(f"{mark} {part}  {text('selftest.seconds', seconds=f'{outcome.seconds:.1f}')}")
        if outcome.fault is not None:
            print(f"   {explain(outcome.fault)}", flush=True)
            code = code or outcome.fault.exit_code
    print(text("selftest.all_well" if not code else "selftest.something_wrong"), flush=True)
    return code
