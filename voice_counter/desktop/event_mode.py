"""The view model of an event: captions for an audience, and the console of who looks after them.

It decides nothing about lines: the stage does, and tells when it wants to be asked again. Nothing
polls; one timer waits for the next line that is due.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from PySide6.QtCore import Property, QObject, QSizeF, QStandardPaths, Qt, QTimer, Signal, Slot

from voice_counter import texts
from voice_counter.desktop.event_look import NUMBERS, EventLook, families, offered_languages
from voice_counter.desktop.event_rows import EventLines, ProjectorRows
from voice_counter.errors import UserError
from voice_counter.projector import announcements, export
from voice_counter.projector.announcements import Announcement
from voice_counter.projector.stage import ProjectorStage
from voice_counter.projector.transcript import Key, Transcript

SCROLL_MS = 350
"""How long a line takes to move up; less than between two lines (``stage.STEP_SECONDS``)."""

ROOM = QSizeF(1920, 1080)
"""The projector, before its window says how large it is."""

_PREPARED = ("soon", "rest", "sound", "end")


class Choices(Protocol):
    """What is wanted of the preferences."""

    changed: Any

    @property
    def stored(self) -> Any:
        """Settings with the attributes ``event_…``."""

    def change(self, **values: Any) -> None:
        """Set and store the named settings."""


class EventMode(QObject):
    """An event. Belongs to the GUI thread.

    Args:
        preferences: where the looks are kept.
        folder: where the file with the announcements is, or may be put.
        documents: where exports go; None for the documents of the user.
        clock: seconds.
    """

    lookChanged = Signal()  # noqa: N815  (Qt's naming, here and below)
    stateChanged = Signal()  # noqa: N815
    announcementsChanged = Signal()  # noqa: N815
    noticeChanged = Signal()  # noqa: N815
    projectingChanged = Signal()  # noqa: N815
    corrected = Signal(object, str)
    """The operator put ``text`` in the place of what ``key`` said."""

    def __init__(
        self,
        preferences: Choices,
        folder: Path,
        documents: Path | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._folder = folder
        self._documents = documents
        self._look = EventLook(preferences.stored, QSizeF(ROOM))
        self._stage = ProjectorStage(self._look.measure(), self._look.stage_look(), clock)
        self._transcript = Transcript()
        self._rows = ProjectorRows(self)
        self._lines = EventLines(self)
        self._keys: dict[str, Key] = {}
        self._waiting_ids: set[str] = set()
        self._announcements: tuple[Announcement, ...] = ()
        self._state: tuple[object, ...] = (False, 0, None)
        self._notice = ("", "note")
        self._projecting = False
        self._unsaved = False
        self._due = self._single_shot(self._step)
        self._sweep = self._single_shot(self._rows.sweep)
        preferences.changed.connect(self._look_again)
        self.loadAnnouncements()

    # -- properties -------------------------------------------------------------------------------

    rows = Property(QObject, lambda self: self._rows, constant=True)
    lines = Property(QObject, lambda self: self._lines, constant=True)
    paused = Property(bool, lambda self: self._stage.paused, notify=stateChanged)
    waiting = Property(int, lambda self: self._stage.waiting, notify=stateChanged)
    waitingText = Property(str, lambda self: self._waiting_text(), notify=stateChanged)  # noqa: N815
    scrollTime = Property(int, lambda _: SCROLL_MS, constant=True)  # noqa: N815
    families = Property(list, lambda _: families(), constant=True)
    languages = Property(list, lambda _: _language_maps(), constant=True)
    numbers = Property("QVariantMap", lambda _: _number_maps(), constant=True)  # type: ignore[arg-type]
    look = Property("QVariantMap", lambda self: self._look.view(), notify=lookChanged)  # type: ignore[arg-type]
    notice = Property(str, lambda self: self._notice[0], notify=noticeChanged)
    noticeKind = Property(str, lambda self: self._notice[1], notify=noticeChanged)  # noqa: N815

    def _waiting_text(self) -> str:
        waiting = self._stage.waiting
        return texts.text("window.event.waiting", n=waiting) if waiting else ""

    def _announcement_maps(self) -> list[dict[str, str]]:
        return [{"title": each.title, "text": each.text} for each in self._announcements]

    def _announcement(self) -> dict[str, Any]:
        shown = self._stage.announcement
        if shown is None:
            return {"place": -1, "text": "", "translations": []}
        place = self._announcements.index(shown) if shown in self._announcements else -1
        parts = [shown.translations.get(tag, "") for tag in self._look.languages]
        return {"place": place, "text": shown.text, "translations": parts}

    announcements = Property(list, _announcement_maps, notify=announcementsChanged)
    announcement = Property("QVariantMap", _announcement, notify=stateChanged)  # type: ignore[arg-type]

    def _is_projecting(self) -> bool:
        return self._projecting

    def _set_projecting(self, projecting: bool) -> None:
        if projecting != self._projecting:
            self._projecting = projecting
            self.projectingChanged.emit()

    projecting = Property(bool, _is_projecting, _set_projecting, notify=projectingChanged)

    @property
    def transcript(self) -> Transcript:
        """All that was said."""
        return self._transcript

    # -- what is said -----------------------------------------------------------------------------

    def show_partial(self, key: Key, text: str, stable: int) -> None:
        """What was said so far; ``stable`` characters of it will not change any more."""
        self._lines.put(self._id(key), text)
        self._stage.partial(key, text, stable)
        self._step()

    def show_final(self, key: Key, text: str, start: float, end: float, speaker: str) -> None:
        """What was said, from ``start`` to ``end`` (seconds since the event began)."""
        line_id = self._id(key)
        self._stage.final(key, text, speaker)
        corrected = self._lines.value(line_id, "corrected") is True
        said = str(self._lines.value(line_id, "text")) if corrected else text
        self._transcript.final(key, said, start, end, speaker)
        self._unsaved = True
        minutes, seconds = divmod(int(max(start, 0)), 60)
        clock = f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        self._lines.put(line_id, text, speaker=speaker, clock=clock, phase="waiting")
        self._waiting_ids.add(line_id)
        self._step()

    def show_translation(self, key: Key, language: str, text: str) -> None:
        """A translation into the language of that BCP 47 tag."""
        self._transcript.translate(key, language, text)
        self._stage.translate(key, language, text)
        self._step()

    def drop(self, key: Key) -> None:
        """It was nothing."""
        self._stage.drop(key)
        self._transcript.drop(key)
        self._lines.drop(str(key))
        self._keys.pop(str(key), None)
        self._step()

    def correct(self, key: Key, text: str) -> None:
        """It was put right elsewhere."""
        self._stage.correct(key, text)
        self._transcript.correct(key, text)
        self._unsaved = True
        self._lines.correct(str(key), text)
        self._step()

    @Slot()
    def clear(self) -> None:
        """Forget everything that was said."""
        self._stage.clear()
        self._transcript.clear()
        self._unsaved = False
        self._rows.clear()
        self._lines.clear()
        self._keys.clear()
        self._waiting_ids.clear()
        self._step()

    # -- what the operator does -------------------------------------------------------------------

    @Slot(str, str)
    def fix(self, line_id: str, text: str) -> None:
        """Put a line right, on the projector too. An empty text takes it away."""
        key = self._keys.get(line_id)
        wanted = " ".join(text.split())
        if key is None or self._lines.value(line_id, "text") == wanted:
            return
        if not wanted:
            self.drop(key)
            return
        self.correct(key, wanted)
        self.corrected.emit(key, wanted)

    @Slot(result=str)
    def lastLine(self) -> str:  # noqa: N802
        """The line that F2 puts right."""
        return self._lines.last_final()

    @Slot()
    def pause(self) -> None:
        """Hold the projector; what is said waits."""
        self._stage.pause()
        self._step()

    @Slot()
    def resume(self) -> None:
        """Let it go on."""
        self._stage.resume()
        self._step()

    @Slot(int)
    def showAnnouncement(self, place: int) -> None:  # noqa: N802
        """Show an announcement at once; the one that is shown is taken away."""
        if not 0 <= place < len(self._announcements):
            return
        wanted = self._announcements[place]
        if self._stage.announcement == wanted:
            self._stage.dismiss()
        else:
            self._stage.announce(wanted)
        self._step()

    @Slot()
    def dismissAnnouncement(self) -> None:  # noqa: N802
        """Back to the captions."""
        self._stage.dismiss()
        self._step()

    @Slot()
    def loadAnnouncements(self) -> None:  # noqa: N802
        """Read the file again; without one, those that ship."""
        file = announcements.find(self._folder)
        faults: tuple[UserError, ...] = ()
        found = _prepared()
        if file is not None:
            found, faults = announcements.load(file)
        self._announcements = found
        self.announcementsChanged.emit()
        self._tell("\n".join(texts.explain(fault) for fault in faults), "fault")

    @Slot()
    def writeAnnouncements(self) -> None:  # noqa: N802
        """Put a file with announcements where the office can change it, and say where."""
        try:
            file = announcements.write_template(self._folder, self._announcements)
        except UserError as error:
            self._tell(texts.explain(error), "fault")
        else:
            self._tell(texts.text("window.event.announcements_file", path=file), "note")

    @Slot(str)
    def export(self, kind: str) -> None:
        """Write everything that was said into the documents: ``srt``, ``vtt`` or ``txt``."""
        if kind not in export.FORMATS:
            raise ValueError(kind)
        if not len(self._transcript):
            self._tell(texts.text("window.event.nothing_said"), "note")
            return
        folder = self._documents or Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        stem = f"captions-{datetime.now():%Y%m%d-%H%M}"
        file = export.unused(folder, stem, kind)
        try:
            export.write(file, self._transcript, kind, self._look.languages, bom=True)
        except UserError as error:
            self._tell(texts.explain(error), "fault")
        else:
            self._unsaved = False
            self._tell(texts.text("window.event.exported", path=file), "note")

    @Slot(result=bool)
    def leave(self) -> bool:
        """Whether the event may be left, which forgets it. What was not saved is told of once."""
        unsaved, self._unsaved = self._unsaved, False
        if unsaved:
            self._tell(texts.text("window.event.unsaved"), "warning")
        return not unsaved

    @Slot()
    def dismissNotice(self) -> None:  # noqa: N802
        """The operator has read it."""
        self._tell("", "note")

    @Slot(str, "QVariant")
    def change(self, name: str, value: Any) -> None:
        """Change a part of the looks; what cannot be is left as it was."""
        values = self._look.bounded(name, value)
        if values is not None:
            self._preferences.change(**values)

    @Slot(str, int)
    def step(self, name: str, direction: int) -> None:
        """One step more or less of a number of the looks."""
        now = getattr(self._preferences.stored, f"event_{name}")
        self.change(name, now + direction * NUMBERS[name][2])

    @Slot(float, float)
    def setRoom(self, width: float, height: float) -> None:  # noqa: N802
        """The projector is that large now."""
        room = QSizeF(width, height)
        if room != self._look.room and width > 0 and height > 0:
            self._look = EventLook(self._preferences.stored, room)
            self._use_look()

    # -- inside -----------------------------------------------------------------------------------

    def _single_shot(self, then: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(then)
        return timer

    def _id(self, key: Key) -> str:
        line_id = str(key)
        self._keys[line_id] = key
        return line_id

    def _step(self) -> None:
        """Let the stage make its movements, show them, and wait for the next."""
        due = self._stage.advance()
        if due is None:
            self._due.stop()
        else:
            self._due.start(math.ceil(due * 1000))
        if self._rows.sync(self._stage.rows):
            self._sweep.start(SCROLL_MS)
        self._lines.refresh(self._waiting_ids, lambda each: self._stage.pending(self._keys[each]))
        self._waiting_ids = {
            each
            for each in self._waiting_ids
            if each in self._keys and self._stage.pending(self._keys[each])
        }
        state = (self._stage.paused, self._stage.waiting, self._stage.announcement)
        if state != self._state:
            self._state = state
            self.stateChanged.emit()

    def _look_again(self) -> None:
        look = EventLook(self._preferences.stored, self._look.room)
        if look != self._look:
            self._look = look
            self._use_look()

    def _use_look(self) -> None:
        self._stage.look(self._look.stage_look(), self._look.measure())
        self.lookChanged.emit()
        self.stateChanged.emit()
        self._step()

    def _tell(self, message: str, kind: str) -> None:
        if (message, kind) != self._notice:
            self._notice = (message, kind)
            self.noticeChanged.emit()


def _prepared() -> tuple[Announcement, ...]:
    """The announcements that ship: an office with none of its own has these."""
    return tuple(
        Announcement(
            texts.text(f"window.event.{name}_title"),
            texts.text(f"window.event.{name}_text", "ja"),
            MappingProxyType({"en": texts.text(f"window.event.{name}_text", "en")}),
        )
        for name in _PREPARED
    )


def _language_maps() -> list[dict[str, str]]:
    return [{"code": each.code, "label": f"{each.name} {each.own}"} for each in offered_languages()]


def _number_maps() -> dict[str, Any]:
    return {name: {"low": low, "high": high} for name, (low, high, _) in NUMBERS.items()}
