"""The glossary lock: approved terms and right numbers in whatever an engine says.

Verify, then repair: the plain translation is kept if it holds every term and number; else variants
of the sentence are translated in one batch, in which what went missing is replaced by a
placeholder the model was trained to carry over (Dinu et al. 2019 call for such training), by its
rendering in the target language, or by a token nobody would translate; at the last, an engine that
can be made to say a placeholder is made to. A variant is taken only if it passes the same
verification; otherwise the best of what there is, and what is missing is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from voice_counter.translation.engine import Engine, Hypothesis
from voice_counter.translation.forms import UNSPACED, contains, occurrences

CASED = frozenset({"en", "es", "pt", "fr", "vi", "id", "fil", "ru", "uk"})
"""Languages whose sentences begin with a capital."""
_OPAQUE = tuple(f"__T{number}__" for number in range(1, 9))
"""Firefox's models carry such tokens over unread; measured, not promised."""
_SANE = (0.35, 2.8)
"""A variant this much shorter or longer than the plain translation has lost or repeated itself."""
_SPACE_BEFORE_STOP = re.compile(r" ([.,;:?!、。])")


@dataclass(frozen=True, slots=True)
class Demand:
    """Something of the source that has to be in the translation.

    Attributes:
        start, end: its span in the source.
        wanted: renderings that satisfy it, the approved one first.
        forbidden: renderings known to be wrong.
        number: whether it is a number; then the check of numbers decides, not ``wanted``.
        name: the term's Japanese spelling.
    """

    start: int
    end: int
    wanted: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    number: bool = False
    name: str = ""


NumberCheck = Callable[[str, str], tuple[str, ...]]
"""Takes source and translation, returns what of the source's numbers is wrong in it."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A sentence translated.

    Attributes:
        missing: terms whose approved form is not in ``text``.
        wrong_numbers: of the source, not in ``text``.
    """

    text: str
    score: float
    missing: tuple[Demand, ...]
    wrong_numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Variant:
    """A sentence with some demands replaced, and what stands for them."""

    text: str
    marks: tuple[tuple[str, str], ...]
    """Mark in the output, rendering to put there."""


def translate_locked(
    engine: Engine,
    sentence: str,
    demands: Sequence[Demand],
    target: str,
    wrong_numbers: NumberCheck,
) -> Locked:
    """Translates one sentence so that ``demands`` are met where that can be had.

    Raises:
        TranslationError: the engine failed.
    """
    plain = engine.translate([sentence])[0]
    judge = _Judge(sentence, demands, target, wrong_numbers)
    best = judge.locked(plain.text, plain.score)
    if judge.fault(best) == 0:
        return best
    variants = list(_variants(engine.placeholders, sentence, demands, best))
    for variant, hypothesis in _attempts(engine, variants):
        text = _restored(hypothesis.text, variant.marks, target)
        if text is None or not _sane(text, plain.text):
            continue
        locked = judge.locked(text, hypothesis.score)
        if judge.fault(locked) < judge.fault(best) and _no_worse(locked, best):
            best = locked
        if judge.fault(best) == 0:
            break
    return judge.cleared(best)


def _attempts(
    engine: Engine, variants: Sequence[_Variant]
) -> Iterator[tuple[_Variant, Hypothesis]]:
    """The variants as the engine says them, and at the last as it can be made to say them."""
    if variants:
        yield from zip(variants, engine.translate([v.text for v in variants]), strict=True)
    for variant in variants:
        marks = [mark for mark, _ in variant.marks]
        if marks and set(marks) <= set(engine.placeholders):
            made = engine.including(variant.text, marks)
            if made is not None:
                yield variant, made


