"""Every screen of the application, and how a user comes there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_fakes import MICROPHONE, FakeCore, final, until
from window_driver import Key, click, item, items, press

from voice_counter.captions.events import Listening
from voice_counter.conversation.line import Side
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.desk import Mode

Act = Callable[[CaptionWindow, FakeCore], None]


def nothing(window: CaptionWindow, core: FakeCore) -> None:
    del window, core


@dataclass(frozen=True)
class Screen:
    """One screen.

    Attributes:
        mode: of the window that is opened for it.
        shows: the name of an item that is to be seen there, and not before ``act``.
    """

    mode: Mode
    shows: str
    act: Act = nothing

    def come(self, window: CaptionWindow, core: FakeCore) -> None:
        """Act, and wait until the screen is there.

        Raises:
            TimeoutError: it does not come about.
        """
        assert self.act is nothing or not self._is_there(window), f"{self.shows} tells nothing"
        self.act(window, core)
        until(lambda: self._is_there(window))

    def _is_there(self, window: CaptionWindow) -> bool:
        return any(each.isVisible() for each in items(window, self.shows))


def talk(layout: str) -> Act:
    def act(window: CaptionWindow, core: FakeCore) -> None:
        window.desk.chooseLayout(layout)
        window.desk.chooseLanguage("vi")
        press(window, Key.Key_Space)
        core.captioner.send(Listening(MICROPHONE), final(1, "手数料は300円です。"))
        window.session.conversation.say(Side.RESIDENT, "Vâng", "vi")
        until(lambda: len(items(window, "chip")) == 1)

    return act


def consent(window: CaptionWindow, core: FakeCore) -> None:
    """The question whether to keep a record, while staff are told something else as well."""
    del core
    window.preferences.change(record_offered=True)
    window.desk.ask("slowly")
    window.record.ask()


def consent_in_vietnamese(window: CaptionWindow, core: FakeCore) -> None:
    talk("split")(window, core)
    consent(window, core)


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


SCREENS: dict[str, Screen] = {
    "start": Screen(Mode.START, "tile_counter"),
    "captions": Screen(Mode.CAPTIONS, "caption", caption),
    "counter-language": Screen(Mode.COUNTER, "languageTiles"),
    "counter-split": Screen(Mode.COUNTER, "residentText", talk("split")),
    "counter-face": Screen(Mode.COUNTER, "residentText", talk("face_to_face")),
    "counter-consent": Screen(Mode.COUNTER, "consentYes", consent_in_vietnamese),
    "hearing-consent": Screen(Mode.HEARING, "consentYes", consent),
    "hearing": Screen(Mode.HEARING, "answerSend"),
    "hearing-hand": Screen(Mode.HEARING, "writingCanvas", by_hand),
    "hearing-picture": Screen(Mode.HEARING, "pictureBoard", by_picture),
    "counter-phrases": Screen(Mode.COUNTER, "phraseList", phrases),
    "counter-choices": Screen(Mode.COUNTER, "choices", choices),
    "visit": Screen(Mode.VISIT, "languageTiles"),
    "event": Screen(Mode.EVENT, "eventPreview"),
    "event-looks": Screen(Mode.EVENT, "eventFont", looks),
    "settings": Screen(Mode.CAPTIONS, "settingsFlick", settings_page),
    "glossary": Screen(Mode.CAPTIONS, "termList", glossary),
    "form": Screen(Mode.CAPTIONS, "saveButton", form),
    "popup": Screen(Mode.CAPTIONS, "popupCorrect", popup),
    "correction": Screen(Mode.CAPTIONS, "captionField", correction),
}
