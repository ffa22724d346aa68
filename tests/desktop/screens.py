"""Every screen of the application, and how a user comes there."""

from __future__ import annotations

from collections.abc import Callable

from desktop_fakes import MICROPHONE, FakeCore, final, until
from window_driver import Key, click, item, items, press

from voice_counter.captions.events import Listening
from voice_counter.conversation.line import Side
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.desk import Mode

Act = Callable[[CaptionWindow, FakeCore], None]


def nothing(window: CaptionWindow, core: FakeCore) -> None:
    del window, core


def talk(layout: str) -> Act:
    def act(window: CaptionWindow, core: FakeCore) -> None:
        window.desk.chooseLayout(layout)
        window.desk.chooseLanguage("vi")
        press(window, Key.Key_Space)
        core.captioner.send(Listening(MICROPHONE), final(1, "手数料は300円です。"))
        window.session.conversation.say(Side.RESIDENT, "Vâng", "vi")
        until(lambda: len(items(window, "chip")) == 1)

    return act


def by_hand(window: CaptionWindow, core: FakeCore) -> None:
    del core
    click(window, item(window, "writeTab"))


def by_picture(window: CaptionWindow, core: FakeCore) -> None:
    del core
    click(window, item(window, "pictureTab"))


def phrases(window: CaptionWindow, core: FakeCore) -> None:
    del core
    window.desk.chooseLanguage("vi")
    press(window, Key.Key_F5)


def choices(window: CaptionWindow, core: FakeCore) -> None:
    del core
    window.desk.chooseLanguage("vi")
    click(window, item(window, "choicesButton"))


def looks(window: CaptionWindow, core: FakeCore) -> None:
    del core
    click(window, item(window, "eventTabLooks"))


def settings_page(window: CaptionWindow, core: FakeCore) -> None:
    del core
    press(window, Key.Key_F10)


def glossary(window: CaptionWindow, core: FakeCore) -> None:
    del core
    window.glossary.show()


def form(window: CaptionWindow, core: FakeCore) -> None:
    glossary(window, core)
    window.glossary.add()


def caption(window: CaptionWindow, core: FakeCore) -> None:
    press(window, Key.Key_Space)
    core.captioner.send(Listening(MICROPHONE), final(1, "手数料は300円です。"))
    until(lambda: window.session.model.rowCount() == 1)


def popup(window: CaptionWindow, core: FakeCore) -> None:
    caption(window, core)
    window.corrections.showLast()


def correction(window: CaptionWindow, core: FakeCore) -> None:
    caption(window, core)
    window.corrections.editLast()


SCREENS: dict[str, tuple[Mode, Act]] = {
    "start": (Mode.START, nothing),
    "captions": (Mode.CAPTIONS, caption),
    "counter-language": (Mode.COUNTER, nothing),
    "counter-split": (Mode.COUNTER, talk("split")),
    "counter-face": (Mode.COUNTER, talk("face_to_face")),
    "hearing": (Mode.HEARING, nothing),
    "hearing-hand": (Mode.HEARING, by_hand),
    "hearing-picture": (Mode.HEARING, by_picture),
    "counter-phrases": (Mode.COUNTER, phrases),
    "counter-choices": (Mode.COUNTER, choices),
    "visit": (Mode.VISIT, nothing),
    "event": (Mode.EVENT, nothing),
    "event-looks": (Mode.EVENT, looks),
    "settings": (Mode.CAPTIONS, settings_page),
    "glossary": (Mode.CAPTIONS, glossary),
    "form": (Mode.CAPTIONS, form),
    "popup": (Mode.CAPTIONS, popup),
    "correction": (Mode.CAPTIONS, correction),
}
