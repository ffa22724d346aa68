"""``voice-counter caption``: what it prints, and with which code it ends."""

from __future__ import annotations

import io
import json
import signal
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from scripted_engine import SENTENCE, SUMMARY, Call, Engine, ScriptedCaptioner

from voice_counter import paths
from voice_counter.captions.captioner import Sink
from voice_counter.captions.events import (
    Delay,
    Discarded,
    Final,
    Level,
    Listening,
    Overflow,
    Partial,
)
from voice_counter.cli import main
from voice_counter.errors import AudioError, UserError
from voice_counter.glossary.repair import Repair
from voice_counter.models.registry import FileSpec, load_registry
from voice_counter.models.store import ModelStore
from voice_counter.numerals import Quantity

RATE = 16_000
PARTIAL = Partial(1, 0.06, 1.23456, 1.5, "ja", "お待たせ", 2, ("番号札",))
FINAL = Final(
    1,
    0.06,
    2.0,
    2.25,
    "ja",
    "お待たせしました。",
    ("番号札",),
    (Quantity(0, 2, "count", "2通", ""),),
    (Repair("番号冊", "番号札"),),
)


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    """Two tones, which the engine takes for utterances, of 1.5 s each."""
    tone = 0.3 * np.sin(2 * np.pi * 220 * np.arange(RATE * 3 // 2) / RATE)
    silence = np.zeros(RATE)
    return _write(tmp_path / "話.wav", np.concatenate([silence, tone, silence, tone, silence]))


def _write(path: Path, samples: np.ndarray) -> Path:
    soundfile.write(path, samples, RATE, subtype="PCM_16")
    return path


# --- JSON lines ---------------------------------------------------------------------------------


def test_json_lines_have_the_documented_keys(call: Call, engine: Engine, speech: Path) -> None:
    engine.events(Listening("話.wav"), Level(-30.0, -20.0), PARTIAL, FINAL, Discarded(2))
    code, out, err = call("caption", speech, "--jsonl")
    assert (code, err) == (0, [])
    partial, final, summary = map(json.loads, out)
    assert partial == {
        "type": "partial",
        "utterance": 1,
        "start": 0.06,
        "end": 1.235,
        "emitted": 1.5,
        "lang": "ja",
        "text": "お待たせ",
        "stable": 2,
        "terms": ["番号札"],
    }
    assert final == {
        "type": "final",
        "utterance": 1,
        "start": 0.06,
        "end": 2.0,
        "emitted": 2.25,
        "lang": "ja",
        "text": "お待たせしました。",
        "stable": 9,
        "terms": ["番号札"],
        "quantities": [{"start": 0, "end": 2, "kind": "count", "text": "2通", "note": ""}],
        "repairs": [{"before": "番号冊", "after": "番号札"}],
        "unsure": [],
    }
    assert summary == {
        "type": "summary",
        "audio": 2.5,
        "speech": 1.25,
        "wall": 0.5,
        "cpu": 0.4,
        "peak_rss": 123_456,
        "partials": 3,
        "finals": 2,
        "discarded": 1,
        "loops": 0,
        "dropped_partials": 4,
        "overflows": 5,
    }


def test_notices_stay_off_standard_output(
    call: Call, engine: Engine, speech: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.events(Delay(4.2), Delay(0.0), Overflow(3))
    _, out, err = call("caption", speech, "--jsonl")
    assert [json.loads(line)["type"] for line in out] == ["summary"]
    assert err == [
        "字幕が遅れています 約4秒",
        "字幕の遅れはなくなりました",
        "音声の取りこぼしがありました（3 回）。ほかのアプリを閉じてください。",
    ]
    monkeypatch.setenv("VOICE_COUNTER_UI_LANG", "en")
    _, _, err = call("caption", speech, "--jsonl")
    assert err[0] == "Captions are late by about 4 s"


def test_a_file_through_the_real_pipeline(call: Call, engine: Engine, speech: Path) -> None:
    code, out, err = call("caption", speech, "--jsonl")
    assert (code, err) == (0, [])
    *lines, summary = map(json.loads, out)
    finals = [line for line in lines if line["type"] == "final"]
    assert [final["utterance"] for final in finals] == [1, 2]
    for final, begins in zip(finals, (1.0, 3.5), strict=True):
        # A little of the silence before comes along.
        assert begins - 1.0 < final["start"] < begins
        assert final["end"] == pytest.approx(begins + 1.5, abs=0.1)
        assert SENTENCE.startswith(final["text"])
        assert len(final["text"]) >= 15
    assert summary["audio"] == pytest.approx(6.0, abs=0.1)
    assert summary["finals"] == 2
    assert summary["partials"] == len(lines) - 2
    assert engine.loaded == [(None, True)]


# --- text ---------------------------------------------------------------------------------------


def test_a_pipe_gets_the_finals_alone(call: Call, engine: Engine, speech: Path) -> None:
    engine.events(PARTIAL, FINAL, Discarded(2))
    assert call("caption", speech) == (0, ["お待たせしました。"], [])


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_the_caption_grow(
    engine: Engine, speech: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.events(PARTIAL, FINAL, PARTIAL, Discarded(2))
    screen = _Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    assert main(["caption", str(speech)]) == 0
    clear, dim, plain = "\r\x1b[K", "\x1b[2m", "\x1b[0m"
    growing = f"{clear}お待{dim}たせ{plain}"
    assert screen.getvalue() == f"{growing}{clear}お待たせしました。\n{growing}{clear}"


# --- options ------------------------------------------------------------------------------------


def test_options_without_being_asked(call: Call, engine: Engine, speech: Path) -> None:
    engine.events()
    assert call("caption", speech)[0] == 0
    assert engine.captioner is not None
    options, source = engine.captioner.options, engine.captioner.source
    assert options is not None
    assert source is not None
    assert (options.language, options.end_silence, options.glossary) == ("ja", 0.5, True)
    assert not source.live


def test_every_option_arrives(call: Call, engine: Engine, speech: Path) -> None:
    engine.events()
    words = ("--lang", "auto", "--end-silence", "0.3", "--no-glossary", "--realtime")
    assert call("caption", speech, *words, "--model", "tiny")[0] == 0
    assert engine.captioner is not None
    options, source = engine.captioner.options, engine.captioner.source
    assert options is not None
    assert source is not None
    assert (options.language, options.end_silence, options.glossary) == ("auto", 0.3, False)
    assert source.live
    assert engine.loaded == [("tiny", False)]


@pytest.mark.parametrize("value", ["0.3", "1", "1.0"])
def test_end_silence_at_its_limits(call: Call, engine: Engine, speech: Path, value: str) -> None:
    engine.events()
    assert call("caption", speech, "--end-silence", value)[0] == 0


@pytest.mark.parametrize("value", ["0.29", "1.01", "-1", "nan", "inf", "半分", ""])
def test_end_silence_out_of_range(
    call: Call, engine: Engine, speech: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    code, out, err = call("caption", speech, f"--end-silence={value}")
    assert (code, out) == (2, [])
    assert err[-1].endswith(f"--end-silence: {value} は 0.3〜1.0 の外です")
    monkeypatch.setenv("VOICE_COUNTER_UI_LANG", "en")
    _, _, err = call("caption", speech, f"--end-silence={value}")
    assert err[-1].endswith(f"--end-silence: {value} is outside 0.3–1.0")
    assert engine.loaded == []


# --- faults: one line that says what to do, and the code --------------------------------------


def _one_line(
    call: Call, monkeypatch: pytest.MonkeyPatch, words: tuple[str | Path, ...]
) -> tuple[int, str, str]:
    """The code, and the message in Japanese and in English."""
    messages = []
    codes = set()
    for language in ("ja", "en"):
        monkeypatch.setenv("VOICE_COUNTER_UI_LANG", language)
        code, out, err = call("caption", *words)
        assert [json.loads(line)["type"] for line in out] in ([], ["summary"])
        assert len(err) == 1, err
        codes.add(code)
        messages += err
    assert len(codes) == 1
    return codes.pop(), *messages


def test_a_missing_file(
    call: Call, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "ない.wav"
    code, ja, en = _one_line(call, monkeypatch, (missing, "--jsonl"))
    assert code == 3
    assert ja.startswith(f"音声ファイル「{missing}」が見つかりません。")
    assert en.startswith(f"Audio file “{missing}” was not found.")
    assert engine.loaded == []


def test_a_folder_is_no_file(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, ja, _ = _one_line(call, monkeypatch, (tmp_path,))
    assert code == 3
    assert str(tmp_path) in ja


@pytest.mark.parametrize("bare", [True, False])
def test_an_empty_file(
    call: Call, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bare: bool
) -> None:
    path = tmp_path / "empty.wav"
    if bare:
        path.touch()
    else:
        _write(path, np.zeros(0))
    code, ja, en = _one_line(call, monkeypatch, (path, "--jsonl"))
    assert code == 3
    assert f"「{path}」は中身が空" in ja
    assert f"“{path}” is empty" in en
    assert engine.loaded == []


def test_a_file_that_is_no_audio(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter.wav"
    path.write_text("拝啓", encoding="utf-8")
    code, ja, en = _one_line(call, monkeypatch, (path, "--jsonl"))
    assert code == 3
    assert f"「{path}」を読めません" in ja
    assert f"“{path}” cannot be read" in en


@pytest.mark.usefixtures("engine")
def test_a_truncated_file_is_captioned_as_far_as_it_goes(
    call: Call, speech: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = speech.read_bytes()
    speech.write_bytes(whole[: len(whole) // 2])
    code, out, err = call("caption", speech, "--jsonl")
    assert code == 3
    assert err == [
        f"音声ファイル「{speech}」は途中で切れています（6.0 秒のはずが 3.0 秒）。"
        "もう一度コピーしてください。"
    ]
    *lines, summary = map(json.loads, out)
    assert [line["utterance"] for line in lines if line["type"] == "final"] == [1]
    assert summary["type"] == "summary"
    monkeypatch.setenv("VOICE_COUNTER_UI_LANG", "en")
    _, _, err = call("caption", speech, "--jsonl")
    assert err == [f"Audio file “{speech}” is cut off (3.0 s of 6.0 s). Copy it again."]


def test_an_unknown_language(
    call: Call, engine: Engine, speech: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, ja, en = _one_line(call, monkeypatch, (speech, "--lang", "jp"))
    assert code == 2
    assert ja.startswith("言語「jp」は扱えません。使える言語: auto, ja, en")
    assert en.startswith("Language “jp” is not supported.")
    assert engine.loaded == []


def test_an_unknown_model(
    call: Call, empty_store: Path, speech: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, ja, en = _one_line(call, monkeypatch, (speech, "--jsonl", "--model", "bass"))
    assert code == 4
    assert ja.startswith("「bass」というモデルは登録されていません。登録済み: tiny, base")
    assert en.startswith("There is no model “bass”.")
    assert not empty_store.exists()


def test_an_absent_model(
    call: Call, empty_store: Path, speech: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, ja, en = _one_line(call, monkeypatch, (speech, "--jsonl"))
    assert code == 4
    assert ja.startswith("モデル「base」がありません。`voice-counter models fetch base`")
    assert en.startswith("Model “base” is not here. Run `voice-counter models fetch base`")
    assert not empty_store.exists()


@pytest.mark.parametrize("file", load_registry().models["base"].files, ids=lambda file: file.name)
def test_a_model_folder_without_a_file(
    call: Call,
    speech: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file: FileSpec,
) -> None:
    # Fails where the model is absent: scripts/test.py puts it there.
    installed = ModelStore(paths.model_store()).path("base")
    store = tmp_path / "store"
    (store / "base").mkdir(parents=True)
    for original in installed.iterdir():
        if original.name != file.name:
            (store / "base" / original.name).symlink_to(original)
    monkeypatch.setenv("VOICE_COUNTER_MODELS", str(store))
    code, ja, en = _one_line(call, monkeypatch, (speech, "--jsonl"))
    assert code == 4
    missing = store / "base" / file.name
    assert ja.startswith(f"モデル「base」のファイル「{missing}」がありません。")
    assert en.startswith(f"File “{missing}” of model “base” is missing.")


def test_a_damaged_glossary(
    call: Call, speech: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "words.csv"
    damaged.write_text("なにか\n別のもの\n", encoding="utf-8")
    monkeypatch.setattr(paths, "glossaries", lambda: tmp_path)
    code, ja, en = _one_line(call, monkeypatch, (speech,))
    assert code == 5
    assert f"用語集「{damaged}」" in ja
    assert f"Glossary “{damaged}”" in en


def test_a_recogniser_that_fails(
    call: Call, engine: Engine, speech: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine.reader.fault = RuntimeError("zzz")
    code, out, err = call("caption", speech, "--jsonl")
    assert code == 1
    assert [json.loads(line)["type"] for line in out][-1] == "summary"
    assert "zzz" in err[-1]
    assert "zzz" in caplog.text


def test_a_fault_of_the_run_comes_after_its_summary(
    call: Call, engine: Engine, speech: Path
) -> None:
    gone = AudioError("error.audio.microphone_failed", name="内蔵", reason="gone")
    engine.events(FINAL, error=gone)
    code, out, err = call("caption", speech, "--jsonl")
    assert code == 3
    assert [json.loads(line)["type"] for line in out] == ["final", "summary"]
    assert err == [
        "マイク「内蔵」を使えません（gone）。抜き差しするか、別のマイクを選んでください。"
    ]


# --- Ctrl-C and readers that leave -------------------------------------------------------------


def test_ctrl_c_stops_the_captioner_and_ends_well(call: Call, engine: Engine, speech: Path) -> None:
    def interrupted(captioner: ScriptedCaptioner, sink: Sink) -> UserError | None:
        signal.raise_signal(signal.SIGINT)
        assert captioner.stopped.wait(10)
        sink(FINAL)
        return None

    before = signal.getsignal(signal.SIGINT)
    engine.script(interrupted)
    code, out, _ = call("caption", speech, "--jsonl")
    assert code == 0
    assert json.loads(out[-1])["finals"] == SUMMARY.finals
    assert signal.getsignal(signal.SIGINT) == before


def test_ctrl_c_while_the_model_loads(
    call: Call, speech: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("voice_counter.captions.engine.load_captioner", interrupted)
    assert call("caption", speech) == (130, [], [])


# --- microphones --------------------------------------------------------------------------------


def test_microphones_are_listed(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["USB マイク", "内蔵マイク"]
    monkeypatch.setattr("voice_counter.audio.microphone.list_microphones", lambda: names)
    assert call("microphones") == (0, names, [])


def test_no_microphone(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voice_counter.audio.microphone.list_microphones", list)
    code, out, err = call("microphones")
    assert (code, out, len(err)) == (3, [], 1)
    assert err[0].startswith("マイクが見つかりません。")
    monkeypatch.setenv("VOICE_COUNTER_UI_LANG", "en")
    assert call("microphones")[2][0].startswith("No microphone was found.")
