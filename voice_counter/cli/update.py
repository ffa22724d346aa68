"""``voice-counter update``: install a newer version from a stick or share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import voice_counter
from voice_counter.errors import PackageError
from voice_counter.texts import text


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Register the command."""
    parser = commands.add_parser("update", help=text("cli.update.help"))
    parser.add_argument("bundle", type=Path, metavar="PATH", help=text("installer.bundle"))
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    """The new bundle is verified by what is installed, before anything of it runs."""
    from voice_counter.installer.command import main
    from voice_counter.installer.places import places

    root = _root(Path(voice_counter.__file__).resolve())
    # In its usual place it also has an entry of the menu, which --root would leave alone.
    elsewhere = [] if root == places().root else ["--root", str(root)]
    return main([*elsewhere, "--", str(arguments.bundle)])


def _root(module: Path) -> Path:
    """The folder of the installation that ``module`` belongs to: ``<root>/versions/<name>/app``.

    Raises:
        PackageError: it runs from somewhere else, so there is nothing to update.
    """
    app = module.parents[1]
    root = module.parents[4] if len(module.parents) > 4 else app
    if app.parents[1] != root / "versions" or not (root / "current").is_file():
        raise PackageError("error.package.not_installed", path=root)
    return root
