"""Furigana: the right kana over the right kanji, or none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_counter import paths
from voice_counter.glossary import Glossary, Term, load_glossary
from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.furigana import Ruby, furigana
from voice_counter.glossary.school_kanji import BEYOND, GRADES, grade_of
from voice_counter.glossary.terms import Alias

SHIPPED = Analyser(load_glossary(paths.glossaries()))
BARE = Analyser(Glossary(()))

EXAMPLES = """
    申(もう)し込(こ)み
    引(ひ)っ越(こ)し
    引(ひ)っ越(こ)してきました
    お金(かね)
    お手洗(てあら)い
    お年寄(としよ)り
    食(た)べ物(もの)を買(か)う
    買(か)い物(もの)
    取(と)り消(け)す
    受(う)け付(つ)け
    立(た)ち会(あ)い
    突(つ)き当(あ)たりの左側(ひだりがわ)
    間(ま)に合(あ)う
    問(と)い合(あ)わせ
    持(も)って来(き)てください
    電子(でんし)マネー
    住民票(じゅうみんひょう)の写(うつ)し
    在留(ざいりゅう)カードの更新(こうしん)
    国民健康保険(こくみんけんこうほけん)の手続(てつづ)き
    粗大(そだい)ごみ
    DV相談(そうだん)
    民生(みんせい)・児童委員(じどういいん)
    ごみの分け方・出し方(ごみのわけかただしかた)
    3歳児健康診査(さんさいじけんこうしんさ)
    マイナンバーカード
    ありがとうございました。

    14日(じゅうよっか)以内(いない)
    4月(しがつ)1日(ついたち)
    2人(ふたり)で3階(さんがい)へ
    42番(よんじゅうにばん)の方(かた)
    1万円(いちまんえん)
    1か月(いっかげつ)以内(いない)
    2か月(にかげつ)後(ご)
    1つ(ひとつ)
    10パーセント(じゅっぱーせんと)
    3キロ
    03-1234-5678
    10:30
    COVID-19
    二十日(はつか)
    二十歳(はたち)
    三千円(さんぜんえん)
    四月(しがつ)
    九時(くじ)
    十八歳(じゅうはっさい)
    一(ひと)つ
    もう一度(いちど)
    二(に)、三日(さんにち)
    ３階(さんがい)
    １４日(じゅうよっか)

    今日(きょう)
    明日(あす)
    昨日(きのう)
    今朝(けさ)
    今年(ことし)
    一昨日(おととい)
    大人(おとな)
    一人(ひとり)
    二人(ふたり)
    上手(じょうず)
    下手(へた)
    風邪(かぜ)
    果物(くだもの)
    部屋(へや)
    眼鏡(めがね)
    時計(とけい)
    友達(ともだち)
    迷子(まいご)
    息子(むすこ)
    白髪(しらが)
    真(ま)っ赤(か)
    最寄(もよ)り
    手伝(てつだ)う
    差(さ)し支(つか)える
    お巡(まわ)りさん
    人々(ひとびと)
    お父(とう)さん
    お母(かあ)さん
    お兄(にい)さん

    私(わたし)の家(いえ)
    日本(にほん)から
    日本(にほん)人(じん)
    中国(ちゅうごく)人(じん)
    火曜日(かようび)
    今日中(きょうじゅう)に
    午後(ごご)
    その後(あと)
    何(なに)を出(だ)しますか
    何時(なんじ)
    何(なん)ですか
    何人(なんにん)
    何(なん)か月(げつ)
    使(つか)い方(かた)
    ご家族(かぞく)の方(かた)
    この方(かた)
    届(とど)けを出(だ)した方(かた)は
    した方(ほう)がいい
    左(ひだり)の方
    動(うご)く方の手(て)
    霞ヶ関(かすみがせき)
