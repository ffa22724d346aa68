"""A talk between staff and a resident, with a pipeline that the test plays by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desktop_fakes import FakeCore, final, partial, until

from voice_counter.captions.ladder import Rung, Strain
from voice_counter.conversation.ears import Arrangement
from voice_counter.conversation.line import Side
from voice_counter.desktop.caption_model import CaptionModel, Role
from voice_counter.desktop.desk import Desk, Mode
from voice_counter.desktop.preferences import Preferences
from voice_counter.desktop.session import CaptionSession
from voice_counter.languages import TAGS
from voice_counter.resident_texts import resident_texts
from voice_counter.translation.results import TermNote, Translation


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(
    core: FakeCore, session: CaptionSession, preferences: Preferences, clock: Clock
) -> Iterator[Desk]:
    made = Desk(core, session, preferences, clock)
    made.enter(Mode.COUNTER)
    session.prepare()
    until(lambda: session.captioner is not None and session.microphones_known)
    yield made
    core.release()
    made.shutdown()


def rows(session: CaptionSession, role: Role) -> list[object]:
    model = session.model
    assert isinstance(model, CaptionModel)
    return [model.data(model.index(n), role) for n in range(model.rowCount())]


def test_one_key_begins_and_each_side_hears_its_language(
    desk: Desk, session: CaptionSession, core: FakeCore
) -> None:
    desk.chooseLanguage("ne")
    desk.pressTurn("staff")
    until(lambda: len(core.other.options) == len(core.captioner.options) == 1)
    assert core.plans[-1].arrangement is Arrangement.KEYS
    assert [captioner.options[0].language for captioner in (core.captioner, core.other)] == [
        "ja",
        "ne",
    ]
    until(lambda: core.turns[-1:] == [Side.STAFF])
    assert session.property("turn") == "staff"


def test_a_tap_keeps_the_turn_and_a_hold_gives_it_back(
    desk: Desk, session: CaptionSession, clock: Clock
) -> None:
    desk.pressTurn("resident")
    clock.now += 0.1
    desk.releaseTurn("resident")
    assert session.property("turn") == "resident"
    desk.pressTurn("staff")
    clock.now += 2.0
    desk.releaseTurn("staff")
    assert session.property("turn") == ""
    desk.pressTurn("staff")
    desk.releaseTurn("staff")
    desk.pressTurn("staff")  # once more: nobody is heard
    desk.releaseTurn("staff")
    assert session.property("turn") == ""


def test_both_sides_are_translated(desk: Desk, session: CaptionSession, core: FakeCore) -> None:
    desk.chooseLanguage("vi")
    desk.pressTurn("staff")
    core.captioner.send(final(1, "300円です。"))
    until(lambda: rows(session, Role.TRANSLATION) == ["[vi] 300円です。"])
    until(lambda: rows(session, Role.BACK) == ["[ja] [vi] 300円です。"])
    core.other.send(final(1, "Vâng", "vi"))
    until(lambda: rows(session, Role.TRANSLATION)[1:] == ["[ja] Vâng"])
    assert rows(session, Role.SIDE) == ["staff", "resident"]
    assert rows(session, Role.TRANSLATION_STATE) == ["ready", "ready"]


def test_a_correction_is_translated_anew(
    desk: Desk, session: CaptionSession, core: FakeCore
) -> None:
    desk.chooseLanguage("vi")
    desk.pressTurn("staff")
    core.captioner.send(final(1, "400円です。"))
    until(lambda: rows(session, Role.TRANSLATION) == ["[vi] 400円です。"])
    key = str(rows(session, Role.KEY)[0])
    session.model.correct(key, "300円です。")
    assert rows(session, Role.TRANSLATION_STATE) == ["provisional"]
    until(lambda: rows(session, Role.TRANSLATION) == ["[vi] 300円です。"])


def test_numbers_wait_until_they_are_confirmed(
    desk: Desk, session: CaptionSession, core: FakeCore
) -> None:
    desk.chooseLanguage("vi")
    desk.pressTurn("staff")
    core.captioner.send(final(1, "300円です。"), final(2, "6月30日の午後3時です。"))
    until(lambda: desk.property("pending") == 3)
    desk.confirmNext()
    assert desk.property("pending") == 1
    assert [chip["confirmed"] for chip in rows(session, Role.CHIPS)[1]] == [True, True]  # type: ignore[attr-defined]
    desk.confirm(str(rows(session, Role.KEY)[0]), "300円")
    assert desk.property("pending") == 0


def test_terms_and_marks_come_with_the_translation(
    desk: Desk, session: CaptionSession, core: FakeCore
) -> None:
    core.translates.special["住民票です。"] = Translation(
        "ja",
        "vi",
        "住民票です。",
        "phiếu",
        "fake",
        ("ja", "vi"),
        "reference",
        terms=(TermNote("住民票", "phiếu"),),
        missing_terms=(TermNote("国民健康保険", "bảo hiểm"),),
        wrong_numbers=("3",),
    )
    session.model.use(core.others)
    desk.chooseLanguage("vi")
    desk.pressTurn("staff")
    core.captioner.send(final(1, "住民票です。"))
    until(lambda: rows(session, Role.TRANSLATION_STATE) == ["reference"])
    assert rows(session, Role.BADGES) == [
        [
            {
                "ja": "住民票",
                "reading": "じゅうみんひょう",
                "rendering": "phiếu",
                "language": "vi",
                "missing": False,
            },
            {
                "ja": "国民健康保険",
                "reading": "こくみんけんこうほけん",
                "rendering": "bảo hiểm",
                "language": "vi",
                "missing": True,
            },
        ]
    ]
    assert rows(session, Role.WRONG_NUMBERS) == [["3"]]


def test_another_language_restarts_what_listens(desk: Desk, core: FakeCore) -> None:
    desk.chooseLanguage("vi")
    desk.pressTurn("staff")
    until(lambda: len(core.other.options) == 1)
    desk.chooseLanguage("ja")
    until(lambda: len(core.other.options) == 2)
    assert core.other.options[1].language == "ja"
    assert core.second_japanese == [False, True]


@pytest.mark.parametrize(("how", "ears"), [("two_microphones", 2), ("detect", 1)])
def test_other_ways_to_know_who_speaks(
    desk: Desk, session: CaptionSession, core: FakeCore, how: str, ears: int
) -> None:
    desk.chooseDetection(how)
    desk.chooseLanguage("ko")
    session.start()
    until(lambda: bool(core.captioner.options))
    plan = core.plans[-1]
    assert len(plan.ears) == ears
    if how == "detect":
        assert plan.ears[0].options.among == ("ja", "ko")
        core.captioner.send(final(1, "네.", "ko"), final(2, "はい。"))
        until(lambda: rows(session, Role.SIDE) == ["resident", "staff"])


def test_nothing_of_the_last_person_is_left(
    desk: Desk, session: CaptionSession, core: FakeCore
) -> None:
    desk.chooseLanguage("vi")
    desk.pressTurn("staff")
    core.captioner.send(final(1, "300円です。"))
    until(lambda: rows(session, Role.TRANSLATION) == ["[vi] 300円です。"])
    desk.ask("slowly")
    came: list[bool] = []
    desk.nextPersonCame.connect(lambda: came.append(True))
    desk.nextPerson()
    assert rows(session, Role.KEY) == []
    assert desk.property("residentLanguage") == ""
    assert desk.property("request") == ""
    assert core.captioner.forgotten >= 1
    assert core.other.forgotten >= 1
    assert came == [True]


def test_residents_ask_in_their_language_and_staff_read_japanese(desk: Desk) -> None:
    desk.chooseLanguage("my")
    assert desk.property("words")["slowly"] == resident_texts("my")["slowly"]
    desk.ask("slowly")
    assert desk.property("request") == "ゆっくり"
    desk.dismissRequest()
    assert desk.property("request") == ""
    desk.ask("format the disk")
    assert desk.property("request") == ""


def test_stop_stops(desk: Desk, session: CaptionSession) -> None:
    desk.pressTurn("staff")
    desk.ask("stop")
    assert desk.property("request") == "止めてください"
    until(lambda: session.property("state") == "stopped")


def test_what_is_written_is_translated_too(desk: Desk, session: CaptionSession) -> None:
    desk.chooseLanguage("es")
    desk.reply("  Gracias  ")
    desk.reply("   ")
    desk.say("どういたしまして。")
    until(lambda: rows(session, Role.TRANSLATION) == ["[ja] Gracias", "[es] どういたしまして。"])


def test_the_idle_counter_is_cleared_after_a_countdown(
    desk: Desk, session: CaptionSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voice_counter.desktop.idle.COUNTDOWN_SECONDS", 1)
    desk.say("はい。")
    desk._idle.watch(0.001)
    until(lambda: desk.property("idleLeft") == 1)
    assert "次の方" in desk.property("idleText")
    until(lambda: rows(session, Role.KEY) == [])
    assert desk.property("idleLeft") == 0


def test_somebody_there_ends_the_countdown(desk: Desk, session: CaptionSession) -> None:
    desk.say("はい。")
    desk._idle.watch(0.001)
    until(lambda: desk.property("idleLeft") > 0)
    desk.touch()
    assert desk.property("idleLeft") == 0
    assert len(rows(session, Role.KEY)) == 1


def test_plain_captions_are_not_translated(
    desk: Desk, session: CaptionSession, core: FakeCore
) -> None:
    desk.enter(Mode.CAPTIONS)
    session.start()
    until(lambda: bool(core.captioner.options))
    core.captioner.send(final(1, "300円です。"))
    until(lambda: rows(session, Role.STABLE) == ["300円です。"])
    assert rows(session, Role.TRANSLATION_STATE) == [""]
    assert rows(session, Role.CHIPS) == [[]]
    assert core.translates.asked == []


def test_every_language_has_every_text() -> None:
    keys = set(resident_texts("ja"))
    for tag in TAGS:
        words = resident_texts(tag)
        assert set(words) == keys, tag
        assert all(words.values()), tag
    assert len({resident_texts(tag)["native"] for tag in TAGS}) == len(TAGS)


def test_a_machine_under_strain_translates_only_what_is_settled(
    desk: Desk, session: CaptionSession, core: FakeCore
) -> None:
    desk.chooseLanguage("vi")
    desk.pressTurn("staff")
    core.captioner.send(Strain(Rung.PLAIN), partial(1, "300円"))
    until(lambda: session.model.rowCount() == 1)
    core.captioner.send(final(1, "300円です。"))
    until(lambda: rows(session, Role.TRANSLATION) == ["[vi] 300円です。"])
    assert [text for text, _, target in core.translates.asked if target == "vi"] == ["300円です。"]
    core.captioner.send(Strain(Rung.NOTHING), partial(2, "ここに"))
    until(lambda: ("ここに", "ja", "vi") in core.translates.asked)


def test_memory_goes_back_when_a_person_leaves(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []
    monkeypatch.setattr("voice_counter.desktop.desk.give_back", lambda: given.append("back"))
    desk.nextPerson()
    until(lambda: given == ["back"])
