"""Every screen, and how it comes about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QObject

from scripts.screens.scene import (
    CARE,
    COUNTER,
    HARD,
    HEARD,
    HEARING,
    SAID,
    VISITOR,
    WANTED,
    Scene,
    conversation,
)
from scripts.screens.waiting import wait
from voice_counter import settings
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.caption_model import Role
from voice_counter.desktop.desk import Mode
from voice_counter.errors import ModelError


def _about_care(session: QObject) -> bool:
    return bool(session.property("captions").rowCount() == 3 and session.property("level") > 0)


def _tell(window: CaptionWindow) -> None:
    for _ in range(2):
        window.corrections.showLast()


def _search(window: CaptionWindow) -> None:
    window.glossary.show()
    window.glossary.type("要介護")
    window.glossary.search()


def _write(window: CaptionWindow) -> None:
    window.glossary.addWord(WANTED)
    form = window.glossary.property("form")
    form.edit("aliases", "太子堂あんすこ、すこやか相談所（すこやかそうだんじょ）")
    form.edit("easy", "お年寄りのことを相談する所")
    form.edit("zh-Hans", "太子堂安心健康中心")
    form.valuesChanged.emit()
    form.check()


def _write_twin(window: CaptionWindow) -> None:
    window.glossary.addWord("自動館")
    window.glossary.property("form").check()


def _save(window: CaptionWindow) -> None:
    _write(window)
    window.glossary.save()


def _correct(window: CaptionWindow) -> None:
    window.corrections.editLast()


def _accept(window: CaptionWindow) -> None:
    window.corrections.editLast()
    window.corrections.accept(HEARD)


def _heard(window: CaptionWindow) -> bool:
    return bool(window.glossary.property("rehearing").property("verdict") == "heard")


def _talking(session: QObject) -> bool:
    captions = session.property("captions").rowCount()
    return bool(captions == len(SAID) + 1 and session.property("level") > 0)


def _in_state(state: str) -> Callable[[QObject], bool]:
    return lambda session: bool(session.property("state") == state)


def _lines(number: int) -> Callable[[QObject], bool]:
    return lambda session: bool(session.property("captions").rowCount() == number)


def _translated(window: CaptionWindow) -> bool:
    """Nothing is being translated any more, and every number but one has been confirmed."""
    states = [
        window.session.model.data(window.session.model.index(n), Role.TRANSLATION_STATE)
        for n in range(window.session.model.rowCount())
    ]
    if "waiting" in states or "provisional" in states:
        return False
    while window.desk.property("pending") > 1:
        before = window.desk.property("pending")
        window.desk.confirmNext()
        if window.desk.property("pending") == before:
            break
    return True


def _projected(window: CaptionWindow) -> bool:
    """All is translated, and no line waits for its turn on the projector."""
    return _translated(window) and window.projection.property("waiting") == 0


def _marked(window: CaptionWindow) -> bool:
    return len(window.start.property("marks")) == 4


def _answer(window: CaptionWindow) -> None:
    window.desk.reply("はい、お願いします。")


def _phrases(
    language: str, phrases: str, *pressed: str, slots: tuple[str, ...] = ()
) -> Callable[[CaptionWindow], None]:
    """Staff open a set and press phrases; the keys of the pad fill the slots of the last."""

    def act(window: CaptionWindow) -> None:
        window.desk.chooseLanguage(language)
        window.phrases.toggle()
        wait(lambda: bool(window.phrases.property("sets")))
        window.phrases.openSet(phrases)
        for key in pressed:
            window.phrases.press(key)
        for key in slots:
            window.phrases.property("pad").press(key)

    return act


def _point(language: str, page: str, *keys: str) -> Callable[[CaptionWindow], None]:
    """The resident turns to a page of the board and presses keys of its pad."""

    def act(window: CaptionWindow) -> None:
        if language != "ja":
            window.desk.chooseLanguage(language)
        board = window.desk.board
        board.turnTo(page)
        board.show(True)
        replies = window.window.findChild(QObject, "replies")
        if replies is not None and replies.property("item") is not None:
            replies.property("item").setProperty("page", "picture")
        for key in keys:
            board.property(page).press(key)

    return act


def _set(name: str, value: object) -> Callable[[CaptionWindow], None]:
    """Give the window's root a property."""

    def act(window: CaptionWindow) -> None:
        window.window.setProperty(name, value)

    return act


def _write_by_hand(window: CaptionWindow) -> None:
    replies = window.window.findChild(QObject, "replies")
    assert replies is not None
    replies.property("item").setProperty("page", "write")
    pad = window.desk.handwriting
    mountain = (
        [(0.5, 0.25), (0.5, 0.62)],
        [(0.34, 0.4), (0.34, 0.65), (0.66, 0.65)],
        [(0.66, 0.4), (0.66, 0.66)],
    )
    for stroke in mountain:
        pad.begin(*stroke[0], 0.012)
        for point in stroke[1:]:
            pad.move(*point)
        pad.end()