"""


def _marked(text: str, analyser: Analyser = SHIPPED, grade: int | None = None) -> str:
    return "".join(
        f"{ruby.text}({ruby.reading})" if ruby.reading else ruby.text
        for ruby in furigana(text, analyser, grade)
    )


def _plain(marked: str) -> str:
    return re.sub(r"\(.*?\)", "", marked)


@pytest.mark.parametrize("marked", EXAMPLES.split())
def test_the_reading_is_over_the_kanji_alone(marked: str) -> None:
    assert _marked(_plain(marked)) == marked


def test_pieces_without_a_reading_are_one() -> None:
    assert furigana("これはお金です。", BARE) == (
        Ruby("これはお"),
        Ruby("金", "かね"),
        Ruby("です。"),
    )
    assert furigana("", BARE) == ()


def test_the_glossary_wins_over_the_dictionary() -> None:
    assert _marked("納期限", BARE) == "納(おさめ)期限(きげん)"
    assert _marked("納期限は６月です") == "納期限(のうきげん)は６月(ろくがつ)です"


def test_the_glossary_wins_for_aliases_and_over_every_rule() -> None:
    terms = (
        Term("納付期限日", "のうふきげんび", aliases=(Alias("期日", "きげんのひ"),)),
        Term("日本", "にっぽん"),
        Term("二十日会", "はつかかい"),
    )
    analyser = Analyser(Glossary(terms))
    assert _marked("期日は", analyser) == "期日(きげんのひ)は"
    assert _marked("日本の", analyser) == "日本(にっぽん)の"
    assert _marked("二十日会は二十日", analyser) == "二十日会(はつかかい)は二十日(はつか)"


@pytest.mark.parametrize(
    ("surface", "reading", "marked"),
    [
        # か|い|いか and かい|い|か are not to be told apart.
        ("生い生", "かいいか", "生い生(かいいか)"),
        ("写し", "こぴー", "写し(こぴー)"),
        ("住民票のこと", "じゅうみんひょう", "住民票のこと(じゅうみんひょう)"),
        ("カード票", "かーどひょう", "カード票(ひょう)"),
        ("物の納付", "ものののうふ", "物(もの)の納付(のうふ)"),
        ("票", "", "票"),
        ("票", "ヒョウ?", "票"),
    ],
)
def test_what_cannot_be_cut_is_read_whole(surface: str, reading: str, marked: str) -> None:
    analyser = Analyser(Glossary([Term(surface, reading)]))
    assert _marked(surface, analyser) == marked


def test_every_shipped_term_is_read_as_the_glossary_says() -> None:
    for term in load_glossary(paths.glossaries()).terms:
        pieces = furigana(term.ja, SHIPPED)
        assert "".join(piece.text for piece in pieces) == term.ja
        if re.fullmatch(r"[ぁ-ゖァ-ヴー一-龥々]+", term.ja):
            read = "".join(piece.reading or piece.text for piece in pieces)
            assert read.translate({c: c - 0x60 for c in range(0x30A1, 0x30F7)}) == term.reading


@pytest.mark.parametrize(
    ("grade", "marked"),
    [
        (None, "一日(いちにち)に水(みず)を三回(さんかい)、戸籍(こせき)の住所(じゅうしょ)"),
        (1, "一日に水を三回(さんかい)、戸籍(こせき)の住所(じゅうしょ)"),
        (2, "一日に水を三回、戸籍(こせき)の住所(じゅうしょ)"),
        (3, "一日に水を三回、戸籍(こせき)の住所"),
        (6, "一日に水を三回、戸籍(こせき)の住所"),
        (7, "一日に水を三回、戸籍(こせき)の住所"),
    ],
)
def test_only_what_was_not_taught_yet(grade: int | None, marked: str) -> None:
    shown = _marked("一日に水を三回、戸籍の住所", grade=grade)
    assert shown.replace("一(いち)日(にち)", "一日(いちにち)") == marked


def test_a_grade_leaves_numbers_without_kanji_alone() -> None:
    assert _marked("1つ", grade=1) == "1つ"
    assert _marked("人々", grade=1) == "人々"


@pytest.mark.parametrize("grade", [0, 8, -1])
def test_there_are_seven_grades(grade: int) -> None:
    with pytest.raises(ValueError, match="grade"):
        furigana("水", BARE, grade)


def test_the_table_of_2020() -> None:
    assert [len(kanji) for kanji in GRADES.values()] == [80, 160, 200, 202, 193, 191]
    assert list(GRADES) == [1, 2, 3, 4, 5, 6]
    together = "".join(GRADES.values())
    assert len(together) == len(set(together)) == 1026
    assert re.fullmatch("[一-龥]+", together)
    assert {grade_of(kanji) for kanji in "籍𠮷あ々"} == {BEYOND}


def test_the_changes_of_2020_are_in_the_table() -> None:
    """Twenty kanji of prefectures came in, and others moved (小学校学習指導要領 解説 国語編)."""
    for grade, kanji in {
        4: "茨媛岡潟岐熊香佐埼崎滋鹿縄井沖栃奈梨阪阜賀群徳富城",
        5: "囲紀喜救型航告殺士史象賞貯停堂得毒費粉脈歴",
        6: "胃腸恩券承舌銭退敵俵預",
    }.items():
        assert {grade_of(character) for character in kanji} == {grade}


PIECES = st.sampled_from(
    [_plain(marked) for marked in EXAMPLES.split()]
    + "一 二十 三ヶ 々 ー っ 方 何 後 人 の ・ （ ） 1 0 ， ． : - 令 ｶ Ａ 㐀 龘 \n".split(" ")
)
GRADE = st.none() | st.integers(1, 7)


@given(st.text() | st.lists(PIECES, max_size=8).map("".join), GRADE)
def test_joined_it_is_the_text(text: str, grade: int | None) -> None:
    for analyser in (SHIPPED, BARE):
        pieces = furigana(text, analyser, grade)
        assert "".join(piece.text for piece in pieces) == text
        assert all(piece.text for piece in pieces)
        assert all(re.fullmatch("[ぁ-ゖー]*", piece.reading) for piece in pieces)


@given(st.lists(PIECES, max_size=8).map("".join), st.integers(1, 6))
def test_a_higher_grade_needs_no_more_readings(text: str, grade: int) -> None:
    def read(limit: int | None) -> int:
        return sum(len(piece.text) for piece in furigana(text, BARE, limit) if piece.reading)

    assert read(grade + 1) <= read(grade) <= read(None)
