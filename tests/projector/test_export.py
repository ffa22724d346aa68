"""SRT, WebVTT and text: times, lines, escapes, and files that are whole or not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_counter import texts
from voice_counter.errors import UserError
from voice_counter.projector.breaking import wide_length
from voice_counter.projector.export import CUE_WIDTH, to_srt, to_txt, to_vtt, unused, write
from voice_counter.projector.transcript import Caption, Transcript

SAID = (
    Caption(3661.0004, 3663.5, "しめきりは3月10日です。", {"en": "Due 10 March."}, "課長"),
    Caption(
        1.5, 2.25, "おはようございます。", {"en": "Good morning.", "ko": "안녕하세요."}, "司会"
    ),
    Caption(2.25, 3.0, "はじめます。", speaker="司会"),
)


def test_srt() -> None:
    assert to_srt(SAID, ["en"]) == (
        "1\r\n00:00:01,500 --> 00:00:02,250\r\n（司会）\r\n"
        "おはようございます。\r\nGood morning.\r\n"
        "\r\n2\r\n00:00:02,250 --> 00:00:03,000\r\nはじめます。\r\n"
        "\r\n3\r\n01:01:01,000 --> 01:01:03,500\r\n（課長）\r\n"
        "しめきりは3月10日です。\r\nDue 10 March.\r\n"
    )


def test_vtt_is_escaped() -> None:
    caption = Caption(0, 1, "A<B & C --> D", speaker="R&D <1>")
    assert to_vtt([caption]) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n<v R&amp;D &lt;1&gt;>A&lt;B &amp; C --&gt; D\n"
    )


def test_txt() -> None:
    assert to_txt(SAID, ["en", "ko"]) == (
        "[00:00:01] 司会：おはようございます。\r\n    Good morning.\r\n    안녕하세요.\r\n"
        "[00:00:02] 司会：はじめます。\r\n"
        "[01:01:01] 課長：しめきりは3月10日です。\r\n    Due 10 March.\r\n"
    )


def test_an_arrow_does_not_break_srt() -> None:
    assert to_srt([Caption(0, 1, "A-->B")]).count("-->") == 1


def test_line_breaks_in_a_text_do_not_end_a_cue() -> None:
    for made in (to_srt([Caption(0, 1, "A\n\nB\r\n\x00C")]), to_vtt([Caption(0, 1, "A\n\nB\nC")])):
        assert "A B C" in made


def test_nothing_said_is_nothing_written() -> None:
    assert to_srt([]) == ""
    assert to_srt([Caption(0, 1, "  ")]) == ""
    assert to_vtt([]) == "WEBVTT\n"
    assert to_txt([]) == ""


@pytest.mark.parametrize(("start", "end"), [(5.0, 5.0), (5.0, 1.0), (-3.0, -1.0)])
def test_unusable_times_still_make_a_cue(start: float, end: float) -> None:
    times = re.findall(r"(\S+) --> (\S+)", to_vtt([Caption(start, end, "はい")]))
    assert len(times) == 1
    assert times[0][0] < times[0][1]


@given(st.text("あいう、。A 3円", min_size=1, max_size=200), st.floats(0, 9000), st.floats(0, 60))
def test_long_captions_become_subtitles_that_fit(text: str, start: float, length: float) -> None:
    made = to_vtt([Caption(start, start + length, text, {"en": "word " * 40})], ["en"])
    ends = "00:00:00.000"
    said = ""
    for block in made.split("\n\n")[1:]:
        times, *rows = block.strip().split("\n")
        begin, end = times.split(" --> ")
        assert ends <= begin < end
        ends = end
        said += "".join(row for row in rows if "word" not in row)
        assert all(wide_length(row) <= CUE_WIDTH for row in rows)
        assert len([row for row in rows if "word" not in row]) <= 2
    assert "".join(said.split()) == "".join(text.split())
    assert made.count("word") == (40 if said else 0)


def test_only_text_gets_a_mark_and_only_on_request(tmp_path: Path) -> None:
    for kind, bom in (("txt", True), ("txt", False), ("srt", True), ("vtt", True)):
        file = tmp_path / f"said.{kind}"
        write(file, SAID, kind, bom=bom)  # type: ignore[arg-type]
        marked = file.read_bytes().startswith(b"\xef\xbb\xbf")
        assert marked == (kind == "txt" and bom)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["said.srt", "said.txt", "said.vtt"]


def test_a_failure_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "said.txt"
    file.write_text("before", encoding="utf-8")

    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UserError) as caught:
        write(file, SAID, "txt")
    assert "No space left" in texts.explain(caught.value)
    assert [each.name for each in tmp_path.iterdir()] == ["said.txt"]
    assert file.read_text(encoding="utf-8") == "before"


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UserError):
        write(tmp_path / "file" / "said.srt", SAID, "srt")


def test_no_file_is_written_over(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        file = unused(tmp_path, "said", "srt")
        file.touch()
        names.append(file.name)
    assert names == ["said.srt", "said-2.srt", "said-3.srt"]


def test_a_transcript() -> None:
    said = Transcript()
    said.translate(2, "en", "two")
    said.final(2, "にい", 2.0, 3.0, "")
    said.final("1", "いち", 1.0, 2.0, "司会")
    said.translate("1", "en", "one")
    said.correct("1", "一")
    said.correct(7, "ない")
    assert [(c.text, dict(c.translations)) for c in said] == [
        ("一", {"en": "one"}),
        ("にい", {"en": "two"}),
    ]
    said.drop(2)
    assert len(said) == 1
    assert said.get(2) is None
    said.clear()
    assert list(said) == []
