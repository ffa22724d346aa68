"""Draw the window's screens into docs/screens, from recorded events through the real window."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# Before Qt is imported: no display is needed, and every machine draws the same pixels.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject  # noqa: E402

from voice_counter import paths, settings  # noqa: E402
from voice_counter.audio.source import AudioSource, Samples  # noqa: E402
from voice_counter.captions.events import (  # noqa: E402
    CaptionEvent,
    Delay,
    Final,
    Level,
    Listening,
    Partial,
    Stopped,
    Summary,
)
from voice_counter.captions.options import CaptionOptions  # noqa: E402
from voice_counter.conversation.ears import Plan  # noqa: E402
from voice_counter.desktop.app import CaptionWindow, application  # noqa: E402
from voice_counter.desktop.caption_model import Role  # noqa: E402
from voice_counter.desktop.choices import samples  # noqa: E402
from voice_counter.desktop.core import Captioner, Ears, Terms  # noqa: E402
from voice_counter.desktop.desk import Mode  # noqa: E402
from voice_counter.errors import ModelError, UserError  # noqa: E402
from voice_counter.glossary import Glossary, Vocabulary, load_glossary  # noqa: E402
from voice_counter.glossary.repair import Repair  # noqa: E402
from voice_counter.glossary.user_glossary import FILE_NAME, UserGlossary  # noqa: E402
from voice_counter.numerals.quantities import find_quantities  # noqa: E402
from voice_counter.translation.load import load_translator  # noqa: E402
from voice_counter.translation.translator import Translator  # noqa: E402

WIDTH, HEIGHT = 1366, 768
_MICROPHONE = "USB マイク (UM-10)"
_SAID = (
    "おはようございます。今日はどのようなご用件でしょうか。",
    "住民票の写しを2通お願いします。世帯全員の分で、本籍は載せなくて大丈夫です。",
    "かしこまりました。手数料は1通300円です。ご本人確認のため、マイナンバーカードか運転免許証を見せていただけますか。",
    "はい、これでいいですか。",
)
_SAYING = "ありがとうございます。できあがりましたら、42番の番号でお呼びしますので、あちらのいす"
_STABLE = "ありがとうございます。できあがりましたら、42番の番号で"


def _final(number: int, text: str, *repairs: Repair) -> Final:
    start, end, quantities = 6.0 * number, 6.0 * number + 5, find_quantities(text)
    return Final(number, start, end, end + 1, "ja", text, quantities=quantities, repairs=repairs)


def conversation(*, late: float = 0.0) -> tuple[CaptionEvent, ...]:
    """A talk at the counter, recorded up to the middle of a sentence."""
    finals = [_final(n, text) for n, text in enumerate(_SAID)]
    saying = Partial(len(_SAID), 24.0, 29.0, 29.8, "ja", _SAYING, len(_STABLE))
    events: tuple[CaptionEvent, ...] = (
        Listening(_MICROPHONE),
        *finals,
        saying,
        Level(-21.0, -9.0),
    )
    return (*events, Delay(late)) if late else events


_CARE = (
    Listening(_MICROPHONE),
    _final(0, "こんにちは。今日はどうされましたか。"),
    _final(
        1,
        "母の要介護認定のことで、令和8年3月2日の午後3時に来るように言われました。",
        Repair("妖怪語認定", "要介護認定"),
    ),
    _final(2, "では、三茶おとしよりセンターでお話をうかがいます。"),
    Level(-21.0, -9.0),
)
_HEARD = "では、太子堂あんしんすこやかセンターでお話をうかがいます。"
_WANTED = "太子堂あんしんすこやかセンター"


@dataclass(frozen=True)
class Scene:
    """One picture: how the window is set, what the pipeline does, and what to wait for."""

    name: str
    done: Callable[[QObject], bool]
    settings: settings.Settings = settings.Settings()  # noqa: RUF009  (frozen)
    events: tuple[CaptionEvent, ...] = ()
    microphones: tuple[str, ...] = (_MICROPHONE, "内蔵マイク")
    model_fault: UserError | None = None
    mode: Mode = Mode.CAPTIONS
    resident: tuple[CaptionEvent, ...] = ()
    """What the resident's captioner does, where there are two."""
    size: tuple[int, int] | None = None
    act: Callable[[CaptionWindow], None] = lambda _: None
    """What the user does once the scene has come about."""
    then: Callable[[CaptionWindow], bool] = lambda _: True


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
    window.glossary.addWord(_WANTED)
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
    window.corrections.accept(_HEARD)


def _heard(window: CaptionWindow) -> bool:
    return bool(window.glossary.property("rehearing").property("verdict") == "heard")


def _talking(session: QObject) -> bool:
    captions = session.property("captions").rowCount()
    return bool(captions == len(_SAID) + 1 and session.property("level") > 0)


