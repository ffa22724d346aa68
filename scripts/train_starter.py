"""Trains a starter translation model and packs it for the application.

    python scripts/train_starter.py prepare --corpora FOLDER --work WORK
    python scripts/train_starter.py train   --work WORK --to en --minutes 60
    python scripts/train_starter.py finish  --work WORK --to en --minutes 10
    python scripts/train_starter.py package --work WORK --to en --out models/

``train`` resumes from its last checkpoint for as many further minutes as one gives it; ``finish``
cools the learning rate down in a copy. Needs the ``training`` extra; two CPU cores with bf16 learn
about 3,000 target pieces a second.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sacrebleu
import torch

from scripts.starter.corpora import Pair, read_meetings
from scripts.starter.course import ROOT, Course, prepare
from scripts.starter.package import Metadata, convert, translate, write_package
from scripts.starter.training import Clock, Example, Settings, State, measured_loss, train_step
from voice_counter.numerals import normalise

NAMES = {"ja": "Japanese", "en": "English"}
EVERY = 300
"""Seconds between checkpoints."""
VERSION = "1.0"


def train(course: Course, minutes: float, *, cool: bool) -> None:
    """Trains for some minutes: steadily, or (``cool``) down to a finished model."""
    state = course.state()
    held_out = course.held_out()
    out = course.finished if cool else course.checkpoint
    # The step is the seed: a resumed run does not begin with the batches it began with before.
    stream = course.epochs(seed=state.step)
    clock, saved, begun, shown = Clock(), time.monotonic(), time.monotonic(), 0.0
    while (spent := time.monotonic() - begun) < minutes * 60:
        factor = max(0.0, 1 - spent / (minutes * 60)) if cool else 1.0
        loss = train_step(state, next(stream), course.settings, factor)
        shown = loss if not shown else 0.98 * shown + 0.02 * loss
        if time.monotonic() - saved > EVERY:
            _save(state, held_out, out, clock.lap(), shown, course.settings)
            saved = time.monotonic()
    _save(state, held_out, out, clock.lap(), shown, course.settings)


def _save(
    state: State,
    held_out: Sequence[Example],
    out: Path,
    seconds: float,
    shown: float,
    settings: Settings,
) -> None:
    state.seconds += seconds
    state.losses.append((state.step, measured_loss(state.network, held_out, settings.tokens)))
    state.save(out)
    print(
        f"step {state.step}  {state.pieces / 1e6:.2f} M pieces  {state.seconds / 60:.0f} min"
        f"  loss {shown:.3f}  held-out {state.losses[-1][1]:.3f}",
        flush=True,
    )


def evaluate(course: Course, model: Path, corpora: Path) -> list[str]:
    """A line for every test set: sacreBLEU and chrF of the converted model."""
    flores = corpora / "flores-dev"
    sets = {
        "Tatoeba, held out": list(course.prepared.held_out),
        "AMI test": read_meetings(corpora / "AMI-Meeting-Parallel-Corpus" / "test.json"),
        "FLORES dev": [
            Pair(normalise(ja).text, en)
            for ja, en in zip(
                (flores / "dev.ja").read_text("utf-8").splitlines(),
                (flores / "dev.en").read_text("utf-8").splitlines(),
                strict=True,
            )
        ],
    }
    lines = []
    tokenise = "ja-mecab" if course.target == "ja" else "13a"
    for name, pairs in sets.items():
        turned = [course.turned(pair) for pair in pairs]
        said = translate(model, course.vocabulary, [source for source, _ in turned])
        wanted = [[target for _, target in turned]]
        bleu = sacrebleu.corpus_bleu(said, wanted, tokenize=tokenise)
        chrf = sacrebleu.corpus_chrf(said, wanted)
        lines.append(f"| {name} | {len(pairs)} | {bleu.score:.1f} | {chrf.score:.1f} |")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("command", choices=["prepare", "train", "finish", "evaluate", "package"])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--to", choices=list(NAMES), default="en")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--pieces", type=int, default=12000)
    parser.add_argument("--out", type=Path, default=ROOT / "models")
    options = parser.parse_args(arguments)
    torch.set_num_threads(2)
    if options.command == "prepare":
        prepare(options.corpora, options.work, options.pieces)
        return 0
    course = Course(options.work, options.to, Settings())
    if options.command in ("train", "finish"):
        train(course, options.minutes, cool=options.command == "finish")
        return 0
    saved = course.finished if course.finished.exists() else course.checkpoint
    state = State.load(saved, course.settings)
    state.network.eval()
    model = course.folder / "model"
    convert(state.network, course.vocabulary, model)
    if options.command == "evaluate":
        print("\n".join(evaluate(course, model, options.corpora)))
        return 0
    source = "ja" if options.to == "en" else "en"
    name = f"translate-{source}_{options.to}-{VERSION.replace('.', '_')}.argosmodel"
    write_package(
        model,
        options.work / "pieces.model",
        Metadata(source, NAMES[source], options.to, NAMES[options.to], VERSION),
        (ROOT / "models" / "README.md").read_text("utf-8"),
        (ROOT / "models" / "LICENCE.txt").read_text("utf-8"),
        options.out / name,
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
