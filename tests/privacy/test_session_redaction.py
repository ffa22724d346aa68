"""Numbers in several lines, and answers to questions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_counter.privacy.session import SessionRedactor, Settled

Talk = tuple[tuple[str, str], ...]


def kept(*talk: tuple[str, str]) -> list[str]:
    """What a record of the talk would hold, line by line."""
    redactor = SessionRedactor("ja")
    settled: list[Settled] = []
    for speaker, text in talk:
        settled += redactor.add(speaker, text)
    settled += redactor.flush()
    assert sorted(line.index for line in settled) == list(range(len(talk))), "each line once"
    return [line.redacted.text for line in sorted(settled, key=lambda line: line.index)]


@pytest.mark.parametrize(
    "lines",
    [
        ("090", "1234", "5678"),
        ("090の", "1234の", "5678です。"),
        ("090です", "はい", "1234です", "5678です"),
        ("ゼロキュウゼロ", "イチニサンヨン", "ゴロクナナハチ"),
        ("マイナンバーは1234です。", "5678", "9018です。"),
        ("4111", "1111", "1111", "1111です"),
        ("zero nine zero", "one two three four", "five six seven eight"),
    ],
)
def test_every_part_of_a_number_goes(lines: tuple[str, ...]) -> None:
    for line in kept(*(("resident", line) for line in lines)):
        assert not re.search(r"\d|ゼロ|イチ|ゴロク|zero|one|five", line)


def test_the_other_side_may_say_yes_in_between() -> None:
    assert kept(
        ("staff", "お電話番号をお願いします。"),
        ("resident", "090の"),
        ("staff", "はい。"),
        ("resident", "1234"),
        ("staff", "1234ですね。"),
        ("resident", "5678です。"),
        ("staff", "ありがとうございます。300円です。"),
    ) == [
        "お電話番号をお願いします。",
        "〔電話番号〕",
        "はい。",
        "〔電話番号〕",
        "〔電話番号〕ですね。",
        "〔電話番号〕です。",
        "ありがとうございます。300円です。",
    ]


@pytest.mark.parametrize(
    ("question", "answer", "kept_answer"),
    [
        ("生年月日を教えてください。", "はい、1985年3月12日です。", "はい、〔生年月日〕です。"),
        ("口座番号をお願いします。", "1234567です。", "〔口座番号〕です。"),
        ("What is your date of birth?", "March 12, 1985.", "〔生年月日〕."),
        ("郵便番号は？", "1500042です。", "〔郵便番号〕です。"),
        ("受付番号は？", "0312345678です。", "0312345678です。"),
        ("期限はいつですか。", "6月30日です。", "6月30日です。"),
        ("口座番号は結構です。3番へどうぞ。", "1234567です。", "1234567です。"),
    ],
)
def test_an_answer_is_what_was_asked_for(question: str, answer: str, kept_answer: str) -> None:
    assert kept(("staff", question), ("resident", answer))[1] == kept_answer


def test_a_question_is_forgotten() -> None:
    talk = [("staff", "口座番号は後で結構です。"), *[("staff", "はい。")] * 4]
    assert kept(*talk, ("resident", "1234567です。"))[-1] == "1234567です。"


def test_numbers_of_two_people_are_not_put_together() -> None:
    talk = (("staff", "090"), ("resident", "1234"), ("staff", "番です"), ("resident", "5678"))
    assert kept(*talk) == [text for _, text in talk]


def test_a_line_that_cannot_go_on_is_settled_at_once() -> None:
    redactor = SessionRedactor("ja")
    assert [line.index for line in redactor.add("staff", "こんにちは。")] == [0]
    assert redactor.add("resident", "090") == ()
    assert [line.index for line in redactor.add("staff", "どうぞ、お続けください。")] == [2]
    assert [line.index for line in redactor.add("resident", "は覚えていません。")] == [1, 3]
    assert redactor.flush() == ()


def test_another_conversation_knows_nothing_of_the_last() -> None:
    redactor = SessionRedactor("ja")
    redactor.add("staff", "口座番号をお願いします。")
    redactor.flush()
    redactor.add("resident", "1234567です。")
    (line,) = redactor.flush()
    assert (line.index, line.redacted.found) == (1, ())


TALKS = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.sampled_from(
            "090 1234 5678です はい、 3番です 口座番号は？ 生年月日 6月30日 1234567".split()
        ),
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(TALKS)
def test_every_line_settles_once_and_never_changes_after(talk: list[tuple[str, str]]) -> None:
    assert len(kept(*talk)) == len(talk)
