"""Brings the translator's thread and the conversation's together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from voice_counter.conversation.conversation import Conversation
from voice_counter.conversation.interpreter import Interpreter
from voice_counter.conversation.line import Side
from voice_counter.translation.service import Translated, TranslatedBack, TranslationService
from voice_counter.translation.translator import Translator

_SHUTDOWN_SECONDS = 3.0
"""A sentence takes less. A process that hangs, or is just being started, may take a minute, and
ends with this one."""


class Interpreting(QObject):
    """Has a conversation translated. The translator is made when the first language is asked for.

    Args:
        make: builds the translator, on the thread that will use it.
    """

    failed = Signal(str)
    _arrived = Signal(object)

    def __init__(
        self,
        conversation: Conversation,
        make: Callable[[], Translator],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._conversation = conversation
        self._make = make
        self._service: TranslationService | None = None
        self._interpreter: Interpreter | None = None
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def into(self, targets: dict[Side, tuple[str, ...]], *, back: bool, growing: bool) -> None:
        """From now on, what a side says goes into these languages."""
        if self._interpreter is None:
            if not targets:
                return
            self._service = TranslationService(self._make, self._arrived.emit)
            self._interpreter = Interpreter(self._conversation, self._service)
        self._interpreter.back = back
        self._interpreter.growing = growing
        self._interpreter.into(targets)

    def shutdown(self, seconds: float = _SHUTDOWN_SECONDS) -> bool:
        """Finish the sentence that is being translated, and end the thread.

        Returns:
            Whether it ended in time.
        """
        if self._service is None:
            return True
        self._service.forget()
        return self._service.close(seconds)

    def _receive(self, result: Translated | TranslatedBack) -> None:
        if self._interpreter is not None:
            self._interpreter.receive(result)
