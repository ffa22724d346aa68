"""``voice-counter glossary`` as a user calls it."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from scripted_engine import Call

from voice_counter import paths
from voice_counter.glossary.files import read_terms, write_terms
from voice_counter.glossary.tbx import read_tbx, write_tbx
from voice_counter.glossary.terms import Alias, Term

RECORD = Term(
    "住民票",
    "じゅうみんひょう",
    easy="住んでいる所の紙",
    translations={
        "en": ("resident record", "Juminhyo"),
        "zh-Hans": ("居民登记卡",),
        "zh-Hant": ("居民登記卡",),
        "ko": ("주민표",),
        "vi": ("phiếu cư trú",),
        "ne": ("बासिन्दा",),
    },
    category="戸籍・住民記録",
    departments=("区民事務所",),
    priority=1,
    aliases=(Alias("住民の票", "じゅうみんのひょう"),),
    forbidden={"en": ("citizen card",)},
    note="一枚目\n二枚目",
    source="区",
    review=("ne", "aliases"),
)
REGISTER = replace(
    RECORD, ja="戸籍", reading="こせき", easy="", aliases=(), forbidden={}, note="", review=()
)


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shipped"
    monkeypatch.setattr(paths, "glossaries", lambda: folder)
    write_terms(folder / "counter.csv", [RECORD])
    return folder


@pytest.fixture
def own(tmp_path: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    del shipped
    folder = tmp_path / "own"
    monkeypatch.setattr(paths, "user_glossary", lambda: folder)
    return folder


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Call:
    """What the user types, one line a question; without it nobody sits there."""

    def type_(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))

    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return type_


def give(tmp_path: Path, *terms: Term, name: str = "new.csv") -> Path:
    """A file that somebody hands over."""
    path = tmp_path / "stick" / name
    (write_tbx if name.endswith(".tbx") else write_terms)(path, terms)
    return path


def shift_jis(path: Path) -> Path:
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("cp932"))
    return path


PLAIN = Term("税", "ぜい", translations={"en": ("tax",)}, note="①髙")


# check


def test_check_is_silent_about_sound_files(own: Path, call: Call) -> None:
    write_terms(own / "a.csv", [REGISTER])
    assert call("glossary", "check") == (
        0,
        ["2 ファイルを点検しました: 誤り 0 件、注意 0 件"],
        [],
    )


def test_check_says_where_what_and_how_bad(own: Path, call: Call) -> None:
    write_terms(own / "a.csv", [replace(REGISTER, reading="x", translations={})])
    code, out, _ = call("glossary", "check")
    assert code == 5
    assert out[0].startswith(f"{own / 'a.csv'}:2:reading: 誤り: 読み「x」")
    assert out[1].startswith(f"{own / 'a.csv'}:2:en: 注意: ")
    assert out[2:] == ["2 ファイルを点検しました: 誤り 1 件、注意 1 件"]


def test_warnings_alone_are_no_fault(own: Path, call: Call) -> None:
    write_terms(own / "a.csv", [RECORD])
    code, out, _ = call("glossary", "check")
    assert code == 0
    assert "注意: 「住民票」は counter.csv の" in out[0]


def test_check_takes_files_and_folders(
    tmp_path: Path, own: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_COUNTER_UI_LANG", "en")
    given = give(tmp_path, PLAIN, name="a.tbx")
    write_terms(given.parent / "b.csv", [REGISTER])
    code, out, _ = call("glossary", "check", given, given.parent, tmp_path / "absent.csv")
    assert code == 5
    assert "warning" in out[0]
    assert out[1].startswith(f"{tmp_path / 'absent.csv'}: error: Glossary")
    assert out[2] == "3 files checked: 1 errors, 1 warnings"
    assert not own.exists()


def test_check_without_any_glossary(own: Path, shipped: Path, call: Call) -> None:
    del own
    (shipped / "counter.csv").unlink()
    assert call("glossary", "check") == (0, ["点検する用語集がありません。"], [])


def test_a_file_cannot_steer_the_terminal(tmp_path: Path, own: Path, call: Call) -> None:
    del own
    file = tmp_path / "a.csv"
    file.write_bytes('\ufeffja,reading,status\n税,"\x1b[2Jx\ny",\n'.encode())
    _, out, _ = call("glossary", "check", file)
    assert not any("\x1b" in line for line in out)
    assert all(line.startswith(str(file)) for line in out[:-1])


# import


@pytest.mark.parametrize("name", ["new.csv", "new.tbx", "NEW.TBX"])
def test_import_adds_to_the_user_folder(
    tmp_path: Path, own: Path, call: Call, answer: Call, name: str
) -> None:
    del answer
    given = give(tmp_path, REGISTER, PLAIN, name=name.lower()).rename(tmp_path / name)
    code, out, err = call("glossary", "import", given, "--into", "区.csv")
    assert (code, err) == (0, [])
    assert "新しい語 2、差し替え 0、今のまま 0" in out[0]
    assert str(own / "区.csv") in out[0]
    assert "注意が 1 件" in out[1]
    assert list(read_terms(own / "区.csv")) == [REGISTER, PLAIN]
    assert [file.name for file in own.iterdir()] == ["区.csv"]


def test_the_name_is_that_of_the_file(tmp_path: Path, own: Path, call: Call) -> None:
    assert call("glossary", "import", give(tmp_path, REGISTER, name="福祉 2026.csv"))[0] == 0
    assert (own / "福祉 2026.csv").exists()


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "a\\b", ".hidden", "", " ", "..", "a:b", "a\0", "CON", "nul.csv"]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, own: Path, call: Call, name: str) -> None:
    given = give(tmp_path, REGISTER, name="..csv" if name == "" else "a.csv")
    code, out, err = call("glossary", "import", given, "--into", name or "...")
    assert (code, out) == (2, [])
    assert "--into" in err[0]
    assert not own.exists()


def test_errors_are_listed_and_nothing_is_imported(tmp_path: Path, own: Path, call: Call) -> None:
    given = give(tmp_path, REGISTER, replace(PLAIN, reading="zei"))
    code, out, err = call("glossary", "import", given, "--yes")
    assert code == 5
    assert len(out) == 1
    assert out[0].startswith(f"{given}:3:reading: 誤り: ")
    assert "何も取り込みませんでした" in err[0]
    assert not own.exists()


def test_a_hostile_tbx_is_not_imported(tmp_path: Path, own: Path, call: Call) -> None:
    given = tmp_path / "a.tbx"
    given.write_text('<!DOCTYPE tbx [<!ENTITY a "b">]><tbx>&a;</tbx>', encoding="utf-8")
    code, out, _ = call("glossary", "import", given, "--yes")
    assert code == 5
    assert "DOCTYPE" in out[0]
    assert not own.exists()


@pytest.mark.parametrize("reply", ["y", "YES", "はい"])
def test_shift_jis_is_converted_after_asking(
    tmp_path: Path, own: Path, call: Call, answer: Call, reply: str
) -> None:
    given = shift_jis(give(tmp_path, PLAIN))
    before = given.read_bytes()
    answer(reply)
    code, _, err = call("glossary", "import", given)
    assert code == 0
    assert err[0].endswith("[y/n] ")
    assert "Shift_JIS" in err[0]
    assert list(read_terms(own / "new.csv")) == [PLAIN]
    assert (own / "new.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert given.read_bytes() == before


@pytest.mark.parametrize("reply", ["n", "", "x"])
def test_shift_jis_is_left_alone_after_no(
    tmp_path: Path, own: Path, call: Call, answer: Call, reply: str
) -> None:
    answer(reply)
    code, out, _ = call("glossary", "import", shift_jis(give(tmp_path, PLAIN)))
    assert (code, out) == (1, ["取り込みをやめました。何も変えていません。"])
    assert not own.exists()


def test_shift_jis_needs_somebody_to_ask(
    tmp_path: Path, own: Path, call: Call, answer: Call
) -> None:
    del answer
    given = shift_jis(give(tmp_path, PLAIN))
    code, out, err = call("glossary", "import", given)
    assert (code, out) == (5, [])
    assert "--yes" in err[0]
    assert not own.exists()
    assert call("glossary", "import", given, "--yes")[0] == 0
    assert list(read_terms(own / "new.csv")) == [PLAIN]


def test_a_second_import_keeps_what_is_there_and_a_copy(
    tmp_path: Path, own: Path, call: Call, answer: Call
) -> None:
    del answer
    write_terms(own / "new.csv", [REGISTER])
    before = (own / "new.csv").read_bytes()
    code, out, _ = call("glossary", "import", give(tmp_path, PLAIN, REGISTER))
    assert code == 0
    assert "新しい語 1、差し替え 0、今のまま 1" in out[0]
    assert list(read_terms(own / "new.csv")) == [REGISTER, PLAIN]
    assert (own / "new.csv.bak").read_bytes() == before


def test_nothing_is_written_where_nothing_changes(tmp_path: Path, own: Path, call: Call) -> None:
    write_terms(own / "new.csv", [REGISTER])
    assert call("glossary", "import", give(tmp_path, REGISTER))[0] == 0
    assert [file.name for file in own.iterdir()] == ["new.csv"]


CHANGED = replace(REGISTER, easy="家族の紙", priority=3)


@pytest.mark.parametrize(("reply", "kept"), [("y", CHANGED), ("n", REGISTER)])
def test_a_differing_term_is_listed_and_replaced_only_when_allowed(
    tmp_path: Path, own: Path, call: Call, answer: Call, reply: str, kept: Term
) -> None:
    write_terms(own / "mine.csv", [REGISTER])
    answer(reply)
    code, out, err = call("glossary", "import", give(tmp_path, CHANGED, PLAIN))
    assert code == 0
    assert out[0] == "「戸籍」は自分の用語集（mine.csv）と違います: easy, priority"
    assert "1 語を差し替え" in err[0]
    counts = (1, 0) if reply == "y" else (0, 1)
    assert "新しい語 1、差し替え {}、今のまま {}".format(*counts) in out[1]
    # In its place, so that no term is in two files.
    assert list(read_terms(own / "mine.csv")) == [kept]
    assert list(read_terms(own / "new.csv")) == [PLAIN]
    assert (own / "mine.csv.bak").exists() == (reply == "y")


def test_replacing_needs_somebody_to_ask(
    tmp_path: Path, own: Path, call: Call, answer: Call
) -> None:
    del answer
    write_terms(own / "new.csv", [REGISTER])
    given = give(tmp_path, CHANGED)
    assert call("glossary", "import", given)[0] == 5
    assert list(read_terms(own / "new.csv")) == [REGISTER]
    assert call("glossary", "import", given, "--yes")[0] == 0
    assert list(read_terms(own / "new.csv")) == [CHANGED]


def test_an_alias_that_a_term_of_the_user_has_is_refused(
    tmp_path: Path, own: Path, call: Call
) -> None:
    write_terms(own / "mine.csv", [PLAIN])
    given = give(tmp_path, replace(REGISTER, aliases=(Alias("税", "ぜい"),)))
    code, out, _ = call("glossary", "import", given)
    assert code == 5
    assert "mine.csv の 2 行目" in out[0]
    assert not (own / "new.csv").exists()


def test_an_alias_may_move_from_one_term_to_another(tmp_path: Path, own: Path, call: Call) -> None:
    alias = (Alias("票", "ひょう"),)
    write_terms(own / "new.csv", [replace(REGISTER, aliases=alias), PLAIN])
    given = give(tmp_path, REGISTER, replace(PLAIN, aliases=alias))
    assert call("glossary", "import", given, "--yes")[0] == 0


def test_nothing_is_lost_when_writing_fails(
    tmp_path: Path, own: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_terms(own / "new.csv", [REGISTER])
    before = (own / "new.csv").read_bytes()

    given = give(tmp_path, CHANGED)

    def full(_: int) -> None:
        if (own / "new.csv.bak").exists():
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    code, _, err = call("glossary", "import", given, "--yes")
    assert code == 5
    assert "No space left" in err[0]
    assert (own / "new.csv").read_bytes() == before
    assert (own / "new.csv.bak").read_bytes() == before
    assert sorted(each.name for each in own.iterdir()) == ["new.csv", "new.csv.bak"]


def test_nothing_is_lost_when_the_copy_fails(
    tmp_path: Path, own: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_terms(own / "new.csv", [REGISTER])

    def fail(*_: object) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr("voice_counter.cli.glossary_files.shutil.copyfile", fail)
    code, _, err = call("glossary", "import", give(tmp_path, CHANGED), "--yes")
    assert code == 5
    assert "new.csv.bak" in err[0]
    assert list(read_terms(own / "new.csv")) == [REGISTER]


def test_a_damaged_glossary_of_the_user_is_left_alone(
    tmp_path: Path, own: Path, call: Call
) -> None:
    own.mkdir()
    (own / "mine.csv").write_text("ja,reading\n税,\n", encoding="utf-8")
    code, _, err = call("glossary", "import", give(tmp_path, REGISTER))
    assert code == 5
    assert "mine.csv" in err[0]
    assert not (own / "new.csv").exists()


def test_an_import_that_is_interrupted_is_130(
    tmp_path: Path, own: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(Terminal):
        def readline(self, *_: object) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", Interrupted())
    assert call("glossary", "import", shift_jis(give(tmp_path, PLAIN)))[0] == 130
    assert not own.exists()


# export


def test_export_puts_the_users_terms_first(tmp_path: Path, own: Path, call: Call) -> None:
    mine = replace(RECORD, priority=3)
    write_terms(own / "a.csv", [REGISTER, mine])
    code, out, _ = call("glossary", "export", tmp_path / "all.csv")
    assert (code, out) == (0, [f"2 語を書き出しました: {tmp_path / 'all.csv'}"])
    assert list(read_terms(tmp_path / "all.csv")) == [REGISTER, mine]


@pytest.mark.parametrize(
    ("name", "options"), [("a.tbx", ()), ("a.TBX", ()), ("a.xml", ("--format", "tbx"))]
)
def test_export_as_tbx(
    tmp_path: Path, own: Path, call: Call, name: str, options: tuple[str, ...]
) -> None:
    del own
    assert call("glossary", "export", tmp_path / name, *options)[0] == 0
    assert [term for _, term in read_tbx(tmp_path / name)] == [RECORD]


def test_export_of_the_users_own(tmp_path: Path, own: Path, call: Call) -> None:
    write_terms(own / "a.csv", [REGISTER])
    file = tmp_path / "a.tbx"
    assert call("glossary", "export", file, "--user-only", "--format", "csv")[0] == 0
    assert list(read_terms(file)) == [REGISTER]


def test_what_is_exported_can_be_imported(
    tmp_path: Path, own: Path, call: Call, answer: Call
) -> None:
    del answer
    for name in ("a.csv", "a.tbx"):
        assert call("glossary", "export", tmp_path / name)[0] == 0
        assert call("glossary", "import", tmp_path / name, "--into", "mine")[0] == 0
    assert list(read_terms(own / "mine.csv")) == [RECORD]


def test_export_to_where_nothing_can_be_written(tmp_path: Path, own: Path, call: Call) -> None:
    del own
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, _, err = call("glossary", "export", tmp_path / "file" / "a.csv")
    assert code == 5
    assert "書き込めません" in err[0]


# search


@pytest.mark.parametrize(
    "words",
    [
        ("住民",),
        ("ジュウミン",),
        ("ｼﾞｭｳﾐﾝ",),
        ("じゅうみんの",),
        ("住民の票",),
        ("RESIDENT",),
        ("ｒｅｓｉｄｅｎｔ　Record".replace("　", " "),),
        ("juminhyo",),
        ("居民登記",),
        ("주민",),
        ("PHIẾU",),
        ("बासिन्दा",),
        ("resident", "주민"),
    ],
)
def test_search_finds_a_term_by_any_name(own: Path, call: Call, words: tuple[str, ...]) -> None:
    del own
    code, out, err = call("glossary", "search", *words)
    assert (code, err) == (0, [])
    assert out[0] == "住民票（じゅうみんひょう）"
    assert out[-1] == "1 語"


def test_search_shows_a_readable_block_with_marks(own: Path, call: Call) -> None:
    del own
    _, out, _ = call("glossary", "search", "住民票")
    assert "  やさしい日本語: 住んでいる所の紙" in out
    assert "  en: resident record | Juminhyo" in out
    assert "  ne: बासिन्दा ［要確認］" in out
    assert "  別の言い方: 住民の票=じゅうみんのひょう ［要確認］" in out
    assert "  備考: 一枚目" in out
    assert "    二枚目" in out
    assert sum("要確認" in line for line in out) == 2


def test_a_term_in_doubt_as_a_whole_is_marked_everywhere(own: Path, call: Call) -> None:
    write_terms(own / "a.csv", [replace(REGISTER, review=("*",))])
    _, out, _ = call("glossary", "search", "戸籍")
    assert all(line.endswith("［要確認］") for line in out[:-2])


@pytest.mark.parametrize("words", [("戸籍",), ("住民", "tax"), ("citizen",), ("二枚目",)])
def test_search_without_a_find_is_1(own: Path, call: Call, words: tuple[str, ...]) -> None:
    del own
    code, out, err = call("glossary", "search", *words)
    assert (code, out) == (1, [])
    assert words[0] in err[0]


# around


@pytest.mark.parametrize(
    "words",
    [
        ("glossary",),
        ("glossary", "search"),
        ("glossary", "import"),
        ("glossary", "export", "a", "--format", "xls"),
    ],
)
def test_wrong_usage_is_2(own: Path, call: Call, words: tuple[str, ...]) -> None:
    del own
    assert call(*words)[0] == 2


def test_other_commands_do_not_load_the_glossary() -> None:
    """It brings the analysis of Japanese with it, which takes a third of a second."""
    code = "import sys, voice_counter.cli; print('voice_counter.glossary' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ended.stdout.split() == [b"False"]
