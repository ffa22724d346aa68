"""Whether a change of the glossary takes effect, told by the last utterance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from PySide6.QtCore import Property, QObject, Signal, Slot

from voice_counter import texts
from voice_counter.desktop.core import Captioner, Core
from voice_counter.desktop.jobs import Jobs
from voice_counter.errors import UserError
from voice_counter.glossary.terms import Glossary


class Verdict(StrEnum):
    """What came of it. Texts: ``window.heard_*``."""

    NONE = "none"
    WORKING = "working"
    HEARD = "heard"
    UNHEARD = "unheard"
    NOTHING = "nothing"
    """Nobody has said anything yet."""
    UNREADY = "unready"
    """The models are not there yet; the glossary is used as soon as they are."""
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class _Question:
    glossary: Glossary
    ja: str


class Rehearing(QObject):
    """Gives the captioner a new glossary and lets it hear the last utterance once more.

    Args:
        core: makes the vocabulary.
        jobs: hearing takes a while.
        captioner: the one that is loaded, if there is one by now.
    """

    changed = Signal()

    def __init__(self, core: Core, jobs: Jobs, captioner: Callable[[], Captioner | None]) -> None:
        super().__init__()
        self._core = core
        self._jobs = jobs
        self._captioner = captioner
        self._question: _Question | None = None
        self._verdict = Verdict.NONE
        self._message = ""
        self._marked = ""

    verdict = Property(str, lambda self: str(self._verdict), notify=changed)
    message = Property(str, lambda self: self._message, notify=changed)
    marked = Property(str, lambda self: self._marked, notify=changed)
    """The message as styled text, in which the term is marked."""

    def ask(self, glossary: Glossary, ja: str) -> None:
        """Use ``glossary`` from now on. Where it has a term ``ja``, say whether it is heard."""
        question = _Question(glossary, ja)
        self._question = question
        captioner = self._captioner()
        if captioner is None:
            self._show(Verdict.UNREADY if ja else Verdict.NONE)
            return
        self._show(Verdict.WORKING if ja else Verdict.NONE)
        hearing = captioner

        def work() -> str | None:
            if self._question is not question:
                return None  # another change came while this one waited
            hearing.use(self._core.vocabulary(glossary))
            return hearing.hear_again() if ja else None

        self._jobs.start(
            work,
            lambda text: self._answer(question, text),
            lambda error: self._fail(question, error),
        )

    def captioner_loaded(self) -> None:
        """The models are there: what was changed before them is used now."""
        question = self._question
        if question is not None:
            self.ask(question.glossary, "")

    @Slot()
    def dismiss(self) -> None:
        """Show nothing any more."""
        self._show(Verdict.NONE)

    def _answer(self, question: _Question, text: str | None) -> None:
        if self._question is not question or not question.ja:
            return
        if not text:
            self._show(Verdict.NOTHING)
            return
        spans = [
            (match.start, match.end)
            for match in question.glossary.matches(text)
            if match.term.ja == question.ja
        ]
        self._show(Verdict.HEARD if spans else Verdict.UNHEARD, text, spans)

    def _fail(self, question: _Question, error: UserError) -> None:
        if self._question is question:
            self._show(Verdict.FAULT, texts.explain(error))

    def _show(
        self, verdict: Verdict, text: str = "", spans: Sequence[tuple[int, int]] = ()
    ) -> None:
        self._verdict = verdict
        key = f"window.heard_{verdict}"
        self._message = "" if verdict is Verdict.NONE else texts.text(key, text=text)
        marked = _marked(text, spans)
        self._marked = "" if verdict is Verdict.NONE else _styled(key, marked)
        self.changed.emit()


def _styled(key: str, marked: str) -> str:
    # The text around is escaped before the marks go in, in the place of a stand-in.
    return escape(texts.text(key, text="\0"), quote=False).replace("\0", marked)


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    written, done = "", 0
    for start, end in spans:
        written += f"{escape(text[done:start], quote=False)}<b><u>{escape(text[start:end])}</u></b>"
        done = end
    return written + escape(text[done:], quote=False)
