"""Carries the conversation over to the projector, and the operator's corrections back."""

from __future__ import annotations

from PySide6.QtCore import QObject

from voice_counter.conversation.conversation import Conversation
from voice_counter.conversation.line import Line
from voice_counter.desktop.event_mode import EventMode


class EventFeed(QObject):
    """A listener of ``conversation`` that tells ``event``, while ``active``."""

    def __init__(self, conversation: Conversation, event: EventMode) -> None:
        super().__init__()
        self._conversation = conversation
        self._event = event
        self.active = False
        conversation.listen(self)
        event.corrected.connect(self._correct)

    def inserted(self, number: int, line: Line) -> None:
        """See :class:`~voice_counter.conversation.conversation.Listener`."""
        del number
        if self.active:
            self._tell(None, line)

    def changed(self, number: int, before: Line, line: Line) -> None:
        """See :class:`~voice_counter.conversation.conversation.Listener`."""
        del number
        if self.active:
            self._tell(before, line)

    def removed(self, number: int, line: Line) -> None:
        """See :class:`~voice_counter.conversation.conversation.Listener`."""
        del number
        if self.active:
            self._event.drop(line.key)

    def cleared(self) -> None:
        """See :class:`~voice_counter.conversation.conversation.Listener`."""
        if self.active:
            self._event.clear()

    def _tell(self, before: Line | None, line: Line) -> None:
        if not line.final:
            self._event.show_partial(line.key, line.text, line.stable)
            return
        if before is None or not before.final:
            self._event.show_final(line.key, line.text, line.start, line.end, "")
        elif before.text != line.text:
            self._event.correct(line.key, line.text)
        if line.provisional:
            return  # an audience does not see words that change again
        for language, translation in line.translations.items():
            known = before.translations.get(language) if before is not None else None
            fresh = translation is not known or (before is not None and before.provisional)
            if translation is not None and translation.text and fresh:
                self._event.show_translation(line.key, language, translation.text)

    def _correct(self, key: object, text: str) -> None:
        self._conversation.correct(str(key), text)
