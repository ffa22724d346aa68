"""The starter models that ship: they are small, load, translate, and carry what is locked."""

from __future__ import annotations

import pytest

from voice_counter import paths
from voice_counter.glossary import load_glossary
from voice_counter.translation import argos
from voice_counter.translation.argos import ArgosEngine
from voice_counter.translation.packages import PackageStore
from voice_counter.translation.phrase_match import PhraseBook
from voice_counter.translation.translator import CheckedTranslator

MEBIBYTE = 1 << 20


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PackageStore:
    return PackageStore(tmp_path_factory.mktemp("packages"), paths.starter_packages())


@pytest.fixture(scope="module")
def translator(store: PackageStore) -> CheckedTranslator:
    glossary = load_glossary(paths.glossaries() / "none", paths.glossaries())
    return CheckedTranslator(argos.offers(store), glossary, PhraseBook((), glossary))


def test_there_are_both_directions_and_each_is_small(store: PackageStore) -> None:
    assert {(package.source, package.target) for package in store.packages()} == {
        ("ja", "en"),
        ("en", "ja"),
    }
    assert not store.faults
    sizes = [path.stat().st_size for path in paths.starter_packages().glob("*.argosmodel")]
    assert max(sizes) <= 20 * MEBIBYTE


@pytest.mark.parametrize(
    ("source", "text", "carried"),
    [
        ("ja", "⟦0⟧をお持ちですか。", ["⟦0⟧"]),
        ("ja", "⟦0⟧は⟦1⟧までに出してください。", ["⟦0⟧", "⟦1⟧"]),
        ("en", "Do you have your ⟦0⟧?", ["⟦0⟧"]),
        ("en", "Please bring ⟦0⟧ by ⟦1⟧.", ["⟦0⟧", "⟦1⟧"]),
    ],
)
def test_they_carry_placeholders(
    store: PackageStore, source: str, text: str, carried: list[str]
) -> None:
    (package,) = (package for package in store.packages() if package.source == source)
    engine = ArgosEngine(package)
    engine.load()
    (hypothesis,) = engine.translate([text])
    assert [hypothesis.text.count(mark) for mark in carried] == [1] * len(carried)


@pytest.mark.parametrize(
    ("source", "target", "text", "expected"),
    [
        ("ja", "en", "税金はどこで払えますか。", "tax"),
        ("en", "ja", "Where can I pay my taxes?", "税"),
    ],
)
def test_what_they_say_is_for_reference_only(
    translator: CheckedTranslator, source: str, target: str, text: str, expected: str
) -> None:
    translation = translator.translate(text, source, target)
    assert expected in translation.text
    assert translation.warrant == "reference"


def test_a_term_and_a_date_survive_in_both_directions(translator: CheckedTranslator) -> None:
    there = translator.translate("在留カードを6月30日までに出してください。", "ja", "en")
    assert "Residence Card" in there.text
    assert "June 30" in there.text
    back = translator.translate("Please bring your Residence Card by June 30.", "en", "ja")
    assert "在留カード" in back.text
    assert "6月30日" in back.text
    assert not back.missing_terms
