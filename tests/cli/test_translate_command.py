"""``voice-counter translate``, ``languages``, ``packages`` and ``caption --to``."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import soundfile
from scripted_engine import Call

from voice_counter.audio.source import SAMPLE_RATE
from voice_counter.glossary import Glossary, Term
from voice_counter.translation.engine import Hypothesis, Offer
from voice_counter.translation.phrase_match import PhraseBook
from voice_counter.translation.phrases import Phrase
from voice_counter.translation.translator import CheckedTranslator

CARD = Term("在留カード", "ざいりゅうかーど", translations={"en": ("Residence Card",)})


class Echo:
    """An engine that gives the text back, without Japanese."""

    name = "echo"
    placeholders: tuple[str, ...] = ()

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        return [Hypothesis(f"({len(text)})", math.nan) for text in texts]


@pytest.fixture(autouse=True)
def scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    glossary = Glossary([CARD])
    book = PhraseBook(
        [Phrase("a", "staff", "お待ちください。", (), "", {"en": "Please wait."})], glossary
    )
    offers = [Offer("ja", "en", "argos", "Echo", True, Echo)]

    def load(*_: object) -> CheckedTranslator:
        return CheckedTranslator(offers, glossary, book)

    monkeypatch.setattr("voice_counter.translation.load.load_translator", load)


def test_text_is_translated_with_its_marks(call: Call) -> None:
    code, lines, _ = call("translate", "お待ちください。")
    assert (code, lines) == (0, ["✓ Please wait."])
    code, lines, _ = call("translate", "在留カードを見せて")
    assert lines[0].startswith("【参考訳】")
    assert "在留カード = Residence Card" in lines[0]


def test_json_lines_for_several_languages(call: Call) -> None:
    code, lines, _ = call("translate", "--to", "en,ko", "--jsonl", "お待ちください。")
    (record,) = map(json.loads, lines)
    assert code == 0
    assert record["translations"]["en"]["verified"] is True
    assert record["translations"]["en"]["numbers_ok"] is True
    assert record["translations"]["ko"]["warrant"] == "none"
    assert set(record["translations"]["en"]) >= {
        "text",
        "engine",
        "verified",
        "terms",
        "missing_terms",
        "numbers_ok",
        "ms",
    }


def test_standard_input_line_by_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", iter(["お待ちください。\n", "\n", "お待ちください\n"]))
    code, lines, _ = call("translate", "-")
    assert (code, lines) == (0, ["✓ Please wait."] * 2)


@pytest.mark.parametrize("tags", ["xx", "", "en,xx", ","])
def test_an_unknown_language_is_named(call: Call, tags: str) -> None:
    code, lines, errors = call("translate", "--to", tags, "はい")
    assert (code, lines) == (2, [])
    assert "zh-Hans" in errors[0]


def test_the_table_of_languages(call: Call) -> None:
    code, lines, errors = call("languages")
    assert code == 0
    english = next(line.split("\t") for line in lines if line.startswith("en\t"))
    assert english[1:5] == ["English", "○", "Echo", "－"]
    assert len(lines) == 16
    assert "firefox-ja-en" in errors[0]


@pytest.mark.usefixtures("engine")
def test_captions_come_with_their_translations(call: Call, tmp_path: Path) -> None:
    seconds = np.arange(int(2.5 * SAMPLE_RATE)) / SAMPLE_RATE
    tone = 0.3 * np.sin(2 * np.pi * 220 * seconds) * ((seconds > 0.3) & (seconds < 1.8))
    path = tmp_path / "speech.wav"
    soundfile.write(path, tone, SAMPLE_RATE)
    code, lines, _ = call("caption", path, "--to", "en,ko", "--jsonl")
    records = [json.loads(line) for line in lines]
    finals = [record for record in records if record["type"] == "final"]
    assert code == 0
    assert finals
    for record in finals:
        assert record["translations"]["en"]["text"]
        assert record["translations"]["ko"]["warrant"] == "none"
    # Every final is told before the run is summed up.
    assert records[-1]["type"] == "summary"
    assert records[-1]["finals"] == len(finals)
    code, lines, _ = call("caption", path, "--to", "en")
    assert code == 0
    assert lines[1].startswith("  en: 【参考訳】")


def test_packages_are_listed_and_a_bad_one_is_refused(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_COUNTER_TRANSLATION", str(tmp_path / "packages"))
    bad = tmp_path / "bad.argosmodel"
    bad.write_bytes(b"no zip")
    code, lines, errors = call("packages", "install", bad)
    assert (code, lines) == (6, [])
    assert "bad.argosmodel" in errors[0]
    code, _, errors = call("packages", "fetch", "ja", "ko", "--index", "ftp://example.com/x")
    assert code == 6
    assert "ftp://example.com/x" in errors[0]
    code, lines, errors = call("packages", "list")
    assert (code, len(lines), errors) == (0, 2, [])
    (tmp_path / "packages" / "installed" / "ja_ko").mkdir(parents=True)
    code, lines, errors = call("packages", "list")
    assert (code, len(lines)) == (0, 2)
    assert "ja_ko" in errors[0]


def test_phrases_are_found_by_either_language(call: Call) -> None:
    code, by_japanese, _ = call("phrases", "お釣り")
    assert code == 0
    assert any("change" in line for line in by_japanese)
    code, by_english, _ = call("phrases", "change", "{amount}")
    assert code == 0
    assert set(by_english) <= set(by_japanese)
    code, lines, _ = call("phrases", "--to", "ko", "xyzzy")
    assert (code, len(lines)) == (1, 1)
