"""Other policies on the same weights, on a simulated clock.

Each peer hears the stream at real-time pace: its clock moves by the measured time of each decode,
and waits for audio that has not been spoken yet. Written from the papers and READMEs named below.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel

from scripts.bench.measures import letters
from scripts.bench.speech import Placed
from voice_counter.audio.source import SAMPLE_RATE, Samples
from voice_counter.speech.endpoint import Endpointer, EndpointRules, Phase, Utterance
from voice_counter.speech.framing import Framer
from voice_counter.speech.silero import SileroVad


@dataclass(frozen=True, slots=True)
class Emission:
    """Final text, when it was there, how far into the stream its speech goes, its decode time."""

    text: str
    emitted: float
    end: float
    compute: float


def load(folder: Path, threads: int) -> WhisperModel:
    """The peer's recogniser: faster-whisper as it comes."""
    return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=threads)


def whole_file(model: WhisperModel, audio: Samples, language: str) -> str:
    """``transcribe`` with faster-whisper's defaults (beam 5, temperature ladder)."""
    segments, _ = model.transcribe(audio, language=language, beam_size=5)
    return "".join(segment.text for segment in segments)


def vad_then_transcribe(
    model: WhisperModel, audio: Samples, language: str, end_silence: float
) -> list[Emission]:
    """RealtimeSTT's policy: wait for the end of the utterance, then one padded ``transcribe``."""
    emissions: list[Emission] = []
    clock = 0.0
    for utterance, known_at in _utterances(audio, end_silence):
        began = time.perf_counter()
        text = whole_file(model, utterance.audio, language)
        compute = time.perf_counter() - began
        clock = max(clock, known_at) + compute
        emissions.append(Emission(text, clock, utterance.end / SAMPLE_RATE, compute))
    return emissions


def local_agreement(
    model: WhisperModel, audio: Samples, language: str, *, step: float = 1.0, trim: float = 15.0
) -> tuple[list[Emission], float]:
    """whisper_streaming's policy (Macháček et al. 2023): LocalAgreement-2 on a growing buffer.

    Decodes the whole buffer at every step, commits the words that two decodes in a row share, and
    trims the buffer at a finished segment once it is longer than ``trim`` seconds.

    Returns:
        the committed pieces, and the CPU seconds used.
    """
    emissions: list[Emission] = []
    total = len(audio) / SAMPLE_RATE
    clock = offset = committed_to = 0.0
    heard = 0.0
    previous: list[tuple[float, float, str]] = []
    context = ""
    cpu = time.process_time()
    while heard < total:
        # At least a step of new audio; after a slow decode, all that has been spoken meanwhile.
        heard = min(max(clock, heard + step), total)
        clock = max(clock, heard)
        began = time.perf_counter()
        found, _ = model.transcribe(
            audio[round(offset * SAMPLE_RATE) : round(heard * SAMPLE_RATE)],
            language=language,
            beam_size=5,
            word_timestamps=True,
            initial_prompt=context[-200:] or None,
        )
        segments = list(found)
        compute = time.perf_counter() - began
        clock += compute
        words = [
            (offset + word.start, offset + word.end, word.word)
            for segment in segments
            for word in segment.words or ()
        ]
        fresh = [word for word in words if word[0] > committed_to - 0.1]
        agreed = len(fresh) if heard >= total else _agreement(fresh, previous)
        for _, end, word in fresh[:agreed]:
            emissions.append(Emission(word, clock, end, compute))
            context += word
            committed_to = max(committed_to, end)
        previous = fresh[agreed:]
        ends = [offset + segment.end for segment in segments]
        finished = [end for end in ends if end <= committed_to]
        if heard - offset > trim and finished:
            offset = finished[-1]
    return emissions, time.process_time() - cpu


def _agreement(new: list[tuple[float, float, str]], old: list[tuple[float, float, str]]) -> int:
    """How many words both begin with."""
    pairs = zip(new, old, strict=False)
    return sum(1 for _ in takewhile(lambda p: letters(p[0][2]) == letters(p[1][2]), pairs))


def latencies(emissions: list[Emission], placed: list[Placed]) -> list[float]:
    """For each clip, how long after its speech ended its last text was there."""
    late: list[float] = []
    for number, place in enumerate(placed):
        until = placed[number + 1].onset if number + 1 < len(placed) else float("inf")
        own = [e.emitted for e in emissions if place.onset < e.end < until]
        if own:
            late.append(max(own) - place.end)
    return late


def _utterances(audio: Samples, end_silence: float) -> list[tuple[Utterance, float]]:
    """The same voice activity as ours, and when each utterance is known to have ended."""
    vad, framer = SileroVad(), Framer()
    endpointer = Endpointer(EndpointRules(end_silence=end_silence, patience=60.0, longest=30.0))
    found: list[tuple[Utterance, float]] = []
    for frame in framer.feed(np.concatenate([audio, np.zeros(SAMPLE_RATE, np.float32)])):
        utterance = endpointer.feed(frame, vad.feed(frame))
        if utterance is not None and utterance.phase is Phase.ENDED:
            found.append((utterance, endpointer.position / SAMPLE_RATE))
    return found
