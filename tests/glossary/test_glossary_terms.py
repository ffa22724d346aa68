"""Glossary files, and finding their terms in text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_counter.errors import GlossaryError
from voice_counter.glossary import Glossary, Term, load_glossary
from voice_counter.glossary.columns import row_of, term_of
from voice_counter.glossary.files import read_terms, write_terms
from voice_counter.glossary.terms import Alias
from voice_counter.languages import LANGUAGES
from voice_counter.texts import explain

HEAD = "ja,reading,en,category,priority,aliases\n"


def _load(folder: Path, text: str, encoding: str = "utf-8", name: str = "counter.csv") -> Glossary:
    (folder / name).write_bytes(text.encode(encoding))
    return load_glossary(folder)


def _fault(folder: Path, text: str, encoding: str = "utf-8") -> GlossaryError:
    with pytest.raises(GlossaryError) as caught:
        _load(folder, text, encoding)
    for language in ("ja", "en"):
        assert str(folder / "counter.csv") in explain(caught.value, language)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_excel_and_others_write_the_same_file(tmp_path: Path, encoding: str, newline: str) -> None:
    text = (
        HEAD + "住民票,じゅうみんひょう,resident record,戸籍,1,住基票=じゅうきひょう|じゅうみん\n"
        '"転入届",てんにゅうとどけ,"moving in, notification",,,\n'
    )
    glossary = _load(tmp_path, text.replace("\n", newline), encoding)
    assert glossary.terms == (
        Term(
            "住民票",
            "じゅうみんひょう",
            translations={"en": ("resident record",)},
            category="戸籍",
            priority=1,
            aliases=(Alias("住基票", "じゅうきひょう"), Alias("じゅうみん", "じゅうみん")),
        ),
        Term(
            "転入届",
            "てんにゅうとどけ",
            translations={"en": ("moving in, notification",)},
            priority=2,
        ),
    )


def test_only_term_and_reading_are_needed_in_any_order(tmp_path: Path) -> None:
    glossary = _load(tmp_path, "reading,note,ja\n かいご , x , 介護 \n")
    assert glossary.terms == (Term("介護", "かいご", note="x"),)


def test_short_and_long_rows_are_no_fault(tmp_path: Path) -> None:
    glossary = _load(tmp_path, HEAD + "介護,かいご\n年金,ねんきん,pension,福祉,3,,a,b\n")
    assert glossary.terms == (
        Term("介護", "かいご"),
        Term("年金", "ねんきん", translations={"en": ("pension",)}, category="福祉", priority=3),
    )


def test_files_are_read_by_name_and_the_first_spelling_wins(tmp_path: Path) -> None:
    _load(tmp_path, HEAD + "年金,ねんきん,second,,,\n介護,かいご,,,,\n", name="b.csv")
    (tmp_path / "notes.txt").write_text("not a glossary", encoding="utf-8")
    glossary = _load(tmp_path, HEAD + "年金,ねんきん,first,,,\n", name="a.csv")
    assert [(term.ja, term.rendering("en")) for term in glossary.terms] == [
        ("年金", "first"),
        ("介護", ""),
    ]


def test_an_empty_folder_is_an_empty_glossary(tmp_path: Path) -> None:
    assert load_glossary(tmp_path).terms == ()
    assert load_glossary(tmp_path).terms_in("住民票") == ()


@pytest.mark.parametrize("column", ["ja", "reading"])
def test_a_missing_column_is_named(tmp_path: Path, column: str) -> None:
    error = _fault(tmp_path, HEAD.replace(f"{column},", "", 1) + "a,b,c,,\n")
    assert error.key == "error.glossary.column_missing"
    assert f"{column}" in explain(error, "ja")


def test_an_empty_file_lacks_its_columns(tmp_path: Path) -> None:
    assert _fault(tmp_path, "").key == "error.glossary.column_missing"


@pytest.mark.parametrize(
    ("row", "column"),
    [("年金,,pension,,,", "reading"), ("年金, ,,,,", "reading"), (",a,,,,", "ja")],
)
def test_an_empty_cell_is_named_by_row_and_column(tmp_path: Path, row: str, column: str) -> None:
    error = _fault(tmp_path, HEAD + "介護,かいご,,,,\n" + row + "\n")
    assert error.key == "error.glossary.row_empty"
    assert (error.values["row"], error.values["column"]) == (3, column)
    assert "3 行目" in explain(error, "ja")


@pytest.mark.parametrize("priority", ["0", "4", "high", "１", "1.0"])
def test_a_bad_priority_is_named_by_row(tmp_path: Path, priority: str) -> None:
    error = _fault(tmp_path, HEAD + f"介護,かいご,,,{priority},\n")
    assert (error.key, error.values["row"]) == ("error.glossary.priority", 2)
    assert "row 2" in explain(error, "en")


def test_an_old_excel_file_is_refused_by_name(tmp_path: Path) -> None:
    error = _fault(tmp_path, HEAD + "介護,かいご,,,,\n", encoding="shift_jis")
    assert error.key == "error.glossary.not_utf8"
    assert "UTF-8" in explain(error, "ja")


def test_a_quote_that_never_ends_is_refused(tmp_path: Path) -> None:
    assert _fault(tmp_path, HEAD + '"介護,かいご,,,,\n').key == "error.glossary.unreadable"


def test_a_folder_named_like_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "counter.csv").mkdir()
    with pytest.raises(GlossaryError) as caught:
        load_glossary(tmp_path)
    assert caught.value.key == "error.glossary.unreadable"


SMALL = Glossary(
    [
        Term("住民票", "じゅうみんひょう", aliases=(Alias("受民票", "じゅみんひょう"),)),
        Term(
            "住民票の写し",
            "じゅうみんひょうのうつし",
            aliases=(Alias("住民票のコピー", "じゅうみんひょうのこぴー"),),
        ),
        Term("国民健康保険", "こくみんけんこうほけん"),
        Term("健康保険証", "けんこうほけんしょう"),
    ]
)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("番号札をお取りください", ()),
        ("住民票をください", ("住民票",)),
        ("受民票をください", ("住民票",)),
        ("住民票の写しを2通", ("住民票の写し",)),
        ("住民票のコピーを2通", ("住民票の写し",)),
        ("住民票の写と言われました", ("住民票",)),
        ("国民健康保険証です", ("国民健康保険",)),
        ("健康保険証と住民票と受民票", ("健康保険証", "住民票")),
    ],
)
def test_terms_are_found_once_in_order_the_longest_first(text: str, terms: tuple[str, ...]) -> None:
    assert SMALL.terms_in(text) == terms


def test_a_term_is_found_under_its_own_name_first() -> None:
    """Also where another row gives that name as an alias."""
    glossary = Glossary(
        [
            Term("住民票", "じゅうみんひょう"),
            Term("世帯票", "せたいひょう", aliases=(Alias("住民票", "かい"),)),
        ]
    )
    assert glossary.terms_in("住民票") == ("住民票",)


@given(st.text(alphabet="住民票受の写し国健康保険証をア", max_size=30))
def test_only_what_is_written_is_found(text: str) -> None:
    found = SMALL.terms_in(text)
    spellings = {
        term.ja: (term.ja, *(alias.spelling for alias in term.aliases)) for term in SMALL.terms
    }
    assert all(any(spelling in text for spelling in spellings[term]) for term in found)
    assert bool(found) == any(s in text for all_of in spellings.values() for s in all_of)


CELL = (
    st.text(st.sampled_from("あア漢aé한ไ, \"'\n"), min_size=1, max_size=8)
    .map(str.strip)
    .filter(lambda cell: bool(cell) and not cell.startswith("'"))
)
CELLS = st.lists(CELL, max_size=3, unique=True).map(tuple)
TERMS = st.builds(
    Term,
    ja=CELL,
    reading=st.text(st.sampled_from("あいうえおー"), min_size=1, max_size=5),
    easy=CELL,
    translations=st.dictionaries(st.sampled_from(LANGUAGES), CELLS.filter(bool)),
    category=CELL,
    departments=CELLS,
    priority=st.sampled_from([1, 2, 3]),
    aliases=st.lists(
        st.builds(Alias, spelling=CELL, reading=st.just("あい")), max_size=2, unique=True
    ).map(tuple),
    forbidden=st.dictionaries(st.sampled_from(LANGUAGES), CELLS.filter(bool)),
    note=CELL,
    source=CELL,
    review=st.lists(st.sampled_from(LANGUAGES), max_size=2, unique=True).map(tuple),
)


@given(TERMS)
def test_a_term_is_a_row_is_a_term(term: Term) -> None:
    assert term_of(row_of(term)) == term


@given(st.lists(TERMS, max_size=4))
def test_terms_are_a_file_is_terms(
    tmp_path_factory: pytest.TempPathFactory, terms: list[Term]
) -> None:
    path = tmp_path_factory.mktemp("glossary") / "own.csv"
    write_terms(path, terms)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel needs the byte order mark"
    assert list(read_terms(path)) == terms


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "own.csv"
    write_terms(path, [Term("介護", "かいご")])

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(GlossaryError) as caught:
        write_terms(path, [Term("年金", "ねんきん")])
    assert str(path) in explain(caught.value, "ja")
    assert [term.ja for term in read_terms(path)] == ["介護"]
    assert [each.name for each in tmp_path.iterdir()] == ["own.csv"]


def test_a_cell_that_a_spreadsheet_would_compute_is_disarmed(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    write_terms(path, [Term("介護", "かいご", note='=HYPERLINK("http://x")')])
    assert "'=HYPERLINK" in path.read_text(encoding="utf-8-sig")
