"""What one direction learns from: prepared corpora, vocabulary, examples, checkpoints."""

from __future__ import annotations

import csv
import pickle
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import torch

from scripts.starter.corpora import Pair, read_corpora
from scripts.starter.counter import Counter
from scripts.starter.masks import Aligner, Spans, masked
from scripts.starter.network import Shape
from scripts.starter.pieces import Vocabulary, train_pieces
from scripts.starter.training import Example, Settings, State, batches, new_state
from voice_counter.glossary import load_glossary

ROOT = Path(__file__).resolve().parent.parent.parent
GLOSSARIES = ROOT / "glossaries"
MASKED = 0.35
"""Of the pairs; the others are seen as they are."""
HIDDEN = 0.6
"""Of the spans in a masked pair."""
COUNTER = 0.35
"""Part of the counter domain in an epoch."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What ``prepare`` leaves for the other commands."""

    train: tuple[Pair, ...]
    spans: tuple[Spans, ...]
    held_out: tuple[Pair, ...]


def prepare(corpora: Path, work: Path, size: int) -> None:
    """Reads the corpora, aligns what can be masked, and learns the pieces."""
    work.mkdir(parents=True, exist_ok=True)
    found = read_corpora(corpora)
    terms = load_glossary(GLOSSARIES).terms
    aligner = Aligner(
        found.train, [(term.ja, term.translations["en"]) for term in terms if term.rendering("en")]
    )
    spans = tuple(aligner.spans(pair) for pair in found.train)
    print(f"{len(found.train)} pairs, {sum(bool(s.places) for s in spans)} of them with spans")
    # A network knows its pieces: others would spoil the checkpoints that are there.
    if not (work / "pieces.model").exists():
        texts = [text for pair in found.train for text in (pair.ja, pair.en)]
        # The words of the counter weigh as much as if they were common in the corpora.
        texts += list(counter().texts()) * 5
        train_pieces(texts, size, work / "pieces")
    (work / "prepared.pickle").write_bytes(
        pickle.dumps(Prepared(found.train, spans, found.held_out))
    )


def counter() -> Counter:
    """The counter domain, with the phrases that are in the book now."""
    phrases = []
    for path in sorted((GLOSSARIES / "phrases").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                spoken = [row["ja"], *filter(None, row["variants"].split("|"))]
                phrases += [(ja, row["en"]) for ja in spoken]
    return Counter(load_glossary(GLOSSARIES).terms, phrases)


class Course:
    """One direction: its vocabulary, its examples, its checkpoints."""

    def __init__(self, work: Path, target: str, settings: Settings) -> None:
        self.target = target
        self.settings = settings
        self.prepared: Prepared = pickle.loads((work / "prepared.pickle").read_bytes())
        self.folder = work / f"to-{target}"
        self.folder.mkdir(exist_ok=True)
        texts = (self.turned(pair)[1] for pair in self.prepared.train)
        others = (text for text in counter().texts() if text.isascii() == (target == "en"))
        self.vocabulary = Vocabulary(
            work / "pieces.model", self.folder / "pieces.json", chain(texts, others)
        )
        self.checkpoint = self.folder / "checkpoint.pt"
        self.finished = self.folder / "finished.pt"

    def state(self) -> State:
        """The last checkpoint, or a new network."""
        if self.checkpoint.exists():
            return State.load(self.checkpoint, self.settings)
        torch.manual_seed(1)
        sides = len(self.vocabulary.source.tokens), len(self.vocabulary.target.tokens)
        return new_state(Shape(*sides), self.settings)

    def examples(self, chance: random.Random) -> list[Example]:
        """One epoch: every pair once, masked anew, and the counter domain."""
        pairs = [
            masked(pair, spans, HIDDEN, chance) if chance.random() < MASKED else pair
            for pair, spans in zip(self.prepared.train, self.prepared.spans, strict=True)
        ]
        pairs += counter().draw(int(len(pairs) * COUNTER / (1 - COUNTER)), chance)
        return [self._encoded(pair) for pair in pairs]

    def held_out(self) -> list[Example]:
        """The held-out pairs."""
        return [self._encoded(pair) for pair in self.prepared.held_out]

    def epochs(self, seed: int) -> Iterator[list[Example]]:
        """Batches for ever."""
        chance = random.Random(seed)
        while True:
            yield from batches(self.examples(chance), self.settings.tokens, chance)

    def turned(self, pair: Pair) -> tuple[str, str]:
        return (pair.ja, pair.en) if self.target == "en" else (pair.en, pair.ja)

    def _encoded(self, pair: Pair) -> Example:
        source, target = self.turned(pair)
        return self.vocabulary.encode_source(source), self.vocabulary.encode_target(target)
