"""Tells staff when a sentence is hard to follow, and how to say it in やさしい日本語.

A suggestion comes from the phrase book where the sentence is a phrase, else from a few rules for
polite endings and the plain words of the glossary. Whatever could change the meaning is left
unsaid: then there are reasons, and no suggestion.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from voice_counter.conversation.polite import simplified
from voice_counter.glossary.easy import easy_line
from voice_counter.glossary.terms import Glossary, Term
from voice_counter.numerals import normalise
from voice_counter.translation.phrase_match import PhraseBook

LONGEST = 45
"""Characters of a sentence. Of the phrase book's sentences, 99 of 100 are shorter."""
MOST_TERMS = 2
"""Different terms of a sentence that can be taken in by ear."""

_SENTENCE_END = re.compile(r"[。．！？!?\n]+")
_DOUBLE_NEGATIVE = re.compile(
    r"ない(?:という)?(?:わけ|訳|こと|の|もの)(?:で|に)?[はも](?:あり|行き|いき|参り|まいり|でき)ません"
    r"|ない(?:という)?(?:わけ|訳|こと|の|もの)(?:で|に)?[はも](?:な[いく]|ござい)"
    r"|なく[はも](?:ない|なく|ありません|ございません)"
    r"|ない(?:と|とは|とも)(?:言|い|限|かぎ|思|おも)(?:えない|えません|らない|りません|わない|いません)"
    r"|(?:ない|ず)ではいられ|ざるを[得え](?:な|ませ)|ずに(?:は|おか)(?:いられ|おられ|おきま|おかな)"
    r"|ないものでも(?:ない|ありません)"
)
_STACKED = re.compile(
    r"ますでしょうか|いただけませんでしょうか"
    r"|いただ(?:き|けれ)(?:ますよう|ば(?:幸い|と(?:思|存)))|いただけますと|(?:くださ|下さ)いますよう"
    r"|いただ(?:く|き)(?:必要(?:が|は)ござい|たく(?:存じ|ぞんじ|思い))"
    r"|させ(?:て)?いただ|[おご][^、。]{1,8}にな(?:られ|りま(?:すでしょう|せんでしょう))"
    r"|(?:られ|され)て(?:おられ|いらっしゃ)|[おご][^、。]{1,6}(?:していらっしゃ|いたしておりま)"
    r"|でいらっしゃいますでしょう|賜りますよう|ご[一-龥]{2}(?:申し上げ|のほど)"
)


class Reason(StrEnum):
    """What makes a sentence hard to follow."""

    LONG = "long"
    DOUBLE_NEGATIVE = "double_negative"
    STACKED_HONORIFICS = "stacked_honorifics"
    MANY_TERMS = "many_terms"


@dataclass(frozen=True, slots=True)
class Advice:
    """What could be easier about a sentence.

    Attributes:
        reasons: why, each once.
        suggestion: the same in やさしい日本語; None where it cannot be put safely.
    """

    reasons: tuple[Reason, ...]
    suggestion: str | None


def advise(text: str, glossary: Glossary, phrases: PhraseBook) -> Advice | None:
    """Advice on what staff said in Japanese; None where it is plain enough.

    >>> book = PhraseBook((), Glossary(()))
    >>> advise("こちらにご記入いただけますでしょうか。", Glossary(()), book).suggestion
    'こちらに記入してください。'
    """
    reasons = _reasons(text, glossary)
    if not reasons:
        return None
    offers = (
        _of_phrase(text, phrases),
        _of_rules(text, glossary, reasons),
    )
    safe = (offer for offer in offers if offer is not None and _same_facts(text, offer, glossary))
    return Advice(reasons, next(safe, None))


def _reasons(text: str, glossary: Glossary) -> tuple[Reason, ...]:
    found: set[Reason] = set()
    for sentence in _SENTENCE_END.split(text):
        if len(sentence) > LONGEST:
            found.add(Reason.LONG)
        if len(glossary.terms_in(sentence)) > MOST_TERMS:
            found.add(Reason.MANY_TERMS)
        if _DOUBLE_NEGATIVE.search(sentence):
            found.add(Reason.DOUBLE_NEGATIVE)
        if _STACKED.search(sentence):
            found.add(Reason.STACKED_HONORIFICS)
    return tuple(reason for reason in Reason if reason in found)


def _of_phrase(text: str, phrases: PhraseBook) -> str | None:
    """The book's easy wording with what was said in its slots; None if nobody checked it."""
    match = phrases.match(text)
    if match is None or not match.phrase.easy or match.phrase.in_doubt("easy"):
        return None
    easy = match.phrase.easy
    for name, value in match.slots.items():
        easy = easy.replace(f"{{{name}}}", value)
    return easy if "{" not in easy else None


def _of_rules(text: str, glossary: Glossary, reasons: tuple[Reason, ...]) -> str | None:
    """Polite endings made plain; the terms explained where there are many of them."""
    plain = simplified(text, split=Reason.LONG in reasons)
    # Nobody follows explanations in the middle of a long sentence.
    if Reason.MANY_TERMS in reasons and Reason.LONG not in reasons:
        line = easy_line(plain, Glossary(_to_explain(plain, glossary)))
        plain = line.text if line is not None else plain
    return plain if plain != text else None


def _to_explain(text: str, glossary: Glossary) -> list[Term]:
    """The terms of ``text``; without plain words where these are in doubt or bring numbers."""
    return [
        term
        if not term.in_doubt("easy") and not normalise(term.easy).quantities
        else replace(term, easy="")
        for term in {match.term.ja: match.term for match in glossary.matches(text)}.values()
    ]


def _same_facts(text: str, offer: str, glossary: Glossary) -> bool:
    """Whether both hold the same numbers, and every term of ``text`` is still there."""
    return _figures(text) == _figures(offer) and set(glossary.terms_in(text)) <= set(
        glossary.terms_in(offer)
    )


def _figures(text: str) -> Counter[tuple[str, str]]:
    normal = normalise(text)
    found: Counter[tuple[str, str]] = Counter(
        (quantity.kind, quantity.text) for quantity in normal.quantities
    )
    found.update(("digits", digits) for digits in re.findall(r"\d+", normal.text))
    return found
