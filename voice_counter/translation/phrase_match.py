"""Which phrase of the book somebody said, tolerant of what a recogniser gets wrong.

A sentence and the phrases are compared by their sounds, with numbers and terms taken out into
slots. What would turn the meaning is compared strictly: terms, negation, question, the slots.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice

from rapidfuzz import fuzz, process

from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.sounds import sound
from voice_counter.glossary.terms import Glossary
from voice_counter.numerals import normalise
from voice_counter.translation.figures import Figure, figures
from voice_counter.translation.phrases import SLOT, Phrase, filled
from voice_counter.translation.term_finder import TermFinder

ACCEPTED = 88.0
"""Percent of the sounds that must agree."""
MARGIN = 4.0
"""By so much the phrase must be more alike than any other; else it could be either."""
LIKE = 60.0
"""Percent of the sounds from which on the recogniser is told to expect a phrase."""
_MOST_LIKE = 2
_TEXT_ACCEPTED = 93.0
"""The same for other languages, which are compared by their letters."""

_SYMBOLS = {
    "number": "\ue000",
    "amount": "\ue001",
    "date": "\ue002",
    "time": "\ue003",
    # 14日 is either.
    "period": "\ue002",
    "term": "\ue005",
    "place": "\ue005",
}
_SLOT_OF = {
    "amount": "amount",
    "count": "number",
    "date": "date",
    "duration": "period",
    "percent": "number",
    "phone": "number",
    "time": "time",
    "year": "date",
}
_FORMS = {
    "date": re.compile(r"月\d+日|^\d{1,2}日$|^\d{1,2}月$|年"),
    "period": re.compile(r"^\d+日間?$|週|か月|ヶ月|年|分|時間|秒|泊"),
}
"""What a value of these slots looks like."""
_SLOT_SYMBOL = re.compile("[\ue000-\ue005]")
_FILLER = re.compile(
    r"^(?:(?:えーと|えっと|えー|あの|あのー|その|では|それでは|じゃあ|はい|すみません)[、,。\s]*)+"
)
_FIGURE = re.compile(r"\d+")
_MOST_FIGURES = 3
_MOST_TERMS = 5
_SHORTEST = 3
_LONG_TERM = 10
_LONG_TERM_ACCEPTED = 90.0
"""Sounds and percent: a term so long is known with a sound heard wrong (もし健康手帳)."""
_DENYING = "非不無未"
_NEGATIVE = re.compile("ません|ない(?![かと]ら)|なく(?!し[たてま])|なけ|ず(?:に|、)|不要|無用|以外")
_OPPOSITES = (
    ("前", "後"),
    ("午前", "午後"),
    ("右", "左"),
    ("上", "下"),
    ("転入", "転出"),
    ("入", "出"),
    ("開", "閉"),
    ("多", "少"),
    ("高", "低"),
    ("男", "女"),
    ("父", "母"),
    ("始", "終"),
)


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase that was said.

    Attributes:
        slots: what stood in its slots, in Japanese.
        similarity: percent of the sounds.
    """

    phrase: Phrase
    slots: dict[str, str] = field(compare=False)
    similarity: float = 100.0


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One way to say a phrase."""

    phrase: Phrase
    text: str
    """With a symbol for each slot, without punctuation."""
    names: tuple[str, ...]
    """Of the slots, from left to right."""
    sound: str
    terms: frozenset[str]


class PhraseBook:
    """The phrases, and who says what. Safe to use from several threads.

    Args:
        phrases: see :func:`~voice_counter.translation.phrases.load_phrases`.
    """

    def __init__(self, phrases: Iterable[Phrase], glossary: Glossary) -> None:
        self.phrases = tuple(phrases)
        self._glossary = glossary
        self._analyser = Analyser(glossary)
        self._lock = threading.Lock()
        self._patterns: list[_Pattern] | None = None
        self._sounds: list[str] = []

    def translate(self, text: str, source: str, target: str, terms: TermFinder) -> str | None:
        """The checked translation of ``text`` if it is a phrase of the book, else None."""
        match = self.match(text, source)
        return filled(match.phrase, match.slots, target, terms) if match is not None else None

    def match(self, text: str, language: str = "ja") -> PhraseMatch | None:
        """The phrase that ``text`` is; None if there is none, or it could be another."""
        if not self.phrases or not text.strip():
            return None
        if language != "ja":
            return self._match_letters(text, language)
        patterns = self._ready()
        found: list[tuple[float, _Pattern, dict[str, str]]] = []
        for said, values in self._readings(text):
            key = self._sound(said)
            if not key:
                continue
            for _, score, at in process.extract(
                key, self._sounds, scorer=fuzz.ratio, score_cutoff=ACCEPTED - MARGIN, limit=12
            ):
                pattern = patterns[at]
                slots = _assigned(pattern, said, values)
                # A number in no slot: the same as in the wording, or a word that sounds like it.
                same = score == 100 or _FIGURE.findall(said) == _FIGURE.findall(pattern.text)
                if slots is not None and same:
                    found.append((score, pattern, slots))
        return self._chosen(text, found)

    def warm_up(self) -> None:
        """Work out what :meth:`match` needs, so that the first sentence need not wait."""
        self._ready()

    def knows(self, text: str) -> bool:
        """Whether Japanese ``text`` is a phrase."""
        return self.match(text) is not None

    def wordings_like(self, text: str) -> tuple[str, ...]:
        """Wordings that Japanese ``text``, perhaps heard wrong, may have been, the likest first.

        Slots hold what was heard in them; a wording whose slots were not heard is left out.
        """
        patterns = self._ready()
        likeness: dict[str, float] = {}
        for said, values in islice(self._readings(text), 2):
            for _, score, at in process.extract(
                self._sound(said), self._sounds, scorer=fuzz.ratio, score_cutoff=LIKE, limit=6
            ):
                pattern = patterns[at]
                if _assigned(pattern, said, values) is not None:
                    wording = _with_values(pattern.text, values)
                    likeness[wording] = max(score, likeness.get(wording, 0))
        return tuple(sorted(likeness, key=lambda wording: -likeness[wording]))[:_MOST_LIKE]

    def _chosen(
        self, text: str, found: list[tuple[float, _Pattern, dict[str, str]]]
    ) -> PhraseMatch | None:
        if not found:
            return None
        # The first reading of equals: a term that is part of the phrase before one in a slot.
        found.sort(key=lambda item: -item[0])
        score, pattern, slots = found[0]
        others = [other for other, p, _ in found if not _alike(p.phrase, pattern.phrase)]
        if score < ACCEPTED or (others and score < 100 and score - max(others) < MARGIN):
            return None
        if not self._same_meaning(text, pattern, frozenset(slots.values())):
            return None
        return PhraseMatch(pattern.phrase, slots, score)

    def _same_meaning(self, text: str, pattern: _Pattern, slots: frozenset[str]) -> bool:
        """Whether nothing differs that would turn the meaning."""
        wording = SLOT.sub("", pattern.text)
        said = _without_filler(normalise(text).text)
        if len(_NEGATIVE.findall(said)) != len(_NEGATIVE.findall(wording)):
            return False
        terms = set(self._glossary.terms_in(said))
        missing = pattern.terms - terms
        # Homophones (自信 for 地震) are for the whole sentence to decide, unless another term is
        # there: of 課税証明書 and 非課税証明書 only one was said.
        others = {
            term
            for term in terms - pattern.terms - slots
            if not any(term in whole and whole[0] not in _DENYING for whole in missing)
        }
        if missing and (others or not self._sound_in(missing, said)):
            return False
        for one, other in _OPPOSITES:
            if (one in said) != (one in wording) and (other in said) != (other in wording):
                return False
        return True

    def _sound_in(self, terms: Iterable[str], said: str) -> bool:
        """Whether each of ``terms`` can be heard in ``said``, a long one with one sound wrong."""
        heard = self._sound(said)
        sounds = [self._sound(term) for term in terms]
        return all(
            fuzz.partial_ratio(wanted, heard)
            >= (_LONG_TERM_ACCEPTED if len(wanted) >= _LONG_TERM else 100)
            for wanted in sounds
        )

    def _readings(self, text: str) -> Iterator[tuple[str, list[str]]]:
        """``text`` with its numbers as symbols, and the same with a term as a symbol too."""
        text = _without_filler(normalise(text).text)
        places = [
            (start, end, _SYMBOLS[_SLOT_OF[figure.kind]], text[start:end])
            for figure in figures(text)
            for start, end in [_in_slot(figure)]
        ]
        yield _symbolic(text, places)
        # もう1回, 1週間に2回: not every number stands in a slot.
        if len(places) <= _MOST_FIGURES:
            for count in reversed(range(len(places))):
                for chosen in combinations(places, count):
                    yield _symbolic(text, chosen)
        elif places:
            yield text, []
        terms = [
            (match.start, match.end, _SYMBOLS["term"], match.term.ja)
            for match in self._glossary.matches(text)
            if all(match.end <= start or end <= match.start for start, end, _, _ in places)
        ]
        for count in (1, 2):
            for chosen in combinations(terms[:_MOST_TERMS], count):
                yield _symbolic(text, [*places, *chosen])

    def _sound(self, text: str) -> str:
        parts = _SLOT_SYMBOL.split(text)
        symbols = _SLOT_SYMBOL.findall(text)
        sounds = [sound(self._analyser.reading(part)) if part else "" for part in parts]
        return "".join(part for pair in zip(sounds, [*symbols, ""], strict=True) for part in pair)

    def _ready(self) -> list[_Pattern]:
        """The patterns; their sounds are worked out on first use, which takes a second."""
        with self._lock:
            if self._patterns is None:
                self._patterns = [
                    self._pattern(phrase, text)
                    for phrase in self.phrases
                    for text in (phrase.ja, *phrase.variants)
                ]
                self._sounds = [pattern.sound for pattern in self._patterns]
            return self._patterns

    def _pattern(self, phrase: Phrase, text: str) -> _Pattern:
        names = tuple(match[1] + match[2] for match in SLOT.finditer(text))
        symbolic = SLOT.sub(lambda match: _SYMBOLS[match[1]], text)
        symbolic = _without_filler(normalise(symbolic).text)
        terms = frozenset(self._glossary.terms_in(SLOT.sub("", text)))
        return _Pattern(phrase, symbolic, names, self._sound(symbolic), terms)

    def _match_letters(self, text: str, language: str) -> PhraseMatch | None:
        """Phrases without slots, or with a plain number, by the letters of the language."""
        digits = re.findall(r"\d+", text)
        said = _letters(text)
        best: tuple[float, Phrase] | None = None
        second = 0.0
        for phrase in self.phrases:
            wording = phrase.text(language)
            if not wording or any(not name.startswith("number") for name in phrase.slots):
                continue
            score = fuzz.ratio(said, _letters(SLOT.sub(_digit, wording)))
            if best is None or score > best[0]:
                best, second = (score, phrase), best[0] if best else 0.0
            else:
                second = max(second, score)
        if best is None or best[0] < _TEXT_ACCEPTED or best[0] - second < MARGIN / 2:
            return None
        names = [m[1] + m[2] for m in SLOT.finditer(best[1].text(language)) if m[3] is None]
        if len(names) != len(digits):
            return None
        return PhraseMatch(best[1], dict(zip(names, digits, strict=True)), best[0])


def _without_filler(text: str) -> str:
    """``text`` without the words one begins with; すみません alone is no filler."""
    bare = _FILLER.sub("", text)
    return bare if len(bare) > _SHORTEST else text


def _digit(match: re.Match[str]) -> str:
    return "0" if match[3] is None else match[4]


def _letters(text: str) -> str:
    bare = "".join(character for character in text.casefold() if character.isalnum())
    return re.sub(r"\d+", "0", bare)


def _in_slot(figure: Figure) -> tuple[int, int]:
    """The span a slot stands for: of 5% only the number, the unit is text."""
    bare = re.match(r"[\d.,]+", figure.text) if figure.kind == "percent" else None
    return figure.start, figure.end if bare is None else figure.start + bare.end()


def _symbolic(text: str, places: Sequence[tuple[int, int, str, str]]) -> tuple[str, list[str]]:
    """``text`` with symbols at the places, and the values there from left to right."""
    ordered = sorted(places)
    values = [name or text[start:end] for start, end, _, name in ordered]
    for start, end, symbol, _ in reversed(ordered):
        text = text[:start] + symbol + text[end:]
    return text, values


def _assigned(pattern: _Pattern, said: str, values: Sequence[str]) -> dict[str, str] | None:
    """What was said in each slot; None if the slots are not those of the pattern."""
    if _SLOT_SYMBOL.findall(pattern.text) != _SLOT_SYMBOL.findall(said):
        return None
    slots = dict(zip(pattern.names, values, strict=True))
    for name, value in slots.items():
        form = _FORMS.get(name.rstrip("2"))
        if form is not None and not form.search(value):
            return None
    return slots


def _with_values(text: str, values: Sequence[str]) -> str:
    left = iter(values)
    return _SLOT_SYMBOL.sub(lambda _: next(left), text)


def _alike(one: Phrase, other: Phrase) -> bool:
    """Whether two phrases say the same: either translation will do."""
    return one is other or one.text("en").casefold() == other.text("en").casefold()
