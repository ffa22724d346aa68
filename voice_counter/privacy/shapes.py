"""Which rows of digits are personal numbers, by their shape, check digit and what names them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from voice_counter.numerals.counters import counter_at
from voice_counter.privacy.checksums import is_my_number, luhn
from voice_counter.privacy.digits import Group, Run, runs
from voice_counter.privacy.folding import alternatives
from voice_counter.privacy.keywords import Said, keywords, named_before, named_behind
from voice_counter.privacy.kinds import Kind, Redaction

_LONGEST = 19
"""Digits of a payment card."""

_SHORTEST = 5
"""Digits of 記号 of a postal savings account."""

_PHONE = re.compile(r"0[1-9]0[0-9]{8}|0120[0-9]{6}|0800[0-9]{7}|0[1-9][0-9]{8}")
"""Mobile and IP phones, free dial and the like, fixed phones."""
_ABROAD = re.compile(r"[1-9][0-9]{7,14}")
_PLUS = re.compile(r"(?:\+|ぷらす|plus|加|mais|más)\s*\(?$")
_CARD = re.compile(
    r"4[0-9]{15}|5[0-8][0-9]{14}|6[0-9]{15}|2[2-7][0-9]{14}|35[2-8][0-9]{13}"
    r"|3[47][0-9]{13}|3(?:0|6|8|9)[0-9]{12}|(?:62|81)[0-9]{15,17}"
)
_LENGTHS: dict[Kind, range] = {
    # A digit lost or heard twice does not make a number public that was said to be one.
    Kind.MY_NUMBER: range(11, 14),
    Kind.RESIDENCE_CARD: range(8, 9),
    Kind.PHONE: range(7, 16),
    Kind.POSTAL_CODE: range(7, 8),
    Kind.BANK_ACCOUNT: range(6, 9),
    Kind.CARD: range(13, 20),
    Kind.PASSPORT: range(6, 10),
    Kind.PUBLIC_ID: range(6, 14),
}
"""How many digits a number has that is named."""
_AMOUNT_KINDS = ("amount", "count", "date", "duration", "percent", "time", "year")
_LABELS = ("番", "号")
_AMOUNT = re.compile(r"\s?(?:yen\b|日元|엔|원|yên|ienes|yenes|人|명|个|㎡)")
_CURRENCY = re.compile(r"[¥$€]\s?$")
_LETTER_NAMES = (
    "えー びー しー でぃー いー えふ じー えいち えっち あい じぇー じぇい けー けい える えむ "
    "えぬ おー ぴー きゅー あーる えす てぃー ゆー ぶい だぶりゅー えっくす わい ぜっと"
)
_LETTER = rf"(?:[a-z]|{alternatives(_LETTER_NAMES.split())})"
_LATIN = re.compile("[a-z]")
_TWO_BEFORE = re.compile(rf"(?<![a-z]){_LETTER}[\s-]?{_LETTER}[\s-]?の?[\s-]?$")
_ONE_BEFORE = re.compile(rf"(?<![a-z]){_LETTER}[\s-]?$")
_TWO_BEHIND = re.compile(rf"[\s-]?の?[\s-]?{_LETTER}[\s-]?{_LETTER}(?![a-z])")
_BEFORE = 20
"""Characters that two spoken letters take at most."""
_SAVINGS = ((5, 6), (5, 7), (5, 8))
"""記号 and 番号 of a postal savings account in a row."""
_YUCHO = re.compile(r"[\s、,とでが]*番号[\s、,がはの]*")


@dataclass(frozen=True)
class _Candidate:
    """Some groups of a run, and what is said of them."""

    groups: Run
    digits: str
    said: Kind | Said | None
    before: Group | None
    after: Group | None

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many digits stand without a gap, part by part."""
        sizes: list[int] = []
        for place, group in enumerate(self.groups):
            if place and group.tight:
                sizes[-1] += len(group.digits)
            else:
                sizes.append(len(group.digits))
        return tuple(sizes)

    @property
    def in_chain(self) -> bool:
        """Whether hyphens join it to further digits (1-2-3-405)."""
        return self.groups[0].hyphen or (self.after is not None and self.after.hyphen)


def find_numbers(folded: str) -> list[Redaction]:
    """The personal numbers of a folded text, from left to right, without overlaps."""
    everything = runs(folded)
    if not any(sum(len(group.digits) for group in run) >= _SHORTEST for run in everything):
        return []
    return _Finder(folded).find(everything)


