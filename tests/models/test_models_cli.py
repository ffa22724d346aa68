"""``voice-counter models`` as a user calls it."""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from small_models import CONTENT, Hub, write_model

from voice_counter.cli import models as command
from voice_counter.errors import ModelError
from voice_counter.models.progress import Progress
from voice_counter.models.registry import Registry
from voice_counter.models.store import ModelStore

Call = Callable[..., int]


@pytest.fixture
def call(store: ModelStore, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> Call:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    monkeypatch.setattr(command, "ModelStore", lambda: ModelStore(store.root, registry))
    monkeypatch.setenv("VOICE_COUNTER_UI_LANG", "ja")

    def run(*words: str) -> int:
        args = parser.parse_args(["models", *words])
        result: int = args.run(args)
        return result

    return run


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_list_aligns_japanese_columns(
    call: Call, store: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    write_model(store.root / "good")
    assert call("list") == 0
    head, good, other, legend = capsys.readouterr().out.splitlines()
    assert good.startswith("*  good ")
    assert "あり" in good
    assert "なし" in other
    assert "import のみ" in other
    assert str(store.root) in legend
    # Two columns for each Japanese character: what stands right of them lines up.
    starts = {
        command._width(row[: row.index(cell)]) for row, cell in [(head, "言語"), (good, "ja")]
    }
    assert len(starts) == 1


def test_list_names_what_is_damaged(
    call: Call, store: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    write_model(store.root / "good", {**CONTENT, "model.bin": b"half"})
    assert call("list") == 0
    shown = capsys.readouterr()
    assert "壊れています" in shown.out
    assert "model.bin" in shown.err


def test_fetch_without_an_id_takes_the_default(
    call: Call, store: ModelStore, hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("fetch") == 0
    assert store.status("good").state == "ready"
    shown = capsys.readouterr()
    assert str(store.root / "good") in shown.out
    assert "model.bin  0.2 / 0.2 MB（100%）" in shown.err
    assert len(hub.requests) == 3


def test_fetch_checks_every_id_first(call: Call, hub: Hub) -> None:
    with pytest.raises(ModelError, match="unknown"):
        call("fetch", "good", "godo")
    assert hub.requests == []


def test_ctrl_c_says_how_to_go_on(
    call: Call, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr("voice_counter.models.fetch.fetch", stop)
    assert call("fetch") == 130
    assert "models fetch" in capsys.readouterr().err


def test_import_then_verify_then_remove(
    call: Call, store: ModelStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("import", str(write_model(tmp_path / "stick"))) == 0
    assert store.status("good").state == "ready"
    capsys.readouterr()
    assert call("verify") == 0
    assert capsys.readouterr().out.count("正常") == 1
    assert call("remove", "good") == 0
    assert store.status("good").state == "absent"
    capsys.readouterr()
    assert call("verify") == 0
    assert "models fetch" in capsys.readouterr().out


def test_verify_names_the_bad_file_and_fails(
    call: Call, store: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_model(store.root / "good")
    (folder / "tokenizer.json").write_bytes(b"altered")
    assert call("verify") == 4
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert str(folder / "tokenizer.json") in lines[0]


def test_a_terminal_gets_one_line_that_is_rewritten() -> None:
    stream = _Terminal()
    line = command.ProgressLine(stream)
    line.progress(Progress("a.bin", 10**6, 2 * 10**6, 10**6))
    line.progress(Progress("a", 2 * 10**6, 2 * 10**6, 10**6))
    line.note("done")
    shown = stream.getvalue()
    assert shown.count("\n") == 2
    first, second = shown.split("\n")[0].split("\r")[1:]
    # A shorter line must wipe the longer one under it.
    assert command._width(second) >= command._width(first)


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(command.time, "monotonic", lambda: now)
    stream = io.StringIO()
    line = command.ProgressLine(stream)
    for second in range(12):
        now = float(second)
        line.progress(Progress("a.bin", second, 12, 1.0))
    line.progress(Progress("a.bin", 12, 12, 1.0))
    # At 0, 5 and 10 seconds, and at the end.
    assert stream.getvalue().count("\n") == 4
