"""The view model of the page of settings: a row for each declaration, whatever is declared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from voice_counter import settings, texts
from voice_counter.desktop.preferences import Preferences
from voice_counter.settings import DECLARATIONS, Declaration, Kind, Layer

_NAMES = tuple(name for name, declared in DECLARATIONS.items() if declared.on_page)
_AT_START = frozenset({"ui_language"})
"""What the window looks at only when it opens."""

_ROLES: dict[str, Callable[[str, Declaration, settings.Stored], Any]] = {
    "name": lambda name, _, __: name,
    "group": lambda _, declared, __: texts.text(f"window.settings.group.{declared.group}"),
    "label": lambda name, _, __: texts.text(f"window.settings.label.{name}"),
    "hint": lambda name, _, stored: _hint(name, stored),
    "kind": lambda _, declared, __: str(declared.kind),
    "value": lambda name, _, stored: getattr(stored.settings, name),
    "options": lambda name, declared, _: [_option(name, each) for each in declared.options],
    "chosen": lambda name, declared, stored: _chosen(declared, getattr(stored.settings, name)),
    "low": lambda _, declared, __: declared.low,
    "high": lambda _, declared, __: declared.high,
    "step": lambda _, declared, __: declared.step,
    "locked": lambda name, _, stored: name in stored.locked,
    "own": lambda name, _, stored: stored.layers[name] in (Layer.USER, Layer.PROFILE),
}
_FIRST = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex


class SettingsPage(QAbstractListModel):
    """All settings that are not chosen in a room of their own.

    Args:
        preferences: the settings as they are.
    """

    profileChanged = Signal()  # noqa: N815  (Qt's naming, here and below)

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        preferences.changed.connect(self._follow)

    profiles = Property(
        list,
        lambda _: [texts.text("window.settings.profile_none"), *settings.profile_names()],
        notify=profileChanged,
    )

    def _profile_index(self) -> int:
        profile = self._preferences.layered.profile
        return settings.profile_names().index(profile) + 1 if profile else 0

    profileIndex = Property(int, _profile_index, notify=profileChanged)  # noqa: N815

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        """How many settings there are."""
        return 0 if parent.isValid() else len(_NAMES)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows."""
        number = role - _FIRST
        if not index.isValid() or not 0 <= number < len(_ROLES):
            return None
        name = _NAMES[index.row()]
        return list(_ROLES.values())[number](name, DECLARATIONS[name], self._preferences.layered)

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802
        """Qt's names of what a row shows."""
        return {_FIRST + n: QByteArray(name.encode()) for n, name in enumerate(_ROLES)}

    @Slot(str, "QVariant")
    def put(self, name: str, value: object) -> None:
        """Choose. QML has one kind of number, and gives the place of a choice."""
        declared = DECLARATIONS[name]
        if declared.kind is Kind.INTEGER and isinstance(value, float):
            value = round(value)
        elif declared.kind is Kind.CHOICE and isinstance(value, int | float):
            value = declared.options[round(value)]
        if declared.kind in (Kind.INTEGER, Kind.NUMBER) and isinstance(value, int | float):
            value = min(max(value, declared.low), declared.high)
            value = int(value) if declared.kind is Kind.INTEGER else value
        self._preferences.choose(name, value)

    @Slot(str)
    def reset(self, name: str) -> None:
        """Forget what was chosen here."""
        self._preferences.forget(name)

    @Slot(int)
    def useProfile(self, index: int) -> None:  # noqa: N802
        """Use a profile by its place in ``profiles``."""
        names = ("", *settings.profile_names())
        if 0 <= index < len(names):
            self._preferences.use_profile(names[index])

    @Slot(str, result=bool)
    def addProfile(self, name: str) -> bool:  # noqa: N802
        """Begin a profile and use it. Says whether it can have that name."""
        return self._preferences.add_profile(name)

    def _follow(self) -> None:
        self.dataChanged.emit(self.index(0), self.index(len(_NAMES) - 1))
        self.profileChanged.emit()


def _hint(name: str, stored: settings.Stored) -> str:
    if name in stored.locked:
        return texts.text("window.settings.locked_mark")
    return texts.text("window.settings.restart") if name in _AT_START else ""


def _option(name: str, option: str) -> str:
    if name.startswith("event_language"):
        key = f"window.counter.name_{option}" if option else None
        return texts.text(key or "window.settings.option.event_language_none")
    return texts.text(f"window.settings.option.{name}_{option}")


def _chosen(declared: Declaration, value: object) -> int:
    return declared.options.index(str(value)) if declared.kind is Kind.CHOICE else -1
