"""Open numbers are counted from what changes."""

from __future__ import annotations

from desktop_fakes import final, partial

from voice_counter.captions.events import Discarded
from voice_counter.conversation.conversation import Conversation
from voice_counter.desktop.open_numbers import OpenNumbers


def test_every_change_counts() -> None:
    talk = Conversation()
    numbers = OpenNumbers(talk)
    told: list[int] = []
    numbers.countChanged.connect(lambda: told.append(numbers.count))
    talk.begin_run()
    talk.apply(partial(0, "300円"))
    assert told == [], "what may still change is not to be confirmed"
    talk.apply(final(0, "300円です。"))
    talk.apply(final(1, "6月30日の午後3時です。"))
    talk.confirm("1.1", "午後3時")
    talk.confirm("1.1", "午後3時")
    talk.correct("1.0", "お金です。")
    talk.apply(final(2, "2通です。"))
    talk.apply(Discarded(1))
    talk.clear()
    assert told == [1, 3, 2, 1, 2, 1, 0]
