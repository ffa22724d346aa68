"""What is not as it should be while there are captions: the part of the session that tells it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from voice_counter import texts
from voice_counter.errors import UserError


class SessionNotices(QObject):
    """Faults, delay and lost audio, in words."""

    noticesChanged = Signal()  # noqa: N815  (Qt's naming, here and below)

    def __init__(self) -> None:
        super().__init__()
        self._delay = 0.0
        self._overflows = 0
        self._restarts = 0
        self._fallback: UserError | None = None
        self._model_fault: UserError | None = None
        self._source_fault: UserError | None = None

    modelFault = Property(  # noqa: N815
        str, lambda self: _explain(self._model_fault), notify=noticesChanged
    )
    sourceFault = Property(  # noqa: N815
        str, lambda self: _explain(self._source_fault), notify=noticesChanged
    )

    def _delay_text(self) -> str:
        if self._delay <= 0:
            return ""
        return texts.text("window.delay", seconds=max(1, round(self._delay)))

    def _overflow_text(self) -> str:
        if not self._overflows:
            return ""
        return texts.text("window.overflow", count=self._overflows)

    def _restart_text(self) -> str:
        return texts.text("window.restarted") if self._restarts else ""

    restartText = Property(str, _restart_text, notify=noticesChanged)  # noqa: N815
    fallback = Property(str, lambda self: _explain(self._fallback), notify=noticesChanged)
    delayText = Property(str, _delay_text, notify=noticesChanged)  # noqa: N815
    overflowText = Property(str, _overflow_text, notify=noticesChanged)  # noqa: N815

    @property
    def faults(self) -> tuple[UserError | None, ...]:
        """What is wrong now."""
        return (self._model_fault, self._source_fault, self._fallback)

    @property
    def fault(self) -> UserError | None:
        """What is wrong with what is listened to."""
        return self._source_fault

    @Slot()
    def dismissOverflow(self) -> None:  # noqa: N802
        """The reader has seen the notice."""
        self._note(overflows=0)

    @Slot()
    def dismissRestart(self) -> None:  # noqa: N802
        """The reader has seen the notice."""
        self._note(restarts=0)

    @Slot()
    def dismissFallback(self) -> None:  # noqa: N802
        """The reader has seen the notice."""
        self._note(fallback=None)

    def _note(self, **what: Any) -> None:
        """Set ``delay``, ``overflows``, ``restarts``, ``fallback``, or a fault of ``model`` or
        ``source``."""
        for name, value in what.items():
            setattr(self, f"_{name}", value)
        self.noticesChanged.emit()


def _explain(fault: UserError | None) -> str:
    return "" if fault is None else texts.explain(fault)
