"""Events of two ears, corrections and translations become lines."""

from __future__ import annotations

import pytest

from voice_counter.captions.events import Discarded, Final, Partial
from voice_counter.conversation.conversation import Conversation
from voice_counter.conversation.line import Line, Origin, Side
from voice_counter.translation.results import Translation


def partial(utterance: int, text: str, stable: int = 0, language: str = "ja") -> Partial:
    return Partial(utterance, 1.0, 2.0, 2.2, language, text, stable)


def final(utterance: int, text: str, language: str = "ja") -> Final:
    return Final(utterance, 1.0, 3.0, 3.2, language, text)


def translation(original: str, text: str, target: str = "en") -> Translation:
    return Translation("ja", target, original, text, "fake", ("ja", target), "engine")


class Told:
    def __init__(self, conversation: Conversation) -> None:
        self.calls: list[tuple[object, ...]] = []
        conversation.listen(self)

    def inserted(self, number: int, line: Line) -> None:
        self.calls.append(("inserted", number, line.text))

    def changed(self, number: int, before: Line, line: Line) -> None:
        self.calls.append(("changed", number, before.text, line.text))

    def removed(self, number: int, line: Line) -> None:
        self.calls.append(("removed", number, line.text))

    def cleared(self) -> None:
        self.calls.append(("cleared",))


@pytest.fixture
def conversation() -> Conversation:
    times = iter([100.0, 110.0, 120.0, 130.0, 140.0])
    made = Conversation(lambda: next(times))
    made.begin_run(Side.STAFF)
    made.begin_run(Side.RESIDENT)
    return made


def texts(conversation: Conversation) -> list[str]:
    return [line.text for line in conversation]


def test_two_ears_count_their_utterances_apart(conversation: Conversation) -> None:
    conversation.apply(partial(1, "こんにちは"), Side.STAFF)
    conversation.apply(partial(1, "hello", language="en"), Side.RESIDENT)
    conversation.apply(final(1, "こんにちは。"), Side.STAFF)
    conversation.apply(final(1, "Hello.", language="en"), Side.RESIDENT)
    assert [(x.side, x.text, x.final) for x in conversation] == [
        (Side.STAFF, "こんにちは。", True),
        (Side.RESIDENT, "Hello.", True),
    ]


def test_lines_stand_in_the_order_in_which_they_were_begun(conversation: Conversation) -> None:
    conversation.apply(final(1, "一。"), Side.STAFF)
    conversation.apply(partial(3, "三"), Side.STAFF)
    conversation.apply(final(1, "one.", language="en"), Side.RESIDENT)
    conversation.apply(final(2, "二。"), Side.STAFF)
    assert texts(conversation) == ["一。", "二。", "三", "one."]


def test_listeners_hear_exactly_what_changed(conversation: Conversation) -> None:
    told = Told(conversation)
    conversation.apply(partial(1, "住民"))
    conversation.apply(partial(1, "住民"))
    conversation.apply(partial(1, "住民票"))
    conversation.apply(Discarded(1))
    conversation.apply(Discarded(1))
    conversation.clear()
    assert told.calls == [
        ("inserted", 0, "住民"),
        ("changed", 0, "住民", "住民票"),
        ("removed", 0, "住民票"),
        ("cleared",),
    ]


def test_times_go_on_from_run_to_run(conversation: Conversation) -> None:
    conversation.apply(final(1, "一。"), Side.STAFF)
    conversation.begin_run(Side.STAFF)
    conversation.apply(final(1, "二。"), Side.STAFF)
    assert [(line.start, line.end) for line in conversation] == [(11.0, 13.0), (31.0, 33.0)]


def test_one_code_two_scripts(conversation: Conversation) -> None:
    conversation.apply(final(1, "你好", language="zh"), Side.RESIDENT)
    conversation.resident_language = "zh-Hant"
    conversation.apply(final(2, "你好", language="zh"), Side.RESIDENT)
    assert [line.language for line in conversation] == ["zh-Hans", "zh-Hant"]


def test_a_late_partial_does_not_undo_a_final(conversation: Conversation) -> None:
    conversation.apply(final(1, "はい。"))
    conversation.apply(partial(1, "はい"))
    assert texts(conversation) == ["はい。"]


def test_a_broken_run_leaves_its_partials(conversation: Conversation) -> None:
    conversation.apply(partial(1, "はい、それ"), Side.STAFF)
    conversation.apply(partial(1, "yes", language="en"), Side.RESIDENT)
    conversation.settle(Side.STAFF)
    assert [(line.final, line.stable) for line in conversation] == [(True, 5), (False, 0)]


def test_a_correction_voids_what_depended_on_it(conversation: Conversation) -> None:
    conversation.apply(final(1, "3月4日に300円です。"))
    conversation.confirm("1.1", "3月4日", "300円")
    conversation.translated("1.1", "3月4日に300円です。", "en", translation("", "300 yen"))
    conversation.translated_back("1.1", translation("", "300円", "ja"))
    conversation.correct("1.1", "3月7日に300円です。")
    line = conversation[0]
    assert line.corrected
    assert line.back is None
    assert line.provisional
    assert line.confirmed == {"300円"}
    assert line.translations["en"] is not None, "it stands until the new one is there"


def test_a_translation_of_other_words_is_refused(conversation: Conversation) -> None:
    conversation.apply(final(1, "300円です。"))
    conversation.correct("1.1", "200円です。")
    assert not conversation.translated("1.1", "300円です。", "en", translation("", "300 yen"))
    assert not conversation.translated("1.1", "200", "en", translation("", "200"), provisional=True)
    assert conversation.translated("1.1", "200円です。", "en", translation("", "200 yen"))
    assert not conversation.translated("9.9", "x", "en", None)


def test_what_is_typed_is_a_line(conversation: Conversation) -> None:
    line = conversation.say(Side.RESIDENT, "はい", "ja")
    assert (line.origin, line.final, line.heard, line.corrected) == (
        Origin.TYPED,
        True,
        None,
        False,
    )
    assert conversation.last(Side.RESIDENT) == line
    assert conversation.last(Side.STAFF) is None


def test_nothing_is_left_after_clearing(conversation: Conversation) -> None:
    conversation.apply(final(1, "はい。"))
    conversation.clear()
    assert (len(conversation), conversation.get("1.1"), conversation.last()) == (0, None, None)


def test_the_next_person_reads_nothing_of_a_sentence_that_was_being_said(
    conversation: Conversation,
) -> None:
    conversation.apply(partial(1, "私の番号は"))
    conversation.forget()
    conversation.apply(partial(1, "私の番号は12"))
    conversation.apply(final(1, "私の番号は1234です。"))
    assert len(conversation) == 0
    conversation.apply(final(2, "次の方、どうぞ。"))
    assert [line.text for line in conversation] == ["次の方、どうぞ。"]