def _in_state(state: str) -> Callable[[QObject], bool]:
    return lambda session: bool(session.property("state") == state)


_COUNTER = (
    Listening(_MICROPHONE),
    _final(0, "住民票の写しは1通300円です。"),
    _final(1, "6月30日までに、国民健康保険の申請書を出してください。"),
    Level(-21.0, -9.0),
)
_VISITOR = (Final(0, 20.0, 22.0, 22.5, "en", "Two copies, please."),)
_HEARING = (
    Listening(_MICROPHONE),
    _final(0, "要介護認定の申請をしましょう。"),
    Partial(1, 6.0, 8.0, 8.2, "ja", "申請書は、こちらに", 4),
    Level(-21.0, -9.0),
)


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


def _marked(window: CaptionWindow) -> bool:
    return len(window.start.property("marks")) == 4


def _answer(window: CaptionWindow) -> None:
    window.desk.reply("はい、お願いします。")


_LOOKS = (
    ("", settings.Settings(), (1366, 768)),
    ("-dark", settings.Settings(theme="dark"), (1920, 1080)),
)


def _rooms() -> Iterator[Scene]:
    """The rooms, each in two looks and two sizes."""
    for suffix, look, size in _LOOKS:
        yield Scene(
            f"start{suffix}", _in_state("waiting"), look, mode=Mode.START, size=size, then=_marked
        )
        yield Scene(
            f"counter-language{suffix}", _in_state("waiting"), look, mode=Mode.COUNTER, size=size
        )
        for layout in ("split", "face_to_face"):
            yield Scene(
                f"counter-{layout}{suffix}",
                _lines(3),
                replace(look, counter_layout=layout, font_size=30),
                _COUNTER,
                mode=Mode.COUNTER,
                resident=_VISITOR,
                size=size,
                then=_translated,
            )
        yield Scene(f"event{suffix}", _lines(2), look, _COUNTER, mode=Mode.EVENT, size=size)
        yield Scene(
            f"hearing{suffix}",
            _lines(2),
            look,
            _HEARING,
            mode=Mode.HEARING,
            size=size,
            act=_answer,
        )


def _phrases(
    language: str, phrases: str, *pressed: str, slots: tuple[str, ...] = ()
) -> Callable[[CaptionWindow], None]:
    """Staff open a set and press phrases; the keys of the pad fill the slots of the last."""

    def act(window: CaptionWindow) -> None:
        window.desk.chooseLanguage(language)
        window.phrases.toggle()
        _wait(lambda: bool(window.phrases.property("sets")))
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


def _boards() -> Iterator[Scene]:
    """The board with pictures and the phrases of staff, each in two looks and two sizes."""
    hearing = replace(settings.Settings(), hearing_font_size=40)
    for suffix, look, size in _LOOKS:
        visit = replace(look, visit_layout="face_to_face")
        acts = {
            "hearing-board": (Mode.HEARING, hearing, _point("ja", "purpose")),
            "hearing-body": (Mode.HEARING, hearing, _point("ja", "body")),
            "hearing-date": (Mode.HEARING, hearing, _point("ja", "date", "month:6", "day:30")),
            "counter-board": (Mode.COUNTER, look, _point("my", "purpose")),
            "counter-phrases": (
                Mode.COUNTER,
                look,
                _phrases("vi", "tax-insurance", "tax-insurance-32"),
            ),
            "visit-phrases": (
                Mode.VISIT,
                visit,
                _phrases("en", "infant-checkup", "home-visit-17"),
            ),
            "visit-slots": (
                Mode.VISIT,
                replace(look, visit_layout="hand_over"),
                _phrases("en", "infant-checkup", "home-visit-46", slots=("month:6", "day:30")),
            ),
            "resident-answers": (Mode.COUNTER, look, _phrases("es", "feeding", "home-visit-09")),
        }
        for name, (mode, stored, act) in acts.items():
            stored = replace(stored, theme=look.theme)
            heard = _HEARING if mode is Mode.HEARING else ()
            done = _lines(2) if heard else _in_state("waiting")
            yield Scene(name + suffix, done, stored, heard, mode=mode, size=size, act=act)


