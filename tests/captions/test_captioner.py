"""The spine, with a scripted source and recogniser in its real two threads."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from caption_fakes import (
    BLOCK,
    HANG,
    Call,
    FakeRecogniser,
    LoudnessVad,
    ScriptedSource,
    View,
    caption,
    make_captioner,
    names_speaker,
    silence,
    speaker,
    voice,
)

from voice_counter.audio.source import SAMPLE_RATE, Samples
from voice_counter.captions.captioner import Captioner
from voice_counter.captions.events import (
    Delay,
    Discarded,
    Final,
    Level,
    Listening,
    Overflow,
    Partial,
    Summary,
)
from voice_counter.captions.options import CaptionOptions
from voice_counter.errors import AudioError
from voice_counter.glossary import Glossary, Term, Vocabulary
from voice_counter.speech.endpoint import EndpointRules

GONE = AudioError("error.audio.microphone_failed", name="USB マイク", reason="gone")


def _grows(audio: Samples, _: Call) -> str:
    return "住民票の写しを二通と戸籍の証明書を一通ください"[: int(len(audio) / SAMPLE_RATE * 4)]


def _script(*people: int, seconds: float = 1.0, live: bool = True) -> ScriptedSource:
    steps = [step for who in people for step in (voice(who, seconds), silence(1.0))]
    return ScriptedSource(silence(0.5), *steps, live=live)


@pytest.mark.parametrize("live", [True, False])
def test_who_speaks_is_captioned_in_order(live: bool) -> None:
    source = _script(1, 2, 3, live=live)
    view, _ = caption(source)
    assert [final.text for final in view.of(Final)] == ["1番です", "2番です", "3番です"]
    assert [final.utterance for final in view.of(Final)] == [1, 2, 3]
    assert view.events[0] == Listening("USB マイク")
    assert view.stopped.error is None


def test_a_file_shows_every_step_of_a_growing_caption() -> None:
    view, recogniser = caption(_script(1, seconds=3.0, live=False), _grows)
    partials, (final,) = view.of(Partial), view.of(Final)
    assert len(partials) >= 5
    ends = [partial.end for partial in partials]
    assert ends == sorted(ends)
    assert all(after - before <= 0.6 for before, after in pairwise(ends))
    for before, after in pairwise(partials):
        assert after.text.startswith(before.text[: before.stable])
        assert after.stable >= before.stable
    assert final.text.startswith(partials[-1].text[: partials[-1].stable])
    assert partials[-1].stable > 0
    assert view.stopped.summary.dropped_partials == 0
    assert recogniser.finals == 1, "the pause's hypothesis is the final's"


def test_the_same_file_gives_the_same_captions() -> None:
    first, second = (caption(_script(1, 2, seconds=2.0, live=False), _grows)[0] for _ in range(2))
    assert len(first.of(Partial)) > 4

    def facts(view: View) -> list[object]:
        return [
            (type(event), event.utterance, event.start, event.end, event.text)
            for event in view.events
            if isinstance(event, Partial | Final)
        ]

    assert facts(first) == facts(second)


def test_times_are_those_of_the_stream() -> None:
    view, _ = caption(ScriptedSource(silence(2.0), voice(1, 1.0), silence(1.0), live=False))
    (final,) = view.of(Final)
    assert final.start == pytest.approx(2.0 - EndpointRules().pre_roll, abs=0.04)
    assert final.end == pytest.approx(3.0, abs=0.04)
    summary = view.stopped.summary
    assert summary.audio == pytest.approx(4.0, abs=0.04)
    assert summary.speech == pytest.approx(final.end - final.start)


def test_the_summary_counts_what_was_shown() -> None:
    def hears(audio: Samples, call: Call) -> str:
        return "" if speaker(audio) == 2 else names_speaker(audio, call)

    view, _ = caption(_script(1, 2, 3, live=False), hears)
    summary = view.stopped.summary
    assert summary.partials == len(view.of(Partial)) > 0
    assert (summary.finals, summary.discarded) == (2, 1)
    assert view.of(Discarded) == [Discarded(2)]
    assert summary.peak_rss > 10_000_000
    assert summary.wall > 0
    assert summary.cpu > 0


def test_run_returns_the_summary_it_announces() -> None:
    view = View()
    summary = make_captioner(FakeRecogniser(names_speaker)).run(_script(1), CaptionOptions(), view)
    assert isinstance(summary, Summary)
    assert view.stopped.summary is summary


def test_loudness_is_told_ten_times_a_second() -> None:
    view, _ = caption(ScriptedSource(silence(1.0), voice(1, 0.5)))
    levels = view.of(Level)
    assert len(levels) == 15
    assert levels[0] == Level(-100.0, -100.0)
    assert levels[-1].peak == pytest.approx(-5.85, abs=0.05)


def test_what_is_said_when_the_source_ends_is_captioned() -> None:
    view, _ = caption(ScriptedSource(silence(0.5), voice(1, 1.0)))
    assert [final.text for final in view.of(Final)] == ["1番です"]
    assert view.of(Final)[0].end == pytest.approx(1.5, abs=0.04)


def test_a_source_of_nothing_only_stops() -> None:
    view, recogniser = caption(ScriptedSource())
    assert view.events == [view.stopped]
    assert recogniser.calls == []
    assert view.stopped.summary.audio == 0.0


@pytest.mark.parametrize("end_silence", [0.3, 1.0])
def test_the_chosen_silence_ends_an_utterance(end_silence: float) -> None:
    source = ScriptedSource(voice(1, 1.0), silence(0.6), voice(2, 1.0), silence(1.2))
    view, _ = caption(source, options=CaptionOptions(end_silence=end_silence))
    assert len(view.of(Final)) == (2 if end_silence == 0.3 else 1)


def test_without_partials_nothing_is_decoded_while_somebody_speaks() -> None:
    options = CaptionOptions(partials=False)
    view, recogniser = caption(_script(1, seconds=3.0, live=False), _grows, options)
    assert len(view.of(Final)) == 1
    assert all(call.final for call in recogniser.calls)


class _Gate:
    """A recogniser that does not answer until it is let."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.open = threading.Event()

    def answer(self, audio: Samples, call: Call) -> str:
        self.entered.set()
        assert self.open.wait(HANG)
        return names_speaker(audio, call)


