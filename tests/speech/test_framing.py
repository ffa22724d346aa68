"""Blocks of any length as frames of one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voice_counter.speech.framing import Framer
from voice_counter.speech.silero import FRAME

LENGTH = 5 * FRAME + 100
SOUND = np.arange(1, LENGTH + 1, dtype=np.float32)


@given(st.lists(st.integers(0, LENGTH), max_size=10).map(sorted))
def test_frames_are_the_stream_however_it_is_cut(cuts: list[int]) -> None:
    framer = Framer()
    frames = [frame for block in np.split(SOUND, cuts) for frame in framer.feed(block)]
    assert {len(frame) for frame in frames} == {FRAME}
    np.testing.assert_array_equal(np.concatenate(frames), SOUND[: 5 * FRAME])
    (last,) = framer.flush()
    np.testing.assert_array_equal(last[:100], SOUND[-100:])
    assert len(last) == FRAME
    assert not last[100:].any()
    assert list(framer.flush()) == []


def test_a_full_frame_leaves_no_rest() -> None:
    framer = Framer()
    assert len(list(framer.feed(SOUND[:FRAME]))) == 1
    assert list(framer.flush()) == []


def test_a_frame_is_handed_out_as_soon_as_it_is_full() -> None:
    framer = Framer()
    assert list(framer.feed(SOUND[: FRAME - 1])) == []
    assert len(list(framer.feed(SOUND[:1]))) == 1
