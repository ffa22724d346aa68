"""``voice-counter phrases``: look up sentences of the phrase book, in any of its languages."""

from __future__ import annotations

import argparse
from typing import Any

from voice_counter import paths
from voice_counter.cli.translate import tags
from voice_counter.texts import text


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Register the command."""
    parser = commands.add_parser("phrases", help=text("cli.phrases.help"))
    parser.add_argument("--to", dest="target", default="en", metavar="LANG")
    parser.add_argument("words", nargs="*", metavar="WORD", help=text("cli.phrases.words"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the phrases that hold every word, one a line; 1 if there is none."""
    from voice_counter.translation.phrases import find, load_phrases

    (language,) = tags(arguments.target)[:1]
    book = load_phrases(*paths.phrase_folders())
    found = [
        phrase
        for phrase in find(book, " ".join(arguments.words), language)
        if phrase.text(language)
    ]
    for phrase in found:
        print(f"{phrase.key}\t{phrase.ja}\t{phrase.text(language)}")
    if not found:
        print(text("cli.phrases.none"))
    return 0 if found else 1
