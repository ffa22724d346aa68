"""``voice-counter glossary``: check, import, export and search glossaries."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from pathlib import Path

from voice_counter.texts import text

Run = Callable[[Namespace], int]


def add_parser(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Register ``glossary`` and its actions; each sets ``run``, a function of the arguments."""
    parser = subparsers.add_parser("glossary", help=text("cli.glossary.help"))
    actions = parser.add_subparsers(required=True, metavar="check|import|export|search")

    def action(name: str, run: Run) -> ArgumentParser:
        summary = text(f"cli.glossary.{name}_help")
        added: ArgumentParser = actions.add_parser(name, help=summary, description=summary)
        added.set_defaults(run=run)
        return added

    action("check", _check).add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help=text("cli.glossary.check_files")
    )
    imports = action("import", _import)
    imports.add_argument("file", type=Path, metavar="FILE", help=text("cli.glossary.import_file"))
    imports.add_argument("--yes", action="store_true", help=text("cli.glossary.import_yes"))
    imports.add_argument("--into", metavar="NAME", help=text("cli.glossary.import_into"))
    exports = action("export", _export)
    exports.add_argument("file", type=Path, metavar="FILE", help=text("cli.glossary.export_file"))
    exports.add_argument(
        "--format", choices=("csv", "tbx"), help=text("cli.glossary.export_format")
    )
    exports.add_argument(
        "--user-only", action="store_true", help=text("cli.glossary.export_user_only")
    )
    action("search", _search).add_argument(
        "words", nargs="+", metavar="WORD", help=text("cli.glossary.search_words")
    )


# Behind the package of glossaries stands the analysis of Japanese, which takes a moment to load.


def _check(arguments: Namespace) -> int:
    from voice_counter.cli.glossary_files import check

    return check(arguments.files)


def _import(arguments: Namespace) -> int:
    from voice_counter.cli.glossary_files import import_

    return import_(arguments.file, arguments.into or arguments.file.stem, yes=arguments.yes)


def _export(arguments: Namespace) -> int:
    from voice_counter.cli.glossary_files import export

    return export(arguments.file, arguments.format, user_only=arguments.user_only)


def _search(arguments: Namespace) -> int:
    from voice_counter.cli.glossary_search import search

    return search(arguments.words)
