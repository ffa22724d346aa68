"""``voice-counter packages``: Argos translation packages, from a file or from an index."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voice_counter import paths
from voice_counter.cli.translate import tags
from voice_counter.texts import explain, text

if TYPE_CHECKING:
    from voice_counter.translation.argos import Package
    from voice_counter.translation.packages import PackageStore


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Register ``packages`` and its actions."""
    parser = commands.add_parser("packages", help=text("cli.packages.help"))
    actions = parser.add_subparsers(required=True, metavar="list|install|fetch|remove")
    listed = actions.add_parser("list", help=text("cli.packages.list_help"))
    listed.set_defaults(run=_list)
    install = actions.add_parser("install", help=text("cli.packages.install_help"))
    install.add_argument("file", type=Path, metavar="FILE.argosmodel")
    install.set_defaults(run=_install)
    fetched = actions.add_parser("fetch", help=text("cli.packages.fetch_help"))
    _pair(fetched)
    fetched.add_argument("--index", metavar="URL", help=text("cli.packages.index"))
    fetched.set_defaults(run=_fetch)
    remove = actions.add_parser("remove", help=text("cli.packages.remove_help"))
    _pair(remove)
    remove.set_defaults(run=_remove)


def _pair(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="FROM")
    parser.add_argument("target", metavar="TO")


def _store() -> PackageStore:
    from voice_counter.translation.packages import PackageStore

    return PackageStore(paths.translation_packages(), paths.starter_packages())


def _list(_arguments: argparse.Namespace) -> int:
    store = _store()
    for package in store.packages():
        origin = text("cli.packages.shipped" if package.shipped else "cli.packages.installed")
        print(f"{package.source}→{package.target}\t{package.name}\t{origin}\t{package.folder}")
    for fault in store.faults.values():
        print(explain(fault), file=sys.stderr)
    return 0


def _install(arguments: argparse.Namespace) -> int:
    _tell(_store().install(arguments.file))
    return 0


def _fetch(arguments: argparse.Namespace) -> int:
    from voice_counter.translation.package_index import INDEX, fetch_package

    (source,), (target,) = tags(arguments.source), tags(arguments.target)
    _tell(fetch_package(_store(), source, target, arguments.index or INDEX))
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    _store().remove(arguments.source, arguments.target)
    print(text("cli.packages.removed", source=arguments.source, target=arguments.target))
    return 0


def _tell(package: Package) -> None:
    print(text("cli.packages.ready", name=package.name, folder=package.folder))