SCENES = (
    *_rooms(),
    *_boards(),
    Scene("light", _talking, events=conversation()),
    Scene("dark", _talking, settings.Settings(theme="dark"), conversation()),
    Scene("high-contrast", _talking, settings.Settings(theme="high-contrast"), conversation()),
    Scene(
        "delay",
        lambda session: bool(session.property("delayText")) and _talking(session),
        events=conversation(late=4.2),
    ),
    Scene("no-microphone", _in_state("waiting"), microphones=()),
    Scene(
        "no-model",
        _in_state("unready"),
        model_fault=ModelError("error.model.absent", model="small-int8"),
    ),
    Scene("waiting", _in_state("waiting")),
    Scene("popup", _about_care, events=_CARE, act=_tell),
    Scene("correct", _about_care, events=_CARE, act=_correct),
    Scene("offer", _about_care, events=_CARE, act=_accept),
    Scene("glossary", _about_care, events=_CARE, act=_search),
    Scene("glossary-form", _about_care, events=_CARE, act=_write),
    Scene("glossary-warning", _about_care, events=_CARE, act=_write_twin),
    Scene("glossary-heard", _about_care, events=_CARE, act=_save, then=_heard),
    Scene(
        "glossary-dark",
        _about_care,
        settings.Settings(theme="dark"),
        _CARE,
        act=_save,
        then=_heard,
    ),
)


class _Silence:
    """A source that says nothing: the recorded captioner brings its own events."""

    name = _MICROPHONE
    live = True
    overflows = 0

    def __init__(self) -> None:
        self.closed = threading.Event()

    def blocks(self) -> Iterator[Samples]:
        self.closed.wait()
        yield from ()

    def close(self) -> None:
        self.closed.set()


class _Recorded:
    """A captioner that sends recorded events and then waits to be stopped."""

    fallback: UserError | None = None
    model_id = ""

    def __init__(self, events: tuple[CaptionEvent, ...]) -> None:
        self._events = events

    def run(
        self, source: AudioSource, options: CaptionOptions, sink: Callable[[CaptionEvent], None]
    ) -> Summary:
        del options
        for event in self._events:
            sink(event)
        for _block in source.blocks():
            pass
        summary = Summary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        sink(Stopped(summary))
        return summary

    def stop(self) -> None:
        pass

    def use(self, vocabulary: Vocabulary) -> None:
        pass

    def hurry(self) -> None:
        pass

    def close(self) -> None:
        pass

    def forget(self) -> None:
        pass

    def hear_again(self) -> str | None:
        return _HEARD


class _SceneCore:
    def __init__(self, scene: Scene, folder: Path) -> None:
        self._scene = scene
        self._own = UserGlossary(folder / FILE_NAME)

    def load(self) -> Captioner:
        if self._scene.model_fault is not None:
            raise self._scene.model_fault
        return _Recorded(self._scene.events)

    def microphones(self) -> list[str]:
        return list(self._scene.microphones)

    def second(self, captioner: Captioner, *, japanese: bool) -> Captioner:
        del captioner, japanese
        return _Recorded(self._scene.resident)

    def open(self, plan: Plan) -> Ears:
        return Ears(tuple(_Silence() for _ in plan.ears), lambda _: None, lambda _: None)

    def translator(self) -> Translator:
        return load_translator(load_glossary(paths.glossaries()))

    def terms(self) -> Terms:
        return Terms(self._own, load_glossary(paths.glossaries()))

    def vocabulary(self, glossary: Glossary) -> Vocabulary:
        return Vocabulary(glossary)


def draw(scene: Scene, folder: Path, width: int = WIDTH, height: int = HEIGHT) -> Path:
    """Open the real window, let the scene happen and save what it looks like.

    Raises:
        TimeoutError: the scene did not come about.
    """
    application()
    with tempfile.TemporaryDirectory() as config:
        os.environ["VOICE_COUNTER_CONFIG"] = config
        os.environ["VOICE_COUNTER_RECORDS"] = os.path.join(config, "records")  # noqa: PTH118
        os.environ["VOICE_COUNTER_LOGS"] = os.path.join(config, "logs")  # noqa: PTH118
        settings.save(scene.settings)
        window = CaptionWindow(_SceneCore(scene, Path(config)), samples(), scene.mode)
        try:
            window.window.resize(*(scene.size or (width, height)))
            if scene.resident:
                window.desk.chooseLanguage("en")
            if scene.events:
                window.session.start()
            _wait(lambda: bool(window.glossary.property("ready")))
            _wait(lambda: scene.done(window.session) and window.session.microphones_known)
            scene.act(window)
            _wait(lambda: scene.then(window))
            _settle()
            picture = folder / f"window-{scene.name}.png"
            window.window.grabWindow().save(str(picture))
        finally:
            window.close()
    return picture


def _wait(done: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError("the scene did not come about")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def _settle(seconds: float = 0.4) -> None:
    """Let animations and deferred layout come to rest."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def main() -> int:
    """Draw every scene, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--size", default=f"{WIDTH}x{HEIGHT}")
    parser.add_argument("scenes", nargs="*")
    asked = parser.parse_args()
    width, height = map(int, asked.size.split("x"))
    asked.folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        if not asked.scenes or scene.name in asked.scenes:
            print(draw(scene, asked.folder, width, height))
    return 0


if __name__ == "__main__":
    sys.exit(main())
