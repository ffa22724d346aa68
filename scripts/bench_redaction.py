"""How much personal information does redaction find, and how much else does it take?

Prints precision and recall per kind for every part of ``tests/privacy/redaction_set.csv``: what the
rules were tuned on, and what was written before and never tuned on (``docs/reliability.md``).

An expected part counts as found only if every letter and digit of it is redacted, whatever the
kind of the mark says: half a number is a leak. A redaction counts as right if it touches an
expected part.

``--composed`` says numbers in random ways; ``--texts`` redacts what ships with the application and
holds nobody's data.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.bench.spoken_numbers import composed  # noqa: E402
from voice_counter.privacy.kinds import Kind, Redaction  # noqa: E402
from voice_counter.privacy.redaction import redact  # noqa: E402

SET = ROOT / "tests" / "privacy" / "redaction_set.csv"
PARTS = ("tuning", "tuning-hard", "held-out", "held-out-last")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One row of the set: what is said, and what of it must go."""

    part: str
    language: str
    text: str
    expected: tuple[Redaction, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence and what redaction did to it."""

    sentence: Sentence
    found: tuple[Redaction, ...]
    missed: tuple[Redaction, ...]
    wrong: tuple[Redaction, ...]


def sentences(path: Path = SET) -> list[Sentence]:
    """All rows of the set.

    Raises:
        ValueError: an expected part does not stand in its text.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Sentence(
                row["part"], row["language"], row["text"], _spans(row["text"], row["expected"])
            )
            for row in csv.DictReader(file)
        ]


def _spans(text: str, expected: str) -> tuple[Redaction, ...]:
    spans: list[Redaction] = []
    position = 0
    for entry in filter(None, expected.split(" | ")):
        kind, _, words = entry.partition("=")
        start = text.index(words, position)
        position = start + len(words)
        spans.append(Redaction(start, position, Kind(kind)))
    return tuple(spans)


def judge(sentence: Sentence) -> Judged:
    """Redact one sentence and compare."""
    found = redact(sentence.text).found
    gone = {place for part in found for place in range(part.start, part.end)}
    missed = tuple(
        part
        for part in sentence.expected
        if any(
            sentence.text[place].isalnum() and place not in gone
            for place in range(part.start, part.end)
        )
    )
    wrong = tuple(
        part
        for part in found
        if not any(part.start < true.end and true.start < part.end for true in sentence.expected)
    )
    return Judged(sentence, found, missed, wrong)


def table(judged: Iterable[Judged]) -> str:
    """Precision and recall per kind, as Markdown."""
    expected: Counter[Kind] = Counter()
    missed: Counter[Kind] = Counter()
    found: Counter[Kind] = Counter()
    wrong: Counter[Kind] = Counter()
    for each in judged:
        expected.update(part.kind for part in each.sentence.expected)
        missed.update(part.kind for part in each.missed)
        found.update(part.kind for part in each.found)
        wrong.update(part.kind for part in each.wrong)
    lines = ["| kind | expected | recall | redacted | precision |", "|---|---|---|---|---|"]
    lines += [_row(k, expected[k], missed[k], found[k], wrong[k]) for k in Kind]
    totals = (expected.total(), missed.total(), found.total(), wrong.total())
    return "\n".join([*lines, _row("**all**", *totals)])


def _row(name: str, expected: int, missed: int, found: int, wrong: int) -> str:
    return (
        f"| {name} | {expected} | {_share(expected - missed, expected)} "
        f"| {found} | {_share(found - wrong, found)} |"
    )


def _share(right: int, whole: int) -> str:
    return f"{100 * right / whole:.1f} %" if whole else "–"


def compose(count: int, seed: int) -> None:
    """Print how many composed numbers are missed."""
    asked: Counter[Kind] = Counter()
    missed: Counter[Kind] = Counter()
    for text, number in composed(count, seed):
        asked[number.kind] += 1
        if judge(Sentence("", "", text, (number,))).missed:
            missed[number.kind] += 1
            print(f"missed {number.kind}: {text}")
    for kind in asked:
        print(f"{kind}: {asked[kind] - missed[kind]} of {asked[kind]}")


def shipped() -> None:
    """Print what is redacted in glossaries, phrases, samples and texts of the application."""
    texts = [
        cell
        for pattern in ("glossaries/**/*.csv", "ui/samples/*.csv")
        for path in sorted(ROOT.glob(pattern))
        for row in csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
        for cell in row
    ]
    for path in sorted(ROOT.glob("ui/**/*.toml")):
        texts += path.read_text(encoding="utf-8").splitlines()
    count = 0
    for text in texts:
        for part in redact(text).found:
            count += 1
            print(f"{part.kind} {text[part.start : part.end]!r}: {text}")
    print(f"{count} redactions in {len(texts)} texts")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--part", choices=PARTS, help="only this part of the set")
    parser.add_argument("--faults", action="store_true", help="print every fault")
    parser.add_argument("--composed", type=int, metavar="N", help="that many composed sentences")
    parser.add_argument("--seed", type=int, default=0, help="of the composed sentences")
    parser.add_argument("--texts", action="store_true", help="what ships with the application")
    options = parser.parse_args()
    if options.composed is not None:
        compose(options.composed, options.seed)
        return 0
    if options.texts:
        shipped()
        return 0
    for part in PARTS if options.part is None else (options.part,):
        judged = [judge(each) for each in sentences() if each.part == part]
        clean = sum(not each.sentence.expected for each in judged)
        print(f"\n{part}: {len(judged)} sentences, {clean} of them with nothing to redact\n")
        print(table(judged))
        if options.faults:
            print()
            for each in judged:
                for kind, parts in (("missed", each.missed), ("wrong", each.wrong)):
                    for span in parts:
                        words = each.sentence.text[span.start : span.end]
                        print(f"{kind} {span.kind} {words!r}: {each.sentence.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
