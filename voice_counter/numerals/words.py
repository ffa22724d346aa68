"""Words with a numeral in them that is no number: 一部, 十分, 八百屋, 六本木.

Only those are listed that the rules in ``normal`` would take for a number, because what follows
the numeral looks like a counter (一部) or because the numeral is a long one (五十嵐). 一緒 or 四季
need no entry.
"""

from __future__ import annotations

import re

from voice_counter.numerals.numbers import NUMERALS

# By the numeral they begin with, as regular expressions, so that they can say where the word is a
# number after all: 午後一時, 番号札一番, 十分ほど.
_WORDS = {
    "一": rf"""
        (?<=統)一 (?<=唯)一 (?<=世界)一 (?<=同)一 (?<=均)一 (?<=単)一 (?<=随)一 (?<=画)一
        (?<=逐)一 (?<=人)一倍 (?<=[都県市区町村内域東西州国])一円
        一部 一度 一杯 一代 一桁 一点(?![{NUMERALS}])
        一人(?:暮|ぐらし|親|っ子|ひとり|一人|息子|娘|前|称|旅|歩き|芝居|勝ち|占め|口|部屋)
        一時(?:保|的|預|金|停|帰|休|避|中|使|滞|支|転|不|免|凍|解|閉|居|入|差|利|所|しのぎ)
        (?<!午前)(?<!午後)一時(?!半|[{NUMERALS},，.．]{{1,30}}分|から|まで|ごろ|頃|過ぎ|すぎ|前|に(?!は)|間)
        (?<!札)一番(?!窓口|の窓口|の方(?![法向針式面が])|カウンター|目|線|地|ホーム)
        (?<!月)一日(?!以内|以上|間|目|後|前|分|おき|ごと|遅)
        一月(?:ほど|くらい|ぐらい|半|足らず|遅れ) 一年(?:生|中|草)
        一本(?:化|気|調子|立ち|槍|釣り|道|締め|勝負|木) 一枚(?:岩|看板|上手)
        一匹狼 一件落着 一軒家 一軒や 一級品
    """,
    "二": """
        二度(?:と|手間|寝|見|咲き) 二枚(?:舌|貝|看板|腰) 二階堂 二人(?:三脚|称|羽織)
        二日(?:酔|市|町) 二本松 二分(?=する|し|さ) 二六時中 二百十日 二百二十日
        二十日(?:鼠|ねずみ|大根|正月|市) 二十四(?:節気|の瞳) 二年草
    """,
    "三": """
        三日(?:月|坊主|天下|市|ばしか|麻疹) 三人称 三本(?:松|締め|の矢) 三軒茶屋 三位一体
        三十(?:三間堂|路|一文字|六計) 三三九度 三年坂 三度(?:笠|の飯) 三枚(?:目|肉|おろし)
    """,
    "四": "四日市 四十(?:九日|肩|路|雀|七士) 四六時中 四万(?:十|六千日) 四分音符",
    "五": """
        五十(?:嵐|音|肩|路|鈴|歩百歩|三次) 五月(?:雨|晴|人形|病|蠅|闇) 五日市 五本(?:木|指)
        五分(?:五分|刈|袖|咲|粥) 五百(?:羅漢|旗頭|城|蔵) 五人(?:囃子|組)
    """,
    "六": "六本木 六日(?:町|市) 六十路 六[ヶケカヵ]所村",
    "七": "七五三 七日(?:町|市) (?<=初)七日 七分(?:丈|袖|咲|粥|づき) 七十(?:路|二候) 七七日",
    "八": """
        八百(?:屋|長|津|富|万の) 八日市 (?<=[腹村])八分 八分(?:目|咲|音符|丈) 八十八夜 八千代
    """,
    "九": "九十九(?:里|折|島) 九分九厘",
    "十": rf"""
        (?<!時)(?<!約)(?<!あと)十分(?!ほど|程|くらい|ぐらい|以内|以上|以下|未満|後|前|間|おき|ごと
            |毎|遅|の[{NUMERALS}]|かか|待|単位)
        十人(?:十色|並み|組) 十日(?:町|市|夜|えびす|戎) (?<=麻布)十番
        十二(?:支|指腸|単|分(?=[にな])|神将|ひとえ) 十五夜 十三夜 十六夜 十一面 十年(?:一日|一昔)
    """,
    "百": "百日(?:咳|ぜき|紅|草|祝) 百人(?:町|一首|力) 百万(?:遍|石) 百度(?:参り|石)",
    "千": """
        千歳 千一夜 千本(?:桜|ノック|松) 千人(?:針|町|力) 千日(?:前|手|紅|回峰) 千枚(?:田|漬|通し)
    """,
    "万": "万が一 万一",
}
_MANY = {
    "一二三四五六": "{}年生",
    "二三四五六七八九": "{}番(?:町|手|煎じ|勝負)",
    "二三四五六七八九千": "{}代(?!目)",
}
"""Words that exist with several numerals."""


def _patterns() -> dict[str, re.Pattern[str]]:
    words = {numeral: re.sub(r"\n\s*\|", "|", text).split() for numeral, text in _WORDS.items()}
    for numerals, word in _MANY.items():
        for numeral in numerals:
            words[numeral].append(word.format(numeral))
    return {numeral: re.compile("|".join(those)) for numeral, those in words.items()}


_PATTERNS = _patterns()


def word_end(text: str, position: int) -> int:
    """Where the word ends whose first numeral stands at ``position``; 0 if there is none.

    No numeral may stand before ``position``: 三十分 is no 十分.
    """
    pattern = _PATTERNS.get(text[position])
    match = pattern.match(text, position) if pattern is not None else None
    return match.end() if match is not None else 0
