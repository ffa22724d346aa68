"""Numbers said across lines are kept neither in the lines nor in their translations."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from record_tools import NOW, SECONDS, Heard, agreed, line

from voice_counter.conversation.line import Side
from voice_counter.privacy.redaction import redact
from voice_counter.privacy.session import SessionRedactor
from voice_counter.record.entry import Entry, entry_of, to_bytes
from voice_counter.record.events import Begun, Ended, Stored
from voice_counter.record.recorder import Recorder
from voice_counter.record.redacting import Redacting
from voice_counter.record.store import Store
from voice_counter.translation.results import Translation


def alone(text: str) -> str:
    return redact(text, "ja").text


@pytest.fixture
def redacting() -> Redacting:
    return Redacting(alone, SessionRedactor("ja"))


def said(number: int, text: str, version: int = 1, **more: object) -> Entry:
    return entry_of(line(number, text, Side.RESIDENT, **more), version, NOW)


def vietnamese(text: str) -> dict[str, Translation]:
    return {"vi": Translation("ja", "vi", "", text, "e", ("ja", "vi"), "engine")}


def test_a_number_in_three_lines_is_held_back_and_then_redacted(redacting: Redacting) -> None:
    assert redacting.add(said(1, "090の")) == []
    assert redacting.add(said(2, "1234")) == []
    assert redacting.held == 2
    ready = redacting.add(said(3, "5678です。お願いします"))
    assert [entry.key for entry in ready] == ["1.1", "1.2", "1.3"]
    assert not any(digits in to_bytes(e) for e in ready for digits in (b"090", b"1234", b"5678"))
    assert redacting.held == 0


def test_the_translations_of_such_lines_are_not_kept(redacting: Redacting) -> None:
    """Before and after it is known what they are."""
    redacting.add(said(1, "090の"))
    redacting.add(said(2, "1234", confirmed=frozenset({"1234"})))
    early = said(2, "1234", 2, translations=vietnamese("1234"), confirmed=frozenset({"1234"}))
    assert redacting.add(early) == []
    ready = redacting.add(said(3, "5678です。お願いします"))
    late = redacting.add(said(3, "5678です。お願いします", 2, translations=vietnamese("5678 ạ")))
    assert [(entry.key, entry.version) for entry in [*ready, *late]] == [
        ("1.1", 1),
        ("1.2", 1),
        ("1.2", 2),
        ("1.3", 1),
        ("1.3", 2),
    ]
    assert not any(d in to_bytes(e) for e in [*ready, *late] for d in (b"1234", b"5678"))


def test_other_lines_keep_their_translations(redacting: Redacting) -> None:
    (first,) = redacting.add(said(1, "手数料はいくらですか"))
    (second,) = redacting.add(said(1, "手数料はいくらですか", 2, translations=vietnamese("Phí?")))
    assert first.text == second.text == "手数料はいくらですか"
    assert second.translations == {"vi": "Phí?"}


def test_what_somebody_rewrote_is_redacted_by_itself(redacting: Redacting) -> None:
    redacting.add(said(1, "はい、そうです"))
    (rewritten,) = redacting.add(said(1, "電話は090-1234-5678です", 2))
    assert rewritten.text == "電話は〔電話番号〕です"


def test_at_the_end_nothing_is_held_back(redacting: Redacting) -> None:
    assert redacting.add(said(1, "番号札は42")) == []
    assert [entry.key for entry in redacting.flush()] == ["1.1"]


def test_the_recorder_acknowledges_what_was_held_back_once_it_is_decided(
    open_store: Callable[[], Store], heard: Heard
) -> None:
    recorder = Recorder(
        open_store(), heard, redact=alone, across=lambda: SessionRedactor("ja"), retention_days=30
    )
    session = recorder.begin(agreed())
    heard.wait(Begun)
    recorder.append(line(1, "090の", Side.RESIDENT))
    recorder.append(line(2, "1234", Side.RESIDENT))
    recorder.append(line(3, "5678です。お願いします", Side.RESIDENT))
    recorder.append(line(4, "番号札は42", Side.RESIDENT))
    heard.wait(Stored, 3)
    recorder.end()
    heard.wait(Ended)
    assert recorder.close(SECONDS) == 0
    store = open_store()
    store.unlock()
    entries = store.read(session).entries
    assert [entry.key for entry in entries] == ["1.1", "1.2", "1.3", "1.4"]
    assert not any(digits in entry.text for entry in entries for digits in ("090", "1234", "5678"))
