"""Helps staff to be understood: hints about the sound, plainer words, and a voice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot

from voice_counter import texts
from voice_counter.audio.hints import Hint, LevelHints
from voice_counter.captions.events import Discarded, Final, Level
from voice_counter.conversation.coach import Advice, advise
from voice_counter.conversation.ears import Arrangement
from voice_counter.conversation.line import Line, Side
from voice_counter.desktop.desk import Desk
from voice_counter.desktop.jobs import Jobs
from voice_counter.desktop.read_aloud import ReadAloud
from voice_counter.desktop.session import CaptionSession
from voice_counter.errors import UserError
from voice_counter.glossary.terms import Glossary
from voice_counter.translation.phrase_match import PhraseBook

_LEVEL_SECONDS = 0.1
"""Between two levels."""


class Trust(QObject):
    """Watches a conversation.

    Args:
        phrases: builds the phrase book, on a thread of its own, when it is first wanted.
    """

    changed = Signal()

    def __init__(
        self,
        session: CaptionSession,
        desk: Desk,
        phrases: Callable[[Glossary], PhraseBook],
        voice: ReadAloud | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._phrases = phrases
        self._glossary: Glossary | None = None
        self._book: tuple[Glossary, PhraseBook] | None = None
        self._jobs = Jobs(self)
        self._hints = {side: LevelHints() for side in Side}
        self._shown: dict[Side, Hint | None] = dict.fromkeys(Side)
        self._advice: tuple[str, Advice] | None = None
        self.voice = voice or ReadAloud()
        self.voice.began.connect(lambda: session.mute(True))
        self.voice.ended.connect(lambda: session.mute(False))
        session.heard.connect(self._hear)
        session.stateChanged.connect(self._quiet)
        desk.nextPersonCame.connect(self._forget)

    readAloud = Property(QObject, lambda self: self.voice, constant=True)  # noqa: N815

    def _hint(self) -> str:
        for side, hint in self._shown.items():
            if hint is not None:
                text = texts.text(f"window.trust.hint_{hint}")
                if side is Side.STAFF:
                    return text
                return texts.text("window.trust.hint_resident", hint=text)
        return ""

    def _coach(self) -> str:
        if self._advice is None:
            return ""
        advice = self._advice[1]
        reasons = "・".join(texts.text(f"window.trust.coach_{each}") for each in advice.reasons)
        told = f"{texts.text('window.trust.coach')}（{reasons}）"
        if advice.suggestion is None:
            return told
        return f"{told}　{texts.text('window.trust.coach_suggestion')}：{advice.suggestion}"

    hint = Property(str, _hint, notify=changed)
    coach = Property(str, _coach, notify=changed)
    suggesting = Property(
        bool,
        lambda self: self._advice is not None and self._advice[1].suggestion is not None,
        notify=changed,
    )

    def use(self, glossary: Glossary) -> None:
        """The terms that are known from now on."""
        self._glossary = glossary

    @Slot()
    def take(self) -> None:
        """Say the last sentence in the words of the coach; its translation follows."""
        if self._advice is not None and self._advice[1].suggestion is not None:
            key, advice = self._advice
            self._advise(None)
            self._session.conversation.correct(key, advice.suggestion or "")

    @Slot()
    def dismissCoach(self) -> None:  # noqa: N802
        """Staff know."""
        self._advise(None)

    @Slot()
    def read(self) -> None:
        """Read the newest translation of what staff said aloud; fall silent if one is read."""
        if self.voice.property("speaking"):
            self.voice.stop()
            return
        tag = str(self._desk.property("residentLanguage"))
        for line in reversed(list(self._session.conversation)):
            translation = line.translations.get(tag) if line.side is Side.STAFF else None
            if line.final and translation is not None and not line.provisional:
                self.voice.say(translation.text, tag)
                return

    def shutdown(self, seconds: float) -> bool:
        """Fall silent, and wait for what runs. Says whether it ended."""
        self.voice.stop()
        return self._jobs.join(seconds)

    # -- what is heard --------------------------------------------------------------------

    def _hear(self, event: object, heard: str) -> None:
        side = Side(heard)
        match event:
            case Level() if self._open(side):
                self._show(
                    side, self._hints[side].feed(event.rms, event.peak, None, _LEVEL_SECONDS)
                )
            case Discarded():
                self._hints[side].missed()
            case Final():
                self._hints[side].understood()
                self._consider()

    def _open(self, side: Side) -> bool:
        """Whether the microphone is open for that side: nothing is wrong with a shut one."""
        if self._session.property("muted"):
            return False
        by_turn = self._session.property("arrangement") == Arrangement.KEYS
        return not by_turn or self._session.property("turn") == side

    def _show(self, side: Side, hint: Hint | None) -> None:
        if hint is not self._shown[side]:
            self._shown[side] = hint
            self.changed.emit()

    def _quiet(self) -> None:
        """Whatever was heard of the last run tells nothing about the next."""
        if not self._session.property("running"):
            self._hints = {side: LevelHints() for side in Side}
            for side in Side:
                self._show(side, None)

    def _forget(self) -> None:
        self.voice.stop()
        self._advise(None)

    # -- what could be said more plainly --------------------------------------------------

    def _consider(self) -> None:
        line = self._session.conversation.last(Side.STAFF)
        glossary = self._glossary
        translating = bool(self._desk.property("translating"))
        if line is None or line.language != "ja" or glossary is None or not translating:
            return
        if self._advice is not None and self._advice[0] != line.key:
            self._advise(None)

        def work() -> tuple[Line, Advice | None]:
            if self._book is None or self._book[0] is not glossary:
                self._book = glossary, self._phrases(glossary)
            return line, advise(line.text, glossary, self._book[1])

        self._jobs.start(work, self._arrive, self._fail)

    def _arrive(self, found: tuple[Line, Advice | None]) -> None:
        line, advice = found
        now = self._session.conversation.last(Side.STAFF)
        if now is not None and (now.key, now.text) == (line.key, line.text):
            self._advise((line.key, advice) if advice is not None else None)

    def _fail(self, error: UserError) -> None:
        """Without a phrase book nobody is advised; whoever translates tells what is wrong."""
        del error

    def _advise(self, advice: tuple[str, Advice] | None) -> None:
        if advice != self._advice:
            self._advice = advice
            self.changed.emit()
