"""Writes a term right that was heard right: 妖怪語認定 sounds like 要介護認定.

The recogniser knows few administrative terms and writes what it knows. Where a part of the
sentence sounds like a term, the sentence with the term in that place is put to the recogniser
again, as a question: was this said? It is asked with the audio, so a term that only sounds alike
does not pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz.distance import Indel

from voice_counter.glossary.analyser import Analyser, Word
from voice_counter.glossary.biaser import Biaser
from voice_counter.glossary.sound_index import Likeness
from voice_counter.glossary.sounds import hiragana, sound, sounds

Score = Callable[[Sequence[str]], list[float]]
"""How likely each text is to have been said: log probabilities, given the audio."""

_LEAST_SURPRISE = 4.7
_LEAST_SIMILARITY = 0.8
_MOST_LOSS = 10.0
"""A part that sounds much like a term may cost that much log probability: the recogniser does not
know the term, so it never likes it best. Most chance parts of this similarity lose 10 to 40."""

_MOST_LOSS_OF_HOMOPHONE = 8.0
"""A short term is never a great surprise; it must sound exactly like what it replaces."""

_LEAST_CHANGED_SIMILARITY = 0.7
"""What is not the same in both must sound alike too, or 申請 becomes 申請人."""

_REACH = 5
"""By how many sounds a part may differ from where the term was found."""

_MOST_QUESTIONS = 4
"""Each costs as much as reading the sentence once: 40 ms on a slow PC."""


@dataclass(frozen=True, slots=True)
class Repair:
    """``before`` was recognised, and ``after`` is what it sounds like."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """``text[start:end]`` may be meant to be ``likeness.entry``. ``sound`` and ``similarity`` are
    those of just that part."""

    likeness: Likeness
    start: int
    end: int
    sound: str
    similarity: float

    @property
    def exact(self) -> bool:
        """Whether the part is a homophone."""
        return self.similarity == 1.0

    def as_repair(self, text: str) -> Repair:
        """What would be changed in ``text``."""
        return Repair(text[self.start : self.end], self.likeness.entry.spelling)

    def put_into(self, text: str) -> str:
        """The text with the term in its place."""
        return text[: self.start] + self.likeness.entry.spelling + text[self.end :]


class Repairer:
    """Repairs recognised text by the sounds of the glossary."""

    def __init__(self, analyser: Analyser, biaser: Biaser) -> None:
        self._analyser = analyser
        self._biaser = biaser
        self._verdicts: dict[Repair, bool] = {}

    def forget(self) -> None:
        """Another utterance begins: ask anew."""
        self._verdicts.clear()

    def repair(self, text: str, score: Score) -> tuple[str, tuple[Repair, ...]]:
        """The text with what is repaired in it, and the repairs from left to right.

        What was decided stays decided until :meth:`forget`: captions that grow must not flicker.
        """
        candidates = self._best(text)
        repairs = {candidate: candidate.as_repair(text) for candidate in candidates}
        open_ = [one for one, repair in repairs.items() if repair not in self._verdicts]
        if open_:
            said, *others = score([text, *(candidate.put_into(text) for candidate in open_)])
            for candidate, likelihood in zip(open_, others, strict=True):
                most = _MOST_LOSS_OF_HOMOPHONE if candidate.exact else _MOST_LOSS
                self._verdicts[repairs[candidate]] = said - likelihood <= most
        accepted = [one for one, repair in repairs.items() if self._verdicts[repair]]
        accepted.sort(key=lambda candidate: candidate.start)
        # From the right, so that the places further left stay where they are.
        for candidate in reversed(accepted):
            text = candidate.put_into(text)
        return text, tuple(repairs[candidate] for candidate in accepted)

    def _best(self, text: str) -> list[Candidate]:
        """The candidates worth asking about; of those that overlap, the most surprising."""
        best: list[Candidate] = []
        for candidate in self.candidates(text):
            surprising = candidate.likeness.surprise >= _LEAST_SURPRISE
            if not (candidate.exact or (surprising and candidate.similarity >= _LEAST_SIMILARITY)):
                continue
            if self._changed_likeness(candidate, text) < _LEAST_CHANGED_SIMILARITY:
                continue
            if all(candidate.end <= other.start or other.end <= candidate.start for other in best):
                best.append(candidate)
        return best[:_MOST_QUESTIONS]

    def _changed_likeness(self, candidate: Candidate, text: str) -> float:
        """How much what changes sounds like what it becomes: し and 室 in 相談し and 相談室."""
        repair = candidate.as_repair(text)
        before, after = candidate.sound, candidate.likeness.entry.sound
        head = sound(self._analyser.reading(_common_start(repair.before, repair.after)))
        if before.startswith(head) and after.startswith(head):
            before, after = before.removeprefix(head), after.removeprefix(head)
        backwards = _common_start(repair.before[::-1], repair.after[::-1])
        tail = sound(self._analyser.reading(backwards[::-1]))
        if before.endswith(tail) and after.endswith(tail):
            before, after = before.removesuffix(tail), after.removesuffix(tail)
        return Indel.normalized_similarity(before, after) if before else float(not after)

    def candidates(self, text: str) -> Iterator[Candidate]:
        """Parts of the text that sound like a term which is not written there."""
        spelt = _Spelt(self._analyser.words(text))
        for likeness in self._biaser.likenesses(spelt.sound):
            span = spelt.span(likeness)
            if span is not None and text[span[0] : span[1]] != likeness.entry.spelling:
                yield Candidate(likeness, *span)


class _Spelt:
    """A text and its sounds, and where parts may begin and end in both."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        found = sounds("".join(word.reading for word in words))
        self.sound = "".join(found)
        self._terms = [word for word in words if word.term]
        self._starts: list[tuple[int, int]] = []
        self._ends: list[tuple[int, int]] = []
        heard = 0  # sounds so far
        read = 0  # kana so far
        for word in words:
            # Kana may be cut anywhere: the dictionary does not know a word heard wrong.
            cuts = hiragana(word.surface) == word.reading and not word.term
            for offset, kana in enumerate(word.reading):
                if (offset == 0 or (cuts and kana not in "ゃゅょっー")) and not word.attached:
                    self._starts.append((word.start + offset, heard))
                heard += len(found[read])
                read += 1
                last = offset == len(word.reading) - 1
                if (last or cuts) and not word.attached:
                    end = word.end if last else word.start + offset + 1
                    self._ends.append((end, heard))

    def span(self, likeness: Likeness) -> tuple[int, int, str, float] | None:
        """The part that sounds most like the entry: its characters, its sounds, how much."""
        wanted = likeness.entry.sound
        best: tuple[int, int, str, float] | None = None
        for start, first in self._starts:
            if abs(first - likeness.start) > _REACH:
                continue
            for end, last in self._ends:
                if abs(last - likeness.end) > _REACH or end <= start:
                    continue
                if not self._free(start, end, likeness.entry.spelling):
                    continue
                similarity = Indel.normalized_similarity(wanted, self.sound[first:last])
                if best is None or similarity > best[3]:
                    best = start, end, self.sound[first:last], similarity
        return best

    def _free(self, start: int, end: int, spelling: str) -> bool:
        """Whether no term is there, unless as a part of the one in question (印鑑登録 in
        印鑑登録証明書)."""
        return all(
            word.end <= start
            or end <= word.start
            or (start <= word.start and word.end <= end and word.surface in spelling)
            for word in self._terms
        )


def _common_start(one: str, other: str) -> str:
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(character for character, _ in pairs)
