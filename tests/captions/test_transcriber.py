"""From snapshots of utterances to events, with a recogniser that says what the test wants."""

from __future__ import annotations

import threading
from collections import deque

import numpy as np
import pytest
from caption_fakes import Call, FakeRecogniser

from voice_counter.audio.source import SAMPLE_RATE, Samples
from voice_counter.captions.events import CaptionEvent, Discarded, Final, Partial
from voice_counter.captions.options import PARTIAL_SECONDS, CaptionOptions
from voice_counter.captions.transcriber import Transcriber
from voice_counter.glossary import Glossary, Term, Vocabulary
from voice_counter.glossary.repair import Repair
from voice_counter.numerals import Quantity
from voice_counter.speech.endpoint import Phase, Utterance
from voice_counter.speech.recogniser import Hypothesis

GLOSSARY = Glossary(
    [
        Term("住民票", "じゅうみんひょう"),
        Term("転入届", "てんにゅうとどけ"),
        Term("card", "カード"),
    ]
)


class Desk:
    """A transcriber, whose recogniser says the texts in ``says`` one after another."""

    def __init__(self, language: str = "ja", *, glossary: bool = True) -> None:
        self.says: deque[Hypothesis | str] = deque()
        self.recogniser = FakeRecogniser(lambda _audio, _call: self.says.popleft())
        self.events: list[CaptionEvent] = []
        self.transcriber = Transcriber(
            self.recogniser,
            Vocabulary(GLOSSARY),
            CaptionOptions(language=language, glossary=glossary),
            self.events.append,
            lambda: 77.0,
        )

    def hears(
        self,
        phase: Phase,
        seconds: float,
        *says: Hypothesis | str,
        number: int = 1,
        start: float = 0.0,
        end: float | None = None,
    ) -> CaptionEvent | None:
        """Process a snapshot; every text in ``says`` must be asked for."""
        self.says.extend(says)
        before = len(self.events)
        audio: Samples = np.zeros(round(seconds * SAMPLE_RATE), np.float32)
        first = round(start * SAMPLE_RATE)
        last = first + len(audio) if end is None else round(end * SAMPLE_RATE)
        self.transcriber.process(Utterance(number, phase, first, last, audio))
        assert not self.says
        new = self.events[before:]
        assert len(new) <= 1
        return new[0] if new else None

    @property
    def calls(self) -> list[Call]:
        return self.recogniser.calls


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _settle(desk: Desk, text: str = "住民票の写しを家族の分もください") -> Partial:
    """Say the same until something is stable."""
    for tenths in range(5, 12):
        event = desk.hears(Phase.SPEAKING, tenths / 10, text)
    partials = [event for event in desk.events if isinstance(event, Partial)]
    assert partials[-1].stable > 0
    assert event is None
    return partials[-1]


def test_a_caption_grows_settles_and_ends(desk: Desk) -> None:
    words = [
        "住民票の写しを2通",
        "住民票の写しを2通、お願い",
        "住民票の写しを2通、お願いします",
        "住民票の写しを2通、お願いします。本籍",
        "住民票の写しを2通、お願いします。本籍もです",
        "住民票の写しを2通、お願いします。本籍もですか",
    ]
    for count, text in enumerate(words, start=1):
        event = desk.hears(Phase.SPEAKING, count / 2, text, start=3.0)
        assert isinstance(event, Partial)
        assert (event.utterance, event.start, event.end) == (1, 3.0, 3.0 + count / 2)
        assert (event.text, event.language, event.emitted) == (text, "ja", 77.0)
    stable = [event.stable for event in desk.events if isinstance(event, Partial)]
    assert stable == sorted(stable)
    assert 0 == stable[0] < stable[-1] < len(words[-1])
    said = "住民票の写しを2通、お願いします。本籍もです。"
    final = desk.hears(Phase.ENDED, 3.6, said, start=3.0, end=6.4)
    two = Quantity(7, 9, "count", "2通", "")
    assert final == Final(1, 3.0, 6.4, 77.0, "ja", said, ("住民票",), (two,))
    assert [call.final for call in desk.calls] == [False] * 6 + [True]
    counts = desk.transcriber
    assert (counts.partials, counts.finals, counts.discarded) == (6, 1, 0)
    assert (counts.taken, counts.done) == (round(6.6 * SAMPLE_RATE), round(6.6 * SAMPLE_RATE))