def test_a_recogniser_that_cannot_keep_up_loses_partials_but_no_final() -> None:
    gate, view = _Gate(), View()
    people = range(1, 7)

    def until_busy() -> None:
        assert gate.entered.wait(HANG)

    def catch_up() -> Iterator[Samples]:
        # The reader delivered everything while the recogniser stood still.
        assert view.of(Final) == []
        gate.open.set()
        view.wait_for(lambda: len(view.of(Final)) == len(people))
        while view.of(Delay)[-1] != Delay(0.0):
            yield silence(0.1)

    source = ScriptedSource(
        silence(0.5),
        voice(1, 1.0),
        until_busy,
        *[step for who in people for step in (voice(who, 2.0), silence(1.0))],
        catch_up,
    )
    recogniser = FakeRecogniser(gate.answer)
    make_captioner(recogniser).run(source, CaptionOptions(), view)

    assert [final.utterance for final in view.of(Final)] == list(people)
    assert [final.text for final in view.of(Final)] == [f"{who}番です" for who in people]
    assert len(recogniser.calls) - recogniser.finals <= 1, "only the newest snapshot waits"
    assert recogniser.finals == len(people)
    delays = [delay.seconds for delay in view.of(Delay)]
    assert delays[0] > 2.0
    assert max(delays) > 10.0
    assert delays.count(0.0) == 1
    assert delays[-1] == 0.0
    assert view.stopped.error is None


