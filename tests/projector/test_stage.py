"""Lines on the projector: nothing is lost, everything can be read, corrections are in place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stage_driver import Stage

from voice_counter.projector.announcements import Announcement
from voice_counter.projector.breaking import wide_length
from voice_counter.projector.entry import carried
from voice_counter.projector.stage import (
    LEAST_SECONDS,
    STEP_SECONDS,
    Look,
    ProjectorStage,
)

LONG = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほ"
"""Three lines of ten."""
A, B, C = LONG[:10], LONG[10:20], LONG[20:]


def test_a_final_comes_line_by_line() -> None:
    stage = Stage(lines=3)
    stage.final(1, LONG)
    assert stage.texts() == []
    assert stage.step() == pytest.approx(STEP_SECONDS)
    assert stage.texts() == [A]
    stage.now += STEP_SECONDS
    stage.step()
    assert stage.texts() == [A, B]
    stage.run(1)
    assert stage.texts() == [A, B, C]
    assert stage.step() is None


def test_a_line_stays_for_the_minimum_time() -> None:
    stage = Stage(lines=1, seconds=3.0)
    stage.final(1, LONG)
    stage.run()
    assert stage.stays() == [3.0, 3.0]
    assert stage.texts() == [C]


def test_an_audience_reads_at_its_pace_while_little_waits() -> None:
    stage = Stage(width=20, lines=2, seconds=1.0)
    stage.final(1, LONG[:20] * 3)
    stage.run()
    # The first leaves when it was there for a second, the next ones when 20 characters were read.
    stage.final(2, LONG[:20] * 2)
    began = stage.now
    stage.run()
    left = sorted(at for at in stage.until.values() if at >= began)
    assert left[1] - left[0] == pytest.approx(2.0)


def test_far_behind_it_hurries_but_every_line_is_read() -> None:
    slow, fast = Stage(lines=2, seconds=4.0), Stage(lines=2, seconds=4.0)
    slow.final(1, LONG)
    for key in range(20):
        fast.final(key, LONG)
    slow.run()
    fast.run()
    assert min(slow.stays()) >= 4.0
    assert fast.all_text() == LONG * 20
    assert min(fast.stays()) >= LEAST_SECONDS
    assert fast.stays()[0] < 2.0
    assert fast.stays()[-1] >= 4.0  # the backlog is gone


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.text("あい、。漢A3円 ", min_size=1, max_size=50), st.floats(0, 9))),
    st.integers(1, 6),
    st.floats(0.5, 5),
)
def test_no_line_of_a_final_is_ever_dropped(
    said: list[tuple[str, float]], lines: int, seconds: float
) -> None:
    stage = Stage(lines=lines, seconds=seconds)
    for key, (text, later) in enumerate(said):
        stage.partial(key, text[: len(text) // 2], 0)
        stage.final(key, text)
        stage.run(later)
        assert len(stage.texts()) <= lines
    stage.run()
    assert "".join(stage.all_text().split()) == "".join("".join(t for t, _ in said).split())
    assert all(stay >= min(LEAST_SECONDS, seconds) - 1e-6 for stay in stage.stays())
    assert stage.waiting == 0


def test_a_partial_grows_in_place() -> None:
    stage = Stage()
    stage.partial(1, "しめきりは", 0)
    stage.step()
    first = stage.rows[0].serial
    stage.partial(1, "しめきりは3月10", 5)
    stage.run(1)
    assert stage.texts() == ["しめきりは3月10"]
    assert stage.rows[0].settled == 5
    stage.final(1, "しめきりは3月10日です。")
    stage.run(1)
    assert stage.texts() == ["しめきりは3月10日で", "す。"]
    assert stage.rows[0].serial == first
    assert [row.settled for row in stage.rows] == [11, 2]


def test_a_partial_that_was_nothing_goes() -> None:
    stage = Stage()
    stage.partial(1, "えーと", 0)
    stage.step()
    stage.drop(1)
    assert stage.rows == ()
    stage.drop(1)


def test_a_final_that_is_shorter_takes_a_line_back() -> None:
    stage = Stage()
    stage.partial(1, A + "かきくけこ", 0)
    stage.run(2)
    assert len(stage.rows) == 2
    stage.final(1, A)
    assert stage.texts() == [A]


def test_a_correction_of_a_shown_line_is_in_place() -> None:
    stage = Stage(lines=3)
    for key, text in enumerate(["じゅうみん表です", "つぎです", "おわりです"]):
        stage.final(key, text)
    stage.run(5)
    before = [row.serial for row in stage.rows]
    stage.correct(0, "住民票です")
    assert stage.texts() == ["住民票です", "つぎです", "おわりです"]
    assert [row.serial for row in stage.rows] == before


def test_a_correction_of_a_waiting_line_comes_out_corrected() -> None:
    stage = Stage(lines=1)
    stage.final(1, "いち")
    stage.final(2, "にい")
    stage.step()
    assert stage.pending(2)
    stage.correct(2, "二番")
    stage.run()
    assert stage.all_text() == "いち二番"
    assert not stage.pending(2)


def test_what_was_heard_does_not_undo_a_correction() -> None:
    stage = Stage()
    stage.partial(1, "じゅうみん", 0)
    stage.correct(1, "住民票")
    stage.partial(1, "じゅうみんひょ", 0)
    stage.final(1, "じゅうみんひょう")
    stage.run(5)
    assert stage.texts() == ["住民票"]


def test_a_longer_correction_pushes_nothing_out_before_it_was_read() -> None:
    stage = Stage(lines=2, seconds=3.0)
    stage.final(1, "いち")
    stage.final(2, "にい")
    stage.run(0.5)
    stage.correct(1, A + "かきくけこ")
    stage.step()
    assert stage.texts() == [A, "かきくけこ", "にい"]
    stage.run()
    assert stage.texts() == ["かきくけこ", "にい"]
    assert stage.stays() == [3.0]


def test_a_correction_of_what_has_gone_does_not_come_back() -> None:
    stage = Stage(lines=1)
    stage.final(1, "いち")
    stage.final(2, "にい")
    stage.run()
    stage.correct(1, "一番の窓口です")
    stage.translate(1, "en", "counter one")
    stage.run()
    assert stage.texts() == ["にい"]
    stage.correct(99, "知らない")


def test_a_pause_holds_the_screen_and_lines_queue() -> None:
    stage = Stage(lines=2)
    stage.partial(1, "これは", 0)
    stage.run(5)
    stage.pause()
    stage.partial(1, "これは内緒", 0)
    stage.final(1, "これは内緒です")
    stage.final(2, "もう一つ")
    stage.run(60)
    assert stage.paused
    assert stage.texts() == ["これは"]
    assert stage.waiting == 1
    assert stage.pending(1)
    stage.resume()
    stage.run(5)
    assert stage.texts() == ["これは内緒です", "もう一つ"]


def test_a_correction_reaches_a_paused_screen() -> None:
    stage = Stage()
    stage.partial(1, "かちょう田中", 0)
    stage.run(5)
    stage.pause()
    stage.final(1, "かちょう田中です")
    stage.correct(1, "課長の田中です")
    stage.step()
    assert stage.texts() == ["課長の田中です"]
    stage.resume()
    stage.step()
    assert stage.texts() == ["課長の田中です"]


def test_an_announcement_covers_and_goes_by_itself() -> None:
    stage = Stage(lines=1, seconds=3.0)
    stage.final(1, "いち")
    stage.final(2, "にい")
    stage.run(1)
    stage.announce(Announcement("休憩", "休憩です", seconds=10))
    assert stage.announcement is not None
    assert stage.step() == pytest.approx(10)
    stage.run(9)
    assert stage.texts() == ["いち"]
    stage.run(1)
    assert stage.announcement is None
    assert stage.texts() == ["いち"]
    # Of its three seconds it had one before the announcement.
    stage.run(1.9)
    assert stage.texts() == ["いち"]
    stage.run(0.2)
    assert stage.texts() == ["にい"]


def test_an_announcement_can_stay_also_over_a_pause() -> None:
    stage = Stage()
    stage.final(1, "いち")
    stage.pause()
    stage.announce(Announcement("休憩", "休憩です"))
    assert stage.step() is None
    stage.now += 3600
    stage.step()
    stage.announce(Announcement("開始", "始めます"))
    assert stage.announcement is not None
    assert stage.announcement.title == "開始"
    stage.dismiss()
    stage.dismiss()
    assert stage.texts() == []
    stage.resume()
    stage.step()
    assert stage.texts() == ["いち"]


def test_a_new_speaker_is_named_once() -> None:
    stage = Stage(lines=6)
    for key, speaker in enumerate(["司会", "司会", "", "区長", "司会"]):
        stage.final(key, LONG[key * 3 : key * 3 + 3], speaker)
    stage.run()
    assert [row.speaker for row in stage.rows] == ["司会", "", "", "区長", "司会"]


def test_translations_are_shared_out_over_the_lines() -> None:
    stage = Stage(languages="en ko")
    stage.final(1, A + B)
    stage.run(5)
    assert [row.translations for row in stage.rows] == [("", ""), ("", "")]
    stage.translate(1, "en", "please come to the second counter")
    stage.translate(1, "my", "not shown")
    assert [row.translations for row in stage.rows] == [
        ("please come to", ""),
        ("the second counter", ""),
    ]
    stage.translate(1, "ko", "두 번째 창구로 오세요")
    assert " ".join(row.translations[1] for row in stage.rows) == "두 번째 창구로 오세요"


def test_a_translation_that_comes_too_late_is_shown_all_the_same() -> None:
    stage = Stage(lines=1, languages="en")
    stage.final(1, "いち")
    stage.final(2, "にい")
    stage.run()
    stage.translate(1, "en", "one")
    stage.translate(2, "en", "two")
    stage.run()
    shown = [(row.text, row.translations) for row in stage.seen.values()]
    assert shown == [("いち", ("",)), ("にい", ("two",)), ("", ("one",))]


def test_a_line_stays_until_its_translation_could_be_read() -> None:
    stage = Stage(lines=1, seconds=2.0, languages="en")
    stage.final(1, "いち")
    stage.run(60)
    stage.final(2, "にい")
    stage.translate(1, "en", "one")
    stage.translate(1, "ko", "not shown")
    stage.run(1.5)
    stage.translate(1, "en", "number one")
    assert [row.translations for row in stage.rows] == [("number one",)]
    stage.run(1)
    assert stage.texts() == ["にい"]


def test_a_translation_may_come_before_its_line() -> None:
    stage = Stage(languages="en")
    stage.translate(1, "en", "one")
    stage.run(1)
    assert stage.rows == ()
    stage.final(1, "いち")
    stage.run(1)
    assert stage.rows[0].translations == ("one",)


def test_other_type_breaks_the_lines_anew() -> None:
    stage = Stage()
    stage.final(1, A + B)
    stage.run(2)
    assert stage.texts() == [A, B]
    stage.look(Look(width=20, lines=2))
    assert stage.texts() == [A + B]
    stage.look(Look(width=20, lines=2), lambda text: 2 * wide_length(text))
    stage.run(2)
    assert stage.texts() == [A, B]


def test_fewer_lines_leave_as_they_are_read() -> None:
    stage = Stage(lines=3, seconds=2.0)
    stage.final(1, LONG)
    stage.run(1)
    stage.look(Look(width=10, lines=1))
    stage.run()
    assert stage.texts() == [C]
    assert min(stage.stays()) >= 2.0


def test_clearing_forgets() -> None:
    stage = Stage(lines=1)
    stage.final(1, LONG, "司会")
    stage.step()
    stage.clear()
    assert (stage.rows, stage.waiting, stage.step()) == ((), 0, None)
    stage.final(1, "また", "司会")
    stage.run(1)
    assert [row.speaker for row in stage] == ["司会"]


@given(st.text("abc", max_size=8), st.text("abc", max_size=8), st.integers(0, 8))
def test_what_is_carried_over_is_never_past_what_was_read(
    before: str, after: str, offset: int
) -> None:
    offset = min(offset, len(before))
    place = carried(before, after, offset)
    assert 0 <= place <= len(after)
    # What follows is all that is unread, or more.
    assert before[offset:] in after[place:] or before[:place] == after[:place]


def test_the_clock_of_the_machine_is_the_default() -> None:
    stage = ProjectorStage(wide_length, Look(10))
    stage.final(1, "いち")
    assert stage.advance() is None
    assert len(stage.rows) == 1
