"""How Japanese text is read: words with their readings, the glossary's readings first."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import sudachipy

from voice_counter.glossary.on_readings import ON_READINGS
from voice_counter.glossary.sounds import hiragana
from voice_counter.glossary.terms import Glossary
from voice_counter.numerals import number_readings

_SILENT = re.compile(r"[^0-9A-Za-zＡ-Ｚａ-ｚぁ-ゖァ-ヺー一-鿿々〆]+")
_TOKENIZING = threading.Lock()
"""One tokenizer serves all analysers, and refuses to serve two threads at once."""

_KANJI = re.compile("[一-鿿]+")
_ATTACHED = ("助詞", "助動詞")
_LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "えー びー しー でぃー いー えふ じー えいち あい じぇー けー える えむ えぬ おー ぴー "
        "きゅー あーる えす てぃー ゆー ぶい だぶりゅー えっくす わい ぜっと".split(),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        start: its first character in the text.
        surface: as it is written.
        reading: hiragana; empty for punctuation.
        term: it is a glossary term, or an alias of one.
        attached: a particle, an auxiliary or punctuation, which no term begins or ends with.
    """

    start: int
    surface: str
    reading: str
    term: bool = False
    attached: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.surface)


class Analyser:
    """Splits text into words and reads them.

    Glossary terms are read as the glossary says, numbers with their counters by rule, and
    everything else by SudachiPy with the small dictionary. Safe to use from several threads.
    """

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of ``text``, which joined give ``text`` again."""
        return tuple(self._words(text))

    def reading(self, text: str) -> str:
        """The reading of the whole text in hiragana."""
        return "".join(word.reading for word in self._words(text))

    def _words(self, text: str) -> Iterator[Word]:
        position = 0
        for word in self._known(text):
            yield from self._analysed(text, position, word.start)
            yield word
            position = word.end
        yield from self._analysed(text, position, len(text))

    def _known(self, text: str) -> Iterator[Word]:
        """What is not left to the dictionary, from left to right, without overlap."""
        found = [
            Word(match.start, text[match.start : match.end], match.reading, term=True)
            for match in self._glossary.matches(text)
        ]
        found += [
            Word(number.start, text[number.start : number.end], number.reading)
            for number in number_readings(text)
        ]
        position = 0
        # At the same place the longer one counts: 3歳児健康診査 before 3歳.
        for word in sorted(found, key=lambda word: (word.start, -word.end)):
            if word.start >= position:
                yield word
                position = word.end

    def _analysed(self, text: str, start: int, end: int) -> Iterator[Word]:
        if start == end:
            return
        with _TOKENIZING:
            found = [
                (morpheme.surface(), morpheme.reading_form(), morpheme.part_of_speech()[0])
                for morpheme in _tokenizer().tokenize(text[start:end])
            ]
        words = []
        for surface, reading, kind in found:
            read = _read(surface, reading)
            words.append(Word(start, surface, read, attached=not read or kind in _ATTACHED))
            start += len(surface)
        yield from _compounds(words)


def _compounds(words: list[Word]) -> Iterator[Word]:
    """Kanji in a row that are no word the dictionary knows are read as compounds are.

    So sounds what the recogniser made up: 刀本 is no かたなほん but a とうほん heard wrong.
    """
    for position, word in enumerate(words):
        neighbours = [*words[max(0, position - 1) : position], *words[position + 1 : position + 2]]
        loose = _is_loose(word) and (
            len(word.surface) > 1 or any(_is_loose(other) for other in neighbours)
        )
        if loose:
            reading = "".join(ON_READINGS.get(kanji, "") for kanji in word.surface)
            yield replace(word, reading=reading or word.reading)
        else:
            yield word


def _is_loose(word: Word) -> bool:
    """A single kanji, or several of which the dictionary does not know the reading."""
    return bool(_KANJI.fullmatch(word.surface)) and (
        len(word.surface) == 1 or bool(_KANJI.search(word.reading))
    )


def _read(surface: str, reading: str) -> str:
    if _SILENT.fullmatch(surface):
        return ""
    if surface.isascii() and surface.isalpha():
        return "".join(_LETTERS[letter] for letter in surface.lower())
    return hiragana(reading or surface)


@cache
def _tokenizer() -> sudachipy.Tokenizer:
    """Loaded on first use: 0.1 s. Long units (mode C) are read more reliably than short ones."""
    return sudachipy.Dictionary(dict="small").tokenizer(mode=sudachipy.SplitMode.C)