class _Finder:
    def __init__(self, folded: str) -> None:
        self._text = folded
        self._keywords = keywords(folded)
        self._ends = [keyword.end for keyword in self._keywords]
        self._starts = [keyword.start for keyword in self._keywords]
        self._found: list[Redaction] = []

    def find(self, everything: list[Run]) -> list[Redaction]:
        floor = 0
        for place, run in enumerate(everything):
            limit = everything[place + 1][0].start if place + 1 < len(everything) else None
            taken = self._run(run, floor, len(self._text) if limit is None else limit)
            if not taken and place:
                self._savings_account(everything[place - 1], run)
            # 一 of 一応 is a digit too, but does not come between a keyword and its number.
            if sum(len(group.digits) for group in run) > 1 or self._text[run[0].start].isascii():
                floor = run[-1].end
        return sorted(self._found, key=lambda part: part.start)

    def _run(self, run: Run, floor: int, limit: int) -> bool:
        first = 0
        count = len(self._found)
        while first < len(run):
            match = self._longest(run, first, floor, limit)
            if match is None:
                first += 1
                continue
            part, last = match
            self._found.append(part)
            floor, first = part.end, last
        return len(self._found) > count

    def _longest(
        self, run: Run, first: int, floor: int, limit: int
    ) -> tuple[Redaction, int] | None:
        """The longest number that begins with a group, and the group behind it."""
        start = run[first].start
        said = self._named(start, floor if first == 0 else run[first - 1].end)
        best: tuple[Redaction, int] | None = None
        digits = ""
        for last in range(first, len(run)):
            digits += run[last].digits
            if len(digits) > _LONGEST:
                break
            if len(digits) < _SHORTEST + 1:
                continue
            after = run[last + 1] if last + 1 < len(run) else None
            name = said or (self._named_behind(run[last].end, limit) if after is None else None)
            candidate = _Candidate(
                run[first : last + 1], digits, name, run[first - 1] if first else None, after
            )
            part = self._part(candidate)
            if part is not None:
                best = part, last + 1
        return best

    def _named(self, start: int, floor: int) -> Kind | Said | None:
        place = bisect_right(self._ends, start)
        return named_before(self._text, self._keywords[max(place - 1, 0) : place], start, floor)

    def _named_behind(self, end: int, limit: int) -> Kind | None:
        place = bisect_left(self._starts, end)
        return named_behind(self._text, self._keywords[place : place + 1], end, limit)

    def _part(self, candidate: _Candidate) -> Redaction | None:
        start, end = candidate.groups[0].start, candidate.groups[-1].end
        lettered = self._lettered(candidate, start, end)
        if lettered is not None:
            return lettered
        kind = _kind(candidate)
        plus = None
        if kind is Kind.PHONE or (kind is None and _ABROAD.fullmatch(candidate.digits)):
            plus = _PLUS.search(self._text, max(start - 6, 0), start)
            kind = Kind.PHONE if plus is not None else kind
        if kind is None or self._is_amount(start, end):
            return None
        if kind is Kind.PHONE and plus is not None:
            start = plus.start()
        sign = self._text.find("〒", max(start - 2, 0), start)
        if kind is Kind.POSTAL_CODE and sign >= 0:
            start = sign
        if kind is Kind.PHONE and self._text.startswith("(", start - 1) and start:
            start -= 1
        return Redaction(start, end, kind)

    def _is_amount(self, start: int, end: int) -> bool:
        counted = counter_at(self._text, end, ordinal=False)
        if counted is not None and counted.counter.kind in _AMOUNT_KINDS:
            return counted.counter.written not in _LABELS
        return (
            _AMOUNT.match(self._text, end) is not None
            or _CURRENCY.search(self._text, max(start - 2, 0), start) is not None
        )

    def _lettered(self, candidate: _Candidate, start: int, end: int) -> Redaction | None:
        """Numbers with letters: those of residence cards and passports."""
        said, count = candidate.said, len(candidate.digits)
        if count not in range(6, 10) or said is Said.OTHER:
            return None
        floor = max(start - _BEFORE, 0)
        two = _TWO_BEFORE.search(self._text, floor, start)
        behind = _TWO_BEHIND.match(self._text, end)
        if count == 8 and two is not None and behind is not None:
            return Redaction(two.start(), behind.end(), Kind.RESIDENCE_CARD)
        if count == 8 and said is Kind.RESIDENCE_CARD:
            begin = start if two is None else two.start()
            return Redaction(begin, end if behind is None else behind.end(), said)
        before = two or _ONE_BEFORE.search(self._text, floor, start)
        if said is Kind.PASSPORT and before is not None:
            return Redaction(before.start(), end, Kind.PASSPORT)
        tight = two is not None and two.end() - two.start() == 2 and len(candidate.groups) == 1
        letter_behind = _LATIN.match(self._text, end)
        if count == 7 and two is not None and tight and letter_behind is None:
            return Redaction(two.start(), end, Kind.PASSPORT)
        return None

    def _savings_account(self, first: Run, second: Run) -> None:
        """記号10120、番号12345671 of a postal savings account."""
        if self._named(first[0].start, 0) is not Said.SYMBOL:
            return
        if not _YUCHO.fullmatch(self._text[first[-1].end : second[0].start][:20]):
            return
        sizes = [sum(len(group.digits) for group in run) for run in (first, second)]
        if sizes[0] == 5 and sizes[1] in range(2, 9):
            for run in (first, second):
                self._found.append(Redaction(run[0].start, run[-1].end, Kind.BANK_ACCOUNT))


