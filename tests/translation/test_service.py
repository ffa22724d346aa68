"""The translator's thread: finals in order, partials when idle, translating back last."""

from __future__ import annotations

import threading

from voice_counter.captions.events import Final, Partial
from voice_counter.translation.results import Translation
from voice_counter.translation.service import Translated, TranslatedBack, TranslationService


class Held:
    """A translator that waits at its first sentence until it is let go on."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.go_on = threading.Event()

    def translate(self, text: str, source: str, target: str) -> Translation:
        if text == "hold":
            self.begun.set()
            assert self.go_on.wait(10)
        if text == "fail":
            raise RuntimeError("broken")
        return Translation(source, target, text, text.upper(), "t", (source, target), "engine")


def final(number: int, text: str) -> Final:
    return Final(number, 0.0, 1.0, 1.0, "ja", text)


def partial(number: int, text: str) -> Partial:
    return Partial(number, 0.0, 1.0, 1.0, "ja", text, 0)


def test_finals_before_the_newest_partial_before_translating_back() -> None:
    held = Held()
    told: list[Translated | TranslatedBack] = []
    back = threading.Event()

    def tell(result: Translated | TranslatedBack) -> None:
        told.append(result)
        if isinstance(result, TranslatedBack):
            back.set()

    service = TranslationService(lambda: held, tell)
    service.final(final(1, "hold"), ["en"])
    assert held.begun.wait(10)
    service.back(1, Translation("ja", "en", "a", "back", "t", ("ja", "en"), "engine"))
    service.partial(partial(4, "old"), ["en"])
    service.partial(partial(4, "new"), ["en"])
    service.final(final(2, "second"), ["en", "ko"])
    service.final(final(3, "third"), ["en"])
    held.go_on.set()
    assert back.wait(10)
    service.close()
    texts = [one.translation.text for one in told if one.translation]
    assert texts == ["HOLD", "SECOND", "SECOND", "THIRD", "NEW", "BACK"]
    provisional = [one.provisional for one in told if isinstance(one, Translated)]
    assert provisional == [False, False, False, False, True]


def test_closing_finishes_the_finals() -> None:
    held = Held()
    told: list[Translated | TranslatedBack] = []
    service = TranslationService(lambda: held, told.append)
    service.final(final(1, "hold"), ["en"])
    service.final(final(2, "last"), ["en"])
    held.go_on.set()
    service.close()
    assert [one.utterance for one in told] == [1, 2]


def test_one_failure_does_not_silence_the_rest() -> None:
    told: list[Translated | TranslatedBack] = []
    service = TranslationService(Held, told.append)
    service.final(final(1, "fail"), ["en"])
    service.final(final(2, "well"), ["en"])
    service.close()
    assert [one.translation and one.translation.text for one in told] == [None, "WELL"]


def test_a_translator_that_cannot_be_made_is_told_at_every_final() -> None:
    def make() -> Held:
        raise RuntimeError("no")

    told: list[Translated | TranslatedBack] = []
    service = TranslationService(make, told.append)
    service.final(final(1, "a"), ["en"])
    service.close()
    assert [one.translation for one in told] == [None]


def test_a_final_takes_away_the_partial_of_its_utterance() -> None:
    held = Held()
    told: list[Translated | TranslatedBack] = []
    service = TranslationService(lambda: held, told.append)
    service.final(final(1, "hold"), ["en"])
    assert held.begun.wait(10)
    service.partial(partial(2, "growing"), ["en"])
    service.final(final(2, "grown"), ["en"])
    held.go_on.set()
    service.close()
    assert [one.translation.text for one in told if one.translation] == ["HOLD", "GROWN"]


def test_closing_need_not_wait_for_an_engine_that_hangs() -> None:
    held = Held()
    service = TranslationService(lambda: held, lambda _result: None)
    service.final(final(1, "hold"), ["en"])
    assert held.begun.wait(10)
    assert service.close(0.0) is False
    assert service._thread.daemon, "nor does the interpreter"
    held.go_on.set()
    assert service.close() is True
