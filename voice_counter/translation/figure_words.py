"""Words around numbers by language: months, units, halves of the day, money, small numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

UNITS = ("minute", "hour", "day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class Words:
    """How a language writes figures.

    Attributes:
        date, month_only, year, money, percent: templates with ``{m} {name} {d} {y} {n}``.
        months: names of the months; empty where they are numbered.
        units: by unit (see ``UNITS``) the forms for one, for 2 to 4, and for many.
        am, pm: templates with ``{h} {mm}``; ``plain`` where the half of the day is unknown;
            ``{H}`` is the 24-hour hour.
        before_noon, after_noon: words that tell the half of the day.
        currency: words for yen.
        small: words for 1, 2, 3, ... in this order, alternatives joined with ``|``.
        cues: by unit, beginnings of words that tell it; in the order of ``UNITS``.
        group: what separates thousands.
    """

    date: str
    year_date: str
    year: str
    money: str
    months: Sequence[str]
    units: Sequence[Sequence[str]]
    am: str
    pm: str
    plain: str
    before_noon: Sequence[str]
    after_noon: Sequence[str]
    currency: Sequence[str]
    small: str
    cues: Sequence[Sequence[str]]
    group: str = ","
    spaced: bool = True


def _cues(units: Sequence[Sequence[str]], *more: str) -> Sequence[Sequence[str]]:
    """The forms of the units, without case, as cues; ``more`` adds one alternative list a unit."""
    extra = [entry.split("|") if entry else [] for entry in more] or [[] for _ in UNITS]
    return [
        [form.casefold() for form in forms] + added
        for forms, added in zip(units, extra, strict=True)
    ]


_EN = [[unit, unit + "s", unit + "s"] for unit in UNITS]
_ES = [
    [u, v, v]
    for u, v in zip(
        "minuto hora día semana mes año".split(),
        "minutos horas días semanas meses años".split(),
        strict=True,
    )
]
_PT = [
    [u, v, v]
    for u, v in zip(
        "minuto hora dia semana mês ano".split(),
        "minutos horas dias semanas meses anos".split(),
        strict=True,
    )
]
_FR = [
    [u, v, v]
    for u, v in zip(
        "minute heure jour semaine mois an".split(),
        "minutes heures jours semaines mois ans".split(),
        strict=True,
    )
]
_RU = [
    ["минута", "минуты", "минут"],
    ["час", "часа", "часов"],
    ["день", "дня", "дней"],
    ["неделя", "недели", "недель"],
    ["месяц", "месяца", "месяцев"],
    ["год", "года", "лет"],
]
_UK = [
    ["хвилина", "хвилини", "хвилин"],
    ["година", "години", "годин"],
    ["день", "дні", "днів"],
    ["тиждень", "тижні", "тижнів"],
    ["місяць", "місяці", "місяців"],
    ["рік", "роки", "років"],
]


def _same(words: str) -> list[list[str]]:
    return [[word.replace("_", " ")] * 3 for word in words.split()]


_JA, _HANS, _HANT = (
    _same("分 時間 日 週間 か月 年"),
    _same("分钟 小时 天 周 个月 年"),
    _same("分鐘 小時 天 週 個月 年"),
)
_KO, _VI = _same("분 시간 일 주 개월 년"), _same("phút giờ ngày tuần tháng năm")
_NE, _FIL = _same("मिनेट घण्टा दिन हप्ता महिना वर्ष"), _same("minuto oras araw linggo buwan taon")
_ID, _TH = _same("menit jam hari minggu bulan tahun"), _same("นาที ชั่วโมง วัน สัปดาห์ เดือน ปี")
_MY = _same("မိနစ် နာရီ ရက် ပတ် လ နှစ်")

_CHINESE_NOON = ("上午", "早上", "凌晨", "中午"), ("下午", "晚上", "傍晚", "中午")

WORDS: Mapping[str, Words] = {
    "ja": Words(
        "{m}月{d}日",
        "{y}年{m}月{d}日",
        "{y}年",
        "{n}円",
        (),
        _JA,
        "午前{h}時{mm}分",
        "午後{h}時{mm}分",
        "{h}時{mm}分",
        ("午前",),
        ("午後",),
        ("円",),
        "一 二 三 四 五 六 七 八 九 十",
        _cues(_JA, "分", "時", "日", "週", "月|ヶ月|カ月", "年|歳"),
        spaced=False,
    ),
    "en": Words(
        "{name} {d}",
        "{name} {d}, {y}",
        "{y}",
        "{n} yen",
        "January February March April May June July August September October November December".split(),
        _EN,
        "{h}:{mm} a.m.",
        "{h}:{mm} p.m.",
        "{h}:{mm}",
        ("a.m", "am", "morning"),
        ("p.m", "pm", "afternoon", "evening", "night", "noon"),
        ("yen", "¥", "jpy"),
        "one|first|once|a|an two|second|twice|both three|third four|fourth five|fifth six|sixth "
        "seven|seventh eight|eighth nine|ninth ten|tenth eleven|eleventh twelve|twelfth",
        _cues(_EN),
    ),
    "zh-Hans": Words(
        "{m}月{d}日",
        "{y}年{m}月{d}日",
        "{y}年",
        "{n}日元",
        (),
        _HANS,
        "上午{h}点{mm}分",
        "下午{h}点{mm}分",
        "{h}点{mm}分",
        *_CHINESE_NOON,
        ("日元", "日圆", "元", "円"),
        "一 两|二 三 四 五 六 七 八 九 十 十一 十二",
        _cues(_HANS, "分", "小时|钟头", "日|天", "星期|周|礼拜", "月", "年|岁"),
        spaced=False,
    ),
    "zh-Hant": Words(
        "{m}月{d}日",
        "{y}年{m}月{d}日",
        "{y}年",
        "{n}日圓",
        (),
        _HANT,
        "上午{h}點{mm}分",
        "下午{h}點{mm}分",
        "{h}點{mm}分",
        *_CHINESE_NOON,
        ("日圓", "日元", "圓", "元", "円"),
        "一 兩|二 三 四 五 六 七 八 九 十 十一 十二",
        _cues(_HANT, "分", "小時|鐘頭", "日|天", "星期|週|周|禮拜", "月", "年|歲"),
        spaced=False,
    ),
    "ko": Words(
        "{m}월 {d}일",
        "{y}년 {m}월 {d}일",
        "{y}년",
        "{n}엔",
        (),
        _KO,
        "오전 {h}시 {mm}분",
        "오후 {h}시 {mm}분",
        "{h}시 {mm}분",
        ("오전", "아침", "새벽"),
        ("오후", "저녁", "밤"),
        ("엔",),
        "한|하나|일 두|둘|이 세|셋|삼 네|넷|사 다섯|오 여섯|육 일곱|칠 여덟|팔 아홉|구 열|십",
        _cues(_KO, "", "시", "", "주일|주간", "달|월", "연|살|세"),
        spaced=False,
    ),
    "vi": Words(
        "ngày {d} tháng {m}",
        "ngày {d} tháng {m} năm {y}",
        "năm {y}",
        "{n} yên",
        (),
        _VI,
        "{h} giờ {mm} sáng",
        "{h} giờ {mm} chiều",
        "{h} giờ {mm}",
        ("sáng", "trưa"),
        ("chiều", "tối", "trưa"),
        ("yên", "yen"),
        "một|nhất hai ba tư|bốn năm sáu bảy tám chín mười",
        _cues(_VI, "", "tiếng|h", "", "", "", "tuổi"),
        group=".",
    ),
    "ne": Words(
        "{name} {d}",
        "{y} {name} {d}",
        "सन् {y}",
        "{n} येन",
        "जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर".split(),
        _NE,
        "बिहान {h}:{mm}",
        "दिउँसो {h}:{mm}",
        "{h}:{mm}",
        ("बिहान",),
        ("दिउँसो", "बेलुका", "साँझ", "अपराह्न"),
        ("येन",),
        "एक|पहिलो दुई|दोस्रो तीन|तेस्रो चार पाँच छ सात आठ नौ दस",
        _cues(_NE, "", "बजे", "गते", "", "", "बर्ष|साल"),
        spaced=False,
    ),
    "fil": Words(
        "{name} {d}",
        "{name} {d}, {y}",
        "{y}",
        "{n} yen",
        "Enero Pebrero Marso Abril Mayo Hunyo Hulyo Agosto Setyembre Oktubre Nobyembre Disyembre".split(),
        _FIL,
        "{h}:{mm} ng umaga",
        "{h}:{mm} ng hapon",
        "{h}:{mm}",
        ("umaga", "a.m", "am"),
        ("hapon", "gabi", "p.m", "pm", "tanghali"),
        ("yen",),
        "isa|isang|una|unang dalawa|dalawang|ikalawang|pangalawa tatlo|tatlong|ikatlong apat lima|limang anim pito|pitong walo|walong siyam sampu|sampung",
        _cues(_FIL, "", "", "", "", "", ""),
    ),
    "pt": Words(
        "{d} de {name}",
        "{d} de {name} de {y}",
        "{y}",
        "{n} ienes",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
        _PT,
        "{H}h{mm}",
        "{H}h{mm}",
        "{h}h{mm}",
        ("manhã",),
        ("tarde", "noite", "meio-dia"),
        ("iene", "yen"),
        "um|uma|primeiro|primeira dois|duas|segundo|segunda três|terceiro quatro cinco seis sete oito nove dez onze doze",
        _cues(_PT, "", "h", "", "", "mes", ""),
        group=".",
    ),
    "es": Words(
        "{d} de {name}",
        "{d} de {name} de {y}",
        "{y}",
        "{n} yenes",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
        _ES,
        "{h}:{mm} a.m.",
        "{h}:{mm} p.m.",
        "{h}:{mm}",
        ("a.m", "am", "mañana"),
        ("p.m", "pm", "tarde", "noche", "mediodía"),
        ("yen",),
        "un|una|uno|primer|primera|primero dos|segundo|segunda tres|tercer cuatro cinco seis siete ocho nueve diez once doce",
        _cues(_ES, "", "", "dia", "", "", ""),
        group=".",
    ),
    "id": Words(
        "{d} {name}",
        "{d} {name} {y}",
        "tahun {y}",
        "{n} yen",
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(),
        _ID,
        "pukul {H}.{mm}",
        "pukul {H}.{mm}",
        "pukul {h}.{mm}",
        ("pagi",),
        ("siang", "sore", "malam"),
        ("yen",),
        "satu|pertama|se dua|kedua tiga|ketiga empat lima enam tujuh delapan sembilan sepuluh",
        _cues(_ID, "", "pukul", "", "", "", ""),
        group=".",
    ),
    "th": Words(
        "{d} {name}",
        "{d} {name} ค.ศ. {y}",
        "ค.ศ. {y}",
        "{n} เยน",
        "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split(),
        _TH,
        "{H}:{mm} น.",
        "{H}:{mm} น.",
        "{h}:{mm} น.",
        ("เช้า",),
        ("บ่าย", "เย็น", "ทุ่ม"),
        ("เยน",),
        "หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ",
        _cues(_TH, "", "โมง", "", "อาทิตย์", "", "ขวบ|อายุ"),
        spaced=False,
    ),
    "my": Words(
        "{m} လပိုင်း {d} ရက်",
        "{y} ခုနှစ် {m} လပိုင်း {d} ရက်",
        "{y} ခုနှစ်",
        "ယန်း {n}",
        (),
        _MY,
        "မနက် {h}:{mm}",
        "ညနေ {h}:{mm}",
        "{h}:{mm}",
        ("မနက်", "နံနက်"),
        ("ညနေ", "နေ့လယ်", "မွန်းလွဲ", "ည"),
        ("ယန်း",),
        "တစ် နှစ် သုံး လေး ငါး ခြောက် ခုနစ် ရှစ် ကိုး ဆယ်",
        _cues(_MY),
        spaced=False,
    ),
    "uk": Words(
        "{d} {name}",
        "{d} {name} {y} року",
        "{y} рік",
        "{n} єн",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split(),
        _UK,
        "{H}:{mm}",
        "{H}:{mm}",
        "{h}:{mm}",
        ("ранку",),
        ("дня", "вечора"),
        ("єн", "ієн", "йен"),
        "один|одна|одну|перш дв|друг три|трет чотир п'ят шіст|шост сім восьм|вісім дев'ят десят",
        _cues(_UK, "", "", "дня", "", "", ""),
        group=" ",
    ),
    "fr": Words(
        "{d} {name}",
        "{d} {name} {y}",
        "{y}",
        "{n} yens",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
        _FR,
        "{H}h{mm}",
        "{H}h{mm}",
        "{h}h{mm}",
        ("matin",),
        ("après-midi", "soir", "midi"),
        ("yen",),
        "un|une|premier|première deux|deuxième trois|troisième quatre cinq six sept huit neuf dix onze douze",
        _cues(_FR, "", "h", "", "", "", "année"),
        group=" ",
    ),
    "ru": Words(
        "{d} {name}",
        "{d} {name} {y} года",
        "{y} год",
        "{n} иен",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
        _RU,
        "{H}:{mm}",
        "{H}:{mm}",
        "{h}:{mm}",
        ("утра",),
        ("дня", "вечера"),
        ("иен", "йен"),
        "один|одна|одну|перв дв|втор три|трет четыр|четвёрт пят шест сем|седьм восьм|восем девят десят",
        _cues(_RU, "", "", "", "", "", ""),
        group=" ",
    ),
}
"""By language. Western digits everywhere, also in Nepali, Thai and Burmese: staff and residents
point at the same figure."""
