"""A picture of the window, and the talks that the pictures show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from voice_counter import settings
from voice_counter.captions.events import CaptionEvent, Delay, Final, Level, Listening, Partial
from voice_counter.desktop.app import CaptionWindow
from voice_counter.desktop.desk import Mode
from voice_counter.errors import UserError
from voice_counter.glossary.repair import Repair
from voice_counter.numerals.quantities import find_quantities

MICROPHONE = "USB マイク (UM-10)"
SAID = (
    "おはようございます。今日はどのようなご用件でしょうか。",
    "住民票の写しを2通お願いします。世帯全員の分で、本籍は載せなくて大丈夫です。",
    "かしこまりました。手数料は1通300円です。ご本人確認のため、マイナンバーカードか運転免許証を見せていただけますか。",
    "はい、これでいいですか。",
)
_SAYING = "ありがとうございます。できあがりましたら、42番の番号でお呼びしますので、あちらのいす"
_STABLE = "ありがとうございます。できあがりましたら、42番の番号で"


def _final(number: int, text: str, *repairs: Repair) -> Final:
    start, end, quantities = 6.0 * number, 6.0 * number + 5, find_quantities(text)
    return Final(number, start, end, end + 1, "ja", text, quantities=quantities, repairs=repairs)


def conversation(*, late: float = 0.0) -> tuple[CaptionEvent, ...]:
    """A talk at the counter, recorded up to the middle of a sentence."""
    finals = [_final(n, text) for n, text in enumerate(SAID)]
    saying = Partial(len(SAID), 24.0, 29.0, 29.8, "ja", _SAYING, len(_STABLE))
    events: tuple[CaptionEvent, ...] = (
        Listening(MICROPHONE),
        *finals,
        saying,
        Level(-21.0, -9.0),
    )
    return (*events, Delay(late)) if late else events


CARE = (
    Listening(MICROPHONE),
    _final(0, "こんにちは。今日はどうされましたか。"),
    _final(
        1,
        "母の要介護認定のことで、令和8年3月2日の午後3時に来るように言われました。",
        Repair("妖怪語認定", "要介護認定"),
    ),
    _final(2, "では、三茶おとしよりセンターでお話をうかがいます。"),
    Level(-21.0, -9.0),
)
HEARD = "では、太子堂あんしんすこやかセンターでお話をうかがいます。"
WANTED = "太子堂あんしんすこやかセンター"


COUNTER = (
    Listening(MICROPHONE),
    _final(0, "住民票の写しは1通300円です。"),
    _final(1, "6月30日までに、国民健康保険の申請書を出してください。"),
    Level(-21.0, -9.0),
)
VISITOR = (Final(0, 20.0, 22.0, 22.5, "en", "Two copies, please."),)
HARD = (
    *COUNTER[:-1],
    _final(2, "恐れ入りますが、こちらにご記入いただけますでしょうか。"),
    Level(-21.0, -9.0),
)
HEARING = (
    Listening(MICROPHONE),
    _final(0, "要介護認定の申請をしましょう。"),
    Partial(1, 6.0, 8.0, 8.2, "ja", "申請書は、こちらに", 4),
    Level(-21.0, -9.0),
)


@dataclass(frozen=True)
class Scene:
    """One picture: how the window is set, what the pipeline does, and what to wait for."""

    name: str
    done: Callable[[QObject], bool]
    settings: settings.Settings = settings.Settings()  # noqa: RUF009  (frozen)
    events: tuple[CaptionEvent, ...] = ()
    microphones: tuple[str, ...] = (MICROPHONE, "内蔵マイク")
    model_fault: UserError | None = None
    mode: Mode = Mode.CAPTIONS
    resident: tuple[CaptionEvent, ...] = ()
    """What the resident's captioner does, where there are two."""
    act: Callable[[CaptionWindow], None] = lambda _: None
    """What the user does once the scene has come about."""
    lost: bool = False
    """The microphone goes away."""
    then: Callable[[CaptionWindow], bool] = lambda _: True
    shows: str = ""
    """Another window than the staff's, by its name in QML."""
