"""Plain forms of polite endings, by rules that leave alone whatever they are not sure of."""

from __future__ import annotations

import re

_STEMS = {
    "待ち": "待って",
    "書き": "書いて",
    "出し": "出して",
    "見せ": "見せて",
    "持ち": "持って",
    "越し": "来て",
    "かけ": "かけて",
    "掛け": "かけて",
    "読み": "読んで",
    "取り": "取って",
    "入り": "入って",
    "送り": "送って",
    "知らせ": "知らせて",
    "伝え": "伝えて",
    "答え": "答えて",
    "教え": "教えて",
    "選び": "選んで",
    "呼び": "呼んで",
    "話し": "話して",
    "使い": "使って",
    "払い": "払って",
    "支払い": "払って",
    "渡し": "渡して",
    "返し": "返して",
    "進み": "進んで",
    "並び": "並んで",
    "座り": "座って",
    "納め": "納めて",
    "調べ": "調べて",
    "確かめ": "確かめて",
    "届け": "届けて",
    "申し込み": "申し込んで",
    "申込み": "申し込んで",
    "戻り": "戻って",
    "戻し": "戻して",
}
"""The て form of what follows お; whether 借り is 借りて or 借って no rule tells."""
_NOUNS = {"覧": "見て", "了承": "わかって", "来庁": "来て", "来所": "来て", "持参": "持ってきて"}
"""What follows ご and has a plainer verb than 〜して."""

_ASKED = re.compile("いつ|どこ|だれ|誰|何|なに|なん|なぜ|どう|どの|どれ|どち|どんな|いくら|いくつ")
_WHO = re.compile(
    "(?:様|さん|方|かた|人|者|親|父|母|夫|妻|主|先生|家族|子|医師|病院|会社|職員|係)"
    "(?:に|から)(?![はも]?(?:つ|関|対|よ))"
)
"""Who does it stands in に: 本人に来ていただく is 本人が来る, and no ending tells."""
_WHOM = re.compile("(?:様|さん|方|人|者|子|家族)を")
"""お子さんを入院させて: somebody else is to do it."""
_END = r"(?=[。．！!\n]|$)"
_PLEASE = (
    r"(?:いただけ(?:ますでしょうか|ませんでしょうか|ますか|ませんか|ればと(?:思い|存じ)ます"
    r"|れば幸いです|(?:ます|る)と(?:助かります|幸いです))"
    r"|いただきますようお願い(?:いたし|致し|申し上げ|し)ます|いただきたく(?:存じ|思い)ます"
    r"|いただきたいと(?:存じ|思い)ます|いただく必要が(?:ござい|あり)ます"
    r"|くださいますようお願い(?:いたし|致し|申し上げ|し)ます)[?？]?"
)
_NOT_A_FORM = r"(?<!すべ)(?<!全)(?<!かつ)(?<!初め)(?<!はじめ)"
_STEM = "|".join(sorted(_STEMS, key=len, reverse=True))

_REQUESTS = (
    (re.compile(rf"お({_STEM}){_PLEASE}{_END}"), lambda m: f"{_STEMS[m[1]]}ください"),
    (
        re.compile(rf"ご([一-龥]{{1,4}}){_PLEASE}{_END}"),
        lambda m: f"{_NOUNS.get(m[1], m[1] + 'して')}ください",
    ),
    (re.compile(rf"{_NOT_A_FORM}(て|(?<=[んい])で){_PLEASE}{_END}"), lambda m: f"{m[1]}ください"),
)
_OURSELVES = (
    (re.compile(r"ご?([一-龥]{2})させて(?:いただいて|頂いて)(?:おり|い)ます"), r"\1しています"),
    (re.compile(r"ご?([一-龥]{2})させて(?:いただき|頂き)ました"), r"\1しました"),
    (
        re.compile(
            r"ご?([一-龥]{2})させて(?:いただいて|頂いて)(?:も)?"
            r"(?:よろしい|いい)(?:です|でしょう)か"
        ),
        r"\1してもいいですか",
    ),
    (re.compile(r"ご?([一-龥]{2})させて(?:いただき|頂き)ます"), r"\1します"),
)
"""What we humbly have ourselves do."""
_ENDINGS = (
    (re.compile(r"でございますでしょうか"), "ですか"),
    (re.compile(r"(?<=[はが])ございますでしょうか"), "ありますか"),
    (re.compile(r"(?<=[てで])おりますでしょうか"), "いますか"),
    (re.compile(r"(?<!いただき)ますでしょうか"), "ますか"),
)
_BECAUSE = re.compile(r"(?<=ます|です|せん)ので、")
_HALF = 10
"""Characters that each of two sentences has at least."""


def simplified(text: str, *, split: bool = False) -> str:
    """``text`` with the polite endings that have one certain plain form in that form.

    Args:
        split: make two sentences of one at 〜ますので.

    >>> simplified("書類をお持ちいただく必要がございます。")
    '書類を持ってください。'
    """
    pieces = re.split(r"(?<=[。．！!？?\n])", text)
    return "".join(_sentence(piece, split=split) for piece in pieces)


def _sentence(text: str, *, split: bool) -> str:
    if not _ASKED.search(text) and not _WHO.search(text):
        for pattern, plain in _REQUESTS:
            asked = text.endswith(("？", "?"))
            text = pattern.sub(plain, text)
            # Asked for, no longer asked.
            text += "。" if asked and not text.endswith(("？", "?")) else ""
    for ending, form in _ENDINGS if _WHOM.search(text) else (*_OURSELVES, *_ENDINGS):
        text = ending.sub(form, text)
    if split:
        text = _BECAUSE.sub(
            lambda match: (
                "。ですから、"
                if match.start() >= _HALF and len(text) - match.end() >= _HALF
                else match[0]
            ),
            text,
        )
    return text
