"""What can be chosen for a session: microphones, languages, sample recordings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Property, Signal, Slot

from voice_counter.desktop.choices import Sample, language_labels
from voice_counter.desktop.microphones import MicrophoneList
from voice_counter.desktop.preferences import Preferences
from voice_counter.desktop.session_notices import SessionNotices
from voice_counter.settings import LANGUAGES


class SessionChoices(SessionNotices):
    """Lists for QML, and the places of what is chosen in them.

    Args:
        preferences: where the choices are kept.
        samples: the recordings on offer.
    """

    microphonesChanged = Signal()  # noqa: N815  (Qt's naming, here and below)
    languageChanged = Signal()  # noqa: N815

    def __init__(self, preferences: Preferences, samples: Sequence[Sample]) -> None:
        super().__init__()
        self._preferences = preferences
        self._samples = tuple(samples)
        self._microphones = MicrophoneList()

    samples = Property(list, lambda self: [s.label for s in self._samples], constant=True)
    languages = Property(list, lambda _: language_labels(), constant=True)
    microphoneNotice = Property(  # noqa: N815
        str,
        lambda self: self._microphones.notice(self._preferences.stored.microphone),
        notify=microphonesChanged,
    )

    @property
    def microphones_known(self) -> bool:
        """Whether the first search for microphones is over."""
        return self._microphones.names is not None

    microphones = Property(list, lambda self: self._microphones.labels, notify=microphonesChanged)
    microphoneIndex = Property(  # noqa: N815
        int,
        lambda self: self._microphones.index(self._preferences.stored.microphone),
        notify=microphonesChanged,
    )
    residentMicrophoneIndex = Property(  # noqa: N815
        int,
        lambda self: self._microphones.index(self._preferences.stored.microphone_resident),
        notify=microphonesChanged,
    )

    def _language_index(self) -> int:
        return LANGUAGES.index(self._preferences.stored.language)

    languageIndex = Property(int, _language_index, notify=languageChanged)  # noqa: N815

    @Slot(int)
    def chooseMicrophone(self, index: int) -> None:  # noqa: N802
        """Choose by place in ``microphones``; 0 is the one that the PC prefers."""
        self._choose_microphone(index, "microphone")

    @Slot(int)
    def chooseResidentMicrophone(self, index: int) -> None:  # noqa: N802
        """Choose the one before the resident, by place in ``microphones``."""
        self._choose_microphone(index, "microphone_resident")

    @Slot(int)
    def chooseLanguage(self, index: int) -> None:  # noqa: N802
        """Choose by place in ``languages``."""
        if 0 <= index < len(LANGUAGES):
            self._preferences.change(language=LANGUAGES[index])

    def _choose_microphone(self, index: int, setting: str) -> None:
        choices = self._microphones.choices
        if 0 <= index < len(choices):
            self._preferences.change(**{setting: choices[index]})

    def _heard_with(self) -> tuple[str, str, str]:
        stored = self._preferences.stored
        return stored.language, stored.microphone, stored.microphone_resident
