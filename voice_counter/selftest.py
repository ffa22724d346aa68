"""The morning self-test (始業点検): every part of the pipeline does its work once, for real.

Bundled recordings are heard, corrected and translated as at the counter. What fails is told in the
user's words, and the other parts are tried all the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from voice_counter import paths
from voice_counter.errors import (
    AudioError,
    GlossaryError,
    ModelError,
    TranslationError,
    UserError,
)

if TYPE_CHECKING:
    from voice_counter.captions.captioner import Captioner
    from voice_counter.glossary import Glossary

_RECORDING = "ja_10_payment_deadline.flac"
_TERM = "納期限"
"""What has to be heard in the recording, besides ``_FIGURE``."""
_FIGURE = "6月30日"
_PHRASE = "お釣りは300円です。"
_SENTENCE = "在留カードを6月30日までに出してください。"
_MUST_HOLD = ("Residence Card", "June 30")
_SILENCE = 1e-6
"""Peak amplitude (full scale 1.0) below which a microphone is switched off or unplugged: even a
quiet room moves the last bit of 16."""
_LISTEN_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one part.

    Attributes:
        part: ``microphone``, ``model``, ``glossary``, ``hearing``, ``phrases`` or ``translation``;
            its name is the text ``selftest.part_PART``.
        fault: what is wrong with it, None if nothing is.
        seconds: what it took.
    """

    part: str
    fault: UserError | None
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether the part did its work."""
        return self.fault is None


class SelfTest:
    """The parts in the order in which speech goes through them.

    Args:
        microphone: which one, as :class:`~voice_counter.audio.microphone.MicrophoneSource` takes
            it; None for the default.
        model_id: the model for speech; None for the default.
    """

    def __init__(self, microphone: str | None = None, model_id: str | None = None) -> None:
        self._name = microphone
        self._model_id = model_id

    @property
    def parts(self) -> dict[str, Callable[[], None]]:
        """Each raises ``UserError`` if it cannot do its work."""
        return {
            "microphone": self.microphone,
            "model": self.model,
            "glossary": self.glossary,
            "hearing": self.hearing,
            "phrases": self.phrases,
            "translation": self.translation,
        }

    def run(self) -> Iterator[Outcome]:
        """Try every part; each outcome comes as soon as it is known."""
        for part, tried in self.parts.items():
            began = time.perf_counter()
            fault: UserError | None = None
            try:
                tried()
            except UserError as error:
                fault = error
            yield Outcome(part, fault, time.perf_counter() - began)

    def microphone(self) -> None:
        """It opens and gives something other than digital silence."""
        from voice_counter.audio.microphone import MicrophoneSource
        from voice_counter.audio.source import SAMPLE_RATE

        heard, peak = 0, 0.0
        source = MicrophoneSource(self._name)
        try:
            for block in source.blocks():
                heard += len(block)
                peak = max(peak, float(abs(block).max(initial=0.0)))
                if heard >= _LISTEN_SECONDS * SAMPLE_RATE:
                    break
        finally:
            source.close()
        if peak < _SILENCE:
            raise AudioError("selftest.microphone_silent", name=source.name)

    def model(self) -> None:
        """It is installed, undamaged and loads."""
        assert self._captioner is not None

    def glossary(self) -> None:
        """It can be read and knows the term of the test."""
        if self._glossary.get(_TERM) is None:
            raise GlossaryError("selftest.glossary_lacks", term=_TERM)

    def hearing(self) -> None:
        """The recording is heard, with its term and its number."""
        from voice_counter.audio.file import FileSource
        from voice_counter.captions.events import CaptionEvent, Final, Stopped
        from voice_counter.captions.options import CaptionOptions

        finals: list[str] = []
        faults: list[UserError] = []

        def sink(event: CaptionEvent) -> None:
            if isinstance(event, Final):
                finals.append(event.text)
            elif isinstance(event, Stopped) and event.error is not None:
                faults.append(event.error)

        source = FileSource(paths.samples() / _RECORDING)
        self._captioner.run(source, CaptionOptions(language="ja"), sink)
        if faults:
            raise faults[0]
        text = "".join(finals)
        if _TERM not in text or _FIGURE not in text:
            raise ModelError("selftest.heard_wrong", heard=text or "–")

    def phrases(self) -> None:
        """A phrase of the book is known as one."""
        from voice_counter.translation.load import load_phrase_book

        if not load_phrase_book(self._glossary).knows(_PHRASE):
            raise GlossaryError("selftest.phrase_unknown", phrase=_PHRASE)

    def translation(self) -> None:
        """A sentence that is no phrase keeps its term and its date."""
        from voice_counter.translation.load import load_translator

        translation = load_translator(self._glossary).translate(_SENTENCE, "ja", "en")
        if not all(words in translation.text for words in _MUST_HOLD):
            raise TranslationError("selftest.translated_wrong", text=translation.text or "–")

    @cached_property
    def _captioner(self) -> Captioner:
        from voice_counter.captions.engine import load_captioner

        return load_captioner(self._model_id)

    @cached_property
    def _glossary(self) -> Glossary:
        from voice_counter.glossary import load_glossary

        return load_glossary(*paths.glossary_folders())
