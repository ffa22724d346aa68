"""Dates of birth, where they are said to be such.

A date alone is a deadline as likely as not. It is one of birth behind 生年月日は, "born on" and
their like, or before 生まれ, and never between 以降 and 生まれた方, which is a rule for many.
"""

from __future__ import annotations

import re

from voice_counter.privacy.folding import alternatives, fold
from voice_counter.privacy.keywords import MASK
from voice_counter.privacy.kinds import Kind, Redaction

_N = "[0-9〇零一二三四五六七八九十百千元]{1,7}"
_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "januari februari maret mei juni juli agustus oktober desember "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "pebrero marso mayo hunyo hulyo setyembre oktubre nobyembre disyembre"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth"
)
_MONTH = alternatives(dict.fromkeys(_MONTHS.split()))
_DAY = (
    r"(?:[0-9]{1,2}(?:st|nd|rd|th|er|º)?"
    rf"|(?:(?:twenty|thirty)[ -])?(?:{'|'.join(_ORDINALS.split())}))"
)
_YEAR = (
    r"(?:[0-9]{4}|(?:nineteen|twenty) [a-z]{3,9}(?:[ -][a-z]{3,5})?"
    r"|two thousand(?: and)?(?: [a-z]{3,9})?)"
)
_ERA = "(?:明治|大正|昭和|平成|令和|西暦)"
_DATE = re.compile(
    rf"{_ERA}?\s?{_N}\s?年\s?(?:の?\s?{_N}\s?月\s?(?:{_N}\s?[日号]?)?)?"
    rf"|{_N}\s?月\s?{_N}\s?[日号]"
    rf"|{_N}\s?년\s?{_N}\s?월\s?{_N}\s?일|{_N}\s?월\s?{_N}\s?일"
    r"|(?<![a-z0-9])(?:[mtshr]\.?\s?)?[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}(?![0-9/-])"
    rf"|(?:the )?(?<![a-z0-9]){_DAY}(?: (?:of|de))?(?: of)? (?:{_MONTH})\b"
    rf"(?:,? (?:(?:of|de|del) )?{_YEAR})?"
    rf"|(?<![a-z0-9]){_YEAR},? (?:{_MONTH})\.? (?:the )?{_DAY}\b"
    rf"|\b(?:{_MONTH})\.? (?:the )?{_DAY}\b(?:,? {_YEAR})?"
    r"|(?:ngày )?[0-9]{1,2} tháng [0-9]{1,2}(?: năm [0-9]{4})?"
)

_SPACELESS = (
    "生年月日 誕生日 お誕生日 バースデー 生まれは お生まれは 生まれたのは 生まれた日は "
    "出生日期 出生年月日 出生年月 生日 생년월일 생일"
)
_SPACED = (
    "date_of_birth birth_date birthdate birthday birthday's birthdays dob born ngày_sinh sinh_nhật "
    "sinh_ngày tháng_năm_sinh data_de_nascimento nasci nasceu nascido nascida aniversário "
    "nací nació sinh_vào fecha_de_nacimiento cumpleaños kaarawan ipinanganak tanggal_lahir lahir "
    "date_de_naissance née né naissance anniversaire родился родилась рождения"
)
_KEYWORD = re.compile(
    alternatives(map(fold, _SPACELESS.split()))
    + "|"
    + "|".join(
        rf"(?<!\w){re.escape(word).replace('_', ' ')}(?!\w)"
        for word in sorted(_SPACED.split(), key=len, reverse=True)
    )
)
_PERSON = (
    "本人|ご本人|私|わたし|夫|妻|父|母|主人|奥様|旦那様|子|お子さん|長男|長女|次男|次女|二男|二女|三男|三女|息子|娘"
    "|上の子|下の子|上|下|世帯主|祖父|祖母"
)
_LINK = re.compile(
    r"(?:[\s、。,.:;?!]|ですか|ですね|です|でして|は|が|って|の方|を|えーと|えっと|ええと|えー|あの|はい|うん"
    r"|お願いします|教えてください|お願いいたします|おっしゃってください|確認します|確認|どうぞ|申し上げます"
    r"|させてください|させていただきます|いただけますか|よろしいですか|伺います|うかがいます|お伺いします|聞きます|もう一度|お"
    rf"|言います|いつ|西暦で|西暦|和暦で|和暦|それぞれ|{_PERSON}|是|为|為|在|은|는|이|가)*"
)
_PROSE = re.compile(r"(?:[\s,:]|['’\w]){0,32}")
_OTHER_MATTERS = re.compile(
    r"\b(?:deadline|until|till|by|before|after|expires?|came|come|moved?|appointment|submit|visit"
    r"|here|from|plan|prazo|até|antes|cheguei|vim|trước|hạn|đến|nộp|hasta|llegué|vine|sebelum|sampai)\b"
)
_REACH = 36
_ONLY_YEAR = re.compile(
    r"(?:sinh năm|born in|nasc(?:i|eu) em|nac(?:í|ió) en|née? en) (?P<year>[0-9]{4})(?![0-9])"
)
_BORN = re.compile(
    r"\s?(?:に|の|が)?\s?(?:生まれ|生れ|うまれ|産まれ|お生まれ|誕生(?!日)|出生|生(?:です|の)|生的|生人"
    r"|생(?!각)|에?\s?태어)"
)
_BIRTH_YEAR = re.compile(r"\s?(?:の)?(?:生まれ|生れ|うまれ|年生|出生|生的)")
_RULE = re.compile(
    r"(?:生まれ|生れ|うまれ|産まれ)(?:た|の)(?:方|人|者|かた|お子|子ども|子供|こども|児童)"
)
_NAMED_BEHIND = re.compile(
    r"(?:です|でした)?[、。,\s]*(?:これ|それ|こちら)?(?:が|は)?[、\s]*(?:[ぁ-ん一-龠]{1,4}の)?"
    r"(?:生年月日|お?誕生日)(?!の(?:人|方|前|翌))"
)
_LIMIT = re.compile(r"\s?(?:まで|以降|以前|以後|から|より|より前|より後|前|까지|부터|之前|以后)")
_NEXT = re.compile(
    rf"(?:生まれ)?(?:です)?[、,\s]*(?:と|で)?[、,\s]*(?:{_PERSON})(?:が|は|の方が)[、\s]*"
)