def test_a_hypothesis_that_brings_nothing_new_is_not_shown(desk: Desk) -> None:
    assert isinstance(desk.hears(Phase.SPEAKING, 0.5, "はい"), Partial)
    assert desk.hears(Phase.SPEAKING, 1.0, "はい") is None
    assert desk.transcriber.partials == 1


def test_an_empty_hypothesis_is_not_shown(desk: Desk) -> None:
    assert desk.hears(Phase.SPEAKING, 0.5, "") is None


def test_the_hypothesis_of_a_pause_serves_as_the_final(desk: Desk) -> None:
    partial = desk.hears(Phase.PAUSED, 2.2, "どうぞ。", end=2.0)
    assert isinstance(partial, Partial)
    assert desk.calls[-1].final, "it is decoded as a final is"
    final = desk.hears(Phase.ENDED, 2.2, end=2.0)
    assert isinstance(final, Final)
    assert final.text == "どうぞ。"
    assert len(desk.calls) == 1


def test_speech_that_goes_on_behind_a_pause_is_decoded_again(desk: Desk) -> None:
    desk.hears(Phase.PAUSED, 2.2, "どうぞ。", end=2.0)
    final = desk.hears(Phase.ENDED, 3.2, "どうぞこちらへ。", end=3.0)
    assert isinstance(final, Final)
    assert final.text == "どうぞこちらへ。"


def test_the_newest_pause_counts(desk: Desk) -> None:
    desk.hears(Phase.PAUSED, 2.2, "どうぞ", end=2.0)
    desk.hears(Phase.PAUSED, 3.2, "どうぞこちらへ", end=3.0)
    final = desk.hears(Phase.ENDED, 3.2, end=3.0)
    assert isinstance(final, Final)
    assert final.text == "どうぞこちらへ"


def test_a_pause_of_another_utterance_does_not_count(desk: Desk) -> None:
    desk.hears(Phase.PAUSED, 1.0, "どうぞ", number=1)
    final = desk.hears(Phase.ENDED, 0.5, "はい", number=2, start=0.5, end=1.0)
    assert isinstance(final, Final)
    assert final.text == "はい"


def test_a_final_begins_with_what_was_stable(desk: Desk) -> None:
    partial = _settle(desk)
    settled = partial.text[: partial.stable]
    final = desk.hears(Phase.ENDED, 1.5, "移動の写しを家族の分も2通ください。")
    assert isinstance(final, Final)
    assert final.text.startswith(settled)
    assert final.text.endswith("も2通ください。")


def test_a_final_that_hears_nothing_keeps_what_was_stable(desk: Desk) -> None:
    partial = _settle(desk)
    final = desk.hears(Phase.ENDED, 1.5, "")
    assert isinstance(final, Final)
    assert final.text == partial.text[: partial.stable]


def test_a_looped_partial_is_skipped_and_counted(desk: Desk) -> None:
    desk.hears(Phase.SPEAKING, 0.5, "どうぞ")
    looped = Hypothesis("どうぞ、どうぞ、どうぞ、", "ja", looped=True, loops=1)
    assert desk.hears(Phase.SPEAKING, 1.0, looped) is None
    final = desk.hears(Phase.ENDED, 1.5, Hypothesis("どうぞ。", "ja", loops=2))
    assert isinstance(final, Final)
    assert final.text == "どうぞ。"
    assert desk.transcriber.loops == 3


def test_no_speech_after_all_is_discarded(desk: Desk) -> None:
    desk.hears(Phase.SPEAKING, 0.5, "ん")
    assert desk.hears(Phase.ENDED, 1.0, "") == Discarded(1)
    assert (desk.transcriber.discarded, desk.transcriber.finals) == (1, 0)


def test_an_abandoned_utterance_is_not_even_decoded(desk: Desk) -> None:
    assert desk.hears(Phase.ABANDONED, 0.4) == Discarded(1)
    assert desk.calls == []
    assert desk.transcriber.done == round(0.4 * SAMPLE_RATE)


