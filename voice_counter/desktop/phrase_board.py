"""The resident's board: pictures to point at, pads, and the answers to an open question."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Property, QObject, Signal, Slot

from voice_counter.conversation.board import (
    ANSWERS,
    BACK,
    FEELINGS,
    FRONT,
    GROUPS,
    PURPOSES,
    Question,
    Said,
    composed,
    pointed,
)
from voice_counter.desktop.pad_view import PadView, this_year
from voice_counter.resident_texts import resident_texts

_PADS = ("number", "date", "time")


class PhraseBoard(QObject):
    """What a resident points at. Keeps nothing beyond :meth:`clear`.

    Args:
        year: this year, for dates.
    """

    answered = Signal(object)
    """What the resident said, a :class:`~voice_counter.conversation.board.Said`."""
    touched = Signal()
    """Somebody is there, and chooses."""
    languageChanged = Signal()  # noqa: N815  (Qt's naming, here and below)
    feelingChanged = Signal()  # noqa: N815
    questionChanged = Signal()  # noqa: N815
    openChanged = Signal()  # noqa: N815
    pageChanged = Signal()  # noqa: N815

    def __init__(
        self,
        year: Callable[[], int] = this_year,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = "ja"
        self._feeling = ""
        self._question: Question | None = None
        self._open = False
        self._page = GROUPS[0]
        self._pads = {kind: PadView(kind, year, self) for kind in _PADS}
        for pad in self._pads.values():
            pad.pressed.connect(self.touched)

    # -- properties -----------------------------------------------------------------------

    def _labelled(self, keys: Iterable[str], prefix: str = "") -> list[dict[str, str]]:
        words = resident_texts(self._language)
        return [{"key": key, "text": words[prefix + key]} for key in keys]

    language = Property(str, lambda self: self._language, notify=languageChanged)
    words = Property(
        "QVariantMap",  # type: ignore[arg-type]
        lambda self: dict(resident_texts(self._language)),
        notify=languageChanged,
    )
    pages = Property(list, lambda self: self._labelled(GROUPS, "board_"), notify=languageChanged)
    purposes = Property(list, lambda self: self._labelled(PURPOSES), notify=languageChanged)
    answers = Property(list, lambda self: self._labelled(ANSWERS), notify=languageChanged)
    frontParts = Property(  # noqa: N815
        list, lambda self: self._labelled(FRONT), notify=languageChanged
    )
    backParts = Property(  # noqa: N815
        list, lambda self: self._labelled(BACK), notify=languageChanged
    )
    feelings = Property(list, lambda self: self._labelled(FEELINGS), notify=languageChanged)
    feeling = Property(str, lambda self: self._feeling, notify=feelingChanged)
    open = Property(bool, lambda self: self._open, notify=openChanged)
    page = Property(str, lambda self: self._page, notify=pageChanged)
    number = Property(QObject, lambda self: self._pads["number"], constant=True)
    date = Property(QObject, lambda self: self._pads["date"], constant=True)
    time = Property(QObject, lambda self: self._pads["time"], constant=True)

    asking = Property(bool, lambda self: self._question is not None, notify=questionChanged)
    question = Property(
        str,
        lambda self: self._question.text if self._question is not None else "",
        notify=questionChanged,
    )
    questionJapanese = Property(  # noqa: N815
        str,
        lambda self: self._question.japanese if self._question is not None else "",
        notify=questionChanged,
    )
    questionPad = Property(  # noqa: N815
        str,
        lambda self: self._question.pad if self._question is not None else "",
        notify=questionChanged,
    )

    def _offered(self) -> list[dict[str, str]]:
        return self._labelled(self._question.buttons if self._question is not None else ())

    offered = Property(list, _offered, notify=questionChanged)

    # -- what happens ---------------------------------------------------------------------

    @Slot(str)
    def press(self, key: str) -> None:
        """A button with a picture, or an answer: one press is one line."""
        try:
            said = pointed(key, self._language)
        except KeyError:
            return
        self._say(said)

    @Slot(str)
    def point(self, part: str) -> None:
        """A part of the body, with how it feels if that was chosen before."""
        try:
            said = pointed(part, self._language, self._feeling)
        except KeyError:
            return
        self._say(said)

    @Slot(str)
    def chooseFeeling(self, feeling: str) -> None:  # noqa: N802
        """How the part feels that will be pressed; the chosen one again takes it back."""
        if feeling in FEELINGS:
            self._feeling = "" if feeling == self._feeling else feeling
            self.feelingChanged.emit()
            self.touched.emit()

    @Slot(str)
    def send(self, kind: str) -> None:
        """Say what stands on the ``number``, ``date`` or ``time`` pad."""
        said = composed(self._pads[kind].pad, self._language) if kind in _PADS else None
        if said is not None:
            self._say(said)

    @Slot(str)
    def turnTo(self, page: str) -> None:  # noqa: N802
        """Show another page of the board."""
        self._turn(page)
        self.touched.emit()

    @Slot(bool)
    def show(self, on: bool) -> None:
        """Open or close the board where it covers the talk."""
        self._uncover(on)
        self.touched.emit()

    @Slot()
    def dismiss(self) -> None:
        """The question is not to be answered by pressing."""
        self.ask(None)

    def ask(self, question: Question | None) -> None:
        """Offer the answers to ``question`` until one is given or another is asked."""
        if question == self._question:
            return
        self._question = question
        self._empty()
        self._uncover(False)
        self.questionChanged.emit()

    def read_in(self, language: str) -> None:
        """The board is in that language from now on."""
        if language != self._language:
            self._language = language
            self._empty()
            self.languageChanged.emit()
            self.questionChanged.emit()

    def clear(self) -> None:
        """Somebody else comes: nothing is left."""
        self.ask(None)
        self._empty()
        self._uncover(False)
        self._turn(GROUPS[0])

    def _turn(self, page: str) -> None:
        if page in GROUPS and page != self._page:
            self._page = page
            self.pageChanged.emit()

    def _uncover(self, on: bool) -> None:
        if on is not self._open:
            self._open = on
            self.openChanged.emit()

    def _say(self, said: Said) -> None:
        self.answered.emit(said)
        self.ask(None)
        self._empty()
        self._uncover(False)

    def _empty(self) -> None:
        for kind, pad in self._pads.items():
            pad.begin(kind, self._language)
        if self._feeling:
            self._feeling = ""
            self.feelingChanged.emit()
