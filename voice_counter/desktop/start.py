"""The view model of the start screen: four uses, the state of every part, the morning self-test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from threading import Thread

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot

from voice_counter import texts
from voice_counter.desktop.desk import Mode
from voice_counter.desktop.preferences import Preferences
from voice_counter.desktop.workers import explainable
from voice_counter.selftest import Outcome
from voice_counter.status import Status

MODES = (Mode.COUNTER, Mode.HEARING, Mode.VISIT, Mode.EVENT)


class StartScreen(QObject):
    """What is there before anybody has spoken.

    Args:
        look: the state of every part, see :func:`voice_counter.status.look`; takes its time.
        selftest: tries every part, see :class:`voice_counter.selftest.SelfTest`; takes seconds.
    """

    marksChanged = Signal()  # noqa: N815  (Qt's naming, here and below)
    testChanged = Signal()  # noqa: N815
    _arrived = Signal(object)

    def __init__(
        self,
        preferences: Preferences,
        look: Callable[[], Iterable[Status]],
        selftest: Callable[[], Iterator[Outcome]],
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._look = look
        self._selftest = selftest
        self._marks: list[dict[str, str]] = []
        self._results: list[dict[str, object]] = []
        self._testing = False
        self._threads: list[Thread] = []
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    tiles = Property(list, lambda self: self._tiles(), constant=True)
    marks = Property(list, lambda self: self._marks, notify=marksChanged)
    results = Property(list, lambda self: self._results, notify=testChanged)
    testing = Property(bool, lambda self: self._testing, notify=testChanged)

    def _verdict(self) -> str:
        if self._testing or not self._results:
            return ""
        well = all(result["passed"] for result in self._results)
        return texts.text("selftest.all_well" if well else "window.start.test_failed")

    verdict = Property(str, _verdict, notify=testChanged)

    @Slot()
    def refresh(self) -> None:
        """Look at every part again, in the background."""

        def work() -> None:
            for status in self._look():
                self._arrived.emit(status)

        self._run(work)

    @Slot()
    def test(self) -> None:
        """Have every part do its work once, in the background."""
        if self._testing:
            return
        self._testing = True
        self._results = []
        self.testChanged.emit()

        def work() -> None:
            for outcome in self._selftest():
                self._arrived.emit(outcome)

        self._run(work, done=True)

    def join(self, seconds: float) -> bool:
        """Wait for what runs. Says whether it ended."""
        for thread in self._threads:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in self._threads)

    def _run(self, work: Callable[[], None], *, done: bool = False) -> None:
        def guarded() -> None:
            try:
                work()
            except Exception as error:  # a defect: told, and not silent
                self._arrived.emit(Outcome("model", explainable(error), 0.0))
            if done:
                self._arrived.emit(None)

        self._threads = [thread for thread in self._threads if thread.is_alive()]
        # A daemon: nobody waits for a self-test when the window is closed.
        thread = Thread(target=guarded, name="start", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _receive(self, message: Status | Outcome | None) -> None:
        match message:
            case Status():
                kept = [mark for mark in self._marks if mark["part"] != message.part]
                label = texts.text(f"window.start.part_{message.part}")
                self._marks = [
                    *kept,
                    {
                        "part": message.part,
                        "mark": message.mark,
                        "label": label,
                        "detail": message.detail,
                    },
                ]
                self.marksChanged.emit()
            case Outcome():
                fault = message.fault
                self._results = [
                    *self._results,
                    {
                        "label": texts.text(f"selftest.part_{message.part}"),
                        "passed": message.passed,
                        "seconds": f"{message.seconds:.1f}",
                        "detail": "" if fault is None else texts.explain(fault),
                    },
                ]
                self.testChanged.emit()
            case None:
                self._testing = False
                self.testChanged.emit()

    def _tiles(self) -> list[dict[str, str]]:
        stored = self._preferences.stored
        how = texts.text(f"window.counter.detection_{stored.speaker_detection}")
        layout = texts.text(f"window.counter.layout_{stored.counter_layout}")

        def size(pixels: int) -> str:
            return texts.text("window.start.last_size", pixels=pixels)

        last = {
            Mode.COUNTER: f"{how}・{layout}",
            Mode.HEARING: size(stored.hearing_font_size),
            Mode.VISIT: how,
            Mode.EVENT: size(stored.event_size),
        }
        return [
            {
                "mode": str(mode),
                "title": texts.text(f"window.start.mode_{mode}"),
                "detail": texts.text(f"window.start.about_{mode}"),
                "last": last[mode],
            }
            for mode in MODES
        ]
