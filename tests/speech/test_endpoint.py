"""Where utterances begin and end, on streams of made-up probabilities."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from frame_makers import FINISHED, Played, frames, stream
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_counter.audio.source import SAMPLE_RATE
from voice_counter.speech.endpoint import Endpointer, EndpointRules, Phase
from voice_counter.speech.silero import FRAME

RULES = EndpointRules(
    enter=0.5,
    leave=0.35,
    end_silence=0.5,
    pause=0.2,
    pre_roll=0.3,
    shortest=0.1,
    patience=8.0,
    longest=12.0,
)
PRE_ROLL = round(0.3 * SAMPLE_RATE / FRAME)
PAUSE = round(0.2 * SAMPLE_RATE / FRAME)


def test_silence_is_no_utterance() -> None:
    played = Played([0.0, 0.34, 0.49] * 100, RULES).flush()
    assert played.told == []
    assert not played.endpointer.speaking
    assert played.endpointer.position == 300 * FRAME


def test_the_pre_roll_is_kept() -> None:
    played = Played([0.0] * 50 + [0.9] * 20, RULES).flush()
    (utterance,) = played.of(*FINISHED)
    assert utterance.start == (51 - PRE_ROLL) * FRAME
    assert utterance.end == 70 * FRAME
    np.testing.assert_array_equal(utterance.audio, played.slice_of(utterance))


def test_speech_from_the_first_frame_on() -> None:
    played = Played([0.9] * 20, RULES).flush()
    assert [(u.phase, u.start, u.end) for u in played.of(*FINISHED)] == [
        (Phase.ENDED, 0, 20 * FRAME)
    ]


@pytest.mark.parametrize("end_silence", [0.3, 0.5, 1.0])
def test_a_silence_of_the_chosen_length_ends_it(end_silence: float) -> None:
    rules = replace(RULES, end_silence=end_silence)
    needed = frames(end_silence)
    spoken = [0.0] * 20 + [0.9] * 30
    assert Played(spoken + [0.1] * (needed - 1), rules).of(*FINISHED) == []
    played = Played(spoken + [0.1] * needed, rules)
    (utterance,) = played.of(*FINISHED)
    assert (utterance.phase, utterance.end) == (Phase.ENDED, 50 * FRAME)
    assert not played.endpointer.speaking


def test_a_doubtful_frame_goes_on_with_speech_but_does_not_begin_it() -> None:
    doubtful = [0.4] * 100
    assert Played(doubtful, RULES).told == []
    played = Played([0.9, *doubtful], RULES).flush()
    assert [u.end for u in played.told_utterances] == [101 * FRAME]


def test_a_pause_is_told_once_and_with_the_audio_of_the_end() -> None:
    played = Played([0.0] * 20 + [0.9] * 30 + [0.1] * frames(0.5), RULES)
    assert [(number, u.phase) for number, u in played.told] == [
        (49 + PAUSE, Phase.PAUSED),
        (49 + frames(0.5), Phase.ENDED),
    ]
    paused, ended = played.told_utterances
    assert (paused.number, paused.start, paused.end) == (ended.number, ended.start, ended.end)
    np.testing.assert_array_equal(paused.audio, ended.audio)


def test_each_pause_is_told() -> None:
    speech, pause = [0.9] * 10, [0.1] * (PAUSE + 2)
    played = Played(speech + pause + speech + pause + speech, RULES).flush()
    assert [u.phase for u in played.told_utterances] == [Phase.PAUSED, Phase.PAUSED, Phase.ENDED]
    assert len({u.number for u in played.told_utterances}) == 1
    assert played.told_utterances[-1].end == len(played.audio)


def test_a_gap_too_short_for_a_pause_is_not_told() -> None:
    assert Played([0.9] * 10 + [0.1] * (PAUSE - 1) + [0.9] * 10, RULES).told == []


def test_a_blip_is_abandoned() -> None:
    played = Played([0.0] * 20 + [0.9] * 3 + [0.0] * 20, RULES)
    (utterance,) = played.of(*FINISHED)
    assert utterance.phase is Phase.ABANDONED
    played = Played([0.0] * 20 + [0.9] * 4 + [0.0] * 20, RULES)
    assert played.of(*FINISHED)[0].phase is Phase.ENDED


def test_after_long_speech_a_shorter_silence_ends_it() -> None:
    rules = replace(RULES, end_silence=1.0, patience=2.0)
    for seconds, ends in [(1.0, False), (3.0, True)]:
        played = Played([0.9] * frames(seconds) + [0.1] * (frames(1.0) - 5), rules)
        assert bool(played.of(Phase.ENDED)) is ends


def test_the_silence_behind_an_utterance_is_the_pre_roll_of_the_next() -> None:
    speech, silence = [0.9] * 20, [0.0] * frames(0.5)
    first, second = Played(speech + silence + speech, RULES).flush().of(*FINISHED)
    assert first.number + 1 == second.number
    assert first.start + len(first.audio) <= second.start
    assert second.start == (20 + frames(0.5) + 1 - PRE_ROLL) * FRAME


def test_a_pre_roll_never_reaches_into_the_utterance_before() -> None:
    rules = replace(RULES, end_silence=0.3, pre_roll=0.5)
    speech = [0.9] * 20
    played = Played(speech + [0.0] * frames(0.3) + speech, rules).flush()
    first, second = played.of(*FINISHED)
    assert first.start + len(first.audio) == second.start


def test_an_utterance_does_not_inherit_the_silence_before_it() -> None:
    speech, silence = [0.9] * 20, [0.0] * frames(0.5)
    played = Played(speech + silence + [0.9, 0.1] + speech, RULES).flush()
    assert [u.end for u in played.of(*FINISHED)] == [20 * FRAME, len(played.audio)]


def test_speech_too_long_is_cut_where_it_is_quietest() -> None:
    count = frames(12.0) + 40
    audio = stream(count)
    quiet = frames(12.0) - 30
    # A single frame is quieter still, but no quiet of a tenth of a second.
    audio[(quiet - 20) * FRAME : (quiet - 19) * FRAME] *= 0.0
    audio[(quiet - 1) * FRAME : (quiet + 2) * FRAME] *= 0.1
    played = Played([0.9] * count, RULES, audio).flush()
    first, second = played.of(*FINISHED)
    assert (first.phase, second.phase) == (Phase.ENDED, Phase.ENDED)
    assert first.start + len(first.audio) == first.end == second.start == quiet * FRAME
    np.testing.assert_array_equal(np.concatenate([first.audio, second.audio]), audio)
    assert (first.number, second.number) == (1, 2)


def test_a_cut_is_searched_for_only_near_the_end() -> None:
    count = frames(12.0)
    audio = stream(count)
    audio[: 5 * SAMPLE_RATE] = 0.0
    (first,) = Played([0.9] * count, RULES, audio).of(*FINISHED)
    assert first.end >= 8.5 * SAMPLE_RATE


def test_flush_without_an_utterance_is_nothing() -> None:
    assert Endpointer(RULES).flush() is None
    played = Played([0.9] * 20, RULES).flush()
    assert played.endpointer.flush() is None


def test_a_snapshot_leaves_the_utterance_open() -> None:
    played = Played([0.0] * 20 + [0.9] * 20, RULES)
    assert played.endpointer.voiced
    snapshot = played.endpointer.snapshot()
    assert (snapshot.phase, snapshot.end) == (Phase.SPEAKING, 40 * FRAME)
    assert snapshot.start <= played.endpointer.onset
    np.testing.assert_array_equal(snapshot.audio, played.slice_of(snapshot))
    assert played.endpointer.speaking
    assert len(played.flush().of(Phase.ENDED)) == 1


def test_a_snapshot_in_a_long_pause_does_not_grow() -> None:
    spoken = [0.9] * 20
    short = Played(spoken + [0.1] * PAUSE, RULES).endpointer
    longer = Played(spoken + [0.1] * (PAUSE + 5), RULES).endpointer
    assert not longer.voiced
    np.testing.assert_array_equal(short.snapshot().audio, longer.snapshot().audio)


runs = st.tuples(st.sampled_from([0.0, 0.34, 0.35, 0.4, 0.5, 0.9]), st.integers(1, 40))
streams = st.lists(runs, min_size=1, max_size=25).map(
    lambda parts: [probability for probability, count in parts for _ in range(count)]
)
all_rules = st.builds(
    EndpointRules,
    end_silence=st.sampled_from([0.3, 0.5, 1.0]),
    patience=st.sampled_from([1.5, 8.0]),
    longest=st.sampled_from([2.0, 4.0, 12.0]),
)


@settings(deadline=None, max_examples=60)
@given(streams, all_rules, st.integers(0, 3))
def test_nothing_is_lost_doubled_or_out_of_order(
    probabilities: list[float], rules: EndpointRules, seed: int
) -> None:
    played = Played(probabilities, rules, stream(len(probabilities), seed)).flush()
    position = 0
    covered: set[int] = set()
    for number, utterance in enumerate(played.of(*FINISHED), start=1):
        assert utterance.number == number
        assert utterance.start >= position
        position = utterance.start + len(utterance.audio)
        assert utterance.start <= utterance.end <= position
        assert len(utterance.audio) <= (rules.longest + rules.end_silence) * SAMPLE_RATE
        np.testing.assert_array_equal(utterance.audio, played.slice_of(utterance))
        covered.update(range(utterance.start // FRAME, position // FRAME))
    assert covered.issuperset(played.voiced)
    assert not played.endpointer.speaking


@settings(deadline=None, max_examples=60)
@given(streams, st.sampled_from([0.3, 0.5, 1.0]))
def test_a_pause_always_foretells_the_end_it_may_become(
    probabilities: list[float], end_silence: float
) -> None:
    rules = EndpointRules(end_silence=end_silence, longest=1e9)
    played = Played(probabilities, rules)
    paused = {}
    for utterance in played.told_utterances:
        key = utterance.number, utterance.end
        if utterance.phase is Phase.PAUSED:
            assert key not in paused
            paused[key] = utterance.audio
        else:
            # Ended by silence: there was a pause before.
            np.testing.assert_array_equal(paused[key], utterance.audio)
