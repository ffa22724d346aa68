"""Takes down what a conversation settles, from the consent on."""

from __future__ import annotations

from voice_counter.conversation.conversation import Conversation
from voice_counter.conversation.line import Line
from voice_counter.record.consent import Consent
from voice_counter.record.recorder import Recorder


class Follower:
    """Listens to a conversation; begins with :meth:`begin`, ends where the talk is cleared.

    To be used on the thread of the conversation.
    """

    def __init__(self, conversation: Conversation, recorder: Recorder) -> None:
        self._conversation = conversation
        self._recorder = recorder
        self._before: frozenset[str] = frozenset()
        conversation.listen(self)

    def begin(self, consent: Consent, passphrase: str | None = None) -> str:
        """Take down what is said from now on. What was said, or begun, before the consent is not
        taken down, also where it is corrected or translated later."""
        self._before = frozenset(line.key for line in self._conversation)
        return self._recorder.begin(consent, passphrase)

    def inserted(self, number: int, line: Line) -> None:  # noqa: ARG002
        """A line is new; it counts once it is settled."""
        self._take(line)

    def changed(self, number: int, before: Line, line: Line) -> None:  # noqa: ARG002
        """A line was settled, translated, corrected or confirmed."""
        self._take(line)

    def removed(self, number: int, line: Line) -> None:  # noqa: ARG002
        """A line was taken back."""
        if line.key not in self._before:
            self._recorder.append(line, removed=True)

    def cleared(self) -> None:
        """The talk is over."""
        self._before = frozenset()
        self._recorder.end()

    def _take(self, line: Line) -> None:
        if line.key not in self._before:
            self._recorder.append(line)
