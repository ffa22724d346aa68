"""What is asked of the translator, and what becomes of its answers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from voice_counter.captions.events import Final, Partial
from voice_counter.conversation.conversation import Conversation
from voice_counter.conversation.interpreter import Interpreter
from voice_counter.conversation.line import Side
from voice_counter.translation.results import Translation
from voice_counter.translation.service import Translated, TranslatedBack

BOTH = {Side.STAFF: ("vi",), Side.RESIDENT: ("ja",)}


class Service:
    def __init__(self) -> None:
        self.asked: list[tuple[str, int | str, str, tuple[str, ...]]] = []
        self.forgotten = 0

    def settled(self, key: int | str, text: str, source: str, targets: Sequence[str]) -> None:
        del source
        self.asked.append(("settled", key, text, tuple(targets)))

    def growing(self, key: int | str, text: str, source: str, targets: Sequence[str]) -> None:
        del source
        self.asked.append(("growing", key, text, tuple(targets)))

    def back(self, utterance: int | str, translation: Translation) -> None:
        self.asked.append(("back", utterance, translation.text, ()))

    def forget(self) -> None:
        self.forgotten += 1


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def conversation() -> Conversation:
    made = Conversation()
    made.begin_run(Side.STAFF)
    return made


@pytest.fixture
def interpreter(conversation: Conversation, service: Service) -> Interpreter:
    made = Interpreter(conversation, service)
    made.into(BOTH)
    return made


def final(number: int, text: str) -> Final:
    return Final(number, 0.0, 1.0, 1.0, "ja", text)


def answer(key: str, original: str, text: str, *, provisional: bool = False) -> Translated:
    translation = Translation("ja", "vi", original, text, "fake", ("ja", "vi"), "engine")
    return Translated(key, "vi", translation, provisional, original)


def test_partials_are_asked_for_by_the_way_and_finals_for_certain(
    conversation: Conversation, interpreter: Interpreter, service: Service
) -> None:
    assert interpreter.growing
    conversation.apply(Partial(1, 0.0, 1.0, 1.0, "ja", "住民", 0))
    conversation.apply(final(1, "住民票です。"))
    assert service.asked == [
        ("growing", "1.1", "住民", ("vi",)),
        ("settled", "1.1", "住民票です。", ("vi",)),
    ]


def test_what_the_resident_says_goes_into_japanese(
    conversation: Conversation, interpreter: Interpreter, service: Service
) -> None:
    del interpreter
    conversation.say(Side.RESIDENT, "Vâng", "vi")
    conversation.say(Side.RESIDENT, "はい", "ja")  # needs no translation
    assert service.asked == [("settled", "typed.1", "Vâng", ("ja",))]


def test_an_answer_comes_back_once_settled(
    conversation: Conversation, interpreter: Interpreter, service: Service
) -> None:
    conversation.apply(final(1, "はい。"))
    interpreter.receive(answer("1.1", "はい。", "Vâng."))
    assert conversation[0].translations["vi"] is not None
    assert service.asked[-1] == ("back", "1.1", "Vâng.", ())
    back = Translation("vi", "ja", "Vâng.", "ええ。", "fake", ("vi", "ja"), "engine")
    interpreter.receive(TranslatedBack("1.1", back))
    assert conversation[0].back == back


def test_a_correction_is_translated_anew_and_the_old_answer_refused(
    conversation: Conversation, interpreter: Interpreter, service: Service
) -> None:
    conversation.apply(final(1, "300円です。"))
    conversation.correct("1.1", "200円です。")
    interpreter.receive(answer("1.1", "300円です。", "300 yên"))
    assert "vi" not in conversation[0].translations
    assert service.asked[-1] == ("settled", "1.1", "200円です。", ("vi",))
    interpreter.receive(answer("1.1", "200円です。", "200 yên"))
    assert conversation[0].translations["vi"] is not None


def test_another_language_brings_the_last_lines_again(
    conversation: Conversation, interpreter: Interpreter, service: Service
) -> None:
    for number in range(5):
        conversation.apply(final(number, f"{number}番です。"))
    service.asked.clear()
    interpreter.into({Side.STAFF: ("ko",)})
    assert [(key, targets) for _, key, _, targets in service.asked] == [
        ("1.2", ("ko",)),
        ("1.3", ("ko",)),
        ("1.4", ("ko",)),
    ]
    service.asked.clear()
    interpreter.into({Side.STAFF: ("ko",)})
    assert service.asked == []


def test_clearing_forgets_what_waits(
    conversation: Conversation, interpreter: Interpreter, service: Service
) -> None:
    conversation.apply(final(1, "はい。"))
    conversation.clear()
    interpreter.receive(answer("1.1", "はい。", "Vâng."))
    assert service.forgotten == 1
    assert len(conversation) == 0


def test_a_failed_translation_is_told(conversation: Conversation, interpreter: Interpreter) -> None:
    conversation.apply(final(1, "はい。"))
    interpreter.receive(Translated("1.1", "vi", None, False, "はい。"))
    assert conversation[0].translations == {"vi": None}


def test_what_came_translated_is_not_asked_for(
    conversation: Conversation, service: Service, interpreter: Interpreter
) -> None:
    given = Translation("ja", "vi", "はい。", "Vâng.", "phrase", ("ja", "vi"), "phrase")
    line = conversation.say(Side.STAFF, "はい。", "ja", {"vi": given})
    assert service.asked == []
    assert line.translations["vi"] == given
    interpreter.into({Side.STAFF: ("ko",), Side.RESIDENT: ("ja",)})
    assert service.asked == [("settled", line.key, "はい。", ("ko",))]
    conversation.correct(line.key, "いいえ。")
    interpreter.into(BOTH)
    assert service.asked[-1] == ("settled", line.key, "いいえ。", ("vi",))
