"""The view models of the glossary page: search, form, changes, and whether they are heard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from desktop_fakes import SHIPPED, FakeCore, until
from editor_driver import CARE, added, form, found, get, write
from PySide6.QtCore import QUrl

from voice_counter.desktop.glossary_editor import GlossaryEditor
from voice_counter.desktop.session import CaptionSession
from voice_counter.errors import GlossaryError
from voice_counter.glossary import Glossary, Term
from voice_counter.glossary.files import read_terms
from voice_counter.glossary.terms import Alias


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("住民票", "住民票"),
        ("じゅうみん", "住民票"),
        ("ジュウミン", "住民票"),
        ("国保", "国民健康保険"),
        ("こくほ", "国民健康保険"),
        ("RESIDENT", "住民票"),
        ("주민", "住民票"),
        ("ｒｅｓｉｄｅｎｔ　", "住民票"),
        ("世話", "要介護認定"),
    ],
)
def test_a_term_is_found_by(editor: GlossaryEditor, query: str, first: str) -> None:
    assert found(editor, query)[0] == first
    assert get(editor, "current")["ja"] == first, "the first one is shown"


def test_names_come_before_translations(editor: GlossaryEditor) -> None:
    added(editor, "票", reading="ひょう")
    assert found(editor, "票") == ["票", "住民票"]


def test_nothing_is_found(editor: GlossaryEditor) -> None:
    assert found(editor, "ここにない") == []
    assert get(editor, "current") == {}
    editor.add()
    assert get(form(editor), "values")["ja"] == "ここにない", "it is what is wanted"


def test_the_search_waits_for_a_pause(editor: GlossaryEditor) -> None:
    editor.type("住民")
    assert get(editor, "count") == len(SHIPPED)
    until(lambda: get(editor, "count") == 1)
    assert get(editor, "countText") == "1 語"


def test_the_detail(editor: GlossaryEditor) -> None:
    editor.showTerm("要介護認定")
    shown = get(editor, "current")
    assert shown["aliases"] == ["介護認定（かいごにんてい）"]
    assert shown["note"] == "申請から結果まで原則30日"
    assert [(t["own"], t["review"], t["others"]) for t in shown["translations"]] == [
        ("English", False, "care certification"),
        ("မြန်မာ", True, ""),
    ]
    assert (shown["own"], shown["shipped"], shown["review"]) == (False, True, True)


def test_a_new_term_is_read_and_saved(editor: GlossaryEditor, core: FakeCore) -> None:
    editor.show()
    editor.add()
    assert get(editor, "mode") == "form"
    assert not get(form(editor), "complete"), "nothing stands there yet"
    write(editor, ja="要介護認定調査")
    assert get(form(editor), "values")["reading"] == "ようかいごにんていちょうさ"
    assert get(form(editor), "readingSuggested")
    write(editor, en="care survey", aliases="認定調査、調査（ちょうさ）")
    editor.save()
    assert get(editor, "mode") == "browse"
    assert get(editor, "current")["own"]
    (term,) = core.own.terms
    assert term == Term(
        "要介護認定調査",
        "ようかいごにんていちょうさ",
        translations={"en": ("care survey",)},
        aliases=(Alias("認定調査", "にんていちょうさ"), Alias("調査", "ちょうさ")),
        review=("en",),
    ), "what staff translate is to be checked"
    assert list(read_terms(core.own.path)) == [term]


def test_the_suggestion_never_overwrites_a_reading(editor: GlossaryEditor) -> None:
    editor.add()
    write(editor, ja="北沢")
    write(editor, reading="きたざー")
    write(editor, ja="北沢ホール")
    assert get(form(editor), "values")["reading"] == "きたざー"


def test_the_suggestion_comes_by_itself(editor: GlossaryEditor) -> None:
    editor.add()
    form(editor).edit("ja", "窓口")
    until(lambda: get(form(editor), "values")["reading"] == "まどぐち")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"ja": "〇〇", "reading": ""}, "読みをひらがなで"),
        ({"ja": "窓口", "reading": "窓ぐち"}, "ひらがなだけで"),
        ({"ja": "窓口", "aliases": "〇〇"}, "別の言い方「〇〇」のあとに"),
    ],
)
def test_what_cannot_be_saved(
    editor: GlossaryEditor, core: FakeCore, fields: dict[str, str], problem: str
) -> None:
    editor.add()
    write(editor, **fields)
    assert problem in get(form(editor), "problems")[0]
    editor.save()
    assert core.own.terms == ()
    assert get(editor, "mode") == "form"


@pytest.mark.parametrize(
    ("fields", "warning"),
    [
        ({"ja": "児童館"}, "「児童館」は元の用語集にあります"),
        ({"ja": "自動館", "reading": "じどうかん"}, "「児童館」と読みが同じ"),
        ({"ja": "国保"}, "「国保」は「国民健康保険」の名前"),
        ({"ja": "窓口", "ko": "窓口"}, "韓国語の訳に"),
    ],
)
def test_what_is_worth_a_second_look(
    editor: GlossaryEditor, fields: dict[str, str], warning: str
) -> None:
    editor.add()
    write(editor, **fields)
    assert get(form(editor), "problems") == []
    assert warning in "\n".join(get(form(editor), "warnings"))
    assert get(form(editor), "complete"), "it is a warning, no more"


def test_an_own_term_is_there_once(editor: GlossaryEditor) -> None:
    added(editor, "窓口")
    editor.addWord("窓口")
    assert "もう追加されています" in get(form(editor), "problems")[0]


def test_correcting_a_shipped_term_makes_an_own_one(editor: GlossaryEditor, core: FakeCore) -> None:
    editor.showTerm("要介護認定")
    editor.correct()
    assert get(form(editor), "correcting"), "its spelling stays"
    assert get(form(editor), "warnings") == [], "it is not in conflict with itself"
    write(editor, easy="世話の要る度合い", en="care assessment", my="")
    editor.save()
    (own,) = core.own.terms
    assert own.easy == "世話の要る度合い"
    assert own.translations == {"en": ("care assessment", "care certification")}
    assert own.review == ("en",), "the Burmese in doubt is gone, the English is new"
    assert (own.departments, own.category) == (CARE.departments, CARE.category)
    assert editor.glossary.get("要介護認定") == own, "it wins"
    assert (get(editor, "current")["own"], get(editor, "current")["shipped"]) == (True, True)
    editor.remove()
    assert core.own.terms == ()
    assert editor.glossary.get("要介護認定") == CARE
    assert "元の用語集の内容に戻しました" in get(editor, "notice")


def test_adding_a_shipped_term_takes_nothing_away(editor: GlossaryEditor, core: FakeCore) -> None:
    added(editor, "要介護認定", easy="世話の要る度合い")
    (own,) = core.own.terms
    assert own == replace(CARE, easy="世話の要る度合い")


def test_an_own_term_may_be_renamed(editor: GlossaryEditor, core: FakeCore) -> None:
    added(editor, "窓囗", reading="まどぐち")
    editor.correct()
    assert not get(form(editor), "correcting")
    write(editor, ja="窓口")
    editor.save()
    assert [term.ja for term in core.own.terms] == ["窓口"]


def test_doubts_stay_until_somebody_translates_anew(
    core: FakeCore, session: CaptionSession
) -> None:
    core.others = Glossary([replace(CARE, review=("*",))])
    fresh = GlossaryEditor(core, session)
    fresh.prepare()
    until(lambda: bool(get(fresh, "ready")))
    fresh.showTerm("要介護認定")
    fresh.correct()
    write(fresh, note="別の")
    fresh.save()
    assert set(core.own.terms[0].review) == {"easy", "en", "my"}
    assert fresh.shutdown()


def test_undo_goes_back(editor: GlossaryEditor, core: FakeCore) -> None:
    assert not get(editor, "canUndo")
    added(editor, "窓口")
    added(editor, "出張所")
    editor.showTerm("窓口")
    editor.remove()
    assert [term.ja for term in core.own.terms] == ["出張所"]
    editor.undo()
    assert get(editor, "current")["ja"] == "窓口"
    editor.undo()
    editor.undo()
    assert core.own.terms == ()
    assert not get(editor, "canUndo")
    assert "元に戻しました" in get(editor, "notice")


def test_a_change_from_outside_is_told_and_the_form_stays(
    editor: GlossaryEditor, core: FakeCore
) -> None:
    added(editor, "窓口")
    editor.addWord("出張所")
    content = core.own.path.read_text(encoding="utf-8-sig")
    core.own.path.write_text(content.replace("窓口", "三番窓口"), encoding="utf-8-sig")
    editor.save()
    assert get(editor, "noticeIsFault")
    assert "何も上書きしていません" in get(editor, "notice")
    assert get(editor, "mode") == "form", "nothing that was written is lost"
    assert editor.glossary.get("三番窓口") is not None
    editor.save()
    assert [term.ja for term in core.own.terms] == ["三番窓口", "出張所"]


def test_a_change_from_outside_is_seen_when_the_page_opens(
    editor: GlossaryEditor, core: FakeCore
) -> None:
    added(editor, "窓口")
    editor.close()
    core.own.path.unlink()
    editor.show()
    assert "読み直しました" in get(editor, "notice")
    assert editor.glossary.get("窓口") is None


def test_a_damaged_file_is_told_at_the_start(core: FakeCore, session: CaptionSession) -> None:
    core.terms_fault = GlossaryError(
        "error.glossary.set_aside", path="own.csv", kept="own.csv.broken-1", count=3
    )
    editor = GlossaryEditor(core, session)
    editor.prepare()
    until(lambda: bool(get(editor, "notice")))
    assert "own.csv.broken-1" in get(editor, "notice")
    assert get(editor, "noticeIsFault")
    assert get(editor, "count") == len(SHIPPED), "everything else works"
    assert editor.shutdown()


def test_a_folder_that_cannot_be_written_is_told(editor: GlossaryEditor, core: FakeCore) -> None:
    core.own.path.parent.write_text("a file where the folder should be")
    added(editor, "窓口")
    assert get(editor, "noticeIsFault")
    assert get(editor, "mode") == "form"


def test_the_export(editor: GlossaryEditor, tmp_path: Path) -> None:
    assert not get(editor, "canExport")
    added(editor, "窓口", en="counter")
    target = tmp_path / "追加した用語.csv"
    editor.exportTo(QUrl.fromLocalFile(str(target)))
    assert [term.ja for term in read_terms(target)] == ["窓口"]
    assert str(target) in get(editor, "notice")
    assert editor.exportPlace().toLocalFile().endswith(".csv")
    editor.exportTo(QUrl.fromLocalFile(str(tmp_path)))
    assert get(editor, "noticeIsFault")


def test_leaving_asks_about_what_was_not_saved(editor: GlossaryEditor) -> None:
    editor.show()
    editor.add()
    editor.back()
    assert get(editor, "mode") == "browse", "an empty form is left at once"
    editor.add()
    write(editor, ja="窓口")
    editor.back()
    assert get(editor, "leaving")
    editor.back()
    assert (get(editor, "mode"), get(editor, "leaving")) == ("form", False), "Esc again: stay"
    editor.close()
    assert get(editor, "leaving")
    editor.discard()
    assert not get(editor, "open")
    assert get(editor, "mode") == "browse"


def test_a_word_becomes_the_alias_of_a_chosen_term(editor: GlossaryEditor, core: FakeCore) -> None:
    editor.chooseFor("子ども館")
    assert get(editor, "open")
    assert "「子ども館」" in get(editor, "chooseText")
    found(editor, "児童")
    assert get(editor, "useText") == "「子ども館」を「児童館」の別の言い方にする"
    editor.useAlias()
    assert get(form(editor), "values")["aliases"] == "子ども館（こどもかん）"
    assert editor.unsaved
    editor.save()
    (own,) = core.own.terms
    assert (own.ja, own.aliases) == ("児童館", (Alias("子ども館", "こどもかん"),))


def test_choosing_can_be_left(editor: GlossaryEditor) -> None:
    editor.chooseFor("子ども館")
    editor.back()
    assert (get(editor, "mode"), get(editor, "open")) == ("browse", True)
