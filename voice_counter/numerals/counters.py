"""What numbers count: the counters, their readings, and where they look like one but are not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

CounterKind = Literal["amount", "count", "date", "duration", "percent", "time", "year"]

Sound = Literal["plain", "k", "k-loan", "s", "h", "p"]
"""How the counter and the digit before it change each other (いっかい, さんぼん, ろっぷん):

``plain`` never, ``k`` 1 6 8 10 100 double, ``k-loan`` only 6 10 100 (いちキロ), ``s`` 1 8 10
double (also for t and パ), ``h`` as ``k`` with p, b after ん, ``p`` the same with p after ん.
"""


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter.

    Attributes:
        written: its one normal form.
        kana: its reading in hiragana, behind a digit that changes nothing.
        suffixes: which of 間 目 分 may follow and belong to it (3か月間, 2回目, 3人分).
        unless: a regular expression; if it matches right behind, this is another word (回答).
        label: the number is a name, not an amount, and is written without commas.
    """

    written: str
    kana: str
    sound: Sound = "plain"
    kind: CounterKind = "count"
    suffixes: str = ""
    unless: str = ""
    label: bool = False


_NO_UNIT = "[A-Za-z]"
_PORTION = "[類析野担散割布岐校解裂配譲署]"
"""Behind 分: 分類, 分割 … are words of their own."""

COUNTERS = (
    Counter("円", "えん", kind="amount", suffixes="分", unless="[形滑卓盤満熟]"),
    Counter("月", "がつ", kind="date", unless="曜"),
    Counter("日", "にち", kind="date", suffixes="間目分", unless="曜|本[人語]|程(?!度)|常"),
    Counter("時", "じ", kind="time", unless="[期代点給差速刻]"),
    Counter("年", "ねん", kind="year", suffixes="間目分", unless="[金齢]"),
    Counter("分", "ふん", "p", "duration", "間目", unless=_PORTION),
    Counter("秒", "びょう", kind="duration", suffixes="間目"),
    Counter("週", "しゅう", "s", "duration", "目", unless="刊"),
    Counter("週間", "しゅうかん", "s", "duration", "目分"),
    Counter("か月", "かげつ", "k", "duration", "間目分"),
    Counter("パーセント", "ぱーせんと", "s", "percent"),
    Counter("%", "ぱーせんと", "s", "percent"),
    Counter("％", "ぱーせんと", "s", "percent"),
    Counter("割", "わり", kind="percent", unless="[合当愛]"),
    Counter("時間", "じかん", kind="duration", suffixes="目分"),
    Counter("か所", "かしょ", "k", suffixes="目分"),
    Counter("か国", "かこく", "k", suffixes="目"),
    Counter("か国語", "かこくご", "k", suffixes="目"),
    Counter("か条", "かじょう", "k"),
    Counter("つ", "つ", suffixes="目"),
    Counter("人", "にん", suffixes="目分", unless="[間口気格権種形]"),
    Counter("名", "めい", suffixes="目分", unless="前(?!後)|[簿称義古字誉]"),
    Counter("世帯", "せたい", "s", suffixes="目分"),
    Counter("世代", "せだい", "s", suffixes="目"),
    Counter("親等", "しんとう", "s"),
    Counter("歳", "さい", "s"),
    Counter("才", "さい", "s", unless="[能女色覚]"),
    Counter("代", "だい", suffixes="目", unless="[理表金行替わ役]"),
    Counter("年生", "ねんせい"),
    Counter("学期", "がっき", suffixes="目分"),
    Counter("世紀", "せいき", "s"),
    Counter("通", "つう", "s", suffixes="目分", unless="[りじ勤学称行訳]"),
    Counter("枚", "まい", suffixes="目分"),
    Counter("部", "ぶ", suffixes="目分", unless="[屋分長門署員活族]"),
    Counter("冊", "さつ", "s", suffixes="目分"),
    Counter("件", "けん", "k", suffixes="目分", unless="[名数]"),
    Counter("点", "てん", "s", suffixes="目", unless="[検滴灯字]|数(?!え)"),
    Counter("回", "かい", "k", suffixes="目分", unless="答(?!え)|[転復収覧線廊路り忌]"),
    Counter("度", "ど", suffixes="目", unless="合"),
    Counter("倍", "ばい"),
    Counter("個", "こ", "k", suffixes="目分", unless="[人別室]"),
    Counter("本", "ほん", "h", suffixes="目分", unless="[人籍庁格]"),
    Counter("台", "だい", suffixes="目分", unless="[所風帳湾詞]"),
    Counter("匹", "ひき", "h", suffixes="目分"),
    Counter("杯", "はい", "h", suffixes="目分"),
    Counter("票", "ひょう", "h", suffixes="目"),
    Counter("着", "ちゃく", "s", suffixes="目", unless="[物用手替信]"),
    Counter("組", "くみ", suffixes="目分", unless="[織合]"),
    Counter("棟", "とう", "s", suffixes="目"),
    Counter("泊", "はく", "p", suffixes="目分"),
    Counter("食", "しょく", "s", suffixes="目分", unless="[事品堂費料器]"),
    Counter("錠", "じょう", suffixes="目分"),
    Counter("包", "ほう", "p", suffixes="目分", unless="[丁装囲括帯]"),
    Counter("畳", "じょう"),
    Counter("位", "い", unless="[置牌]"),
    Counter("級", "きゅう", "k"),
    Counter("桁", "けた", suffixes="目"),
    Counter("文字", "もじ", suffixes="目"),
    Counter("種類", "しゅるい", "s", suffixes="目"),
    Counter("段階", "だんかい", suffixes="目"),
    Counter("項目", "こうもく", "k-loan"),
    Counter("科目", "かもく", "k-loan"),
    Counter("ページ", "ぺーじ", "s", suffixes="目分"),
    Counter("ポイント", "ぽいんと", "s", suffixes="分"),
    Counter("軒", "けん", "k", suffixes="目分"),
    Counter("階", "かい", "k", suffixes="目分", unless="[段級層]", label=True),
    Counter("番", "ばん", suffixes="目", unless="[号組犬]", label=True),
    Counter("番地", "ばんち", label=True),
    Counter("番線", "ばんせん", label=True),
    Counter("丁目", "ちょうめ", "s", label=True),
    Counter("号", "ごう", unless="[泣令外]", label=True),
    Counter("号室", "ごうしつ", label=True),
    Counter("号車", "ごうしゃ", label=True),
    Counter("号棟", "ごうとう", label=True),
    Counter("号館", "ごうかん", label=True),
    Counter("号線", "ごうせん", label=True),
    Counter("グラム", "ぐらむ", suffixes="分"),
    Counter("g", "ぐらむ", unless=_NO_UNIT),
    Counter("キロ", "きろ", "k-loan", suffixes="分"),
    Counter("キログラム", "きろぐらむ", "k-loan", suffixes="分"),
    Counter("kg", "きろぐらむ", "k-loan", unless=_NO_UNIT),
    Counter("キロメートル", "きろめーとる", "k-loan"),
    Counter("km", "きろめーとる", "k-loan", unless=_NO_UNIT),
    Counter("メートル", "めーとる"),
    Counter("m", "めーとる", unless=_NO_UNIT),
    Counter("センチ", "せんち", "s"),
    Counter("センチメートル", "せんちめーとる", "s"),
    Counter("cm", "せんち", "s", unless=_NO_UNIT),
    Counter("ミリ", "みり"),
    Counter("ミリメートル", "みりめーとる"),
    Counter("mm", "みり", unless=_NO_UNIT),
    Counter("ミリリットル", "みりりっとる"),
    Counter("ml", "みりりっとる", unless=_NO_UNIT),
    Counter("cc", "しーしー", "s", unless=_NO_UNIT),
    Counter("リットル", "りっとる"),
    Counter("L", "りっとる", unless=_NO_UNIT),
    Counter("トン", "とん", "s"),
    Counter("カロリー", "かろりー", "k-loan"),
    Counter("キロカロリー", "きろかろりー", "k-loan"),
    Counter("平米", "へいべい"),
    Counter("平方メートル", "へいほうめーとる"),
    Counter("ドル", "どる"),
)

