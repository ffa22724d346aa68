"""Partials that can be trusted: what has been shown as stable never changes again.

Pure: fed with hypotheses, it answers with the text to show and how much of it is settled. The
idea is LocalAgreement-n (Liu et al. 2020, "Low-latency sequence-to-sequence speech recognition
and translation by partial hypothesis selection"), applied to the text of one utterance, so that
no word timestamps are needed.
"""

from __future__ import annotations

import unicodedata
from collections import deque
from dataclasses import dataclass
from itertools import takewhile

from voice_counter.speech.languages import written_without_spaces


@dataclass(frozen=True, slots=True)
class Shown:
    """A text to show; its first ``stable`` characters are settled."""

    text: str
    stable: int


class StableText:
    """The growing caption of one utterance.

    Args:
        language: Whisper code; decides whether text is compared by the character or the word.
        agreement: how many hypotheses in a row must agree.
        hold_back: units (characters or words) at the agreed end that stay open: the recogniser
            heard them with the least context.
    """

    def __init__(self, language: str, *, agreement: int = 3, hold_back: int = 1) -> None:
        self.language = language
        self._by_character = written_without_spaces(language)
        self._hold_back = hold_back
        self._recent: deque[list[str]] = deque(maxlen=agreement)
        self._settled = ""

    @property
    def settled(self) -> str:
        """The text that will not change any more."""
        return self._settled

    def update(self, hypothesis: str) -> Shown:
        """Take the next hypothesis of the whole utterance so far."""
        rest = self._behind_settled(hypothesis)
        self._recent.append(split_units(rest, by_character=self._by_character))
        if len(self._recent) == self._recent.maxlen:
            self._settle()
        settled = len(self._settled)
        text = self._settled + "".join(self._recent[-1])
        return Shown(text.rstrip(), min(settled, len(text.rstrip())))

    def finish(self, hypothesis: str) -> str:
        """The final text: the last hypothesis, behind what was already settled."""
        return self._settled + self._behind_settled(hypothesis)

    def _behind_settled(self, hypothesis: str) -> str:
        point = graft_point(self._settled, hypothesis, by_character=self._by_character)
        return hypothesis[point:]

    def _settle(self) -> None:
        agreed = _agreed_units([[_content(unit) for unit in units] for units in self._recent])
        agreed -= self._hold_back
        if agreed <= 0:
            return
        # All the recent hypotheses lose what is settled now, so that they keep one beginning.
        for position, units in enumerate(self._recent):
            count = _units_with_content(units, agreed)
            if position == len(self._recent) - 1:
                self._settled += "".join(units[:count])
            del units[:count]


def split_units(text: str, *, by_character: bool) -> list[str]:
    """Cut into comparable units whose concatenation is ``text``.

    Characters keep their combining marks (Thai vowels and tones, Burmese medials); words keep
    the blanks before them.
    """
    units: list[str] = []
    for character in text:
        if by_character:
            begins = not unicodedata.category(character).startswith("M")
        else:
            begins = character.isspace() and not (units and units[-1][-1].isspace())
        if begins or not units:
            units.append(character)
        else:
            units[-1] += character
    return units


def graft_point(settled: str, hypothesis: str, *, by_character: bool) -> int:
    """Where in ``hypothesis`` the text behind ``settled`` begins.

    The recogniser may hear the settled part differently the next time. The point is the end of
    the prefix of ``hypothesis`` that is nearest to ``settled`` by edit distance,
    punctuation, blanks and letter case aside; it never falls inside a unit.
    """
    wanted = "".join(content for _, content in _located(settled, by_character))
    located = _located(hypothesis, by_character)
    heard = "".join(content for _, content in located)
    # Candidates: how much content lies before each place where the text might go on.
    candidates = {0: 0}
    passed = 0
    for end, content in located:
        passed += len(content)
        candidates[passed] = end
    if heard.startswith(wanted) and len(wanted) in candidates:
        end = candidates[len(wanted)]
    else:
        distances = _distances_to_prefixes(wanted, heard)
        nearest = min(candidates, key=lambda j: (distances[j], abs(j - len(wanted))))
        end = candidates[nearest]
    # Punctuation right behind belongs to the settled text, if that has some; blanks do not.
    if settled and not _content(settled[-1]) and not settled[-1].isspace():
        while (
            end < len(hypothesis)
            and not _content(hypothesis[end])
            and not hypothesis[end].isspace()
        ):
            end += 1
    return end


def _located(text: str, by_character: bool) -> list[tuple[int, str]]:
    """The content of each unit that has some, and where in ``text`` it ends."""
    located: list[tuple[int, str]] = []
    start = 0
    for unit in split_units(text, by_character=by_character):
        content = _content(unit)
        if content:
            trailing = sum(1 for _ in takewhile(lambda c: not _content(c), reversed(unit)))
            located.append((start + len(unit) - trailing, content))
        start += len(unit)
    return located


def _distances_to_prefixes(wanted: str, heard: str) -> list[int]:
    """Levenshtein distances of ``wanted`` to ``heard[:0]``, ``heard[:1]``, …"""
    row = list(range(len(heard) + 1))
    for i, character in enumerate(wanted, start=1):
        previous, row = row, [i]
        for j, other in enumerate(heard, start=1):
            row.append(min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (character != other)))
    return row


def _content(text: str) -> str:
    """What counts when texts are compared: letters and digits, in one form."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in normal if unicodedata.category(c)[0] in "LNM")


def _agreed_units(hypotheses: list[list[str]]) -> int:
    """How many units with content all hypotheses share from the start."""
    contents = [[unit for unit in units if unit] for units in hypotheses]
    return sum(
        1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*contents, strict=False))
    )


def _units_with_content(units: list[str], wanted: int) -> int:
    """Length of the shortest prefix of ``units`` that has ``wanted`` units with content."""
    seen = 0
    for index, unit in enumerate(units):
        seen += bool(_content(unit))
        if seen == wanted:
            return index + 1
    return len(units)