def _kind(candidate: _Candidate) -> Kind | None:
    """What the digits are, regardless of the words behind them."""
    digits, said, count = candidate.digits, candidate.said, len(candidate.digits)
    named = _LENGTHS.get(said) if isinstance(said, Kind) else None
    if said is Kind.MY_NUMBER and count == 11 and _PHONE.fullmatch(digits):
        # "My number is 090 …" of somebody who speaks English.
        return Kind.PHONE
    if isinstance(said, Kind) and named is not None and count in named and _fits(candidate, said):
        return said
    if is_my_number(digits) and _is_even(candidate.sizes) and _is_whole(candidate):
        return Kind.MY_NUMBER
    if _CARD.fullmatch(digits) and luhn(digits) and _is_even(candidate.sizes):
        return Kind.CARD
    if said is Said.OTHER:
        return None
    if said is Said.SYMBOL and candidate.sizes in _SAVINGS:
        return Kind.BANK_ACCOUNT
    # 0.7.0, 20261015 is none.
    whole = _is_even(candidate.sizes) or candidate.sizes[-1] == 4
    if _PHONE.fullmatch(digits) and whole and not candidate.in_chain:
        return Kind.PHONE
    if said is None and _is_bare_local_phone(candidate):
        return Kind.PHONE
    if said in (Said.CALL, Kind.PHONE) and _is_local_phone(candidate):
        return Kind.PHONE
    if said is None and _is_bare_postal_code(candidate):
        return Kind.POSTAL_CODE
    return None


def _fits(candidate: _Candidate, said: Kind) -> bool:
    if said is Kind.CARD:
        return luhn(candidate.digits) or len(candidate.digits) in (15, 16)
    if said is Kind.BANK_ACCOUNT:
        # Any other length needs a number that nothing else explains.
        return len(candidate.digits) == 7 or len(candidate.groups) == 1
    return True


def _is_whole(candidate: _Candidate) -> bool:
    """Whether it does not go on in the same measure, as the first twelve digits of a card do."""
    before, after, sizes = candidate.before, candidate.after, candidate.sizes
    return (before is None or len(before.digits) != sizes[0]) and (
        after is None or len(after.digits) != sizes[-1]
    )


def _is_even(sizes: tuple[int, ...]) -> bool:
    """Whether groups are what a long number is read in, and not several numbers in a row."""
    return (len(sizes) <= 5 and min(sizes) >= 2) or max(sizes) <= 2


def _is_local_phone(candidate: _Candidate) -> bool:
    sizes = candidate.sizes
    joined = candidate.groups[-1]
    if len(sizes) != 2 or sizes[1] != 4:
        return False
    return (joined.hyphen and sizes[0] in range(1, 5)) or (joined.of and sizes[0] in range(2, 5))


def _is_bare_local_phone(candidate: _Candidate) -> bool:
    """Whether this is 5388-1122 and not 2024-2026, the rule of ``numerals.groups`` too."""
    if candidate.sizes != (4, 4):
        return False
    parts = tuple(group.digits for group in candidate.groups)
    years = all(part.startswith(("18", "19", "20", "21")) for part in parts)
    rounded = all(part.endswith("00") for part in parts)
    return candidate.groups[1].hyphen and not (candidate.in_chain or years or rounded)


def _is_bare_postal_code(candidate: _Candidate) -> bool:
    return (
        candidate.sizes == (3, 4)
        and candidate.groups[1].hyphen
        and not candidate.in_chain
        and not any(group.spoken for group in candidate.groups)
    )
