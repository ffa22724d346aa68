"""A final that is nearly a phrase is heard again, with the phrase expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from voice_counter.glossary import Glossary, Vocabulary
from voice_counter.speech.recogniser import Hypothesis

PHRASE = "生年月日をお願いします。"
WRONG = "青年学品をお願いします"


@dataclass
class Book:
    """Stands for the phrase book: one phrase, that everything is like."""

    like: Sequence[str] = (PHRASE,)
    asked: list[str] = field(default_factory=list)

    def wordings_like(self, text: str) -> Sequence[str]:
        self.asked.append(text)
        return self.like

    def knows(self, text: str) -> bool:
        return text in (PHRASE, "手数料は300円です。", "手数料は500円です。")


@dataclass
class Scripted:
    """Hears ``first``, and ``second`` when it is told to expect something."""

    first: str
    second: str
    looped: bool = False
    language: str = "ja"
    decodes: int = 0

    def decode(self, terms: Sequence[str] = ()) -> Hypothesis:
        self.decodes += 1
        again = bool(terms)
        return Hypothesis(
            text=self.second if again else self.first,
            language="ja",
            no_speech=0.0,
            log_probability=-0.1,
            looped=self.looped and again,
            loops=int(self.looped and again),
        )

    def token_probabilities(self, text: str) -> list[tuple[int, int, float]]:
        return [(0, len(text), 1.0)]

    def log_probabilities(self, texts: Sequence[str], terms: Sequence[str] = ()) -> list[float]:  # noqa: ARG002
        return [0.0 for _ in texts]


def heard(hearing: Scripted, book: Book, *, final: bool = True) -> str:
    vocabulary = Vocabulary(Glossary(()), phrases=book)
    return vocabulary.decode(hearing, "", final=final).hypothesis.text


def test_the_phrase_is_taken_when_it_is_then_heard() -> None:
    assert heard(Scripted(WRONG, PHRASE), Book()) == PHRASE


@pytest.mark.parametrize(
    "hearing",
    [
        # It left words out: with a sentence in its prompt Whisper may.
        Scripted(WRONG, "をお願いします。"),
        Scripted("手数料は300円です", "手数料は500円です。"),
        Scripted(WRONG, PHRASE, looped=True),
    ],
    ids=["words left out", "another number", "loop"],
)
def test_else_what_was_heard_first_stays(hearing: Scripted) -> None:
    assert heard(hearing, Book()) == hearing.first
    assert hearing.decodes == 2


@pytest.mark.parametrize(
    ("hearing", "book", "final"),
    [
        (Scripted(PHRASE, "x"), Book(), True),
        (Scripted(WRONG, PHRASE), Book(like=()), True),
        (Scripted(WRONG, PHRASE), Book(), False),
        (Scripted("", PHRASE), Book(), True),
    ],
    ids=["a phrase already", "like none", "partial", "silence"],
)
def test_no_decode_is_spent_where_it_cannot_help(
    hearing: Scripted, book: Book, final: bool
) -> None:
    assert heard(hearing, book, final=final) == hearing.first
    assert hearing.decodes == 1
