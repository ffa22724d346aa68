"""Whisper on CTranslate2, fed only as much audio as there is."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import ctranslate2
import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray
from tokenizers import Tokenizer

from voice_counter.audio.source import SAMPLE_RATE, Samples
from voice_counter.speech.loops import collapse, is_loop, token_limit
from voice_counter.speech.recogniser import Hypothesis

_SEPARATOR = "、"

_TINY = 1e-9
"""Least probability of a token: a text is never impossible."""

_FULL_FRAMES = 3000
"""30 s: the longest input, and the one Whisper was trained with."""

_FINAL_PADDING = (1000, 300)
_PARTIAL_PADDING = (500, 150)
"""Least frames in all, and least frames behind the speech (10 ms each). CTranslate2 accepts any
length since its PR #1446, and 1000 frames cost a sixth of 3000, but too short a tail makes the
decoder loop: of 132 growing prefixes 1 looped with (1000, 300), 3 with (500, 150), 9 with
(400, 100). A partial that loops is skipped; a final that loops is encoded again in full."""

_PROMPT_TOKENS = 60
"""More glossary than this and the decoder begins to recite it."""

_MOST_NO_SPEECH = 0.6
"""OpenAI's threshold. Theirs also asks for a low log probability, but with a glossary in the
prompt silence is hallucinated with confidence (-0.47 measured), so no_speech decides alone."""

_MOST_NO_SPEECH_AT_ONSET = 0.8
_ONSET_SECONDS = 2.5
"""The first partials hear as much pre-roll as voice: 0.7 was measured on half a second of speech,
and its words were right."""

_FLUENT_SECONDS = 5.0
_FLUENT_TOKENS_PER_SECOND = 3.0
_FLUENT_LOG_PROBABILITY = -0.6
"""A long and fluent text is trusted all the same: no_speech of a long utterance cut out of a
sentence reached 0.74 on true speech. What is hallucinated on long noise is one short phrase."""

_LEAST_LOG_PROBABILITY = -1.3
"""Less than this is guessing at a babble of voices (-1.8 measured; speech, even across a noisy
room, -1.1 and better, -0.3 at a counter)."""

_FRAMES_PER_SECOND = 100

_CERTAIN_LANGUAGE = 0.5

_STYLE = {"zh": "以下是普通话的句子。"}
"""Context that decides how a language is written: Chinese in simplified characters throughout,
where Whisper would change script from one utterance to the next (openai/whisper discussion #277).
"""

_FINAL_BEAM = 5


class WhisperRecogniser:
    """One Whisper model. One encoder pass serves language detection and every decode.

    Not for use by several threads at once.

    Args:
        folder: a verified CTranslate2 Whisper model (``model.bin``, ``tokenizer.json``, …).
        threads: CPU threads. The encoder gains from two, the decoder hardly.
    """

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        self._model = ctranslate2.models.Whisper(
            str(folder),
            device="cpu",
            compute_type="int8",
            inter_threads=1,
            intra_threads=threads or min(2, os.cpu_count() or 1),
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._features = FeatureExtractor(feature_size=self._model.n_mels)
        self._previous_language: str | None = None

    def warm_up(self) -> None:
        """Run once on silence, so that the first real utterance is not the slow one."""
        self.hear(np.zeros(SAMPLE_RATE, np.float32), language="ja", final=False).decode()

    def hear(
        self, audio: Samples, *, language: str | None, final: bool, among: Sequence[str] = ()
    ) -> WhisperHearing:
        """See :class:`voice_counter.speech.recogniser.Recogniser`."""
        features = self._features(audio, padding=0)[:, :_FULL_FRAMES]
        length = features.shape[1]
        least, behind = _FINAL_PADDING if final else _PARTIAL_PADDING
        encoded = self._encode(features, min(_FULL_FRAMES, max(least, length + behind)))
        if language is None:
            language = self._detect_language(encoded, among)
        return WhisperHearing(self, features, encoded, language, final=final)

    def _encode(self, features: NDArray[np.float32], frames: int) -> ctranslate2.StorageView:
        # Padding with the features' own floor, which is what silence would give, and not with
        # zeros as faster-whisper does: 13.3 against 14.2 % CER on the Japanese recordings.
        padded = np.full((1, features.shape[0], frames), features.min(), np.float32)
        padded[0, :, : features.shape[1]] = features
        return self._model.encode(ctranslate2.StorageView.from_array(padded))

    def _detect_language(self, encoded: ctranslate2.StorageView, among: Sequence[str]) -> str:
        """The likeliest language; in doubt, the one spoken before."""
        found = (
            (token.strip("<|>"), probability)
            for token, probability in self._model.detect_language(encoded)[0]
        )
        possible = [
            (code, probability) for code, probability in found if code in among or not among
        ]
        detected, probability = possible[0]
        # What is left of the other languages' probability tells nothing.
        probability /= sum(each for _, each in possible) or 1.0
        doubtful = probability < _CERTAIN_LANGUAGE and self._previous_language is not None
        if doubtful and (self._previous_language in among or not among):
            return str(self._previous_language)
        self._previous_language = detected
        return str(detected)

    def _prompt(self, language: str, terms: Sequence[str]) -> list[int]:
        names = ("<|startoftranscript|>", f"<|{language}|>", "<|transcribe|>", "<|notimestamps|>")
        start = [self._token(name) for name in names]
        context = _STYLE.get(language, "") + _SEPARATOR.join(self._fitting(terms))
        if not context:
            return start
        # Where openai-whisper puts what was said before.
        return [self._token("<|startofprev|>"), *self._tokens(" " + context), *start]

    def _fitting(self, terms: Sequence[str]) -> list[str]:
        """As many whole terms as the prompt holds, the likeliest first: with the likeliest last,
        where it is nearest to the transcript, 6 of 117 terms fewer were heard right."""
        left = _PROMPT_TOKENS
        fitting = []
        for term in terms:
            cost = len(self._tokens(term)) + 1
            if cost <= left:
                left -= cost
                fitting.append(term)
        return fitting

    def _tokens(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def _token(self, name: str) -> int:
        identifier: int | None = self._tokenizer.token_to_id(name)
        if identifier is None:
            raise KeyError(f"this model has no token {name}")
        return identifier


class WhisperHearing:
    """See :class:`voice_counter.speech.recogniser.Hearing`."""

    def __init__(
        self,
        recogniser: WhisperRecogniser,
        features: NDArray[np.float32],
        encoded: ctranslate2.StorageView,
        language: str,
        *,
        final: bool,
    ) -> None:
        self._recogniser = recogniser
        self._features = features
        self._length = int(features.shape[1])
        self._encoded = encoded
        self._final = final
        self.language = language

    def decode(self, terms: Sequence[str] = ()) -> Hypothesis:
        decoded = self._decode(terms)
        if decoded.looped and terms:
            # A prompt is the usual reason of a loop, and the encoder's work is still good.
            decoded = replace(self._decode(()), loops=decoded.loops + 1)
        if decoded.looped and self._final:
            # Once more as Whisper was trained: that ends nearly every loop, and stands in for
            # faster-whisper's ladder of six temperatures at a bounded price.
            self._encoded = self._recogniser._encode(self._features, _FULL_FRAMES)
            again = self._decode(())
            text = collapse(again.text) if again.looped else again.text
            return replace(again, text=text, loops=again.loops + decoded.loops)
        return decoded

    def log_probabilities(self, texts: Sequence[str], terms: Sequence[str] = ()) -> list[float]:
        tokens = [self._recogniser._tokens(text) for text in texts]
        # CTranslate2's align() runs the decoder over given text. It adds <|notimestamps|> itself.
        prompt = self._recogniser._prompt(self.language, terms)[:-1]
        encoded = np.repeat(np.asarray(self._encoded), len(texts), axis=0)
        aligned = self._recogniser._model.align(
            ctranslate2.StorageView.from_array(encoded),
            prompt,
            tokens,
            [self._length] * len(texts),
        )
        return [float(np.log(np.maximum(one.text_token_probs, _TINY)).sum()) for one in aligned]

    def token_probabilities(self, text: str) -> list[tuple[int, int, float]]:
        encoding = self._recogniser._tokenizer.encode(text, add_special_tokens=False)
        if not encoding.ids:
            return []
        prompt = self._recogniser._prompt(self.language, ())[:-1]
        aligned = self._recogniser._model.align(
            self._encoded, prompt, [encoding.ids], [self._length]
        )[0]
        return [
            (start, end, float(probability))
            for (start, end), probability in zip(
                encoding.offsets, aligned.text_token_probs, strict=False
            )
        ]

    def _decode(self, terms: Sequence[str]) -> Hypothesis:
        prompt = self._recogniser._prompt(self.language, terms)
        seconds = self._length / _FRAMES_PER_SECOND
        limit = token_limit(seconds, self.language)
        result = self._recogniser._model.generate(
            self._encoded,
            [prompt],
            beam_size=_FINAL_BEAM if self._final else 1,
            # CTranslate2 allows min(max_length / 2, max_length - prompt) new tokens.
            max_length=min(448, max(2 * limit, limit + len(prompt))),
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        tokens = result.sequences_ids[0]
        # A character cut in two by the token limit decodes to U+FFFD.
        text = self._recogniser._tokenizer.decode(tokens).rstrip("\ufffd").strip()
        at_onset = not self._final and seconds < _ONSET_SECONDS
        silent = _is_silence(
            result.no_speech_prob,
            result.scores[0],
            len(tokens),
            seconds,
            _MOST_NO_SPEECH_AT_ONSET if at_onset else _MOST_NO_SPEECH,
        )
        looped = not silent and is_loop(text, len(tokens), limit)
        return Hypothesis(
            text="" if silent else text,
            language=self.language,
            no_speech=result.no_speech_prob,
            log_probability=result.scores[0],
            looped=looped,
            loops=int(looped),
        )


def _is_silence(
    no_speech: float, log_probability: float, tokens: int, seconds: float, most: float
) -> bool:
    """Whether what was decoded is no speech, however it reads."""
    if log_probability < _LEAST_LOG_PROBABILITY:
        return True
    fluent = (
        seconds >= _FLUENT_SECONDS
        and tokens >= _FLUENT_TOKENS_PER_SECOND * seconds
        and log_probability > _FLUENT_LOG_PROBABILITY
    )
    return no_speech > most and not fluent