def test_nothing_of_an_utterance_reaches_the_next(desk: Desk) -> None:
    _settle(desk)
    desk.hears(Phase.ENDED, 1.5, "住民票の写し")
    partial = desk.hears(Phase.SPEAKING, 0.5, "はい", number=2, start=2.0)
    assert isinstance(partial, Partial)
    assert (partial.utterance, partial.text, partial.stable) == (2, "はい", 0)


def test_detection_is_repeated_until_there_is_enough_speech() -> None:
    desk = Desk("auto")
    desk.hears(Phase.SPEAKING, 1.0, Hypothesis("Hi", "en"))
    partial = desk.hears(Phase.SPEAKING, 1.6, Hypothesis("Xin chào", "vi"))
    assert isinstance(partial, Partial)
    assert (partial.language, partial.text) == ("vi", "Xin chào")
    desk.hears(Phase.SPEAKING, 2.0, "Xin chào chị")
    final = desk.hears(Phase.ENDED, 2.6, "Xin chào chị.")
    assert [call.language for call in desk.calls] == [None, None, "vi", "vi"]
    assert isinstance(final, Final)
    assert final.language == "vi"


def test_each_utterance_is_detected_anew() -> None:
    desk = Desk("auto")
    desk.hears(Phase.ENDED, 2.0, Hypothesis("Hello.", "en"))
    final = desk.hears(Phase.ENDED, 2.0, Hypothesis("はい。", "ja"), number=2, start=3.0)
    assert [call.language for call in desk.calls] == [None, None]
    assert isinstance(final, Final)
    assert final.language == "ja"


def test_a_short_final_has_the_language_it_was_heard_in() -> None:
    desk = Desk("auto")
    final = desk.hears(Phase.ENDED, 0.6, Hypothesis("Yes.", "en"))
    assert isinstance(final, Final)
    assert final.language == "en"


def test_a_named_language_is_never_detected() -> None:
    desk = Desk("en")
    desk.hears(Phase.SPEAKING, 2.0, "I have")
    desk.hears(Phase.ENDED, 3.0, "I have moved.")
    assert [call.language for call in desk.calls] == ["en", "en"]


def test_a_term_still_being_said_is_not_settled(desk: Desk) -> None:
    for seconds in (0.5, 1.0, 1.5, 2.0):
        partial = desk.hears(
            Phase.SPEAKING, seconds, "ジュウミンヒョウのうつ" + "。" * round(seconds * 2)
        )
    assert isinstance(partial, Partial)
    assert partial.stable == 0


def test_the_recogniser_expects_terms_like_those_it_heard(desk: Desk) -> None:
    desk.hears(Phase.SPEAKING, 0.5, "ジュウミンヒョウが要る")
    desk.hears(Phase.SPEAKING, 1.0, "住民票が要る")
    assert [call.terms for call in desk.calls] == [(), ("住民票",)]


def test_a_term_that_only_the_final_sounds_like_makes_it_decode_once_more(desk: Desk) -> None:
    final = desk.hears(Phase.ENDED, 1.0, "テンニュウトドケを出す", "転入届を出す")
    assert isinstance(final, Final)
    assert (final.text, final.terms) == ("転入届を出す", ("転入届",))
    assert [call.terms for call in desk.calls] == [(), ("転入届",)]


def test_what_is_still_written_wrong_is_repaired_and_says_so(desk: Desk) -> None:
    final = desk.hears(Phase.ENDED, 1.0, "ジュウミンヒョウが要る", "ジュウミンヒョウが要る")
    assert isinstance(final, Final)
    assert final.text == "住民票が要る"
    assert final.repairs == (Repair("ジュウミンヒョウ", "住民票"),)


def test_nothing_is_repaired_that_was_not_said(desk: Desk) -> None:
    desk.recogniser.likelihood = lambda text: -50.0 if "住民票" in text else 0.0
    final = desk.hears(Phase.ENDED, 1.0, "ジュウミンヒョウが要る", "ジュウミンヒョウが要る")
    assert isinstance(final, Final)
    assert (final.text, final.repairs) == ("ジュウミンヒョウが要る", ())


