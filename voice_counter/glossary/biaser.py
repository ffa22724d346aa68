"""Which glossary terms the recogniser should expect.

Whisper takes them as context before the transcript. Only about sixty tokens fit before it begins
to recite them, so the choice is what counts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.sound_index import Likeness, SoundIndex
from voice_counter.glossary.sounds import sound

_LEAST_SURPRISE = 3.0
"""Half a dozen of 1,400 terms reach it in a sentence that holds none of them; of the terms that
were said, nine in ten."""

_SHORT = 9
_PER_SOUND_SHORTER = 0.3
"""Short terms must be surer: they are common words more often (体温 in 耐えんの)."""

_RIVALS = 2
"""Terms that compete for the same part of the sentence (課税証明書, 納税証明書). With all of them
in the prompt the decoder picks at random, and nothing is left for the rest of the sentence."""

_MOST_TERMS = 16

_IN_PROFILE = 0.5
_RECENT = 1.0
_LONG_AND_SELDOM = 0.3
_SHORT_AND_SELDOM = 9.0
"""What counts besides the sounds, in standard deviations. Short terms that are seldom said are as
good as never heard, but at their own desk: 以上です is not 移乗です."""

_SELDOM = 3
"""The priority of such terms."""

_RECENT_TERMS = 12


class Biaser:
    """Expects the terms that sound like parts of what was heard.

    Args:
        departments: the desks whose terms lead; none means that no desk leads.
    """

    def __init__(
        self, analyser: Analyser, index: SoundIndex, departments: Iterable[str] = ()
    ) -> None:
        self._analyser = analyser
        self._index = index
        self._departments = frozenset(departments)
        self._recent: deque[str] = deque(maxlen=_RECENT_TERMS)

    def terms_for(self, hypothesis: str) -> tuple[str, ...]:
        """Terms likely in an utterance so far heard as ``hypothesis``, most likely first."""
        return tuple(likeness.entry.spelling for likeness in self.likely(hypothesis))

    def likely(self, hypothesis: str) -> list[Likeness]:
        """What :meth:`terms_for` names, and why."""
        chosen: list[Likeness] = []
        for likeness in self.likenesses(sound(self._analyser.reading(hypothesis))):
            spelling = likeness.entry.spelling
            if any(spelling in other.entry.spelling for other in chosen):
                # 住民票の写し brings 住民票 along.
                continue
            if sum(_overlap(likeness, other) for other in chosen) >= _RIVALS:
                continue
            chosen.append(likeness)
            if len(chosen) == _MOST_TERMS:
                break
        return chosen

    def likenesses(self, heard: str) -> list[Likeness]:
        """What sounds like a part of ``heard``, likeliest first, desk and conversation weighed."""
        weighed = [
            replace(likeness, surprise=likeness.surprise + self._favour(likeness))
            for likeness in self._index.find(heard, least=_LEAST_SURPRISE - _RECENT - _IN_PROFILE)
        ]
        likely = [
            likeness
            for likeness in weighed
            if likeness.surprise >= _LEAST_SURPRISE + _shortness(likeness)
        ]
        return sorted(likely, key=lambda likeness: -likeness.surprise)

    def settled(self, terms: tuple[str, ...]) -> None:
        """A final contained ``terms``: a conversation stays with its terms."""
        for term in terms:
            if term in self._recent:
                self._recent.remove(term)
            self._recent.append(term)

    def forget(self) -> None:
        """Another conversation begins, with terms of its own."""
        self._recent.clear()

    def _favour(self, likeness: Likeness) -> float:
        term = likeness.entry.term
        at_this_desk = bool(self._departments.intersection(term.departments))
        favour = _IN_PROFILE if at_this_desk else 0.0
        if term.ja in self._recent:
            favour += _RECENT
        elif term.priority == _SELDOM and not at_this_desk:
            favour -= _SHORT_AND_SELDOM if len(likeness.entry.sound) < _SHORT else _LONG_AND_SELDOM
        return favour


def _shortness(likeness: Likeness) -> float:
    return max(0, _SHORT - len(likeness.entry.sound)) * _PER_SOUND_SHORTER


def _overlap(one: Likeness, other: Likeness) -> bool:
    """Whether two stand for the same part: half of the shorter one is common."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common > min(one.end - one.start, other.end - other.start)
