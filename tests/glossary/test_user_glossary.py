"""Nothing the staff wrote is ever lost: not by a crash, a locked folder or another program."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_counter import texts
from voice_counter.errors import GlossaryError
from voice_counter.glossary import Glossary, Term
from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.files import read_terms
from voice_counter.glossary.terms import Alias
from voice_counter.glossary.user_glossary import (
    Conflict,
    UserGlossary,
    cleaned,
    conflicts,
    suggest_reading,
)
from voice_counter.languages import LANGUAGES

CAFE = Term("三茶しゃれなあど", "さんちゃしゃれなあど", translations={"en": ("Sancha Charenade",)})
HALL = Term("北沢タウンホール", "きたざわたうんほーる")
KIND = Term("まちセン", "まちせん", easy="町のことをする所", aliases=(Alias("街セン", "まちせん"),))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "glossary" / "own-terms.csv"


@pytest.fixture
def own(file: Path) -> UserGlossary:
    made = UserGlossary(file)
    made.load()
    return made


def reread(file: Path) -> tuple[Term, ...]:
    made = UserGlossary(file)
    made.load()
    return made.terms


def refused(key: str, act: Callable[[], object]) -> GlossaryError:
    with pytest.raises(GlossaryError) as caught:
        act()
    assert caught.value.key == f"error.glossary.{key}"
    assert texts.explain(caught.value), "there is a text, and all that it needs"
    return caught.value


def alter(file: Path, *terms: Term) -> None:
    """Another program writes the file."""
    other = UserGlossary(file)
    other.load()
    for term in terms:
        other.add(term)


def test_without_a_file_it_is_empty(own: UserGlossary, file: Path) -> None:
    assert own.terms == ()
    assert not own.can_undo
    assert not file.parent.exists(), "reading writes nothing"


def test_every_change_is_on_disk_at_once(own: UserGlossary, file: Path) -> None:
    own.add(CAFE)
    own.add(HALL)
    assert reread(file) == (CAFE, HALL)
    better = replace(CAFE, easy="三軒茶屋の通り")
    own.replace(CAFE.ja, better)
    assert reread(file) == (better, HALL) == own.terms
    own.remove(HALL.ja)
    assert reread(file) == (better,)
    assert own.get(CAFE.ja) == better
    assert own.get(HALL.ja) is None


def test_a_term_is_written_tidily(own: UserGlossary) -> None:
    written = own.add(Term(" まち\nセン ", "マチ　セン", translations={"en": (" town\toffice",)}))
    assert written == Term("まち セン", "まち せん", translations={"en": ("town office",)})
    assert own.terms == (written,)


def test_the_file_is_one_that_excel_opens(own: UserGlossary, file: Path) -> None:
    own.add(CAFE)
    assert file.read_bytes().startswith(b"\xef\xbb\xbfja,reading,")
    assert list(read_terms(file)) == [CAFE]


@pytest.mark.parametrize("empty", ["ja", "reading"])
def test_an_incomplete_term_is_refused(own: UserGlossary, empty: str) -> None:
    term = Term(**{"ja": "a", "reading": "a", empty: " \n"})
    refused("term_incomplete", lambda: own.add(term))
    assert own.terms == ()


def test_a_spelling_is_there_once(own: UserGlossary) -> None:
    own.add(CAFE)
    own.add(HALL)
    refused("term_exists", lambda: own.add(CAFE))
    refused("term_exists", lambda: own.replace(HALL.ja, CAFE))
    refused("term_unknown", lambda: own.remove("ない"))
    assert own.terms == (CAFE, HALL)


def test_undo_goes_back_step_by_step(own: UserGlossary, file: Path) -> None:
    own.add(CAFE)
    own.add(HALL)
    own.replace(CAFE.ja, replace(CAFE, ja="三茶"))
    own.remove(HALL.ja)
    expected = [(replace(CAFE, ja="三茶"), HALL), (CAFE, HALL), (CAFE,), ()]
    for terms in expected:
        own.undo()
        assert own.terms == terms == reread(file)
    refused("nothing_to_undo", own.undo)


def test_what_changes_nothing_is_no_step(own: UserGlossary) -> None:
    own.add(CAFE)
    own.replace(CAFE.ja, CAFE)
    own.undo()
    assert not own.can_undo


def test_a_change_from_outside_is_never_overwritten(own: UserGlossary, file: Path) -> None:
    own.add(CAFE)
    alter(file, HALL)
    assert own.changed_outside
    refused("changed_outside", lambda: own.add(KIND))
    assert own.terms == (CAFE, HALL), "it has been read again"
    own.add(KIND)
    assert reread(file) == (CAFE, HALL, KIND)


def test_undo_after_a_change_from_outside_leaves_that_change(own: UserGlossary, file: Path) -> None:
    own.add(CAFE)
    alter(file, HALL)
    refused("changed_outside", own.undo)
    own.undo()
    assert reread(file) == (HALL,)


def test_what_was_changed_outside_cannot_be_undone(own: UserGlossary, file: Path) -> None:
    own.add(HALL)
    own.add(CAFE)
    other = UserGlossary(file)
    other.load()
    other.replace(CAFE.ja, replace(CAFE, easy="通り"))
    refused("changed_outside", own.undo)
    assert refused("undo_gone", own.undo).values == {"term": CAFE.ja}
    own.undo()
    assert reread(file) == (replace(CAFE, easy="通り"),), "the step before still can"


def test_a_removed_term_does_not_come_back_twice(own: UserGlossary, file: Path) -> None:
    own.add(CAFE)
    own.remove(CAFE.ja)
    alter(file, replace(CAFE, easy="通り"))
    refused("changed_outside", own.undo)
    refused("undo_gone", own.undo)
    assert len(reread(file)) == 1


def test_a_file_that_vanished_is_noticed(own: UserGlossary, file: Path) -> None:
    own.add(CAFE)
    file.unlink()
    refused("changed_outside", lambda: own.add(HALL))
    assert own.terms == ()


HEADER = "\ufeffja,reading,easy\r\n"


@pytest.mark.parametrize(
    ("content", "count"),
    [
        ((HEADER + "三茶,さんちゃ,\r\n,よみだけ,\r\n四茶,よんちゃ,\r\n").encode(), 2),
        ((HEADER + '三茶,さんちゃ,\r\n四茶,"よんちゃ\r\n').encode(), 1),
        ((HEADER + "三茶,さんちゃ,\r\n").encode()[:-8] + b"\xff\xfe\xff", 0),
        ("ja,reading\r\n三茶,さんちゃ\r\n".encode("cp932"), 1),
        (b"PK\x03\x04 this is no CSV", 0),
        ("見出し,よみ\r\n三茶,さんちゃ\r\n".encode(), 0),
    ],
)
def test_a_damaged_file_is_set_aside(
    own: UserGlossary, file: Path, content: bytes, count: int
) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    error = refused("set_aside", own.load)
    assert error.values["count"] == count == len(own.terms)
    kept = file.with_name("own-terms.csv.broken-1")
    assert kept.read_bytes() == content, "nothing is lost"
    assert error.values["kept"] == kept.name
    own.add(KIND)
    assert len(reread(file)) == count + 1


def test_each_damaged_file_is_kept(own: UserGlossary, file: Path) -> None:
    file.parent.mkdir()
    for number in (1, 2, 3):
        file.write_bytes(b"\xff" * number)
        refused("set_aside", own.load)
        assert file.with_name(f"own-terms.csv.broken-{number}").stat().st_size == number


def test_a_file_damaged_while_the_window_is_open(own: UserGlossary, file: Path) -> None:
    own.add(CAFE)
    file.write_bytes(b"\xff")
    refused("set_aside", lambda: own.add(HALL))
    own.add(HALL)
    assert reread(file) == (HALL,)


def test_a_locked_file_is_not_damaged(
    own: UserGlossary, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.add(CAFE)

    def locked(_path: Path) -> bytes:
        raise PermissionError(13, "locked")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", locked)
        refused("unreadable", UserGlossary(file).load)
    assert reread(file) == (CAFE,)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_crash_while_writing_leaves_the_old_file(
    own: UserGlossary, file: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    own.add(CAFE)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), crash)
        with pytest.raises(KeyboardInterrupt):
            own.add(HALL)
    assert reread(file) == (CAFE,) == own.terms
    own.add(KIND)
    assert reread(file) == (CAFE, KIND)
    own.undo()
    own.undo()
    assert not own.can_undo, "what failed is no step"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    own = UserGlossary(tmp_path / "taken" / "own-terms.csv")
    own.load()
    refused("unwritable", lambda: own.add(CAFE))
    assert own.terms == ()
    assert not own.can_undo


def test_a_read_only_folder(own: UserGlossary, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own.add(CAFE)

    def denied(*_: object) -> None:
        raise PermissionError(13, "denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", denied)
        refused("unwritable", lambda: own.remove(CAFE.ja))
        refused("unwritable", own.undo)
        assert own.terms == (CAFE,)
    own.undo()
    assert reread(file) == ()


def test_what_is_exported_can_be_checked_and_read(own: UserGlossary, tmp_path: Path) -> None:
    own.add(replace(CAFE, review=("en",)))
    own.export(tmp_path / "out" / "for the checker.csv")
    written = (tmp_path / "out" / "for the checker.csv").read_text(encoding="utf-8-sig")
    assert written.splitlines()[1].endswith(",review:en")
    refused("unwritable", lambda: own.export(tmp_path))


line = st.text(max_size=8)
some = st.lists(line, max_size=3).map(tuple)
terms = st.builds(
    Term,
    ja=line,
    reading=line,
    easy=line,
    translations=st.dictionaries(st.sampled_from(LANGUAGES), some, max_size=3),
    category=line,
    departments=some,
    priority=st.sampled_from((1, 2, 3)),
    aliases=st.lists(st.builds(Alias, line, line), max_size=3).map(tuple),
    forbidden=st.dictionaries(st.sampled_from(LANGUAGES), some, max_size=2),
    note=line,
    source=line,
    review=st.sampled_from(((), ("*",), ("en", "my"))),
)


def cleanable(term: Term) -> bool:
    with contextlib.suppress(GlossaryError):
        return bool(cleaned(term).ja)
    return False


@settings(max_examples=150, deadline=None)
@given(term=terms)
def test_any_term_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, term: Term
) -> None:
    file = tmp_path_factory.mktemp("own") / "own-terms.csv"
    own = UserGlossary(file)
    if not cleanable(term):
        refused("term_incomplete", lambda: own.add(term))
        return
    written = own.add(term)
    assert reread(file) == (written,) == own.terms
    assert cleaned(written) == written


@pytest.mark.parametrize("note", ["=1", "'=1", "＝1", "' ＝1", "'＋1", "＠窓口"])
def test_the_mark_that_disarms_a_formula_stays_in_the_file(
    own: UserGlossary, file: Path, note: str
) -> None:
    written = own.add(replace(CAFE, note=note))
    shown = note.lstrip("' ")
    assert written.note == shown
    assert reread(file) == own.terms == (written,)
    assert f",'{shown}," in file.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("ja", "reading"),
    [
        ("三軒茶屋", "さんけんちゃや"),
        (" マイナポータル ", "まいなぽーたる"),
        ("要介護認定", "ようかいごにんてい"),
        ("2階の窓口", "にかいのまどぐち"),
        ("〇〇課", ""),
        ("", ""),
    ],
)
def test_a_reading_is_suggested(ja: str, reading: str) -> None:
    analyser = Analyser(Glossary([Term("要介護認定", "ようかいごにんてい")]))
    assert suggest_reading(ja, analyser) == reading


def test_conflicts() -> None:
    there = Glossary(
        [
            Term("国民健康保険", "こくみんけんこうほけん", aliases=(Alias("国保", "こくほ"),)),
            Term("児童館", "じどうかん"),
            Term("公証役場", "こうしょうやくば"),
        ]
    )

    def found(term: Term) -> list[tuple[str, str, str]]:
        return [(c.kind, c.other.ja, c.common) for c in conflicts(term, there)]

    assert found(Term("児童館", "じどうかん")) == [("same", "児童館", "児童館")]
    assert found(Term("国保", "こくほう")) == [("alias", "国民健康保険", "国保")]
    aliased = Term("子ども館", "こどもかん", aliases=(Alias("児童館", "じどうかん"),))
    assert found(aliased) == [("alias", "児童館", "児童館")]
    assert found(Term("自動館", "じどうかん")) == [("sound", "児童館", "じどうかん")]
    assert found(Term("口承役場", "コーショーヤクバ")) == [
        ("sound", "公証役場", "こうしょうやくば")
    ], "as it is heard, not as it is written"
    assert found(Term("図書館", "としょかん")) == []
    assert conflicts(Term("", ""), there) == ()
    assert isinstance(conflicts(Term("児童館", ""), there)[0], Conflict)
