"""The glossary at work: what is heard with it, and how that is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.biaser import Biaser
from voice_counter.glossary.repair import Repair, Repairer
from voice_counter.glossary.sound_index import SoundIndex
from voice_counter.glossary.terms import Glossary
from voice_counter.speech.recogniser import Hearing, Hypothesis

_SURE = 5.0
"""A term that surprises so much, and was not expected, is worth a second decode."""

_FIGURE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Heard:
    """A hypothesis, and what was repaired in its text."""

    hypothesis: Hypothesis
    repairs: tuple[Repair, ...] = ()


class Phrases(Protocol):
    """Sentences often said: :class:`voice_counter.translation.phrase_match.PhraseBook`."""

    def wordings_like(self, text: str) -> Sequence[str]:
        """What ``text``, if some of it was heard wrong, may have been."""

    def knows(self, text: str) -> bool:
        """Whether ``text`` is one of them."""


class Vocabulary:
    """Helps the recogniser with the terms of a glossary, throughout one conversation.

    Args:
        departments: the desks whose terms lead (see :class:`.profiles.Profile`).
        phrases: sentences often said, which are heard again when a final is nearly one of them.
    """

    def __init__(
        self,
        glossary: Glossary,
        departments: Iterable[str] = (),
        phrases: Phrases | None = None,
    ) -> None:
        self._phrases = phrases
        self.glossary = glossary
        self.analyser = Analyser(glossary)
        self._biaser = Biaser(self.analyser, SoundIndex(glossary), departments)
        self._repairer = Repairer(self.analyser, self._biaser)

    def decode(self, hearing: Hearing, shown: str, *, final: bool) -> Heard:
        """Decode with the terms that ``shown``, the caption so far, sounds like.

        A final that then sounds like further terms is decoded once more, on the same encoder
        output.
        """
        expected = self.expected(shown)
        hypothesis = hearing.decode(expected)
        if not hypothesis.text or hypothesis.looped:
            return Heard(hypothesis)
        if final and (further := self._further(hypothesis.text, expected)):
            expected = further
            hypothesis = self._better(hypothesis, hearing.decode(expected))
        heard = self._repaired(hearing, hypothesis, expected)
        if final and (phrase := self._as_phrase(hearing, heard, expected)):
            return phrase
        return heard

    def expected(self, text: str) -> tuple[str, ...]:
        """The terms that ``text``, as it was heard so far, sounds like, the likeliest first."""
        return self._biaser.terms_for(text) if text else ()

    def next_utterance(self) -> None:
        """What was decided about the words of the last utterance does not bind the next."""
        self._repairer.forget()

    def settled(self, text: str) -> None:
        """``text`` is the final of an utterance."""
        self._biaser.settled(self.glossary.terms_in(text))

    def forget(self) -> None:
        """Another conversation begins."""
        self._repairer.forget()
        self._biaser.forget()

    def _repaired(self, hearing: Hearing, hypothesis: Hypothesis, expected: Sequence[str]) -> Heard:
        text, repairs = self._repairer.repair(
            hypothesis.text, lambda texts: hearing.log_probabilities(texts, expected)
        )
        return Heard(replace(hypothesis, text=text), repairs)

    def _as_phrase(self, hearing: Hearing, heard: Heard, expected: tuple[str, ...]) -> Heard | None:
        """The utterance heard once more with the phrases it is like expected, if it then is one.

        Only then: with a whole sentence in its prompt Whisper may leave words out. A number is
        never taken from what was expected.
        """
        text = heard.hypothesis.text
        if self._phrases is None or self._phrases.knows(text):
            return None
        wordings = tuple(self._phrases.wordings_like(text))
        if not wordings:
            return None
        hypothesis = hearing.decode((*wordings, *expected))
        if hypothesis.looped or _figures(hypothesis.text) != _figures(text):
            return None
        again = self._repaired(hearing, hypothesis, expected)
        if not self._phrases.knows(again.hypothesis.text):
            return None
        loops = heard.hypothesis.loops + hypothesis.loops
        return replace(again, hypothesis=replace(again.hypothesis, loops=loops))

    def _further(self, text: str, expected: tuple[str, ...]) -> tuple[str, ...]:
        """The terms to expect now, if one among them is new and all but sure; else none."""
        likely = self._biaser.likely(text)
        for likeness in likely:
            spelling = likeness.entry.spelling
            if likeness.surprise >= _SURE and spelling not in expected and spelling not in text:
                return tuple(one.entry.spelling for one in likely)
        return ()

    def _better(self, first: Hypothesis, second: Hypothesis) -> Hypothesis:
        """The second, which knew more terms, unless it holds fewer."""
        fewer = len(self.glossary.terms_in(second.text)) < len(self.glossary.terms_in(first.text))
        kept = first if fewer or second.looped or not second.text else second
        return replace(kept, loops=first.loops + second.loops)


def _figures(text: str) -> list[str]:
    return _FIGURE.findall(text)
