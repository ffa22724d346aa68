"""How well do the marks of unsure words find what was heard wrong?

Of the characters that are heard wrong (by alignment with what was said), how many are marked; of
those that are marked, how many are wrong; and how many of the right ones are marked for nothing.
"""

from __future__ import annotations

import argparse
import sys
import time
import unicodedata
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from rapidfuzz.distance import Levenshtein  # noqa: E402

from scripts.bench.speech import recordings  # noqa: E402
from voice_counter import paths  # noqa: E402
from voice_counter.captions.unsure import unsure_spans  # noqa: E402
from voice_counter.models.store import ModelStore  # noqa: E402
from voice_counter.speech.whisper import WhisperRecogniser  # noqa: E402


def normal(text: str) -> tuple[str, list[int]]:
    """Letters and digits in one form, and where each stands in ``text``."""
    found = [
        (each, place)
        for place, character in enumerate(text)
        for each in unicodedata.normalize("NFKC", character).casefold()
        if each.isalnum()
    ]
    return "".join(each for each, _ in found), [place for _, place in found]


def wrong_places(heard: str, said: str) -> tuple[set[int], set[int]]:
    """The characters of ``heard`` that are wrong, and all that count."""
    text, places = normal(heard)
    wrong = set()
    for step in Levenshtein.editops(text, normal(said)[0]):
        if step.tag in ("replace", "delete"):
            wrong.add(places[step.src_pos])
    return wrong, set(places)


def main() -> int:
    """Print a table of thresholds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[paths.samples()])
    parser.add_argument("--language", default="ja")
    asked = parser.parse_args()
    store = ModelStore()
    recogniser = WhisperRecogniser(store.path(store.default_id))
    found: list[tuple[float, bool]] = []
    pieces: list[tuple[list[tuple[int, int, float]], str, set[int], set[int]]] = []
    spent: list[float] = []
    for clip in chain.from_iterable(recordings(asked.language, each) for each in asked.folders):
        hearing = recogniser.hear(clip.audio, language=clip.language, final=True)
        heard = hearing.decode().text
        began = time.perf_counter()
        tokens = hearing.token_probabilities(heard)
        spent.append(time.perf_counter() - began)
        wrong, counted = wrong_places(heard, clip.text)
        pieces.append((tokens, heard, wrong, counted))
        found += [(p, any(n in wrong for n in range(start, end))) for start, end, p in tokens]
    print(
        f"{len(pieces)} utterances, {sum(len(piece[3]) for piece in pieces)} characters, "
        f"{sum(len(piece[2]) for piece in pieces)} wrong, {1000 * np.median(spent):.0f} ms each"
    )
    print("below   wrong that are marked   marked that are wrong   right that are marked")
    for below in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        marked = wrong_marked = wrong_all = right_all = 0
        for tokens, heard, wrong, counted in pieces:
            spans = unsure_spans(tokens, heard, below=below)
            places = {n for start, end in spans for n in range(start, end)} & counted
            marked += len(places)
            wrong_marked += len(places & wrong)
            wrong_all += len(wrong)
            right_all += len(counted - wrong)
        print(
            f"{below:5.2f}   {wrong_marked / max(wrong_all, 1):21.0%}   "
            f"{wrong_marked / max(marked, 1):21.0%}   {(marked - wrong_marked) / right_all:21.1%}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
