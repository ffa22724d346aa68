"""Measures what the glossary does for hearing: term recall, CER, false terms, latency, scale.

    .venv/bin/python scripts/bench_glossary.py held-out plain scale --voice nitech.htsvoice
    .venv/bin/python scripts/bench_glossary.py tuning

Needs the ``voices`` extra: the sentences of ``bench/sentences`` are spoken on the spot. Those of
``held-out`` and their speakers are not to be looked at while tuning. Prints Markdown tables
(``docs/benchmarks.md``).
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import soundfile

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.bench.measures import cer, letters, median
from scripts.bench.noise import wordless
from scripts.bench.report import machine
from scripts.bench.speech import real_speech, recordings
from scripts.bench.voices import Speaker, say
from voice_counter import paths
from voice_counter.audio.file import FileSource
from voice_counter.audio.source import SAMPLE_RATE, Samples
from voice_counter.captions.captioner import Captioner
from voice_counter.captions.events import CaptionEvent, Final, Stopped
from voice_counter.captions.options import CaptionOptions
from voice_counter.glossary import Glossary, Term, Vocabulary, load_glossary
from voice_counter.glossary.files import write_terms
from voice_counter.glossary.sound_index import SoundIndex
from voice_counter.glossary.sounds import sound
from voice_counter.models.store import ModelStore
from voice_counter.numerals import normalise
from voice_counter.speech.silero import SileroVad
from voice_counter.speech.whisper import WhisperRecogniser
from voice_counter.translation.load import load_phrase_book

SENTENCES = Path(__file__).resolve().parent / "bench" / "sentences"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said, and what the synthesiser is given so that it says it."""

    text: str
    spoken: str


