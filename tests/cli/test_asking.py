"""What counts as a yes at a terminal, for the commands and for the installer."""

from __future__ import annotations

import io
import sys

import pytest

from voice_counter.cli.asking import can_ask, said_yes
from voice_counter.installer import messages


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("line", "yes"),
    [
        *((word + "\n", True) for word in ("y", "Y", "yes", " YES ", "はい", "ｙ", "ＹＥＳ")),
        *((word, False) for word in ("", "\n", "n\n", "no\n", "いいえ\n", "yy\n", "はい?\n")),
    ],
)
def test_what_is_a_yes(
    line: str, yes: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(line))
    assert can_ask()
    assert said_yes("消しますか> ") is yes
    assert capsys.readouterr() == ("", "消しますか> ")
    monkeypatch.setattr(sys, "stdin", Terminal(line))
    assert messages.confirmed("ask") is yes


@pytest.mark.parametrize("stdin", [None, io.StringIO("y\n")], ids=["pythonw", "pipe"])
def test_nobody_to_ask(stdin: io.StringIO | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    assert not can_ask()
