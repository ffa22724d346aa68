"""The parallel corpora the starter models learn from, and what is kept apart to measure them.

``FOLDER`` is a folder with the corpora as they are published (docs/translation.md lists them with
their licences): Tatoeba and Tanaka pairs, JEC basic sentences, AMI meetings, government notices.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from voice_counter.numerals import normalise

HELD_OUT = 1000
"""Tatoeba pairs that are never trained on."""
LONGEST = 200
"""Characters; what is longer is no utterance."""

_MARKUP = re.compile(r"<[^>]*>|\{[^}]*\}|https?://|%[sd]|\\n")
_FURIGANA = re.compile(r"\([ぁ-ゖー、・ ]+\)")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence in both languages; ``ja`` has its numbers in the form the recogniser writes."""

    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class Corpora:
    """What to train on, and what to measure with; no sentence of the latter is in the former."""

    train: tuple[Pair, ...]
    held_out: tuple[Pair, ...]


def read_corpora(folder: Path) -> Corpora:
    """The pairs of all corpora below ``folder``, each once.

    Raises:
        FileNotFoundError: a corpus is missing.
    """
    tatoeba = _unique(_tatoeba(folder / "manythings-tatoeba-jpn-2021" / "jpn.txt"))
    held_out = sorted(tatoeba, key=lambda pair: hashlib.sha256(pair.ja.encode()).digest())
    held_out = held_out[:HELD_OUT]
    ja, en = {_bare(pair.ja) for pair in held_out}, {_bare(pair.en) for pair in held_out}
    others = [
        *_tanaka(folder / "graded-enja-corpus"),
        *_meetings(folder / "AMI-Meeting-Parallel-Corpus" / "dev.json"),
        *_notices(folder / "covid19-site-locales" / "merged.tsv"),
        *_notices(folder / "cocoa-app-strings" / "cocoa.tsv"),
    ]
    train = _unique([*tatoeba, *others])
    # Tatoeba has many renderings of one sentence: seeing one of them would be seeing the answer.
    train = [pair for pair in train if _bare(pair.ja) not in ja and _bare(pair.en) not in en]
    return Corpora(tuple(train), tuple(held_out))


def read_meetings(path: Path) -> list[Pair]:
    """The pairs of an AMI file as they stand, for measuring."""
    return list(_meetings(path))


def clean(ja: str, en: str) -> Pair | None:
    """A pair as the application would see it, or None if it is not worth learning.

    >>> clean("三百円です。", "It's 300 yen.")
    Pair(ja='300円です。', en="It's 300 yen.")
    """
    ja = _FURIGANA.sub("", unicodedata.normalize("NFKC", ja)).strip()
    en = " ".join(unicodedata.normalize("NFKC", en).split())
    if not ja or not en or _MARKUP.search(ja) or _MARKUP.search(en):
        return None
    if max(len(ja), len(en) / 2) > LONGEST or not 0.15 < len(ja) / len(en) < 3:
        return None
    return Pair(normalise(ja).text, en)


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _unique(pairs: Iterable[Pair]) -> list[Pair]:
    return list({(_bare(pair.ja), _bare(pair.en)): pair for pair in pairs}.values())


def _cleaned(pairs: Iterable[tuple[str, str]]) -> Iterator[Pair]:
    for ja, en in pairs:
        pair = clean(ja, en)
        if pair is not None:
            yield pair


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _tatoeba(path: Path) -> Iterator[Pair]:
    return _cleaned((row[1], row[0]) for row in _rows(path) if len(row) > 1)


def _tanaka(folder: Path) -> Iterator[Pair]:
    files = sorted((folder / "dist").glob("*/*.tsv"))
    if not files:
        raise FileNotFoundError(folder / "dist")
    for path in files:
        yield from _cleaned((row[1], row[0]) for row in _rows(path) if len(row) > 1)
    yield from _cleaned((row[1], row[2]) for row in _rows(folder / "jec.tsv") if len(row) > 2)


def _meetings(path: Path) -> Iterator[Pair]:
    for meeting in json.loads(path.read_text(encoding="utf-8")):
        turns = meeting["conversation"]
        yield from _cleaned((turn["ja_sentence"], turn["en_sentence"]) for turn in turns)


def _notices(path: Path) -> Iterator[Pair]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        for row in rows:
            # ja-basic is やさしい日本語.
            for column in ("ja", "ja-basic"):
                yield from _cleaned([(row.get(column) or "", row["en"] or "")])
