"""Faults a user can mend. Each names a text (``ui/i18n/*/*.toml``) that says what to do."""

from __future__ import annotations

import errno
from typing import ClassVar

# Windows has no disk quota of this kind, and names no such fault.
DISK_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""``OSError.errno`` where there is no room left."""
READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
"""``OSError.errno`` where nobody, or not this user, may write."""


class UserError(Exception):
    """A fault to show to the user, in the user's language, with its remedy.

    Args:
        key: dotted key of the text, e.g. ``"error.audio.file_missing"``.
        values: what fills the placeholders of the text.

    The subclasses differ in ``exit_code`` (listed in ``docs/command-line.md``).
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions are rebuilt from their arguments alone, which are here by name.
        return _rebuilt, (type(self), self.key, self.values)

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.key} ({details})" if details else self.key


class OptionError(UserError):
    """An option's value cannot be used (unknown language code, number out of range)."""

    exit_code = 2


class AudioError(UserError):
    """An audio file or device cannot be used."""

    exit_code = 3


class ModelError(UserError):
    """A model is missing, damaged or cannot be fetched, imported or removed."""

    exit_code = 4


class GlossaryError(UserError):
    """A glossary file cannot be used."""

    exit_code = 5


class TranslationError(UserError):
    """A translation model or package cannot be used, installed or removed."""

    exit_code = 6


class RecordError(UserError):
    """The session log cannot be read, written, exported or deleted."""

    exit_code = 7


class PackageError(UserError):
    """A bundle or an update of the office is not signed, damaged, or cannot be installed."""

    exit_code = 8


def _rebuilt(kind: type[UserError], key: str, values: dict[str, object]) -> UserError:
    return kind(key, **values)
