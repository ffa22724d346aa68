"""What a conversation settles after the consent is taken down, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from record_tools import Heard, agreed

from voice_counter.captions.events import Final, Partial
from voice_counter.conversation.conversation import Conversation
from voice_counter.conversation.line import Side
from voice_counter.record.entry import Entry, latest
from voice_counter.record.events import Ended
from voice_counter.record.follower import Follower
from voice_counter.record.recorder import Recorder
from voice_counter.record.store import Store
from voice_counter.translation.results import Translation

MakeStore = Callable[[], Store]


def partial(utterance: int, text: str) -> Partial:
    return Partial(utterance, 0.0, 1.0, 1.0, "ja", text, 0)


def final(utterance: int, text: str) -> Final:
    return Final(utterance, float(utterance), utterance + 1.0, 1.0, "ja", text, (), ())


def read(open_store: MakeStore, session: str) -> tuple[Entry, ...]:
    store = open_store()
    store.unlock()
    return store.read(session).entries


def translation(text: str, done: str) -> Translation:
    return Translation("ja", "vi", text, done, "e", ("ja", "vi"), "engine")


def test_a_talk_is_taken_down(recorder: Recorder, heard: Heard, open_store: MakeStore) -> None:
    conversation = Conversation()
    follower = Follower(conversation, recorder)
    conversation.begin_run()
    session = follower.begin(agreed())
    conversation.apply(partial(1, "手数料は"))
    conversation.apply(final(1, "手数料は300円です"))
    conversation.translated("1.1", "手数料は300円です", "vi", translation("…", "Phí là 300 yên"))
    conversation.confirm("1.1", "300円")
    conversation.correct("1.1", "手数料は300円でした")
    conversation.say(Side.RESIDENT, "Vâng", "vi")
    conversation.clear()
    heard.wait(Ended)
    entries = read(open_store, session)
    assert [(entry.key, entry.version) for entry in entries] == [
        ("1.1", 1),
        ("1.1", 2),
        ("1.1", 3),
        ("1.1", 4),
        ("typed.1", 1),
    ]
    first, second = sorted(latest(entries), key=lambda entry: entry.key)
    assert (first.text, first.corrected, first.confirmed) == (
        "手数料は300円でした",
        True,
        ("300円",),
    )
    assert first.translations == {}  # it was of other words
    assert entries[1].translations == {"vi": "Phí là 300 yên"}
    assert (second.text, second.side, second.language) == ("Vâng", Side.RESIDENT, "vi")


def test_what_was_said_before_the_consent_is_not_taken_down(
    recorder: Recorder, heard: Heard, open_store: MakeStore
) -> None:
    conversation = Conversation()
    follower = Follower(conversation, recorder)
    conversation.begin_run()
    conversation.apply(final(1, "前に話したこと"))
    conversation.apply(partial(2, "話している途中"))
    session = follower.begin(agreed())
    conversation.correct("1.1", "前に話したことの書き直し")
    conversation.translated("1.1", "前に話したことの書き直し", "vi", translation("…", "trước"))
    conversation.apply(final(2, "話している途中でした"))
    conversation.apply(final(3, "後で話したこと"))
    conversation.clear()
    heard.wait(Ended)
    assert [entry.text for entry in read(open_store, session)] == ["後で話したこと"]


def test_after_the_talk_was_cleared_nothing_is_taken_down(
    recorder: Recorder, heard: Heard, open_store: MakeStore
) -> None:
    conversation = Conversation()
    follower = Follower(conversation, recorder)
    conversation.begin_run()
    session = follower.begin(agreed())
    conversation.apply(final(1, "一人目"))
    conversation.clear()
    conversation.apply(final(2, "次の人"))
    heard.wait(Ended)
    assert recorder.close() == 0
    assert [entry.text for entry in read(open_store, session)] == ["一人目"]