@dataclass(slots=True)
class Score:
    """Totals over sentences for one way of recognising."""

    said: int = 0
    heard: int = 0
    false: int = 0
    pairs: list[tuple[str, str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, glossary: Glossary, reference: str, heard: str, seconds: float) -> None:
        """Count the terms of ``reference`` in ``heard``. A term within a longer one that was said
        is not false, and one heard within a longer term is heard."""
        wanted = glossary.terms_in(reference)
        got = glossary.terms_in(heard)
        right = [term for term in wanted if term in got or term in heard]
        self.said += len(wanted)
        self.heard += len(right)
        self.missed += [term for term in wanted if term not in right]
        self.false += sum(term not in wanted and term not in reference for term in got)
        self.pairs.append((_digits(reference), _digits(heard)))
        self.seconds.append(seconds)

    @property
    def recall(self) -> float:
        """Percent of the terms said."""
        return 100 * self.heard / max(self.said, 1)

    @property
    def false_per_thousand(self) -> float:
        """Terms that were not said, per 1,000 characters said."""
        return 1000 * self.false / max(1, sum(len(letters(said)) for said, _ in self.pairs))

    def row(self, name: str) -> str:
        """A row of the table under :data:`HEAD`."""
        return (
            f"| {name} | {self.heard} / {self.said} ({self.recall:.1f} %) "
            f"| {cer(self.pairs):.1f} % "
            f"| {self.false} | {_seconds(self.seconds)} |"
        )


HEAD = (
    "| way | terms heard right | CER | terms not said | median time of the final decode |\n"
    "| --- | --- | --- | --- | --- |"
)


class Bench:
    """The models, and the ways of recognising that are compared."""

    def __init__(self) -> None:
        store = ModelStore()
        self.recogniser = WhisperRecogniser(store.path(store.default_id))
        self.recogniser.warm_up()
        self.glossary = load_glossary(paths.glossaries())
        self.vocabulary = Vocabulary(self.glossary, phrases=load_phrase_book(self.glossary))
        self._vad = SileroVad()

    def plain(self, audio: Samples) -> tuple[str, float]:
        """Whisper alone, the sentence as one utterance; text and seconds of the decode."""
        began = time.perf_counter()
        text = self.recogniser.hear(audio, language="ja", final=True).decode().text
        return text, time.perf_counter() - began

    def utterance(self, audio: Samples) -> tuple[str, float]:
        """With the glossary, the sentence as one utterance. What a partial would have shown, here a
        quick decode without terms, is made before the clock starts."""
        shown = self.recogniser.hear(audio, language="ja", final=False).decode().text
        began = time.perf_counter()
        hearing = self.recogniser.hear(audio, language="ja", final=True)
        text = self.vocabulary.decode(hearing, shown, final=True).hypothesis.text
        seconds = time.perf_counter() - began
        self.vocabulary.forget()
        return text, seconds

    def spine(self, audio: Samples, *, glossary: bool = True, language: str = "ja") -> str:
        """Through voice activity, partials and finals, as the application does it."""
        vocabulary = self.vocabulary if glossary else Vocabulary(Glossary(()))
        texts: list[str] = []

        def view(event: CaptionEvent) -> None:
            if isinstance(event, Final):
                texts.append(event.text)
            elif isinstance(event, Stopped) and event.error is not None:
                raise event.error

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "clip.wav"
            soundfile.write(path, audio, SAMPLE_RATE)
            captioner = Captioner(self.recogniser, self._vad, vocabulary)
            captioner.run(FileSource(path), CaptionOptions(language=language), view)
        vocabulary.forget()
        return "".join(texts)


def main() -> int:
    """Run the parts that are asked for."""
    parts: dict[str, Callable[[Bench, argparse.Namespace], None]] = {
        "tuning": tuning,
        "held-out": held_out,
        "plain": term_free,
        "silence": silence,
        "scale": scale,
    }
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("parts", nargs="*", choices=[*parts, []], metavar="|".join(parts))
    parser.add_argument("--voice", type=Path, action="append", default=[], metavar="HTSVOICE")
    parser.add_argument("--real", type=Path, default=Path(os.devnull), metavar="FOLDER")
    parser.add_argument("--no-spine", action="store_true", help="only sentences as one utterance")
    arguments = parser.parse_args()
    print(f"Machine: {machine()}")
    bench = Bench()
    print(f"Glossary: {len(bench.glossary)} terms\n")
    for name in arguments.parts or parts:
        print(f"## {name}\n", flush=True)
        parts[name](bench, arguments)
        print(flush=True)
    return 0


def tuning(bench: Bench, arguments: argparse.Namespace) -> None:
    """The sentences to try things on; anything about them may be looked at."""
    speakers = [
        Speaker("mei"),
        Speaker("mei, quick and low", speed=1.2, half_tone=-4, snr=20),
        Speaker("mei, slow and high", speed=0.95, half_tone=2),
    ]
    scores = compare(bench, sentences("tuning"), speakers, spine=not arguments.no_spine)
    for name, score in scores.items():
        print(f"missed ({name}): {' '.join(score.missed)}\n")


def held_out(bench: Bench, arguments: argparse.Namespace) -> None:
    """Sentences and speakers that were never used for tuning: only totals are shown."""
    speakers = [
        Speaker(f"{voice.stem} at {speed}", voice, speed=speed, snr=snr)
        for voice in arguments.voice
        for speed, snr in ((1.0, 30.0), (1.15, 22.0))
    ]
    speakers += [
        Speaker("mei, quick", speed=1.12, half_tone=-1, snr=24),
        Speaker("mei, slow and low", speed=0.9, half_tone=-3, snr=26),
    ]
    compare(bench, sentences("held-out"), speakers, spine=not arguments.no_spine)


def compare(
    bench: Bench, said: Sequence[Sentence], speakers: Sequence[Speaker], *, spine: bool
) -> dict[str, Score]:
    """Each sentence by one speaker in turn, recognised in every way."""
    scores = {"plain Whisper": Score(), "with the glossary": Score()}
    if spine:
        scores["with the glossary, live captions"] = Score()
    by_speaker: dict[str, Score] = {speaker.name: Score() for speaker in speakers}
    for number, sentence in enumerate(said):
        speaker = speakers[number % len(speakers)]
        audio = say(sentence.spoken, speaker)
        scores["plain Whisper"].add(bench.glossary, sentence.text, *bench.plain(audio))
        text, seconds = bench.utterance(audio)
        scores["with the glossary"].add(bench.glossary, sentence.text, text, seconds)
        by_speaker[speaker.name].add(bench.glossary, sentence.text, text, seconds)
        if spine:
            live = bench.spine(audio)
            name = "with the glossary, live captions"
            scores[name].add(bench.glossary, sentence.text, live, float("nan"))
    print(f"{len(said)} sentences, {len(speakers)} speakers\n\n{HEAD}")
    for name, score in scores.items():
        print(score.row(name))
    print("\nWith the glossary, by speaker:\n\n" + HEAD)
    for name, score in by_speaker.items():
        print(score.row(name))
    added = [
        after - before
        for after, before in zip(
            scores["with the glossary"].seconds, scores["plain Whisper"].seconds, strict=True
        )
    ]
    print(f"\nAdded to the final decode: median {median(added):.2f} s")
    return scores


def term_free(bench: Bench, arguments: argparse.Namespace) -> None:
    """Speech without terms: what the glossary invents, and what it costs."""
    speakers = [Speaker("mei, a little quick", speed=1.05, snr=24)]
    speakers += [Speaker(voice.stem, voice, snr=24) for voice in arguments.voice]
    without, with_ = Score(), Score()
    for number, sentence in enumerate(sentences("plain")):
        audio = say(sentence.spoken, speakers[number % len(speakers)])
        without.add(bench.glossary, sentence.text, *bench.plain(audio))
        with_.add(bench.glossary, sentence.text, *bench.utterance(audio))
    _row_pair("everyday sentences", without, with_)
    for name, clips in (
        ("shipped recordings", recordings("ja")),
        ("human speech", [c for c in real_speech(arguments.real) if c.language == "ja"]),
    ):
        without, with_ = Score(), Score()
        for clip in clips:
            alone = bench.spine(clip.audio, glossary=False)
            without.add(bench.glossary, clip.text, alone, float("nan"))
            with_.add(bench.glossary, clip.text, bench.spine(clip.audio), float("nan"))
        if clips:
            _row_pair(name, without, with_)
    foreign = [*recordings("en"), *(c for c in real_speech(arguments.real) if c.language != "ja")]
    false = sum(
        len(bench.glossary.terms_in(bench.spine(clip.audio, language="auto"))) for clip in foreign
    )
    print(f"\nOther languages, detected: {len(foreign)} clips, {false} terms")


def _row_pair(name: str, without: Score, with_: Score) -> None:
    print(
        f"- {name}: CER {cer(without.pairs):.1f} % without, {cer(with_.pairs):.1f} % with; "
        f"terms not said {without.false} without, {with_.false} with "
        f"({with_.false_per_thousand:.2f} per 1,000 characters)",
        flush=True,
    )


def silence(bench: Bench, _arguments: argparse.Namespace) -> None:
    """Sounds without words, a minute of each kind, with the full glossary."""
    for name, audio in wordless(60.0).items():
        print(f"- {name}: {bench.spine(audio)!r}", flush=True)


def scale(_bench: Bench, _arguments: argparse.Namespace) -> None:
    """How loading and looking up grow with the glossary."""
    print("| terms | load | index | look-up, median of 50 utterances |\n| --- | --- | --- | --- |")
    draw = random.Random(1)
    real = load_glossary(paths.glossaries()).terms
    heard = [
        sound(f"それでは{draw.choice(real).reading}のてつづきをおねがいします") for _ in range(50)
    ]
    for size in (200, 2_000, 20_000):
        with tempfile.TemporaryDirectory() as folder:
            write_terms(Path(folder) / "many.csv", _many(real, size, draw))
            began = time.perf_counter()
            glossary = load_glossary(Path(folder))
            loaded = time.perf_counter()
            index = SoundIndex(glossary)
            indexed = time.perf_counter()
        times = []
        for sounds in heard:
            start = time.perf_counter()
            index.find(sounds, least=3.0)
            times.append(time.perf_counter() - start)
        print(
            f"| {len(glossary):,} | {loaded - began:.2f} s | {indexed - loaded:.2f} s "
            f"| {1000 * median(times):.1f} ms |"
        )


def _many(real: Sequence[Term], size: int, draw: random.Random) -> Iterable[Term]:
    """``size`` different terms, with all their columns, made of halves of real ones."""
    made: dict[str, Term] = {term.ja: term for term in real[:size]}
    while len(made) < size:
        one, other = draw.choice(real), draw.choice(real)
        ja = one.ja[: max(2, len(one.ja) // 2)] + other.ja[len(other.ja) // 2 :]
        reading = one.reading[: len(one.reading) // 2] + other.reading[len(other.reading) // 2 :]
        made.setdefault(ja, Term(ja, reading or "あ", one.easy, one.translations, one.category))
    return made.values()


def sentences(name: str) -> list[Sentence]:
    """The sentences of ``bench/sentences/NAME.csv``."""
    with (SENTENCES / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [Sentence(row["text"], row["spoken"] or row["text"]) for row in csv.DictReader(file)]


def _seconds(values: Sequence[float]) -> str:
    """The median; a dash where nothing was timed."""
    return "–" if any(map(math.isnan, values)) else f"{median(values):.2f} s"


def _digits(text: str) -> str:
    """Numbers in one form: the reference has digits, plain Whisper at times kanji."""
    return normalise(text).text


if __name__ == "__main__":
    sys.exit(main())
