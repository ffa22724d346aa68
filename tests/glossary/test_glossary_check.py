"""What ``check`` finds in a glossary file, and what it lets pass."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voice_counter.glossary import check
from voice_counter.glossary.check import Problem, check_file, check_files
from voice_counter.glossary.columns import COLUMNS
from voice_counter.texts import catalogue

SOUND = {
    "ja": "住民票",
    "reading": "じゅうみんひょう",
    "easy": "住んでいる所の紙",
    "en": "resident record",
    "zh-Hans": "居民登记卡",
    "zh-Hant": "居民登記卡",
    "ko": "주민표",
    "vi": "phiếu cư trú",
}


def csv_line(cells: list[str]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\r\n"


def write(path: Path, *rows: dict[str, str], encoding: str = "utf-8-sig") -> Path:
    lines = [csv_line(list(COLUMNS))]
    lines += [csv_line([row.get(column, "") for column in COLUMNS]) for row in rows]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(lines).encode(encoding))
    return path


def kinds(problems: list[Problem]) -> list[str]:
    return [problem.kind for problem in problems]


def check_cell(tmp_path: Path, column: str, cell: str, **others: str) -> list[Problem]:
    return check_file(write(tmp_path / "a.csv", {**SOUND, **others, column: cell}))


def test_a_sound_file_has_no_problem(tmp_path: Path) -> None:
    assert check_file(write(tmp_path / "a.csv", SOUND)) == []


WRONG_AND_RIGHT = [
    # kind, column, a cell that is wrong, one that nearly is
    ("missing_ja", "ja", "", "票"),
    ("missing_ja", "ja", " \u3000 ", "票"),
    ("missing_reading", "reading", "", "ひょう"),
    ("bad_reading", "reading", "じゅうみん票", "じゅうみんひょー"),
    ("bad_reading", "reading", "juminhyo", "ゔぁ"),
    ("bad_reading", "reading", "じゅう みん", "じゅうみん"),
    ("katakana_reading", "reading", "ジュウミンヒョウ", "じゅうみんひょう"),
    ("alias_without_reading", "aliases", "住民の票", "住民の票=じゅうみんのひょう"),
    ("alias_without_reading", "aliases", "DV", "DV=でぃーぶい"),
    ("alias_without_reading", "aliases", "票=", "ひょう|マイナカード"),
    ("alias_without_spelling", "aliases", "票=ひょう|=ひょ", "票=ひょう"),
    ("bad_reading", "aliases", "票=票", "票=ひょう"),
    ("alias_is_term", "aliases", "住民票=じゅうみんひょう", "住民の票=じゅうみんのひょう"),
    ("wrong_script", "zh-Hans", "居民登記卡", "居民登记卡"),
    ("wrong_script", "zh-Hans", "マイナンバー卡", "个人编号卡"),
    ("wrong_script", "zh-Hans", "国民健康保険", "国民健康保险"),
    ("wrong_script", "zh-Hans", "户口|戶口", "户口"),
    ("wrong_script", "zh-Hant", "居民登记卡", "居民登記卡"),
    ("wrong_script", "zh-Hant", "国民健康保險", "國民健康保險"),
    ("wrong_script", "zh-Hant", "戸籍", "戶籍"),
    ("wrong_script", "en", "住民票", "juminhyo"),
    ("wrong_script", "en", "resident record（住民票）", "Résident record"),
    ("wrong_script", "vi", "주민표", "phiếu"),
    ("wrong_script", "ko", "マイ 카드", "마이 카드"),
    ("wrong_script", "ru", "свідоцтво", "свидетельство"),
    ("wrong_script", "uk", "сведения о прописке мы", "свідоцтво"),
    ("no_script", "zh-Hans", "resident record", "QR"),
    ("no_script", "ko", "resident record", "AED"),
    ("no_script", "ne", "resident record", "बासिन्दा"),
    ("no_script", "th", "resident record", "ทะเบียนบ้าน"),
    ("no_script", "my", "resident record", "နေထိုင်သူ"),
    ("no_script", "ru", "resident record", "карта"),
    ("no_script", "uk", "resident record", "картка"),
    ("no_script", "en", "карта", "card"),
    ("no_script", "fr", "नेपाली", "carte"),
    ("html", "en", "<b>record</b>", "a < b > c"),
    ("html", "en", "births &amp; deaths", "births & deaths; AT&T"),
    ("html", "note", "a&#160;b", "#160; &c"),
    ("hidden_characters", "ja", "住民\u200b票", "住民票"),
    ("hidden_characters", "en", "record\x00", "record"),
    ("hidden_characters", "en", "resident\nrecord", "resident record"),
    ("hidden_characters", "en", "re\u00adcord", "re-cord"),
    ("hidden_characters", "note", "a\tb", "a\nb"),
    ("hidden_characters", "en", "\u202erecord", "record"),
    ("hidden_characters", "en", "re\u200dcord", "record"),
    ("hidden_characters", "ko", "주\ufeff민", "주민"),
    ("hidden_characters", "th", "ทะ\u200bเบียน", "ทะเบียน"),
    ("hidden_characters", "my", "နေ\u200bထိုင်", "နေထိုင်"),
    ("hidden_characters", "ja", "住民票\ue000", "住民票々"),
    ("hidden_characters", "ja", "住民\u2028票", "住民 票"),
    ("hidden_characters", "en", "a\u2066b", "a b"),
    ("hidden_characters", "en", "a\u200cb", "ab"),
    ("hidden_characters", "ne", "बासि\u200bन्दा", "बासि\u200dन्दा"),
    ("not_composed", "ja", "か\u3099す", "がす"),
    ("not_composed", "ja", "\ufa1b祉", "福祉"),
    ("formula", "note", "=1+1", "1+1=2"),
    ("formula", "note", "+81 3", "(+81) 3"),
    ("formula", "note", "-x", "x-"),
    ("formula", "en", "@record", "record@ward"),
    ("formula", "note", "＝1+1", "1+1＝2"),
    ("formula", "note", "＋81 3", "（＋81） 3"),
    ("too_long", "ja", "票" * 41, "票" * 40),
    ("too_long", "reading", "ひ" * 81, "ひ" * 80),
    ("too_long", "easy", "紙" * 41, "紙" * 40),
    ("too_long", "en", "r" * 121, "r" * 120 + "|" + "s" * 120),
    ("too_long", "note", "n" * 301, "n" * 300),
    ("bad_priority", "priority", "4", "3"),
    ("bad_priority", "priority", "high", ""),
    ("bad_priority", "priority", "１", "1"),
    ("bad_department", "departments", "福祉課", "福祉|区民事務所"),
    ("bad_status", "status", "checked", ""),
    ("bad_status", "status", "Review", "review"),
    ("bad_status", "status", "review:", "review: ne | my"),
    ("bad_status", "status", "review:nepali", "review:*"),
    ("bad_status", "status", "review ne", "review:reading"),
    ("forbidden_without_language", "forbidden", "wrong", "en:wrong"),
    ("forbidden_without_language", "forbidden", "en:", "en:wrong: very"),
    ("forbidden_language", "forbidden", "de:Meldeschein", "zh-Hant:錯"),
    ("forbidden_language", "forbidden", "zh:错", "zh-Hans:错"),
    ("forbidden_is_approved", "forbidden", "en:Resident Record", "ko:resident record"),
    ("missing_translations", "en", "", "record"),
    ("missing_translations", "vi", "", "giấy"),
]


@pytest.mark.parametrize(("kind", "column", "wrong", "right"), WRONG_AND_RIGHT)
def test_a_cell_is_told_and_its_near_miss_is_not(
    tmp_path: Path, kind: str, column: str, wrong: str, right: str
) -> None:
    [problem] = check_cell(tmp_path, column, wrong)
    assert (problem.kind, problem.column) == (kind, column)
    assert problem.row >= 2
    assert problem.severity == ("warning" if kind in check.WARNINGS else "error")
    assert check_cell(tmp_path, column, right) == []


def test_the_texts_say_what_is_wrong_and_fit_the_values(tmp_path: Path) -> None:
    seen = set()
    for kind, column, wrong, _ in WRONG_AND_RIGHT:
        [problem] = check_cell(tmp_path, column, wrong)
        seen.add(kind)
        for language in ("ja", "en"):
            template = catalogue(language)[f"glossary.problem.{kind}"]
            said = template.format(column=problem.column, **problem.values)
            assert "{" not in said
    assert len(seen) > 20


def test_every_kind_has_a_text_and_every_text_a_kind() -> None:
    source = Path(check.__file__).read_text(encoding="utf-8")
    texts = {
        key.removeprefix("glossary.problem.")
        for key in catalogue("ja")
        if key.startswith("glossary.problem.")
    }
    quoted = set(re.findall(r'"([a-z_0-9]+)"', source)) | {"missing_ja", "missing_reading"}
    assert texts <= quoted
    assert texts >= check.WARNINGS
    for template in map(catalogue("ja").__getitem__, (f"glossary.problem.{t}" for t in texts)):
        # ``text`` takes the language of the texts under this name.
        assert "language" not in {name for _, name, _, _ in string.Formatter().parse(template)}


@pytest.mark.parametrize(
    ("rendering", "kind"),
    [("My Number", "latin_name"), ("my number", "no_script"), ("My Card", "no_script")],
)
def test_a_name_that_is_kept_from_english_is_a_warning(
    tmp_path: Path, rendering: str, kind: str
) -> None:
    assert kinds(check_cell(tmp_path, "ko", rendering, en="My Number|my number x")) == [kind]
    assert kinds(check_cell(tmp_path, "zh-Hans", rendering, en="x|My Number")) == [kind]


# Names that two terms claim.

OTHER = {**SOUND, "ja": "戸籍", "reading": "こせき"}


def test_a_term_twice_in_a_folder_names_the_other_row(tmp_path: Path) -> None:
    first = write(tmp_path / "a.csv", OTHER, SOUND)
    second = write(tmp_path / "b.csv", SOUND)
    [problem] = check_files([first, second])
    assert (problem.path, problem.row, problem.kind) == (second, 2, "duplicate")
    assert problem.severity == "error"
    assert (problem.values["file"], problem.values["other"]) == ("a.csv", 3)


def test_a_term_of_another_folder_may_be_replaced(tmp_path: Path) -> None:
    shipped = write(tmp_path / "shipped" / "a.csv", {**SOUND, "aliases": "票=ひょう"})
    own = write(tmp_path / "own" / "a.csv", {**SOUND, "aliases": "票=ひょう"})
    [problem] = check_files([shipped, own])
    assert (problem.path, problem.kind, problem.severity) == (own, "overrides", "warning")


def test_the_same_file_twice_is_one_file(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", SOUND)
    assert check_files([file, file]) == []


@pytest.mark.parametrize("alias_first", [True, False])
def test_an_alias_that_is_another_term(tmp_path: Path, alias_first: bool) -> None:
    rows = [{**SOUND, "aliases": "戸籍=こせき"}, OTHER]
    [problem] = check_file(write(tmp_path / "a.csv", *rows[:: 1 if alias_first else -1]))
    assert (problem.kind, problem.column) == ("alias_is_term", "aliases")
    assert problem.row == (2 if alias_first else 3)
    assert problem.values["other"] == (3 if alias_first else 2)


def test_an_alias_of_two_terms(tmp_path: Path) -> None:
    rows = [{**SOUND, "aliases": "票=ひょう"}, {**OTHER, "aliases": "本籍=ほんせき|票=ひょう"}]
    [problem] = check_file(write(tmp_path / "a.csv", *rows))
    assert (problem.row, problem.kind, problem.values["term"]) == (3, "alias_taken", "住民票")


def test_an_alias_that_collides_with_another_folder_is_a_warning(tmp_path: Path) -> None:
    shipped = write(tmp_path / "shipped" / "a.csv", {**SOUND, "aliases": "戸籍=こせき|票=ひょう"})
    own = write(tmp_path / "own" / "a.csv", {**OTHER, "aliases": "票=ひょう"})
    problems = check_files([shipped, own])
    assert kinds(problems) == ["alias_overrides", "alias_overrides"]
    assert {problem.severity for problem in problems} == {"warning"}


# The file as such.


def test_a_file_without_a_mark_is_a_warning(tmp_path: Path) -> None:
    [problem] = check_file(write(tmp_path / "a.csv", SOUND, encoding="utf-8"))
    assert (problem.row, problem.kind, problem.severity) == (0, "no_bom", "warning")


def test_shift_jis_is_told_and_can_be_read_when_asked_to(tmp_path: Path) -> None:
    row = {"ja": "戸籍", "reading": "こせき", "note": "①髙﨑"}
    file = write(tmp_path / "a.csv", row, encoding="cp932")
    assert kinds(check_file(file)) == ["shift_jis"]
    assert kinds(check_file(file, encoding="cp932")) == ["missing_translations"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf16_is_no_shift_jis(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.csv"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    file.write_bytes((mark + "ja,reading\r\n戸籍,こせき\r\n").encode(encoding))
    assert kinds(check_file(file)) == ["utf16"]


@pytest.mark.parametrize(
    "content", [b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\x81", b"PK\x03\x04\xe3\x80"]
)
def test_what_is_no_text_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    assert kinds(check_file(file)) == ["no_text"]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert kinds(check_files([tmp_path / "absent.csv", tmp_path])) == ["unreadable", "unreadable"]


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voice_counter.glossary.files.MOST_BYTES", 10)
    [problem] = check_file(write(tmp_path / "a.csv", SOUND))
    assert problem.kind == "unreadable"
    assert "too_big" in str(problem.values["reason"])


def raw(tmp_path: Path, text: str) -> list[Problem]:
    file = tmp_path / "raw.csv"
    file.write_bytes(("\ufeff" + text).encode())
    return check_file(file)


HEAD = "ja,reading,en,zh-Hans,zh-Hant,ko,vi,note"
ROW = "戸籍,こせき,register,户籍,戶籍,호적,hộ tịch,"


@pytest.mark.parametrize("text", ["", "\r\n\r\n"])
def test_an_empty_file_lacks_its_columns(tmp_path: Path, text: str) -> None:
    assert kinds(raw(tmp_path, text)) == ["missing_column", "missing_column"]


@pytest.mark.parametrize("text", [HEAD, HEAD + "\r\n", HEAD + "\n\n,,,\n"])
def test_a_file_without_terms_is_fine(tmp_path: Path, text: str) -> None:
    assert raw(tmp_path, text) == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_quotes_and_empty_columns_are_fine(tmp_path: Path, end: str) -> None:
    lines = [HEAD + ",,", ROW + '"a, ""b""\nc",,', "", '"住民票",じゅうみんひょう,,,,,']
    problems = raw(tmp_path, end.join(lines))
    assert [(problem.kind, problem.row) for problem in problems] == [("missing_translations", 5)]


@pytest.mark.parametrize(
    ("head", "row", "kind", "column"),
    [
        (HEAD.replace("reading", "yomi"), ROW, "missing_column", "reading"),
        (HEAD + ",zh-hans", ROW, "unknown_column", "zh-hans"),
        (HEAD + ",memo", ROW, "unknown_column", "memo"),
        (HEAD + ",en", ROW, "column_twice", "en"),
        (HEAD, ROW + "x,too many", "too_many_cells", ""),
        (HEAD + ",", ROW + "x,nameless", "too_many_cells", ""),
    ],
)
def test_faults_of_the_columns(tmp_path: Path, head: str, row: str, kind: str, column: str) -> None:
    problems = raw(tmp_path, f"{head}\n{row}\n")
    assert (problems[0].kind, problems[0].column) == (kind, column)
    assert {"missing_column": 2}.get(kind, 1) == len(problems)


@pytest.mark.parametrize("text", [HEAD + '\n"戸籍,こせき\n', HEAD + f"\n{'x' * 200_000},\n"])
def test_what_is_no_csv_is_told(tmp_path: Path, text: str) -> None:
    assert "no_csv" in kinds(raw(tmp_path, text))


def test_nul_bytes_are_told(tmp_path: Path) -> None:
    assert kinds(raw(tmp_path, f"{HEAD}\n{ROW}\0\n")) == ["hidden_characters"]
    assert "unknown_column" in kinds(raw(tmp_path, f"{HEAD},\0\n{ROW}\n"))


def test_many_rows_are_checked_in_order(tmp_path: Path) -> None:
    numbers = "〇一二三四五六七八九"
    rows = [
        {**SOUND, "ja": "票" + "".join(numbers[int(digit)] for digit in str(number))}
        for number in range(3000)
    ]
    rows[10]["priority"] = rows[2000]["priority"] = "x"
    problems = check_file(write(tmp_path / "a.csv", *rows))
    assert [problem.row for problem in problems] == [12, 2002]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=80), st.text(max_size=80).map(str.encode)))
def test_it_never_raises(tmp_path: Path, content: bytes) -> None:
    for name, head in (("a.csv", b"ja,reading\n"), ("b.csv", b""), ("c.tbx", b"<tbx ")):
        (tmp_path / name).write_bytes(head + content)
        check_file(tmp_path / name)
