"""``voice-counter translate`` and ``voice-counter languages``."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from voice_counter.errors import OptionError
from voice_counter.texts import text

if TYPE_CHECKING:
    from voice_counter.translation.results import Translation


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Register both commands."""
    parser = commands.add_parser("translate", help=text("cli.translate.help"))
    parser.add_argument("--from", dest="source", default="ja", metavar="LANG")
    parser.add_argument("--to", dest="target", default="en", metavar="LANG[,LANG…]")
    parser.add_argument("--jsonl", action="store_true", help=text("cli.caption.jsonl"))
    parser.add_argument("text", nargs="*", metavar="TEXT", help=text("cli.translate.text"))
    parser.set_defaults(run=run)
    table = commands.add_parser("languages", help=text("cli.languages.help"))
    table.set_defaults(run=languages)


def tags(value: str) -> tuple[str, ...]:
    """The languages of a comma-separated list.

    Raises:
        OptionError: one of them is none of the application's.
    """
    from voice_counter.languages import TAGS

    found = tuple(dict.fromkeys(tag.strip() for tag in value.split(",") if tag.strip()))
    for tag in found or ("",):
        if tag not in TAGS:
            raise OptionError("error.option.tag_unknown", code=tag, available=", ".join(TAGS))
    return found


def run(arguments: argparse.Namespace) -> int:
    """Translate the text, or each line of standard input."""
    from voice_counter.translation.load import load_translator

    (source,) = tags(arguments.source)[:1]
    targets = tags(arguments.target)
    lines: Iterable[str] = sys.stdin
    if arguments.text and arguments.text != ["-"]:
        lines = [" ".join(arguments.text)]
    translator = load_translator()
    for line in lines:
        if not line.strip():
            continue
        found = [translator.translate(line, source, target) for target in targets]
        if arguments.jsonl:
            record = {"source": source, "text": line.strip()}
            print(json.dumps(record | {"translations": records(found)}, ensure_ascii=False))
        else:
            for translation in found:
                print(shown(translation, with_tag=len(targets) > 1))
        sys.stdout.flush()
    return 0


def records(translations: Iterable[Translation]) -> dict[str, dict[str, object]]:
    """Translations by language, as JSON has them (docs/command-line.md)."""
    return {
        translation.target: {
            "text": translation.text,
            "engine": translation.engine,
            "route": list(translation.route),
            "warrant": translation.warrant,
            "verified": translation.verified,
            "score": None if math.isnan(translation.score) else round(translation.score, 3),
            "terms": {note.ja: note.rendering for note in translation.terms},
            "missing_terms": {note.ja: note.rendering for note in translation.missing_terms},
            "numbers_ok": translation.numbers_ok,
            "wrong_numbers": list(translation.wrong_numbers),
            "ms": round(1000 * translation.seconds),
        }
        for translation in translations
    }


def shown(translation: Translation, *, with_tag: bool = False) -> str:
    """A translation for a reader, with its marks and notes."""
    marks = {
        "phrase": "✓ ",
        "reference": text("translation.reference") + " ",
        "none": text("translation.none") + " ",
    }
    line = marks.get(translation.warrant, "") if translation.original else ""
    line += translation.text
    if translation.missing_terms:
        notes = ", ".join(f"{note.ja} = {note.rendering}" for note in translation.missing_terms)
        line += f" [{notes}]"
    if not translation.numbers_ok:
        numbers = ", ".join(translation.wrong_numbers)
        line += f" [{text('translation.numbers', numbers=numbers)}]"
    return f"{translation.target}: {line}" if with_tag else line


def languages(_arguments: argparse.Namespace) -> int:
    """Print what can be done with each language on this PC."""
    from voice_counter import paths
    from voice_counter.glossary import load_glossary
    from voice_counter.translation.languages import abilities
    from voice_counter.translation.load import load_translator

    glossary = load_glossary(*paths.glossary_folders())
    translator = load_translator(glossary)
    rows = [
        [
            ability.tag,
            ability.name,
            text("cli.languages.yes" if ability.recognised else "cli.languages.no"),
            " + ".join(ability.to) or text("cli.languages.no"),
            " + ".join(ability.from_) or text("cli.languages.no"),
            str(ability.phrases),
            str(ability.terms),
        ]
        for ability in abilities(translator, glossary, translator.phrases)
    ]
    head = text("cli.languages.columns").split("|")
    for row in [head, *rows]:
        print("\t".join(row))
    if not any(offer.kind == "firefox" for offer in translator.route("ja", "en")):
        print(text("translation.recommended"), file=sys.stderr)
    return 0
