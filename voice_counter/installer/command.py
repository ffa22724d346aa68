"""The installer's command line."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from voice_counter.errors import PackageError, UserError
from voice_counter.installer import steps
from voice_counter.installer.messages import LANGUAGES, confirmed, explain, say, text
from voice_counter.installer.places import Places, places
from voice_counter.signed import Kind, fingerprint, open_package, trusting

INTERRUPTED = 130


def main(
    arguments: Sequence[str],
    beside: Path | None = None,
    lacking: Callable[[], Sequence[str]] = tuple,
) -> int:
    """Run the installer; its exit code.

    Args:
        beside: the package that is installed unless another one is named.
        lacking: names what the system itself lacks; asked after an installation.
    """
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know a character: better a question mark than a crash.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    parsed = _parser().parse_args(arguments)
    try:
        if _run(parsed, parsed.bundle or beside) and (names := lacking()):
            say("lacking", names=" ".join(names))
    except UserError as error:
        explain(error)
        return error.exit_code
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED
    return 0


def _run(parsed: argparse.Namespace, bundle: Path | None) -> bool:
    """Do what was asked for; whether something was installed."""
    where = places(parsed.root)
    if parsed.rollback:
        with steps.alone(where):
            steps.roll_back(where)
        return False
    if parsed.uninstall:
        _uninstall(parsed, where)
        return False
    if bundle is None:
        raise PackageError("error.package.not_bundle", path=where.root)
    say("checking")
    ask = _ask if sys.stdin is not None and sys.stdin.isatty() else None
    trust = trusting(where.pinned_key(), parsed.fingerprint, ask)
    with open_package(bundle, Kind.APPLICATION, trust) as package:
        say("signed", found=fingerprint(package.key))
        if parsed.verify:
            package.verify()
            count = len(package.manifest.files)
            say("whole", version=package.manifest.version, count=count)
            return False
        steps.check(package.manifest, where, allow_older=parsed.allow_older)
        with steps.alone(where):
            steps.install(package, where)
    return True


def _uninstall(parsed: argparse.Namespace, where: Places) -> None:
    def sure(folders: list[Path]) -> bool:
        say("will_remove")
        for folder in folders:
            print(f"    {folder}", file=sys.stderr)
        return bool(parsed.yes) or confirmed("sure")

    steps.uninstall(where, purge=parsed.purge, sure=sure)


def _ask(found: str) -> bool:
    say("compare", found=found)
    return confirmed("ask")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="install.py", description=_both("help"))
    parser.add_argument("bundle", nargs="?", type=Path, help=_both("bundle"))
    parser.add_argument("--fingerprint", default="", help=_both("fingerprint_option"))
    parser.add_argument("--root", type=Path, help=_both("root"))
    parser.add_argument("--allow-older", action="store_true", help=_both("allow_older"))
    parser.add_argument("--verify", action="store_true", help=_both("verify"))
    parser.add_argument("--rollback", action="store_true", help=_both("rollback"))
    parser.add_argument("--uninstall", action="store_true", help=_both("uninstall"))
    parser.add_argument("--purge", action="store_true", help=_both("purge"))
    parser.add_argument("--yes", action="store_true", help=_both("yes"))
    return parser


def _both(key: str) -> str:
    japanese, english = (text(f"installer.{key}", language) for language in LANGUAGES)
    return f"{japanese} ({english})"