_WEEKDAYS = {"月": "げつ", "火": "か", "水": "すい", "木": "もく", "金": "きん", "土": "ど"}
_AFTER_DAI = ("日", "週", "回", "番", "号", "位", "段階", "世代", "学期", "種類", "組", "級")

ORDINALS = (
    *(counter for counter in COUNTERS if counter.written in _AFTER_DAI),
    Counter("子", "し", "s", unless="[会供]"),
    Counter("条", "じょう", unless="件", label=True),
    Counter("項", "こう", "k", unless="目", label=True),
    Counter("章", "しょう", "s"),
    Counter("節", "せつ", "s"),
    Counter("期", "き", "k", suffixes="目分", unless="[待日限]"),
    Counter("希望", "きぼう"),
    Counter("会議室", "かいぎしつ"),
    Counter("庁舎", "ちょうしゃ"),
    *(
        Counter(day + end, kana + read)
        for day, kana in (*_WEEKDAYS.items(), ("日", "にち"))
        for end, read in (("曜日", "ようび"), ("曜", "よう"))
    ),
)
"""What 第 is followed by. Elsewhere 子, 条, 期 … are no counters, and behind 第 人 is none."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A counter where it stands in a text.

    Attributes:
        end: behind the counter.
        whole_end: behind its suffix too.
        suffix: 間, 目, 分 or nothing.
    """

    counter: Counter
    end: int
    whole_end: int
    suffix: str = ""


def _pattern(counters: tuple[Counter, ...]) -> re.Pattern[str]:
    """One alternative a counter, the longest first: 時間 before 時."""
    alternatives = []
    for counter in sorted(counters, key=lambda counter: -len(counter.written)):
        written = re.escape(counter.written)
        if counter.written[0] == "か":
            written = "[かカヵケヶ箇]" + written[1:]
        alternatives.append(written + (f"(?!{counter.unless})" if counter.unless else ""))
    return re.compile("|".join(alternatives))


_COUNTER = _pattern(COUNTERS)
_ORDINAL = _pattern(ORDINALS)
_BY_NAME = {counter.written: counter for counter in COUNTERS}
_ORDINAL_BY_NAME = {counter.written: counter for counter in ORDINALS}
_SUFFIX = re.compile(f"間|目(?![的標次])|分(?!{_PORTION}|か(?!か)|け)")


def counter_at(text: str, position: int, *, ordinal: bool) -> Counted | None:
    """The counter that stands at ``position``.

    Args:
        ordinal: whether 第 stands before the number.
    """
    match = (_ORDINAL if ordinal else _COUNTER).match(text, position)
    if match is None:
        return None
    name = match[0]
    if name[0] in "カヵケヶ箇" and name[1:2] in ("月", "所", "国", "条"):
        name = "か" + name[1:]
    counter = (_ORDINAL_BY_NAME if ordinal else _BY_NAME)[name]
    suffix = _SUFFIX.match(text, match.end())
    if suffix is None or suffix[0] not in counter.suffixes:
        # A suffix that the counter does not take is left to the text behind.
        return Counted(counter, match.end(), match.end())
    return Counted(counter, match.end(), suffix.end(), suffix[0])