def find_births(folded: str) -> list[Redaction]:
    """The dates of birth of a folded text, from left to right, without overlaps."""
    found: list[Redaction] = []
    keywords = _KEYWORD.finditer(folded)
    ahead = next(keywords, None)
    last = -1
    certain = False
    for date in _DATE.finditer(folded):
        while ahead is not None and ahead.start() < date.start():
            # The ngày of "sinh ngày 12 tháng 3" belongs to both.
            last = min(ahead.end(), date.start())
            certain = not ahead[0].endswith("は")
            ahead = next(keywords, None)
        start, end = date.span()
        named = last >= 0 and _links(folded, last, start)
        chained = bool(found) and _NEXT.fullmatch(folded, found[-1].end, start) is not None
        if _LIMIT.match(folded, end) and not (named and folded.startswith("生", end)):
            continue
        behind = _NAMED_BEHIND.match(folded, end) is not None
        # 制度が生まれたのは平成12年4月 is nobody's birth.
        exact = _names_day(date) and (certain or not date[0].rstrip().endswith("月"))
        if ((named or chained or behind) and exact) or _born(folded, date):
            found.append(Redaction(start, end, Kind.BIRTH_DATE))
    years = (match.span("year") for match in _ONLY_YEAR.finditer(folded))
    taken = {place for part in found for place in range(part.start, part.end)}
    found += [Redaction(*span, Kind.BIRTH_DATE) for span in years if span[0] not in taken]
    return sorted(found, key=lambda part: part.start)


def last_birth_keyword(folded: str) -> tuple[int, int]:
    """Where the last word stands that makes a date one of birth; (0, 0) if there is none."""
    last = (0, 0)
    for match in _KEYWORD.finditer(folded):
        last = match.span()
    return last


def _links(folded: str, keyword: int, date: int) -> bool:
    """Whether what stands between a keyword and a date says nothing else."""
    between = folded[keyword:date]
    if len(between) > _REACH or MASK in between:
        return False
    if _LINK.fullmatch(between):
        return True
    return _PROSE.fullmatch(between) is not None and not (
        _OTHER_MATTERS.search(between) or _is_wide(between)
    )


def _is_wide(text: str) -> bool:
    """Whether words stand there in a script that ``_LINK`` knows all words of."""
    return any("\u3040" <= character <= "\u9fff" for character in text)


def _names_day(date: re.Match[str]) -> bool:
    """Whether a date is more than a year."""
    return not date[0].rstrip().endswith("年")


def _born(folded: str, date: re.Match[str]) -> bool:
    end = date.end()
    pattern = _BORN if _names_day(date) else _BIRTH_YEAR
    match = pattern.match(folded, end)
    if match is None:
        return False
    word = folded.find("ま", match.start(), match.end()) - 1
    return word < 0 or _RULE.match(folded, max(word, 0)) is None
