"""Kana as a string of sounds, so that words can be compared as they are heard.

One character is one feature of the sound, and what is often confused in hearing differs in few of
them: が is か with a mark of voice, きゃ is か with a glide, コー is コ with a length. The edit
distance of two such strings then is a distance of sounds (the idea of articulatory features, as
in PanPhon, Mortensen et al. 2016, cut down to what Japanese needs).
"""

from __future__ import annotations

_VOWELS = ("a", "i", "u", "e", "o")
_MARKS = {"ー": ":", "ん": "N", "っ": "Q"}
_ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "k'": "がぎぐげご",
    "s": "さしすせそ",
    "s'": "ざじずぜぞ",
    "t": "た  てと",
    "t'": "だ  でど",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "p'": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "y": "や ゆ よ",
    "w": "わゐ ゑ ",
}
_KANA = {
    kana: (consonant, vowel)
    for consonant, row in _ROWS.items()
    for vowel, kana in zip("aiueo", row, strict=True)
    if kana != " "
} | {
    # As they sound: ち and つ are no t, ぢ and づ are じ and ず, を is お.
    "ち": ("c", "i"),
    "つ": ("c", "u"),
    "ぢ": ("s'", "i"),
    "づ": ("s'", "u"),
    "ゔ": ("p'", "u"),
    "を": ("", "o"),
}
_GLIDES = {
    "ゃ": "ya",
    "ゅ": "yu",
    "ょ": "yo",
    "ゎ": "wa",
    "ぁ": "a",
    "ぃ": "i",
    "ぅ": "u",
    "ぇ": "e",
    "ぉ": "o",
}
_LENGTHENED = {"u": "ou", "i": "ei"}
"""Which vowels う and い lengthen, besides themselves: コウ is コー, ケイ is ケー."""

_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def hiragana(kana: str) -> str:
    """Katakana to hiragana; everything else stays.

    >>> hiragana("マイナンバー")
    'まいなんばー'
    """
    return kana.translate(_TO_HIRAGANA)


def sound(kana: str) -> str:
    """The sounds of a reading.

    >>> sound("じゅうみんひょう")
    "s'yu:miNhyo:"
    """
    return "".join(sounds(kana))


def sounds(kana: str) -> list[str]:
    """The sounds of each character of a reading; what is no kana has none.

    A small ゃ takes the vowel of the kana before it away, which then keeps its consonant alone.
    """
    found: list[str] = []
    vowel = ""  # the last one, while something can lengthen it
    for character in hiragana(kana):
        if character in _GLIDES:
            if found and found[-1][-1:] in _VOWELS:
                found[-1] = found[-1][:-1]
            found.append(_GLIDES[character])
            vowel = found[-1][-1]
        elif character in _MARKS:
            found.append(_MARKS[character])
            vowel = vowel if character == "ー" else ""
        else:
            consonant, own = _KANA.get(character, ("", ""))
            lengthens = not consonant and vowel and vowel in _LENGTHENED.get(own, own)
            found.append(_MARKS["ー"] if lengthens else consonant + own)
            vowel = vowel if lengthens else own
    return found
