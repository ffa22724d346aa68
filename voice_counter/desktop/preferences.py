"""The settings as QML sees them: bounded, stored at every change, loud about faults."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from voice_counter import settings, texts
from voice_counter.errors import UserError

TYPE_STEP = 4
"""Pixels between two sizes of type: one press must make a visible difference."""


class Preferences(QObject):
    """Type size and theme for QML; ``stored`` and ``change`` for the other view models."""

    changed = Signal()
    noticeChanged = Signal()  # noqa: N815  (Qt's naming)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, faults = settings.load()
        self._notice = "\n".join(texts.explain(fault) for fault in faults)

    @property
    def stored(self) -> settings.Settings:
        """The present settings."""
        return self._settings

    def change(self, **values: Any) -> None:
        """Set the named settings and store them. A failure to store is shown once, not fatal."""
        wanted = replace(self._settings, **values)
        if wanted == self._settings:
            return
        self._settings = wanted
        try:
            settings.save(wanted)
            self._show("")
        except UserError as error:
            self._show(texts.explain(error))
        self.changed.emit()

    def _show(self, notice: str) -> None:
        if notice != self._notice:
            self._notice = notice
            self.noticeChanged.emit()

    def _font_size(self) -> int:
        return self._settings.font_size

    def _set_font_size(self, pixels: int) -> None:
        bounded = min(max(pixels, settings.SMALLEST_TYPE), settings.LARGEST_TYPE)
        self.change(font_size=bounded)

    def _theme(self) -> str:
        return self._settings.theme

    def _set_theme(self, theme: str) -> None:
        if theme in settings.THEMES:
            self.change(theme=theme)

    fontSize = Property(int, _font_size, _set_font_size, notify=changed)  # noqa: N815
    hearingFontSize = Property(  # noqa: N815
        int, lambda self: self._settings.hearing_font_size, notify=changed
    )
    theme = Property(str, _theme, _set_theme, notify=changed)
    notice = Property(str, lambda self: self._notice, notify=noticeChanged)
    themes = Property(list, lambda _: list(settings.THEMES), constant=True)
    smallestType = Property(int, lambda _: settings.SMALLEST_TYPE, constant=True)  # noqa: N815
    largestType = Property(int, lambda _: settings.LARGEST_TYPE, constant=True)  # noqa: N815
    typeStep = Property(int, lambda _: TYPE_STEP, constant=True)  # noqa: N815

    @Slot()
    def enlarge(self) -> None:
        """One step larger type."""
        self._set_font_size(self._settings.font_size + TYPE_STEP)

    @Slot()
    def reduce(self) -> None:
        """One step smaller type."""
        self._set_font_size(self._settings.font_size - TYPE_STEP)

    @Slot()
    def dismissNotice(self) -> None:  # noqa: N802
        """The reader has seen the notice."""
        self._show("")