def test_a_recogniser_that_cannot_keep_up_sees_only_the_newest_of_a_growing_utterance() -> None:
    gate, view = _Gate(), View()

    def until_busy() -> None:
        assert gate.entered.wait(HANG)

    def until_shown() -> None:
        gate.open.set()
        view.wait_for(lambda: len(view.of(Partial)) == 2)

    def says_how_much(audio: Samples, call: Call) -> str:
        gate.answer(audio, call)
        return f"{len(recogniser.calls)}回"

    source = ScriptedSource(voice(1, 1.0), until_busy, voice(1, 3.0), until_shown, silence(1.0))
    recogniser = FakeRecogniser(says_how_much)
    make_captioner(recogniser).run(source, CaptionOptions(), view)
    first, second = recogniser.calls[:2]
    assert first.seconds <= 1.0
    assert second.seconds > 3.9
    assert view.stopped.summary.dropped_partials >= 5
    assert len(view.of(Final)) == 1


def test_a_recogniser_in_time_is_never_announced_as_late() -> None:
    view = View()

    def finals(count: int) -> Iterator[Samples]:
        view.wait_for(lambda: len(view.of(Final)) == count)
        yield silence(0.1)

    source = ScriptedSource(
        voice(1, 1.0),
        silence(0.8),
        lambda: finals(1),
        silence(5.0),
        voice(2, 1.0),
        silence(0.8),
        lambda: finals(2),
        silence(0.2),
    )
    make_captioner(FakeRecogniser(names_speaker)).run(source, CaptionOptions(), view)
    assert view.of(Delay) == []


def test_a_file_is_never_late() -> None:
    view, _ = caption(_script(*range(1, 8), live=False))
    assert len(view.of(Final)) == 7
    assert view.of(Delay) == []


def test_a_source_that_breaks_is_captioned_up_to_there() -> None:
    def breaks() -> None:
        raise GONE

    view, _ = caption(ScriptedSource(silence(0.5), voice(1, 1.0), breaks))
    assert [final.text for final in view.of(Final)] == ["1番です"]
    assert view.stopped.error is GONE


def test_a_source_that_never_begins_only_stops() -> None:
    def breaks() -> None:
        raise GONE

    view, _ = caption(ScriptedSource(breaks))
    assert view.events == [view.stopped]
    assert view.stopped.error is GONE


