"""What is kept of a line comes back as it was, in any language and order."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_tools import NOW, line

from voice_counter.conversation.line import Origin, Side
from voice_counter.languages import TAGS
from voice_counter.record import consent
from voice_counter.record.cipher import AlteredError, new_key, seal, unseal
from voice_counter.record.entry import (
    Entry,
    entry_of,
    from_bytes,
    latest,
    redacted,
    to_bytes,
)
from voice_counter.resident_texts import resident_texts
from voice_counter.translation.results import Translation

KEY = new_key()
words = st.text(st.characters(exclude_categories=["Cs"]))
seconds = st.floats(0, 1e6, allow_nan=False)
entries = st.builds(
    Entry,
    key=words,
    side=st.sampled_from(Side),
    language=words,
    text=words,
    start=seconds,
    end=seconds,
    at=st.datetimes(timezones=st.just(UTC)),
    version=st.integers(1, 10**6),
    origin=st.sampled_from(Origin),
    translations=st.dictionaries(words, words, max_size=3).map(MappingProxyType),
    confirmed=st.lists(words, max_size=3).map(tuple),
    corrected=st.booleans(),
    removed=st.booleans(),
)


@given(entries)
def test_an_entry_comes_back_as_it_was(entry: Entry) -> None:
    assert from_bytes(to_bytes(entry)) == entry


@given(entries, st.text(max_size=5), st.text(max_size=5))
def test_a_sealed_entry_opens_only_where_it_belongs(entry: Entry, one: str, two: str) -> None:
    content = to_bytes(entry)
    here, there = f"a|{one!r}", f"a|{two!r}"
    sealed = seal(KEY, content, here)
    assert unseal(KEY, sealed, here) == content
    if one != two:
        with pytest.raises(AlteredError):
            unseal(KEY, sealed, there)


@given(st.binary(max_size=60), st.binary(max_size=5))
def test_nothing_else_opens(sealed: bytes, belongs: bytes) -> None:
    with pytest.raises(AlteredError):
        unseal(KEY, sealed, belongs.hex())


@given(entries, st.data())
def test_a_bit_that_changed_is_noticed(entry: Entry, data: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, to_bytes(entry), ""))
    place = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[place // 8] ^= 1 << place % 8
    with pytest.raises(AlteredError):
        unseal(KEY, bytes(sealed), "")


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@given(st.binary(max_size=80) | json_values.map(lambda told: json.dumps(told).encode()))
def test_what_is_no_entry_is_an_error_of_one_kind(content: bytes) -> None:
    for read in (from_bytes, consent.from_bytes):
        with pytest.raises(ValueError) as told:  # noqa: PT011 - whichever words it has
            read(content)
        assert str(told.value)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), max_size=30))
def test_the_latest_versions_stand_in_the_order_of_speaking(steps: list[tuple[str, bool]]) -> None:
    told: list[Entry] = []
    for version, (key, removed) in enumerate(steps, start=1):
        start = float(ord(key))
        told.append(
            Entry(key, Side.STAFF, "ja", f"{version}", start, start, NOW, version, removed=removed)
        )
    last = {entry.key: entry for entry in told}
    found = latest(told)
    assert found == [last[key] for key in sorted(last) if not last[key].removed]


def test_translations_that_are_of_other_words_are_not_kept() -> None:
    done = Translation("ja", "vi", "はい", "Vâng", "phrase", ("ja", "vi"), "phrase")
    told = line(1, "はい", translations={"vi": done, "en": None})
    assert entry_of(told, 1, NOW).translations == {"vi": "Vâng"}
    assert entry_of(line(1, translations={"vi": done}, provisional=True), 1, NOW).translations == {}


def test_every_text_of_an_entry_is_redacted() -> None:
    entry = Entry(
        "1.1",
        Side.RESIDENT,
        "ja",
        "番号 1234",
        0,
        1,
        NOW,
        translations={"en": "number 1234"},
        confirmed=("1234",),
    )
    safe = redacted(entry, lambda text: text.replace("1234", "＊"))
    assert b"1234" not in to_bytes(safe)
    assert (safe.text, safe.key) == ("番号 ＊", "1.1")


def test_a_consent_comes_back_as_it_was() -> None:
    given_now = consent.consent("my", days=30, now=NOW)
    assert consent.from_bytes(consent.to_bytes(given_now)) == given_now
    assert (given_now.keep_until - given_now.given).days == 30
    older = {**json.loads(consent.to_bytes(given_now)), "confirmed_by": "窓口"}
    assert consent.from_bytes(json.dumps(older).encode()) == given_now, "said who has seen the yes"


@pytest.mark.parametrize(
    ("given_at", "keep_until"),
    [(NOW, NOW), (NOW, NOW.replace(tzinfo=None)), (NOW.replace(year=2030), NOW)],
)
def test_a_consent_is_for_a_time(given_at: datetime, keep_until: datetime) -> None:
    with pytest.raises(ValueError, match="time"):
        consent.Consent("ja", given_at, keep_until)


@pytest.mark.parametrize("tag", TAGS)
def test_every_resident_is_asked_in_their_language_until_when(tag: str) -> None:
    told = resident_texts(tag)
    asked = told["consent_ask"].format(date="2026-12-28")
    assert "2026-12-28" in asked
    answers = {told[f"consent_{each}"] for each in ("yes", "no", "withdraw")}
    assert len(answers) == 3
    if tag != "en":
        assert told["consent_ask"] != resident_texts("en")["consent_ask"]
