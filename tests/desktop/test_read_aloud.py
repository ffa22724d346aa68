"""Read aloud, with the engine that Qt brings for tests (it speaks 100 ms a word, silently)."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from desktop_fakes import until
from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtTest import QTest
from PySide6.QtTextToSpeech import QTextToSpeech

from voice_counter import texts
from voice_counter.desktop import read_aloud
from voice_counter.desktop.read_aloud import LOCAL_ENGINES, ReadAloud
from voice_counter.languages import LANGUAGES


class Heard:
    """What ``began`` and ``ended`` told, in order."""

    def __init__(self, reader: ReadAloud) -> None:
        self.told: list[str] = []
        reader.began.connect(lambda: self.told.append("began"))
        reader.ended.connect(lambda: self.told.append("ended"))


@pytest.fixture
def reader() -> Iterator[ReadAloud]:
    made = ReadAloud(("mock",))
    yield made
    made.stop()


@pytest.fixture
def heard(reader: ReadAloud) -> Heard:
    return Heard(reader)


def test_the_microphone_is_muted_from_before_the_first_word_until_after_the_last(
    reader: ReadAloud, heard: Heard
) -> None:
    said: list[str] = []
    reader.prepare()
    engine = reader.findChild(QTextToSpeech)
    engine.stateChanged.connect(lambda state: said.append(f"{state.name}:{heard.told[-1]}"))
    reader.say("Please wait here.", "en")
    assert heard.told == ["began"]
    assert reader.property("speaking")
    until(lambda: not reader.property("speaking"))
    assert heard.told == ["began", "ended"]
    assert said == ["Speaking:began", "Ready:began"]
    assert reader.property("notice") == ""


def test_a_new_text_takes_the_place_of_the_old_one_without_opening_the_microphone(
    reader: ReadAloud, heard: Heard
) -> None:
    reader.say("One two three four five six seven eight.", "en")
    QTest.qWait(250)
    assert heard.told == ["began"]
    reader.say("Nine.", "en")
    until(lambda: not reader.property("speaking"), 3)
    assert heard.told == ["began", "ended"]


def test_it_falls_silent_when_told(reader: ReadAloud, heard: Heard) -> None:
    reader.say("one " * 200, "en")
    reader.stop()
    until(lambda: not reader.property("speaking"), 3)
    assert heard.told == ["began", "ended"]
    reader.stop()
    assert heard.told == ["began", "ended"]


def test_a_language_without_a_voice_is_told(reader: ReadAloud, heard: Heard) -> None:
    assert reader.speaks("en")
    reader.say("Hello.", "en")
    reader.say("जान्नुहोस्", "ne")
    assert "ネパール語の声がありません" in reader.property("notice")
    until(lambda: not reader.property("speaking"))
    assert heard.told == ["began", "ended"]
    assert reader.property("available")
    reader.say("Hello.", "en")
    assert reader.property("notice") == ""


@pytest.mark.parametrize("tag", ["ja", *(tag for tag in LANGUAGES if tag != "en")])
def test_every_language_can_be_told_to_have_no_voice(reader: ReadAloud, tag: str) -> None:
    assert not reader.speaks(tag)
    reader.say("x", tag)
    assert texts.text(f"window.counter.name_{tag}") in reader.property("notice")


@pytest.mark.parametrize("engines", [(), ("nonsense",)])
def test_no_engine_is_told(engines: tuple[str, ...]) -> None:
    reader = ReadAloud(engines)
    heard = Heard(reader)
    assert reader.property("available")
    reader.say("Hello.", "en")
    assert not reader.property("available")
    assert "読み上げの声がありません" in reader.property("notice")
    assert heard.told == []


def test_the_systems_own_engine_is_looked_for_without_a_complaint() -> None:
    """Whether it is there or not: the fixture of all tests fails at what Qt complains of."""
    reader = ReadAloud()
    reader.prepare()
    assert bool(reader.property("notice")) is not reader.property("available")
    assert "mock" not in LOCAL_ENGINES


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtTextToSpeech", None)
    reader = ReadAloud()
    reader.say("Hello.", "en")
    assert not reader.property("available")
    assert reader.property("notice")


def test_an_engine_that_does_not_report_back_does_not_keep_the_microphone_shut(
    reader: ReadAloud, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_aloud, "_BEGIN_MS", 50)
    monkeypatch.setattr(read_aloud, "_SLOWEST_MS", 0)
    monkeypatch.setattr(ReadAloud, "_follow", lambda _self, _state: None)
    reader.say("Hello.", "en")
    until(lambda: not reader.property("speaking"), 3)
    assert heard.told == ["began", "ended"]


def test_a_long_text_is_read_to_its_end(
    reader: ReadAloud, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_aloud, "_BEGIN_MS", 200)
    reader.say("one two three four five six seven eight", "en")
    QTest.qWait(400)
    assert heard.told == ["began"]
    reader.say("one two three four five six seven eight", "en")
    QTest.qWait(400)
    assert heard.told == ["began"]
    assert reader.property("speaking")
    until(lambda: not reader.property("speaking"), 3)


def test_an_engine_that_fails_is_told(reader: ReadAloud, heard: Heard) -> None:
    reader.say("one " * 50, "en")
    reader.findChild(QTextToSpeech).stateChanged.emit(QTextToSpeech.State.Error)
    assert "できませんでした" in reader.property("notice")
    assert heard.told == ["began", "ended"]


class FakeVoice:
    def __init__(self, name: str, locale: QLocale) -> None:
        self._name, self._locale = name, locale

    def name(self) -> str:
        return self._name

    def locale(self) -> QLocale:
        return self._locale


class FakeSpeech(QObject):
    """Knows voices as Windows and Linux list them."""

    stateChanged = Signal(object)  # noqa: N815

    def __init__(self, *voices: tuple[str, str]) -> None:
        super().__init__()
        self.voices = [FakeVoice(name, QLocale(code)) for code, name in voices]
        self.current = QLocale()

    def availableLocales(self) -> list[QLocale]:  # noqa: N802
        return [voice.locale() for voice in self.voices]

    def setLocale(self, locale: QLocale) -> None:  # noqa: N802
        self.current = locale

    def availableVoices(self) -> list[FakeVoice]:  # noqa: N802
        return [voice for voice in self.voices if voice.locale() == self.current]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh-Hans", "Huihui"),
        ("zh-Hant", "Hanhan"),
        ("pt", "Maria"),
        ("en", "Zira"),
        ("es", "Helena"),
        ("fil", "Angelo"),
        ("ko", None),
        ("vi", None),
    ],
)
def test_which_voice(tag: str, expected: str | None) -> None:
    speech = FakeSpeech(
        ("zh_HK", "Tracy"),
        ("zh_TW", "Hanhan"),
        ("zh_CN", "Huihui"),
        ("pt_PT", "Helia"),
        ("pt_BR", "Maria"),
        ("en_GB", "Hazel"),
        ("en_US", "Zira"),
        ("es_ES", "Helena"),
        ("fil_PH", "Angelo"),
        ("ko_KR", "Microsoft SunHi Online (Natural)"),
    )
    voice = read_aloud._find_voice(speech, tag)  # type: ignore[arg-type]
    assert (voice.name() if voice is not None else None) == expected
    assert read_aloud._find_voice(FakeSpeech(("zh_HK", "Tracy")), "zh-Hant") is None  # type: ignore[arg-type]