def test_numbers_have_one_form_from_the_first_partial_on(desk: Desk) -> None:
    partial = desk.hears(Phase.SPEAKING, 0.5, "三百円で")
    final = desk.hears(Phase.ENDED, 1.0, "三百円です。令和八年四月まで。")
    assert isinstance(partial, Partial)
    assert isinstance(final, Final)
    assert partial.text == "300円で"
    assert final.text == "300円です。令和8年4月まで。"
    assert [(one.kind, one.note) for one in final.quantities][:2] == [
        ("amount", ""),
        ("era_year", "2026年"),
    ]


@pytest.mark.parametrize(("language", "glossary"), [("en", True), ("auto", True), ("ja", False)])
def test_terms_are_for_japanese_only_and_only_if_wanted(language: str, glossary: bool) -> None:
    desk = Desk(language, glossary=glossary)
    heard = "ja" if language == "ja" else "en"
    partial = desk.hears(Phase.SPEAKING, 2.0, Hypothesis("card 住民票", heard))
    final = desk.hears(Phase.ENDED, 3.0, Hypothesis("card 住民票 転入届", heard))
    assert isinstance(partial, Partial)
    assert isinstance(final, Final)
    assert (partial.terms, final.terms) == ((), ())
    assert [call.terms for call in desk.calls] == [(), ()]


def test_detected_japanese_has_terms_once_it_is_certain() -> None:
    desk = Desk("auto")
    desk.hears(Phase.SPEAKING, 2.0, Hypothesis("住民票", "ja"))
    final = desk.hears(Phase.ENDED, 3.0, "住民票です")
    assert isinstance(final, Final)
    assert final.terms == ("住民票",)
    assert [call.terms for call in desk.calls] == [(), ("住民票",)]


def test_partials_that_were_overtaken_are_counted(desk: Desk) -> None:
    desk.hears(Phase.SPEAKING, PARTIAL_SECONDS, "は")
    assert desk.transcriber.dropped_partials == 0
    desk.hears(Phase.SPEAKING, 4 * PARTIAL_SECONDS, "はい")
    assert desk.transcriber.dropped_partials == 2
    desk.hears(Phase.SPEAKING, 5 * PARTIAL_SECONDS, "はい、")
    desk.hears(Phase.ENDED, 6 * PARTIAL_SECONDS, "はい。")
    desk.hears(Phase.SPEAKING, PARTIAL_SECONDS, "え", number=2, start=60.0)
    assert desk.transcriber.dropped_partials == 2, "the silence between drops none"


def test_the_last_utterance_can_be_heard_again_with_another_vocabulary(desk: Desk) -> None:
    assert desk.transcriber.hear_again() is None
    desk.hears(Phase.ENDED, 1.0, "ゲンガクセイドを使う")
    desk.transcriber.use(Vocabulary(Glossary([Term("減額制度", "げんがくせいど")])))
    desk.says.extend(["ゲンガクセイドを使う", "減額制度を使う"])
    assert desk.transcriber.hear_again() == "減額制度を使う"
    assert [call.terms for call in desk.calls] == [(), (), ("減額制度",)]
    final = desk.hears(Phase.ENDED, 1.0, "減額制度です", number=2, start=2.0)
    assert isinstance(final, Final)
    assert final.terms == ("減額制度",)


def test_what_is_forgotten_cannot_be_heard_again(desk: Desk) -> None:
    desk.hears(Phase.ENDED, 1.0, "転入届です")
    desk.transcriber.forget()
    assert desk.transcriber.hear_again() is None


def test_who_forgets_does_not_wait_for_the_recogniser(desk: Desk) -> None:
    answer = desk.recogniser.answer
    waits: list[bool] = []

    def next_person(audio: Samples, call: Call) -> Hypothesis | str:
        other = threading.Thread(target=desk.transcriber.forget, daemon=True)
        other.start()
        other.join(5.0)
        waits.append(other.is_alive())
        return answer(audio, call)

    desk.recogniser.answer = next_person
    desk.hears(Phase.ENDED, 1.0, "転入届です")
    assert waits == [False]
    assert desk.transcriber.hear_again() is None, "it is forgotten as soon as it is heard"