def _advised(window: CaptionWindow) -> bool:
    return bool(window.trust.property("suggesting")) and _translated(window)


def _ask_consent(window: CaptionWindow) -> None:
    window.record.ask()


def _project(window: CaptionWindow) -> None:
    window.projection.setProperty("projecting", True)


_STORED = settings.Settings()
_TALK = replace(_STORED, font_size=30)


def _captions() -> Iterator[Scene]:
    yield Scene("captions", _talking, events=conversation())
    yield Scene(
        "captions-delay",
        lambda session: bool(session.property("delayText")) and _talking(session),
        events=conversation(late=4.2),
    )
    yield Scene("captions-no-microphone", _in_state("waiting"), microphones=())
    yield Scene(
        "captions-no-model",
        _in_state("unready"),
        model_fault=ModelError("error.model.absent", model="small-int8"),
    )
    yield Scene("captions-waiting", _in_state("waiting"))
    yield Scene("captions-popup", _about_care, events=CARE, act=_tell)
    yield Scene("captions-correct", _about_care, events=CARE, act=_correct)
    yield Scene("captions-offer", _about_care, events=CARE, act=_accept)
    yield Scene("glossary", _about_care, events=CARE, act=_search)
    yield Scene("glossary-form", _about_care, events=CARE, act=_write)
    yield Scene("glossary-warning", _about_care, events=CARE, act=_write_twin)
    yield Scene("glossary-heard", _about_care, events=CARE, act=_save, then=_heard)


def _counter() -> Iterator[Scene]:
    waiting = _in_state("waiting")
    talk = Scene(
        "", _lines(3), _TALK, COUNTER, mode=Mode.COUNTER, resident=VISITOR, then=_translated
    )
    yield Scene("start", waiting, mode=Mode.START, then=_marked)
    yield Scene("settings", waiting, mode=Mode.START, act=_set("setting", True), then=_marked)
    yield Scene("counter-language", waiting, mode=Mode.COUNTER)
    for layout in ("split", "face_to_face"):
        yield replace(
            talk, name=f"counter-{layout}", settings=replace(_TALK, counter_layout=layout)
        )
    yield replace(talk, name="counter-coach", done=_lines(4), events=HARD, then=_advised)
    yield replace(talk, name="counter-lost-microphone", lost=True)
    yield replace(
        talk,
        name="counter-consent",
        settings=replace(_TALK, record_offered=True),
        act=_ask_consent,
    )
    empty = Scene("", waiting, _TALK, mode=Mode.COUNTER)
    yield replace(empty, name="counter-board", act=_point("my", "purpose"))
    yield replace(
        empty, name="counter-phrases", act=_phrases("vi", "tax-insurance", "tax-insurance-32")
    )
    yield replace(empty, name="counter-answers", act=_phrases("es", "feeding", "home-visit-09"))


def _hearing() -> Iterator[Scene]:
    talk = Scene("hearing", _lines(2), _STORED, HEARING, mode=Mode.HEARING, act=_answer)
    yield talk
    yield replace(talk, name="hearing-by-hand", act=_write_by_hand)
    smaller = replace(talk, settings=replace(_STORED, hearing_font_size=40))
    yield replace(smaller, name="hearing-board", act=_point("ja", "purpose"))
    yield replace(smaller, name="hearing-body", act=_point("ja", "body"))
    yield replace(smaller, name="hearing-date", act=_point("ja", "date", "month:6", "day:30"))


def _visit() -> Iterator[Scene]:
    over = replace(_TALK, visit_layout="hand_over")
    talk = Scene("", _lines(3), _TALK, COUNTER, mode=Mode.VISIT, resident=VISITOR, then=_translated)
    yield replace(talk, name="visit-face_to_face")
    yield replace(talk, name="visit-handed-over", settings=over, act=_set("handed", True))
    empty = Scene("", _in_state("waiting"), _TALK, mode=Mode.VISIT)
    yield replace(
        empty, name="visit-phrases", act=_phrases("en", "infant-checkup", "home-visit-17")
    )
    slots = ("month:6", "day:30")
    yield replace(
        empty,
        name="visit-slots",
        settings=over,
        act=_phrases("en", "infant-checkup", "home-visit-46", slots=slots),
    )


def _event() -> Iterator[Scene]:
    languages = replace(_STORED, event_language_1="en", event_language_2="ko")
    event = Scene("event", _lines(2), languages, COUNTER, mode=Mode.EVENT, then=_projected)
    yield event
    # One sentence: its models are loaded meanwhile, which takes longer than it takes to be read.
    yield replace(
        event,
        name="event-projector",
        done=_lines(1),
        events=(COUNTER[0], COUNTER[1], COUNTER[-1]),
        act=_project,
        then=_translated,
        shows="projectorWindow",
    )


SCENES = (*_captions(), *_counter(), *_hearing(), *_visit(), *_event())