@pytest.mark.parametrize("live", [True, False])
def test_a_recogniser_that_breaks_ends_the_run(
    live: bool, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[int] = []

    def breaks(audio: Samples, call: Call) -> str:
        heard.append(speaker(audio))
        if heard[-1] == 2:
            raise RuntimeError("out of memory")
        return names_speaker(audio, call)

    source: ScriptedSource

    def until_closed() -> None:
        assert source.closed.wait(HANG)

    def has_said_it() -> Iterator[Samples]:
        # Heard, but not yet told that the source is to end.
        source.closed.clear()
        yield voice(3, 1.0)
        yield silence(1.0)

    steps = [voice(1, 1.0), silence(1.0), voice(2, 1.0), silence(1.0)]
    source = ScriptedSource(*steps, until_closed, has_said_it, live=live)
    view, _ = caption(source, breaks)
    assert [final.text for final in view.of(Final)] == ["1番です"]
    error = view.stopped.error
    assert error is not None
    assert error.key == "error.captions.recogniser_failed"
    assert "out of memory" in str(error)
    assert "out of memory" in caplog.text, "with its traceback, for whoever mends it"
    assert len(caplog.records) == 1, "nothing is decoded after the first fault"
    assert heard.count(2) == 1
    assert 3 not in heard


def test_the_recogniser_s_fault_comes_before_the_source_s() -> None:
    read = threading.Event()

    def breaks(_audio: Samples, _call: Call) -> str:
        assert read.wait(HANG)
        raise RuntimeError("out of memory")

    def gone() -> None:
        read.set()
        assert source.closed.wait(HANG)
        raise GONE

    source = ScriptedSource(voice(1, 1.0), silence(1.0), gone)
    view, _ = caption(source, breaks)
    assert view.stopped.error is not None
    assert view.stopped.error.key == "error.captions.recogniser_failed"


def test_stop_from_another_thread_captions_what_was_heard() -> None:
    view, recogniser = View(), FakeRecogniser(names_speaker)
    captioner = make_captioner(recogniser)
    spoken = threading.Event()

    def goes_on() -> Iterator[Samples]:
        spoken.set()
        assert source.closed.wait(HANG)
        yield voice(2, 1.0)

    source = ScriptedSource(silence(0.5), voice(1, 1.0), goes_on)
    runner = threading.Thread(
        target=captioner.run, args=(source, CaptionOptions(), view), daemon=True
    )
    runner.start()
    assert spoken.wait(HANG)
    captioner.stop()
    captioner.stop()
    runner.join(HANG)
    assert not runner.is_alive()
    assert [final.text for final in view.of(Final)] == ["1番です"]
    assert view.stopped.error is None


def test_stop_while_the_recogniser_is_behind_still_brings_every_final() -> None:
    gate, view = _Gate(), View()
    captioner = make_captioner(FakeRecogniser(gate.answer))

    def stop() -> Iterator[Samples]:
        assert gate.entered.wait(HANG)
        captioner.stop()
        gate.open.set()
        yield voice(4, 1.0)

    source = ScriptedSource(*[s for w in (1, 2, 3) for s in (voice(w, 1.0), silence(1.0))], stop)
    captioner.run(source, CaptionOptions(), view)
    assert [final.text for final in view.of(Final)] == ["1番です", "2番です", "3番です"]
    assert view.stopped.error is None


def test_stop_without_a_run_is_harmless() -> None:
    captioner = make_captioner(FakeRecogniser(names_speaker))
    captioner.stop()
    source, view = _script(1), View()
    captioner.run(source, CaptionOptions(), view)
    captioner.stop()
    assert len(view.of(Final)) == 1
    assert not source.closed.is_set()


def test_lost_audio_is_announced_once_each_time() -> None:
    def loses(count: int) -> None:
        source.overflows = count

    source = ScriptedSource(
        silence(0.3), lambda: loses(1), silence(0.5), lambda: loses(4), silence(0.3)
    )
    view, _ = caption(source)
    assert view.of(Overflow) == [Overflow(1), Overflow(4)]
    assert view.stopped.summary.overflows == 4


def test_one_captioner_serves_one_run_after_another() -> None:
    glossary = Glossary([Term("住民票", "じゅうみんひょう")])
    vad, recogniser = LoudnessVad(), FakeRecogniser(lambda _audio, _call: "住民票です")
    captioner = Captioner(recogniser, vad, Vocabulary(glossary))
    for number in (1, 2):
        view = View()
        captioner.run(_script(1, live=False), CaptionOptions(), view)
        (final,) = view.of(Final)
        assert (final.utterance, final.terms) == (1, ("住民票",))
        assert view.stopped.summary.finals == 1
        assert vad.resets == number


def test_blocks_need_not_fit_frames() -> None:
    assert BLOCK % 512
    source = ScriptedSource(silence(0.5), voice(1, 1.0)[:-77], silence(0.01), voice(1, 0.3))
    view, _ = caption(source)
    assert len(view.of(Final)) == 1
    expected = (0.5 + 1.0 + 0.01 + 0.3) - 77 / SAMPLE_RATE
    assert 0 <= view.stopped.summary.audio - expected < 512 / SAMPLE_RATE


def test_the_core_needs_no_qt() -> None:
    code = (
        "import sys\n"
        "import voice_counter.audio.open, voice_counter.audio.microphone\n"
        "import voice_counter.speech.whisper, voice_counter.glossary\n"
        "import voice_counter.captions.captioner, voice_counter.captions.engine\n"
        "qt = [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))]\n"
        "assert not qt, qt\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


def test_nobody_waits_for_a_device_that_is_slow_to_close() -> None:
    captioner = Captioner(FakeRecogniser(names_speaker), LoudnessVad(), Vocabulary(Glossary(())))
    waits: list[bool] = []

    class Slow(ScriptedSource):
        def close(self) -> None:
            other = threading.Thread(target=captioner.hurry, daemon=True)
            other.start()
            other.join(5.0)
            waits.append(other.is_alive())
            super().close()

    def stop() -> None:
        captioner.stop()

    captioner.run(Slow(silence(0.5), stop), CaptionOptions(), lambda _event: None)
    assert waits == [False]
