"""Inputs that mean harm, for property tests of the parsers. ``scripts/fuzz.py`` tries millions."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

MANY = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""A few hundred examples; each test cleans up after each."""

FEW = settings(MANY, max_examples=100)
"""For parsers that take milliseconds."""

DEEP = 20_000
"""How deep brackets nest that are to exhaust a stack."""

_texts = st.text(max_size=8)
_bytes = st.binary(max_size=4)


def documents(*tokens: str | bytes) -> st.SearchStrategy[bytes]:
    """Tokens of a format in any order, with texts and bytes between them."""
    known = [each.encode() if isinstance(each, str) else each for each in tokens]
    part = st.one_of(
        st.sampled_from(known),
        st.sampled_from(known),
        _texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
        _bytes,
    )
    return st.lists(part, max_size=24).map(b"".join)


def tables(columns: Sequence[str], *cells: str) -> st.SearchStrategy[bytes]:
    """CSV with some of ``columns``, whose cells are ``cells`` or any text."""
    cell = st.one_of(st.sampled_from(["", *cells]), _texts)
    rows = st.lists(st.lists(cell, max_size=len(columns) + 2), max_size=5)
    heads = st.one_of(
        st.just(list(columns)), st.permutations(list(columns)), st.lists(cell, max_size=4)
    )
    return st.builds(_table, heads, rows, st.sampled_from([b"", b"\xef\xbb\xbf"]), _bytes)


def _table(heads: list[str], rows: list[list[str]], mark: bytes, end: bytes) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([heads, *rows])
    return mark + written.getvalue().encode("utf-8", "surrogatepass") + end


def damaged(sound: bytes) -> st.SearchStrategy[bytes]:
    """``sound`` with some of its bytes replaced, a part taken out, or its end cut off."""
    place = st.integers(0, max(0, len(sound) - 1))
    change = st.tuples(place, st.integers(0, 40), _bytes)
    return st.lists(change, min_size=1, max_size=6).map(lambda changes: _changed(sound, changes))


def _changed(sound: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    data = bytearray(sound)
    for at, length, put in changes:
        data[at : at + length] = put
    return bytes(data)
