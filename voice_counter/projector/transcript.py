"""Everything that was said at an event, as it is exported at the end. Kept in memory only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

Key = int | str
"""Names an utterance as long as the event lasts."""

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Caption:
    """One utterance.

    Attributes:
        start, end: seconds since the event began.
        translations: by BCP 47 tag.
        speaker: who said it; empty where nobody knows.
    """

    start: float
    end: float
    text: str
    translations: Mapping[str, str] = field(default_factory=lambda: _NONE)
    speaker: str = ""


class Transcript:
    """The finals of an event by key, in the order in which they came."""

    def __init__(self) -> None:
        self._captions: dict[Key, Caption] = {}
        self._early: dict[Key, dict[str, str]] = {}

    def __len__(self) -> int:
        return len(self._captions)

    def __iter__(self) -> Iterator[Caption]:
        """The captions, by the time at which they began."""
        return iter(sorted(self._captions.values(), key=lambda caption: caption.start))

    def get(self, key: Key) -> Caption | None:
        """The final of that key."""
        return self._captions.get(key)

    def final(self, key: Key, text: str, start: float, end: float, speaker: str) -> None:
        """Take down what was said."""
        before = self._captions.get(key)
        early = self._early.pop(key, {})
        translations = before.translations if before is not None else MappingProxyType(early)
        self._captions[key] = Caption(start, end, text, translations, speaker)

    def translate(self, key: Key, language: str, text: str) -> None:
        """Take down a translation, also one that comes before its final."""
        caption = self._captions.get(key)
        if caption is None:
            self._early.setdefault(key, {})[language] = text
            return
        translations = {**caption.translations, language: text}
        self._captions[key] = replace(caption, translations=MappingProxyType(translations))

    def correct(self, key: Key, text: str) -> None:
        """Put ``text`` where something else was heard."""
        caption = self._captions.get(key)
        if caption is not None:
            self._captions[key] = replace(caption, text=text)

    def drop(self, key: Key) -> None:
        """Forget an utterance."""
        self._captions.pop(key, None)
        self._early.pop(key, None)

    def clear(self) -> None:
        """Forget everything."""
        self._captions.clear()
        self._early.clear()
