"""What a number is said to be: 口座番号は, "my phone number is", 생년월일은."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from voice_counter.privacy.folding import fold
from voice_counter.privacy.kinds import Kind

MASK = "\ue000"
"""Stands for what was redacted already (a private use character). No word reaches across it."""


class Said(StrEnum):
    """What a keyword says besides a kind."""

    CALL = "call"
    """Weaker than a phone number: 電話, call."""
    SYMBOL = "symbol"
    """記号 of a postal savings account, whose 番号 follows."""
    OTHER = "other"
    """A number that is no secret: 受付番号, room."""


_WORDS: Mapping[Kind | Said, str] = {
    Kind.MY_NUMBER: """
        マイナンバー 個人番号 通知カード マイナンバーカードの番号 my_number individual_number
        个人编号 个人号码 個人編號 個人號碼 마이넘버 개인번호 mã_số_cá_nhân número_individual
    """,
    Kind.RESIDENCE_CARD: """
        在留カード 在留カードの番号 residence_card 在留卡 재류카드 체류카드 thẻ_lưu_trú
        thẻ_cư_trú cartão_de_residência tarjeta_de_residencia zairyu_card carte_de_résident
    """,
    Kind.PHONE: """
        電話番号 携帯 携帯電話 携帯番号 連絡先 緊急連絡先 自宅の電話 お電話番号 ファックス
        phone_number telephone_number cell_number cellphone cellphone_number mobile_number
        my_cell my_mobile 电话号码 電話號碼 手机 手机号码 手機 手機號碼 전화번호 휴대폰 휴대전화
        연락처 số_điện_thoại điện_thoại telefone celular teléfono móvil nomor_telepon nomor_hp
        फोन_नम्बर numéro_de_téléphone телефон
    """,
    Said.CALL: "電話 お電話 call phone fax 电话 電話 전화 gọi ligar llámame tel",
    Kind.POSTAL_CODE: """
        〒 郵便番号 postal_code zip_code zip postcode 邮政编码 邮编 郵遞區號 우편번호
        mã_bưu_điện mã_bưu_chính código_postal cep kode_pos code_postal
    """,
    Kind.BANK_ACCOUNT: """
        口座番号 口座 普通 普通預金 普通口座 当座 当座預金 貯蓄預金 account savings
        account_number bank_account 银行账号 账号 帐号 帳號 银行账户 계좌번호 계좌 số_tài_khoản
        tài_khoản número_da_conta conta_bancária minha_conta número_de_cuenta cuenta_bancaria
        nomor_rekening rekening
    """,
    Said.SYMBOL: "記号 ゆうちょ ゆうちょ銀行",
    Kind.CARD: """
        クレジットカード クレカ クレジットカード番号 クレジットカードの番号 カード番号
        デビットカード credit_card card_number debit_card 信用卡 信用卡号 银行卡号 银联 신용카드
        카드_번호 카드번호 thẻ_tín_dụng cartão cartão_de_crédito tarjeta_de_crédito kartu_kredit
        carte_de_crédit
    """,
    Kind.PASSPORT: """
        パスポート パスポート番号 旅券番号 旅券 passport passport_number 护照 护照号码 護照 여권
        여권번호 hộ_chiếu passaporte pasaporte paspor passeport
    """,
    Kind.PUBLIC_ID: """
        被保険者番号 被保険者証の番号 被保険者証番号 基礎年金番号 年金番号 保険証の番号
        保険証番号 記号番号 保険証の記号番号 受給者番号 受給者証の番号 運転免許証の番号
        運転免許証番号 免許証番号 免許証の番号 住民票コード pension_number insurance_number
        driver's_license_number 驾照号码
    """,
    Said.OTHER: """
        受付番号 整理番号 管理番号 伝票番号 問い合わせ番号 お客様番号 追跡番号 請求番号 納付番号
        通知書番号 文書番号 確認番号 登録番号 抽選番号 領収書 領収書の番号 バーコード 型番 品番
        お知らせ番号 予約番号 申請番号 発行番号 書類番号 番号札 内線 号室 金額 料金 手数料 残高
        予算 収入 合計 期限 締め切り 締切 有効期限 暗証番号 reference receipt tracking
        confirmation ticket order_number extension room deadline fee 受理号码 房间号 금액
        접수_번호 접수번호 số_tiếp_nhận phòng recepção protocolo prazo taxa número_de_referencia
    """,
}


def _pattern(word: str) -> str:
    spaced = re.escape(fold(word)).replace("_", r"\s")
    latin = re.match(r"[a-zà-ɏ\u1e00-\u1eff]", fold(word)) is not None
    return rf"(?<![a-z]){spaced}(?![a-z])" if latin else spaced


def _longest_first() -> list[tuple[str, Kind | Said]]:
    pairs = [(word, said) for said, words in _WORDS.items() for word in words.split()]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


_PAIRS = _longest_first()
_KEYWORD = re.compile("|".join(f"({_pattern(word)})" for word, _ in _PAIRS))


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword in a folded text."""

    start: int
    end: int
    said: Kind | Said


def keywords(folded: str) -> list[Keyword]:
    """All keywords from left to right, the longest where several begin."""
    return [
        Keyword(*match.span(), _PAIRS[(match.lastindex or 1) - 1][1])
        for match in _KEYWORD.finditer(folded)
    ]


REACH = 24
"""Characters between a keyword and what it names. At a counter they are few (は、えーと)."""

_BEHIND = re.compile(r"(?:です|でした)?[、。\s]*(?:これ|こちら|それ)?(?:が|は|って)\s*$")
_REMARK = re.compile(r"(?:です)?[、。\s]{1,2}$")


def named_before(folded: str, found: list[Keyword], start: int, floor: int) -> Kind | Said | None:
    """What the last keyword before ``start`` says, if nothing else stands in between.

    Args:
        found: the keywords that end before ``start``; only the last is looked at.
        floor: where the last number before ends: a keyword names only the first number behind it.
    """
    if not found:
        return None
    last = found[-1]
    between = folded[last.end : start] if start - last.end <= REACH else MASK
    return last.said if last.end > floor and MASK not in between else None


def named_behind(folded: str, following: list[Keyword], end: int, limit: int) -> Kind | None:
    """What a keyword behind a number says: 1234567が口座番号です."""
    for keyword in following[:1]:
        near = keyword.start - end <= 14 and keyword.end <= limit
        named = _BEHIND.fullmatch(folded, end, keyword.start) is not None or (
            folded.startswith("です", keyword.end)
            and _REMARK.fullmatch(folded, end, keyword.start) is not None
        )
        if near and named:
            return keyword.said if isinstance(keyword.said, Kind) else None
    return None
