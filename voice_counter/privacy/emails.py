"""E-mail addresses, written and spoken."""

from __future__ import annotations

import re

from voice_counter.privacy.folding import alternatives
from voice_counter.privacy.kinds import Kind, Redaction

_AT = re.compile(
    r"(?P<sign>@|あっとまーく)|あっと|골뱅이|艾特|小老鼠"
    r"|(?<![a-zà-ɏ])(?:arroba|a còng|a cong|at)(?![a-zà-ɏ])"
)
_DOTS = (
    "どっと てん 점 닷 点 點 쩜",
    "dot ponto punto chấm point titik",
)
_JOINTS = (
    "あんだーばー あんだーすこあ はいふん 밑줄 하이픈 下划线 横杠",
    "underscore hyphen dash minus traço guion guión gạch",
)
_LABEL = r"[a-z0-9_-]{1,40}"
_KANA = r"(?:[ぁ-ゖー]{1,20}?|[가-힣]{1,12}?)"
_KANA_END = (
    r"(?:こむ|ねっと|おーあーるじー|じぇーぴー|じぇいぴー|しーおー|えぬいー|おーあーる|えるじー"
    r"|컴|넷|케이알|네트)"
)


def _words(tables: tuple[str, ...], *, backwards: bool = False) -> str:
    symbols, words = (
        alternatives(word[::-1] if backwards else word for word in table.split())
        for table in tables
    )
    return rf"(?:\s?(?:{symbols})\s?|\s(?:{words})\s)"


_DOT = rf"(?:\.|{_words(_DOTS)})"
_DOMAIN = re.compile(
    rf"\s?(?:{_LABEL}|{_KANA})(?:{_words(_JOINTS)}{_LABEL}){{0,3}}"
    rf"(?:{_DOT}(?:{_KANA_END}|{_LABEL})){{1,4}}"
)
_ATOM = r"(?:(?:[a-z0-9] ){1,30}[a-z0-9](?![a-z0-9])|[a-z0-9%+._-]{1,40})"
# Read from right to left, from the sign on, because a local part can begin anywhere.
_LOCAL = re.compile(
    rf"\s?(?:{_ATOM}(?:{_words(_DOTS, backwards=True)}{_ATOM}"
    rf"|{_words(_JOINTS, backwards=True)}{_ATOM}){{0,6}}|[ぁ-ゖー]{{1,30}})"
)


_NO_NAMES = frozenset("look it us see be is available website online apply form page site".split())


def find_emails(folded: str, text: str) -> list[Redaction]:
    """The addresses of a text, from left to right, without overlaps.

    An address needs a name before the sign and a dot behind it: "look at page 3" is none.

    Args:
        folded: ``text`` in folded form.
    """
    found: list[Redaction] = []
    backwards = folded[::-1]
    for sign in _AT.finditer(folded):
        floor = found[-1].end if found else 0
        domain = _DOMAIN.match(folded, sign.end())
        local = _LOCAL.match(backwards, len(folded) - sign.start())
        if sign.start() < floor or domain is None or local is None:
            continue
        start = _one_script(text, len(folded) - local.end(), sign.start())
        # "look at city.example.jp" names a site.
        if sign["sign"] is None and folded[start : sign.start()].strip() in _NO_NAMES:
            continue
        found.append(Redaction(max(start, floor), domain.end(), Kind.EMAIL))
    return found


def _one_script(text: str, start: int, end: int) -> int:
    """Where a spoken name begins: メールはタロウアットマーク has only タロウ in it."""
    name = text[start:end].rstrip()
    for script in ("ァ-ヺー", "ぁ-ゖー"):
        match = re.search(f"[{script}]+$", name)
        if match is not None:
            return start + match.start()
    return start
