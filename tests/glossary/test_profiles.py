"""Profiles: what ships, what can be wrong with one, and what it does to the captions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from voice_counter import paths
from voice_counter.captions import engine
from voice_counter.cli import main
from voice_counter.errors import GlossaryError
from voice_counter.glossary import Glossary, load_glossary
from voice_counter.glossary.columns import DEPARTMENTS
from voice_counter.glossary.profiles import Profile, load_profiles, profile
from voice_counter.texts import explain

FOLDER = paths.glossaries() / "profiles"
SHIPPED = load_profiles(FOLDER)
TERMS = load_glossary(paths.glossaries()).terms

COMPLETE = """\
name = "窓口"
name_en = "Counter"
description = "証明書など"
departments = ["区民事務所", "福祉"]
furigana = true
easy = false
"""


def _fault(folder: Path, content: str | bytes) -> GlossaryError:
    data = content.encode() if isinstance(content, str) else content
    (folder / "mine.toml").write_bytes(data)
    with pytest.raises(GlossaryError) as caught:
        load_profiles(folder)
    for language in ("ja", "en"):
        assert str(folder / "mine.toml") in explain(caught.value, language)
    return caught.value


def test_the_eight_places() -> None:
    assert {id: place.name for id, place in SHIPPED.items()} == {
        "ward-office": "区民事務所",
        "welfare": "福祉",
        "health": "健康・保健相談所",
        "community": "地域振興",
        "home-visit": "家庭訪問",
        "infection-interview": "感染症面談",
        "care-home": "介護事業所",
        "event": "イベント",
    }
    assert SHIPPED["home-visit"].departments == ("家庭訪問", "健康・保健相談所")


@pytest.mark.parametrize("place", SHIPPED.values(), ids=SHIPPED)
def test_a_shipped_profile_names_many_terms(place: Profile) -> None:
    named = [term for term in TERMS if set(term.departments) & set(place.departments)]
    assert len(named) >= 100
    assert place.departments[0] == place.name
    assert place.name_en.isascii()
    assert place.description
    assert place.furigana is not None
    assert place.easy is not None


def test_every_department_has_a_profile() -> None:
    assert {name for place in SHIPPED.values() for name in place.departments} == set(DEPARTMENTS)


def test_a_profile_is_read(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(COMPLETE, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no profile", encoding="utf-8")
    assert load_profiles(tmp_path) == {
        "mine": Profile(
            "mine", "窓口", "Counter", ("区民事務所", "福祉"), True, False, "証明書など"
        )
    }
    assert profile("mine", tmp_path).name == "窓口"


def test_the_defaults_and_the_description_may_be_left_out(tmp_path: Path) -> None:
    text = 'name = "窓口"\nname_en = "Counter"\ndepartments = ["福祉"]\n'
    # As Notepad writes it.
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8-sig", newline="\r\n")
    assert profile("mine", tmp_path) == Profile("mine", "窓口", "Counter", ("福祉",))


def test_no_folder_no_profiles(tmp_path: Path) -> None:
    assert load_profiles(tmp_path / "absent") == {}


@pytest.mark.parametrize("content", ["name = ", "name = 1\nname = 2", "窓口".encode("cp932")])
def test_what_is_no_toml(tmp_path: Path, content: str | bytes) -> None:
    assert _fault(tmp_path, content).key == "error.glossary.profile_unreadable"


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").mkdir()
    with pytest.raises(GlossaryError) as caught:
        load_profiles(tmp_path)
    assert caught.value.key == "error.glossary.profile_unreadable"


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("name", ""),
        ("name", 'name = " "'),
        ("name", "name = 3"),
        ("name_en", ""),
        ("departments", ""),
        ("departments", "departments = []"),
        ("departments", 'departments = "福祉"'),
        ("furigana", 'furigana = "true"'),
        ("easy", "easy = 1"),
        ("description", "description = []"),
    ],
)
def test_an_entry_that_is_missing_or_wrong(tmp_path: Path, entry: str, line: str) -> None:
    lines = [kept for kept in COMPLETE.splitlines() if not kept.startswith(f"{entry} =")]
    fault = _fault(tmp_path, "\n".join([*lines, line]))
    assert fault.key == "error.glossary.profile_entry"
    assert fault.values["entry"] == entry


@pytest.mark.parametrize("departments", ['["福祉", "税務"]', "[3]", '[["福祉"]]'])
def test_a_department_that_is_none(tmp_path: Path, departments: str) -> None:
    fault = _fault(tmp_path, f'name = "a"\nname_en = "a"\ndepartments = {departments}')
    assert fault.key == "error.glossary.profile_department"
    assert all(name in explain(fault, "ja") for name in DEPARTMENTS)


def test_a_profile_that_is_none() -> None:
    with pytest.raises(GlossaryError) as caught:
        profile("ward")
    for language in ("ja", "en"):
        message = explain(caught.value, language)
        assert "ward" in message
        assert all(id in message for id in SHIPPED)


# --- In the captions ----------------------------------------------------------------------------


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What ``load_captioner`` made its vocabulary of, with no model installed."""
    built: dict[str, Any] = {}

    class NoModel:
        def __init__(self, *_: object) -> None:
            self.default_id = "base"

        def path(self, _id: str) -> None:
            pass

    def vocabulary(glossary: Glossary, departments: tuple[str, ...], _: object) -> None:
        built.update(glossary=glossary, departments=departments)

    for name in ("ModelStore", "load_whisper", "SileroVad"):
        monkeypatch.setattr(engine, name, NoModel)
    monkeypatch.setattr(engine, "Captioner", lambda *_, **__: None)
    monkeypatch.setattr(engine, "Vocabulary", vocabulary)
    monkeypatch.setattr(engine, "phrases_to_hear", lambda _: None)
    return built


def test_the_departments_of_the_profile_lead(built: dict[str, Any]) -> None:
    engine.load_captioner(profile="home-visit")
    assert built["departments"] == ("家庭訪問", "健康・保健相談所")
    engine.load_captioner()
    assert built["departments"] == ()


def test_an_unknown_profile_is_found_before_any_model_is_loaded() -> None:
    with pytest.raises(GlossaryError):
        engine.load_captioner("no-such-model", profile="ward")


def test_the_terms_of_the_user_win(
    built: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = (
        "ja,reading,easy\n住民票,じゅうみんぴょう,私たちの紙\n練馬こぶしの会,ねりまこぶしのかい,\n"
    )
    (tmp_path / "own.csv").write_text(own, encoding="utf-8")
    monkeypatch.setattr(paths, "user_glossary", lambda: tmp_path)
    engine.load_captioner()
    glossary = built["glossary"]
    assert glossary.get("住民票").easy == "私たちの紙"
    assert glossary.get("練馬こぶしの会") is not None
    assert glossary.get("印鑑登録") is not None


def test_a_user_without_terms(
    built: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "user_glossary", lambda: tmp_path / "absent")
    engine.load_captioner()
    assert len(built["glossary"]) == len(TERMS)


def test_the_help_lists_the_profiles(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["caption", "--help"])
    # Lines are broken at hyphens too.
    shown = "".join(capsys.readouterr().out.split())
    assert "--profileID" in shown
    assert all(id in shown for id in SHIPPED)


def test_the_command_line_hands_the_profile_on(capsys: pytest.CaptureFixture[str]) -> None:
    sample = next(paths.samples().glob("*.flac"))
    assert main(["caption", str(sample), "--profile", "ward"]) == GlossaryError.exit_code
    said = capsys.readouterr()
    assert said.out == ""
    assert "ward-office" in said.err
