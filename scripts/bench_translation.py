"""Measures translation: terms and numbers kept, phrases recognised, time for a sentence.

    .venv/bin/python scripts/bench_translation.py terms time
    .venv/bin/python scripts/bench_translation.py phrases --voice nitech.htsvoice --every 4

``phrases`` needs the ``voices`` extra. Prints Markdown tables (``docs/benchmarks.md``). How well
the starter models translate is measured by ``scripts/train_starter.py evaluate``.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.bench.measures import median
from scripts.bench.report import machine
from scripts.bench_glossary import Bench, sentences
from voice_counter import paths
from voice_counter.glossary import Glossary, load_glossary
from voice_counter.numerals import normalise
from voice_counter.translation.load import load_phrase_book, load_translator
from voice_counter.translation.phrases import SLOT, Phrase, slots_of
from voice_counter.translation.results import Translation
from voice_counter.translation.translator import CheckedTranslator

_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Counts:
    """What became of the terms and numbers of some sentences."""

    terms: int = 0
    present: int = 0
    marked: int = 0
    sentences: int = 0
    phrases: int = 0
    with_numbers: int = 0
    right: int = 0
    flagged: int = 0

    def add(self, glossary: Glossary, target: str, translation: Translation) -> None:
        """Count one translation."""
        wanted = {
            term
            for term in glossary.terms_in(translation.original)
            if (known := glossary.get(term)) is not None and known.rendering(target)
        }
        self.sentences += 1
        self.phrases += translation.verified
        self.terms += len(wanted)
        self.present += len(wanted & {note.ja for note in translation.terms})
        self.marked += len(wanted & {note.ja for note in translation.missing_terms})
        if _DIGITS.search(normalise(translation.original).text):
            self.with_numbers += 1
            self.right += translation.numbers_ok
            self.flagged += not translation.numbers_ok

    def row(self, name: str) -> str:
        """A row of the table."""
        told = self.present + self.marked
        return (
            f"| {name} | {self.sentences} | {self.present} / {self.terms} "
            f"({100 * self.present / max(1, self.terms):.1f} %) "
            f"| {100 * told / max(1, self.terms):.1f} % "
            f"| {self.right} right, {self.flagged} flagged, of {self.with_numbers} |"
        )


def main() -> int:
    """Run the parts that are asked for."""
    parts: dict[str, Callable[[argparse.Namespace], None]] = {
        "terms": terms,
        "time": time_,
        "phrases": phrases,
    }
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[*parts, []], metavar="|".join(parts))
    parser.add_argument("--to", default="en")
    parser.add_argument("--voice", type=Path, action="append", default=[], metavar="HTSVOICE")
    parser.add_argument("--every", type=int, default=1, help="only every n-th phrase")
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    arguments = parser.parse_args()
    print(f"Machine: {machine()}\n")
    for name in arguments.parts or parts:
        print(f"## {name}\n", flush=True)
        parts[name](arguments)
        print(flush=True)
    return 0


def terms(arguments: argparse.Namespace) -> None:
    """Terms and numbers of the counter sentences, through whatever is installed."""
    glossary, translator = _translator()
    print("| sentences | number | terms present | present or marked | sentences with numbers |")
    print("| --- | --- | --- | --- | --- |")
    for name in ("tuning", "held-out"):
        counts = Counts()
        for sentence in sentences(name):
            found = translator.translate(sentence.text, "ja", arguments.to)
            counts.add(glossary, arguments.to, found)
            if arguments.show and name == "tuning":
                print(found.warrant, sentence.text, found.text, found.missing_terms, sep="\n  ")
                print(" ", found.wrong_numbers)
        print(counts.row(f"{name}, ja→{arguments.to}"), flush=True)


def time_(arguments: argparse.Namespace) -> None:
    """Time for a sentence, one thread, after the first."""
    _, translator = _translator()
    translator.warm_up("ja", arguments.to)
    translator.translate("おはようございます。", "ja", arguments.to)
    times = [
        translator.translate(sentence.text, "ja", arguments.to).seconds
        for name in ("tuning", "held-out")
        for sentence in sentences(name)
    ]
    times.sort()
    engine = " + ".join(offer.name for offer in translator.route("ja", arguments.to))
    print(
        f"{engine}: {len(times)} sentences, median {1000 * median(times):.0f} ms, "
        f"p95 {1000 * times[int(0.95 * len(times))]:.0f} ms"
    )


def phrases(arguments: argparse.Namespace) -> None:
    """Phrases spoken and recognised: is the right one found? And other speech: is none found?"""
    from scripts.bench.voices import Speaker, say

    bench = Bench()
    book = load_phrase_book(bench.glossary)
    speakers = [
        Speaker("mei", speed=1.05, snr=25),
        Speaker("mei, quick and low", speed=1.15, half_tone=-3, snr=22),
        *(Speaker(voice.stem, voice, snr=25) for voice in arguments.voice),
    ]
    draw = random.Random(1)
    right = wrong = none = 0
    said = book.phrases[:: arguments.every]
    for number, phrase in enumerate(said):
        wording = draw.choice((phrase.ja, *phrase.variants))
        text = _spoken(wording, draw)
        heard, _ = bench.utterance(say(text, speakers[number % len(speakers)]))
        match = book.match(heard)
        if match is None:
            none += 1
        elif match.phrase is phrase or _same(match.phrase, phrase, arguments.to):
            right += 1
            continue
        else:
            wrong += 1
        if arguments.show:
            found = match.phrase.ja if match else "-"
            print(f"  {phrase.key} said {text} heard {heard} found {found}", flush=True)
    total = max(1, len(said))
    print(
        f"Phrases spoken: {len(said)}, right {right} ({100 * right / total:.1f} %), "
        f"none {none}, wrong {wrong}"
    )
    other = [s for name in ("tuning", "held-out", "plain") for s in sentences(name)]
    false = []
    for number, sentence in enumerate(other[:: arguments.every]):
        heard, _ = bench.utterance(say(sentence.spoken, speakers[number % len(speakers)]))
        for text in (heard, sentence.text):
            match = book.match(text)
            if match is not None and (text, match.phrase.key) not in false:
                false.append((text, match.phrase.key))
    for text, key in false:
        print(f"  matched: {text} → {key}")
    count = 2 * len(other[:: arguments.every])
    print(f"Other speech: {count} texts (heard and true), {len(false)} taken for a phrase")


def _translator() -> tuple[Glossary, CheckedTranslator]:
    glossary = load_glossary(paths.glossaries())
    return glossary, load_translator(glossary)


_SAMPLES: dict[str, Sequence[str]] = {
    "number": ("2", "3", "5", "8", "12"),
    "amount": ("300円", "1200円", "5000円", "450円"),
    "date": ("6月30日", "4月1日", "12月15日"),
    "time": ("午後3時", "午前10時30分", "午後5時15分"),
    "period": ("14日", "2週間", "3か月", "30分"),
    "term": ("在留カード", "印鑑登録証明書", "住民票の写し"),
    "place": ("課税課", "保険年金課"),
}


def _spoken(wording: str, draw: random.Random) -> str:
    return SLOT.sub(lambda match: draw.choice(_SAMPLES[match[1]]), wording)


def _same(one: Phrase, other: Phrase, target: str) -> bool:
    return slots_of(one.ja) == slots_of(other.ja) and one.text(target) == other.text(target)


if __name__ == "__main__":
    raise SystemExit(main())
