"""The settings as QML sees them: bounded, stored at every change, loud about faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from voice_counter import settings, texts
from voice_counter.errors import UserError
from voice_counter.settings.store import invalid


class Preferences(QObject):
    """Size of the captions and theme for QML; ``stored`` and ``change`` for other view models."""

    changed = Signal()
    noticeChanged = Signal()  # noqa: N815  (Qt's naming)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stored = settings.read()
        self._notice = _explain(self._stored)
        self._size = "font_size"

    @property
    def stored(self) -> settings.Settings:
        """The present settings."""
        return self._stored.settings

    @property
    def layered(self) -> settings.Stored:
        """The present settings, and where each comes from."""
        return self._stored

    def change(self, **values: Any) -> None:
        """Set the named settings and store them. A failure to store is shown once, not fatal."""
        locked = self._stored.locked & values.keys()
        if locked:
            label = texts.text(f"window.settings.label.{min(locked)}")
            self.tell(texts.text("window.settings.locked", label=label))
        allowed = {name: value for name, value in values.items() if name not in locked}
        wanted = replace(self.stored, **allowed)
        if wanted == self.stored:
            return
        try:
            settings.save(wanted)
            self._stored = settings.read()
            self.tell("")
        except UserError as error:
            # The choice counts all the same, until the window is closed.
            self._stored = replace(self._stored, settings=wanted)
            self.tell(texts.explain(error))
        self.changed.emit()

    def choose(self, name: str, value: object) -> None:
        """Set one setting to whatever somebody gave; what it cannot be is explained."""
        if settings.DECLARATIONS[name].valid(value):
            self.change(**{name: value})
        else:
            self.tell(texts.explain(invalid(name, value)))
            self.changed.emit()  # the field shows what counts

    def forget(self, name: str) -> None:
        """Go back to what ``name`` is without the user's choice."""
        self._again(lambda: settings.reset(name))

    def use_profile(self, name: str) -> None:
        """Use the profile from now on; none if ``name`` is empty."""
        self._again(lambda: settings.use_profile(name))

    def add_profile(self, name: str) -> bool:
        """Begin a profile and use it. Says whether that went well."""
        return self._again(lambda: settings.use_profile(settings.add_profile(name)))

    def _again(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except UserError as error:
            self.tell(texts.explain(error))
            return False
        self._stored = settings.read()
        self.tell(_explain(self._stored))
        self.changed.emit()
        return True

    def tell(self, notice: str) -> None:
        """Show a notice; empty takes it away."""
        if notice != self._notice:
            self._notice = notice
            self.noticeChanged.emit()

    def size_captions_by(self, name: str) -> None:
        """The captions on the screen are as large as the setting ``name`` says."""
        if name != self._size:
            self._size = name
            self.changed.emit()

    @property
    def _sizes(self) -> settings.Declaration:
        return settings.DECLARATIONS[self._size]

    def _caption_size(self) -> int:
        size: int = getattr(self.stored, self._size)
        return size

    def _set_caption_size(self, pixels: int) -> None:
        bounded = min(max(pixels, round(self._sizes.low)), round(self._sizes.high))
        self.change(**{self._size: bounded})

    def _theme(self) -> str:
        return self.stored.theme

    def _set_theme(self, theme: str) -> None:
        if theme in settings.THEMES:
            self.change(theme=theme)

    fontSize = Property(int, lambda self: self.stored.font_size, notify=changed)  # noqa: N815
    hearingFontSize = Property(  # noqa: N815
        int, lambda self: self.stored.hearing_font_size, notify=changed
    )
    reducedMotion = Property(  # noqa: N815
        bool, lambda self: self.stored.reduced_motion, notify=changed
    )
    theme = Property(str, _theme, _set_theme, notify=changed)
    notice = Property(str, lambda self: self._notice, notify=noticeChanged)
    themes = Property(list, lambda _: list(settings.THEMES), constant=True)
    captionSize = Property(int, _caption_size, _set_caption_size, notify=changed)  # noqa: N815
    smallestType = Property(int, lambda self: self._sizes.low, notify=changed)  # noqa: N815
    largestType = Property(int, lambda self: self._sizes.high, notify=changed)  # noqa: N815
    typeStep = Property(int, lambda self: self._sizes.step, notify=changed)  # noqa: N815

    @Slot()
    def enlarge(self) -> None:
        """One step larger type."""
        self._set_caption_size(self._caption_size() + round(self._sizes.step))

    @Slot()
    def reduce(self) -> None:
        """One step smaller type."""
        self._set_caption_size(self._caption_size() - round(self._sizes.step))

    @Slot()
    def dismissNotice(self) -> None:  # noqa: N802
        """The reader has seen the notice."""
        self.tell("")


def _explain(stored: settings.Stored) -> str:
    return "\n".join(texts.explain(fault) for fault in stored.faults)
