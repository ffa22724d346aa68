"""Which line is to be had in which language: asks the translator, and takes its answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from voice_counter.conversation.conversation import Conversation
from voice_counter.conversation.line import Line, Side
from voice_counter.translation.results import Translation
from voice_counter.translation.service import Translated, TranslatedBack

_AGAIN = 3
"""So many lines are translated anew when the language changes: a screen full."""


class Service(Protocol):
    """What is asked of a :class:`~voice_counter.translation.service.TranslationService`."""

    def settled(self, key: int | str, text: str, source: str, targets: Sequence[str]) -> None:
        """Translate in order, never dropped."""

    def growing(self, key: int | str, text: str, source: str, targets: Sequence[str]) -> None:
        """Translate if there is time."""

    def back(self, utterance: int | str, translation: Translation) -> None:
        """Translate a translation back."""

    def forget(self) -> None:
        """Drop what waits."""


class Interpreter:
    """A listener of a conversation.

    Args:
        back: whether staff are to see what the other side reads.
        growing: whether to translate words that may still change.
    """

    def __init__(
        self,
        conversation: Conversation,
        service: Service,
        *,
        back: bool = True,
        growing: bool = True,
    ) -> None:
        self._conversation = conversation
        self._service = service
        self._targets: Mapping[Side, tuple[str, ...]] = {}
        self.back = back
        self.growing = growing
        conversation.listen(self)

    def into(self, targets: Mapping[Side, tuple[str, ...]]) -> None:
        """From now on, what a side says goes into these languages; the newest lines at once."""
        if targets == self._targets:
            return
        self._targets = dict(targets)
        finals = [line for line in self._conversation if line.final]
        for line in finals[-_AGAIN:]:
            self._ask(line)

    def receive(self, result: Translated | TranslatedBack) -> None:
        """An answer of the service, on the conversation's thread."""
        key = str(result.utterance)
        if isinstance(result, TranslatedBack):
            self._conversation.translated_back(key, result.translation)
            return
        translation = result.translation
        taken = self._conversation.translated(
            key, result.original, result.target, translation, provisional=result.provisional
        )
        line = self._conversation.get(key)
        if not taken or line is None or result.provisional or translation is None:
            return
        if self.back and line.side is Side.STAFF and translation.text:
            self._service.back(key, translation)

    def inserted(self, number: int, line: Line) -> None:
        """A new line is to be translated."""
        del number
        self._ask(line)

    def changed(self, number: int, before: Line, line: Line) -> None:
        """Other words are to be translated anew."""
        del number
        if (line.text, line.final, line.side) != (before.text, before.final, before.side):
            self._ask(line)

    def removed(self, number: int, line: Line) -> None:
        """Nothing to do: its translation will find no line."""

    def cleared(self) -> None:
        """Nobody waits for what was asked."""
        self._service.forget()

    def _ask(self, line: Line) -> None:
        targets = tuple(
            target
            for target in self._targets.get(line.side, ())
            if target != line.language and not _known(line, target)
        )
        if not targets:
            return
        if line.final:
            self._service.settled(line.key, line.text, line.language, targets)
        elif self.growing:
            self._service.growing(line.key, line.text, line.language, targets)


def _known(line: Line, target: str) -> bool:
    """Whether a translation of these very words came with the line: nothing need be asked."""
    translation = line.translations.get(target)
    return translation is not None and not line.provisional and translation.original == line.text
