"""What is left out when the machine cannot keep up."""

from __future__ import annotations

from voice_counter.captions.ladder import Ladder, Rung


def fed(ladder: Ladder, behind: float, seconds: float, start: float) -> list[Rung]:
    """The rungs of so many seconds with that lag, ten times a second."""
    steps = [ladder.feed(behind, start + n / 10) for n in range(round(seconds * 10))]
    return [each for each in steps if each is not None]


def test_usual_lags_leave_nothing_out() -> None:
    assert fed(Ladder(), 1.5, 60, 0) == []


def test_rung_by_rung_up_and_not_at_once() -> None:
    ladder = Ladder()
    assert fed(ladder, 1.7, 10, 0) == [Rung.THINNED]
    assert fed(ladder, 2.1, 10, 10) == [Rung.PLAIN]
    assert fed(ladder, 9.0, 10, 20) == [Rung.LIGHT]
    other = Ladder()
    assert fed(other, 9.0, 0.4, 0) == [Rung.THINNED], "it needs time to help"
    assert fed(other, 9.0, 1.2, 0.5) == [Rung.PLAIN, Rung.LIGHT]


def test_down_again_only_after_a_rest() -> None:
    ladder = Ladder()
    fed(ladder, 9.0, 5, 0)
    assert fed(ladder, 0.5, 3.5, 5) == []
    assert fed(ladder, 1.5, 1, 8.5) == [], "still usual, but no rest"
    assert fed(ladder, 0.5, 20, 9.5) == [Rung.PLAIN, Rung.THINNED, Rung.NOTHING]