class _Judge:
    """Says what a translation lacks."""

    def __init__(
        self,
        sentence: str,
        demands: Sequence[Demand],
        target: str,
        wrong_numbers: NumberCheck,
    ) -> None:
        self._sentence = sentence
        self._terms = [demand for demand in demands if not demand.number]
        self._target = target
        self._wrong_numbers = wrong_numbers

    def locked(self, text: str, score: float) -> Locked:
        return Locked(text, score, self._missing(text), self._wrong_numbers(self._sentence, text))

    def fault(self, locked: Locked) -> int:
        """0 for a translation without fault; a wrong number weighs more than a missing term, and
        a rendering known to be wrong more than either."""
        forbidden = sum(bool(self._forbidden(demand, locked.text)) for demand in self._terms)
        return 10 * forbidden + 3 * len(locked.wrong_numbers) + len(locked.missing)

    def cleared(self, locked: Locked) -> Locked:
        """The same with every rendering known to be wrong replaced by the approved one."""
        text = locked.text
        for demand in self._terms:
            for start, end in reversed(self._forbidden(demand, text)):
                text = text[:start] + demand.wanted[0] + text[end:]
        return locked if text == locked.text else self.locked(text, locked.score)

    def _missing(self, text: str) -> tuple[Demand, ...]:
        return tuple(
            demand
            for demand in self._terms
            if not any(contains(form, text, self._target) for form in demand.wanted)
        )

    def _forbidden(self, demand: Demand, text: str) -> list[tuple[int, int]]:
        """Wrong renderings in ``text`` that are no part of a right one."""
        right = [
            span
            for term in self._terms
            for form in term.wanted
            for span in occurrences(form, text, self._target)
        ]
        spans = sorted(
            span for form in demand.forbidden for span in occurrences(form, text, self._target)
        )
        free: list[tuple[int, int]] = []
        for start, end in spans:
            inside = any(first <= start and end <= last for first, last in right)
            if not inside and (not free or free[-1][1] <= start):
                free.append((start, end))
        return free


def _variants(
    placeholders: Sequence[str], sentence: str, demands: Sequence[Demand], plain: Locked
) -> list[_Variant]:
    """Sentences to try, the most promising first."""
    missing = {(demand.start, demand.end) for demand in plain.missing}
    troubled = [
        demand
        for demand in demands
        if (demand.start, demand.end) in missing or (demand.number and plain.wrong_numbers)
    ]
    found = []
    for marks in (placeholders, None, () if placeholders else _OPAQUE):
        for chosen in (troubled, demands):
            variant = _variant(sentence, chosen, marks)
            if variant is not None and variant not in found:
                found.append(variant)
    return found


def _variant(
    sentence: str, demands: Sequence[Demand], marks: Sequence[str] | None
) -> _Variant | None:
    """``sentence`` with marks, or (``marks`` is None) with the renderings themselves."""
    if not demands or (marks is not None and len(marks) < len(demands)):
        return None
    text, used = sentence, []
    for number, demand in sorted(enumerate(demands), key=lambda item: -item[1].start):
        mark = demand.wanted[0] if marks is None else marks[number]
        spaced = f" {mark} " if marks is None and mark.isascii() else mark
        text = text[: demand.start] + spaced + text[demand.end :]
        if marks is not None:
            used.append((mark, demand.wanted[0]))
    return _Variant(" ".join(text.split()) if marks is None else text, tuple(used))


def _restored(text: str, marks: Sequence[tuple[str, str]], target: str) -> str | None:
    """``text`` with each mark replaced; None if one is not there exactly once."""
    for mark, rendering in marks:
        core = re.escape(mark.strip("_")) if mark in _OPAQUE else re.escape(mark)
        pattern = rf"_*\s?{core}\s?_*" if mark in _OPAQUE else core
        if target in UNSPACED:
            pattern = rf"\s*{pattern}\s*"
        places = list(re.finditer(pattern, text, re.IGNORECASE))
        if len(places) != 1:
            return None
        start, end = places[0].span()
        if mark in _OPAQUE and target not in UNSPACED:
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
        text = text[:start] + rendering + text[end:]
    text = _SPACE_BEFORE_STOP.sub(r"\1", " ".join(text.split())) if marks else text
    if marks and target in CASED:
        text = text[:1].upper() + text[1:]
    return text


def _no_worse(one: Locked, other: Locked) -> bool:
    """Whether ``one`` lacks nothing that ``other`` has: a number that vanished altogether must
    not pass for a number put right."""
    return set(one.missing) <= set(other.missing) and set(one.wrong_numbers) <= set(
        other.wrong_numbers
    )


def _sane(text: str, plain: str) -> bool:
    """Whether ``text`` is about as long as the plain translation, and not empty."""
    if not text.strip():
        return False
    least, most = _SANE
    # What a demand adds is no repetition: short sentences may well double.
    return least * len(plain) <= len(text) + 2 and len(text) <= most * len(plain) + 60
