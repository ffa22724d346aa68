"""A page over the captions: open or not, what it is for at the moment, and what it has to say."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Property, QObject, Signal, Slot


class Mode(StrEnum):
    """What the page is for at the moment."""

    BROWSE = "browse"
    FORM = "form"
    CHOOSE = "choose"
    """A word waits for the term whose alias it is to be."""


class EditorPage(QObject):
    """Where the user is on the page, and the way back to the captions."""

    openChanged = Signal()  # noqa: N815  (Qt's naming, here and below)
    modeChanged = Signal()  # noqa: N815
    noticeChanged = Signal()  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self._open = False
        self._mode = Mode.BROWSE
        self._leaving = False
        self._closing = False
        self._notice = ""
        self._fault = False

    open = Property(bool, lambda self: self._open, notify=openChanged)
    mode = Property(str, lambda self: str(self._mode), notify=modeChanged)
    leaving = Property(bool, lambda self: self._leaving, notify=modeChanged)
    """The user wants to leave a form with something in it that was not saved."""
    notice = Property(str, lambda self: self._notice, notify=noticeChanged)
    noticeIsFault = Property(bool, lambda self: self._fault, notify=noticeChanged)  # noqa: N815

    @property
    def unsaved(self) -> bool:
        """Whether leaving the form loses something."""
        raise NotImplementedError

    @Slot()
    def back(self) -> None:
        """One step back: from the form to the list, from the list to the captions."""
        if self._leaving:
            self.stay()
        elif self._mode is Mode.FORM:
            self._leave(closing=False)
        elif self._mode is Mode.CHOOSE:
            self._enter(Mode.BROWSE)
        else:
            self._close()

    @Slot()
    def close(self) -> None:
        """Back to the captions, from wherever; what was not saved is asked about."""
        if self._mode is Mode.FORM:
            self._leave(closing=True)
        else:
            self._close()

    @Slot()
    def discard(self) -> None:
        """Leave the form, and forget what was not saved."""
        closing = self._closing
        self._enter(Mode.BROWSE)
        if closing:
            self._close()

    @Slot()
    def stay(self) -> None:
        """Go on with the form."""
        self._leaving = self._closing = False
        self.modeChanged.emit()

    @Slot()
    def dismissNotice(self) -> None:  # noqa: N802
        """The reader has seen the notice."""
        self._tell("")

    def _leave(self, *, closing: bool) -> None:
        self._closing = closing
        if self.unsaved:
            self._leaving = True
            self.modeChanged.emit()
        else:
            self.discard()

    def _close(self) -> None:
        self._enter(Mode.BROWSE)
        self._tell("")
        self._set_open(False)

    def _enter(self, mode: Mode) -> None:
        self._mode = mode
        self._leaving = self._closing = False
        self.modeChanged.emit()

    def _set_open(self, wanted: bool) -> None:
        if wanted != self._open:
            self._open = wanted
            self.openChanged.emit()

    def _tell(self, notice: str, *, fault: bool = False) -> None:
        self._notice = notice
        self._fault = fault
        self.noticeChanged.emit()
