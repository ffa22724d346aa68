"""Putting a caption right, and teaching the glossary what was wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from PySide6.QtCore import Property, QObject, Signal, Slot

from voice_counter import texts
from voice_counter.desktop.caption_marks import details
from voice_counter.desktop.caption_model import CaptionModel
from voice_counter.desktop.glossary_editor import GlossaryEditor
from voice_counter.glossary.analyser import Analyser, Word

_COMPOUND = re.compile(r"[㐀-䶿一-鿿々ァ-ヺー]+")
"""What belongs to one compound where it stands together: terms are written so."""

_KATAKANA = re.compile(r"[ァ-ヺー]+")


@dataclass(frozen=True, slots=True)
class Change:
    """What was there, and what the user wrote in its place."""

    before: str
    after: str


def changed_part(before: str, after: str, analyser: Analyser | None) -> Change:
    """The words of ``after`` that are not in ``before``, and what stood in their place.

    Without an analyser the part is not extended to whole words.
    """
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    start, end = head, len(after) - tail
    if start == end:
        return Change(before[head : len(before) - tail], "")
    if analyser is not None:
        words = analyser.words(after)
        touched = [n for n, word in enumerate(words) if word.start < end and start < word.end]
        while touched and words[touched[0]].attached:
            touched = touched[1:]
        while touched and words[touched[-1]].attached:
            touched = touched[:-1]
        if not touched:  # particles and endings are no terms
            return Change(before[head : len(before) - tail], "")
        start, end = _compound(words, touched[0], touched[-1])
    # What was added to the words is the same in both texts.
    behind = len(before) - (len(after) - end)
    return Change(before[min(start, len(before)) : max(behind, start)], after[start:end])


class Corrections(QObject):
    """The popup of a caption, its edit field, and the offer that follows.

    Args:
        captions: the captions on the screen.
        editor: where a correction becomes a term.
    """

    shownChanged = Signal()  # noqa: N815  (Qt's naming, here and below)
    offerChanged = Signal()  # noqa: N815

    def __init__(self, captions: CaptionModel, editor: GlossaryEditor) -> None:
        super().__init__()
        self._captions = captions
        self._editor = editor
        self._key = ""
        self._editing = False
        self._change = Change("", "")
        editor.termsChanged.connect(self._take_terms)
        captions.modelReset.connect(self.hide)

    def _details(self) -> dict[str, object]:
        final = self._captions.final(self._key)
        if final is None:
            return {}
        text = self._captions.text(self._key)
        return details(final, text, self._editor.glossary, self._editor.describe)

    def _offer_text(self) -> str:
        word = self._change.after
        if not word:
            return ""
        known = self._editor.glossary.get(word) is not None
        return texts.text("window.offer_known" if known else "window.offer", word=word)

    key = Property(str, lambda self: self._key, notify=shownChanged)
    editing = Property(bool, lambda self: self._editing, notify=shownChanged)
    details = Property("QVariantMap", _details, notify=shownChanged)  # type: ignore[arg-type]
    offer = Property(str, _offer_text, notify=offerChanged)
    offerKnown = Property(  # noqa: N815
        bool,
        lambda self: self._editor.glossary.get(self._change.after) is not None,
        notify=offerChanged,
    )

    @Slot(str)
    def show(self, key: str) -> None:
        """Tell about that caption."""
        self._turn(key, editing=False)

    @Slot(str)
    def edit(self, key: str) -> None:
        """Let the user write into that caption."""
        self._turn(key, editing=True)

    @Slot()
    def editLast(self) -> None:  # noqa: N802
        """Let the user write into the last caption; called again, into the one before."""
        self.edit(self._captions.final_before(self._key if self._editing else ""))

    @Slot()
    def showLast(self) -> None:  # noqa: N802
        """Tell about the last caption; called again, about the one before."""
        self.show(self._captions.final_before("" if self._editing else self._key))

    @Slot()
    def hide(self) -> None:
        """Leave the caption as it is."""
        self._turn("", editing=False)

    @Slot(str)
    def accept(self, text: str) -> None:
        """The caption is to show ``text``; its change is offered to the glossary."""
        written = " ".join(text.split())
        key, before = self._key, self._captions.text(self._key)
        self.hide()
        if written and before and written != before:
            self._captions.correct(key, written)
            self._change = changed_part(before, written, self._editor.analyser)
            self.offerChanged.emit()

    @Slot()
    def dismissOffer(self) -> None:  # noqa: N802
        """The glossary stays as it is."""
        self._change = Change("", "")
        self.offerChanged.emit()

    @Slot()
    def addTerm(self) -> None:  # noqa: N802
        """Make a new term of the change, or show the term that it is."""
        word, known = self._change.after, self.property("offerKnown")
        self.dismissOffer()
        if known:
            self._editor.showTerm(word)
        elif word:
            self._editor.addWord(word)

    @Slot()
    def addAlias(self) -> None:  # noqa: N802
        """Make the change another name of a term that is to be chosen."""
        word = self._change.after
        self.dismissOffer()
        if word:
            self._editor.chooseFor(word)

    @Slot(str)
    def openTerm(self, ja: str) -> None:  # noqa: N802
        """Show all about a term of the popup."""
        self.hide()
        self._editor.showTerm(ja)

    def _take_terms(self) -> None:
        self._captions.use(self._editor.glossary)
        self.shownChanged.emit()
        self.offerChanged.emit()

    def _turn(self, key: str, *, editing: bool) -> None:
        there = self._captions.final(key) is not None
        self._key = key if there else ""
        self._editing = editing and there
        self.shownChanged.emit()


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _compound(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """From the beginning of the first word to the end of the last, with the compound around.

    Behind hiragana only katakana goes on with the name (あんしんすこやかセンター): a character may
    begin anything.
    """
    while first > 0 and _fits(_COMPOUND, words[first], words[first - 1]):
        first -= 1
    while last + 1 < len(words) and (
        _fits(_COMPOUND, words[last], words[last + 1])
        or _KATAKANA.fullmatch(words[last + 1].surface)
    ):
        last += 1
    return words[first].start, words[last].end


def _fits(pattern: re.Pattern[str], one: Word, other: Word) -> bool:
    return bool(pattern.fullmatch(one.surface) and pattern.fullmatch(other.surface))
