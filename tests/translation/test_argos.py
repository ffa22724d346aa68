"""Reading a package, and translating with one that is tiny but real."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import ctranslate2
import packages as tiny
import pytest

from voice_counter.errors import TranslationError
from voice_counter.translation.argos import (
    MOST_PIECES,
    ArgosEngine,
    Package,
    offers,
    read_package,
    tag_of_code,
)
from voice_counter.translation.packages import PackageStore

SENTENCE = "税務課の窓口で納税証明書の手続きができます。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.write_folder(tmp_path_factory.mktemp("日本語フォルダ") / "ja_en")


@pytest.fixture
def engine(folder: Path) -> ArgosEngine:
    return ArgosEngine(read_package(folder))


class Recorder:
    """Stands for CTranslate2: answers in turn, and keeps what it was asked."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[list[str], dict[str, Any]]] = []

    def translate_batch(self, source: Sequence[list[str]], **options: Any) -> list[Any]:
        self.asked.append((source[0], options))
        return [SimpleNamespace(hypotheses=[self.answers.pop(0)], scores=[-0.5])]


def _with(engine: ArgosEngine, recorder: Recorder) -> ArgosEngine:
    engine.load()
    engine._translator = recorder
    return engine


def test_a_package_says_what_it_is(folder: Path) -> None:
    package = read_package(folder)
    assert package == Package("ja", "en", "1.1", folder, False, tiny.PLACEHOLDERS)
    assert package.name == "Argos ja→en 1.1"
    assert read_package(folder, shipped=True).shipped


@pytest.mark.parametrize(
    ("code", "expected"),
    [("zh", "zh-Hans"), ("zt", "zh-Hant"), ("tl", "fil"), ("ja", "ja"), ("pb", "pb")],
)
def test_argos_codes_become_tags(tmp_path: Path, code: str, expected: str) -> None:
    assert tag_of_code(code) == expected
    changed = {**tiny.files(), "metadata.json": tiny.metadata(to_code=code, from_code="en")}
    assert read_package(tiny.write_folder(tmp_path, changed)).target == expected


@pytest.mark.parametrize(
    ("content", "entry"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "JSON"),
        (tiny.metadata(from_code=None), "from_code"),
        (tiny.metadata(from_code=3), "from_code"),
        (tiny.metadata(to_code="../x"), "to_code"),
        (tiny.metadata(to_code="EN"), "to_code"),
        (tiny.metadata(to_code="ja"), "to_code"),
        (tiny.metadata(package_version=None), "package_version"),
        (tiny.metadata(package_version="1/2"), "package_version"),
        (tiny.metadata(package_version=1.1), "package_version"),
        (tiny.metadata(target_prefix=["x"]), "target_prefix"),
        (tiny.metadata(target_prefix="x" * 65), "target_prefix"),
        (tiny.metadata(type="sbd"), "type"),
        (tiny.metadata(placeholders="⟦0⟧"), "placeholders"),
        (tiny.metadata(placeholders=[1]), "placeholders"),
        (tiny.metadata(placeholders=[""]), "placeholders"),
        (tiny.metadata(placeholders=["x"] * 65), "placeholders"),
    ],
)
def test_wrong_metadata_is_named(tmp_path: Path, content: bytes, entry: str) -> None:
    tiny.write_folder(tmp_path, {**tiny.files(), "metadata.json": content})
    with pytest.raises(TranslationError) as caught:
        read_package(tmp_path)
    assert caught.value.key == "error.translation.package_metadata"
    assert str(caught.value.values["entry"]).startswith(entry)


@pytest.mark.parametrize("name", ["metadata.json", "model/model.bin", "sentencepiece.model"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    tiny.write_folder(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(TranslationError) as caught:
        read_package(tmp_path)
    assert caught.value.key == "error.translation.package_missing"
    assert caught.value.values["file"] == name


def test_it_translates(engine: ArgosEngine) -> None:
    assert (engine.name, engine.placeholders) == ("Argos ja→en 1.1", tiny.PLACEHOLDERS)
    first, again = engine.translate([SENTENCE, SENTENCE])
    assert first == again
    assert first.text == first.text.strip() != ""
    assert first.score < 0


def test_the_score_is_the_mean_over_pieces_and_end(engine: ArgosEngine, folder: Path) -> None:
    # What is made of this ends by itself, so that the end mark counts.
    found = engine.translate(["税"])[0]
    content = {p.name: p.read_bytes() for p in (folder / "model").iterdir()}
    translator = ctranslate2.Translator("x", compute_type="int8", intra_threads=1, files=content)
    pieces = engine.pieces("税")
    result = translator.translate_batch(
        [pieces], beam_size=4, length_penalty=1, max_decoding_length=32
    )[0]
    logs = translator.score_batch([pieces], [result.hypotheses[0]])[0].log_probs
    assert len(logs) == len(result.hypotheses[0]) + 1 < 32
    assert found.score == pytest.approx(sum(logs) / len(logs), abs=0.01)


def test_the_model_is_loaded_late(tmp_path: Path) -> None:
    engine = ArgosEngine(read_package(tiny.write_folder(tmp_path)))
    (tmp_path / "model" / "model.bin").unlink()
    assert engine.translate(["", " \u3000\n"])[0].text == ""
    with pytest.raises(TranslationError, match="package_model"):
        engine.translate(["窓口"])


def test_nothing_to_translate_asks_no_model(engine: ArgosEngine) -> None:
    recorder = Recorder()
    # The last is what the piece model's own normalisation takes away.
    for found in _with(engine, recorder).translate(["", "  ", "\u3000\n", "\u200b"]):
        assert found.text == ""
        assert math.isnan(found.score)
    assert recorder.asked == []


def test_spaces_at_the_ends_do_not_matter(engine: ArgosEngine) -> None:
    found = engine.translate([SENTENCE, f"  {SENTENCE}\u3000\n"])
    assert found[0] == found[1]


def test_compatibility_forms_are_read_alike(engine: ArgosEngine) -> None:
    assert engine.pieces("２０２５ｶｰﾄﾞ") == engine.pieces("2025カード")


@pytest.mark.parametrize(
    "text",
    [
        "窓口" * 5_000,
        "a " * 5_000,
        "😀👨‍👩‍👧",
        "مرحبا بك",
        "<b>&amp;</b><script>",
        "\x00\x01",
        "\ud800",
        "⟦0⟧から⟦1⟧と⟦0⟧",
        "<unk></s><s>",
    ],
)
def test_nothing_said_to_it_breaks_it(engine: ArgosEngine, text: str) -> None:
    assert isinstance(engine.translate([text])[0].text, str)


def test_a_long_source_is_cut_and_the_output_follows_its_length(engine: ArgosEngine) -> None:
    recorder = Recorder(["a"], ["a"], ["a"])
    _with(engine, recorder).translate(["窓口で" * 1000, "税", "税務課です" * 3])
    (long, options), (short, options_of_short), (middling, options_of_middling) = recorder.asked
    assert len(long) == MOST_PIECES
    assert options["max_decoding_length"] == MOST_PIECES
    assert len(short) < 5
    assert options_of_short["max_decoding_length"] == 32
    assert options_of_middling["max_decoding_length"] == 3 * len(middling) + 16 < MOST_PIECES


def test_what_repeats_rightly_is_left_alone(engine: ArgosEngine) -> None:
    said = ["⟦0⟧", "▁to", "▁⟦1⟧", "▁and", "⟦0⟧", "▁to", "▁⟦1⟧"]
    recorder = Recorder(said)
    found = _with(engine, recorder).translate(["⟦0⟧から⟦1⟧、⟦0⟧から⟦1⟧"])[0]
    assert found.text.count("⟦0⟧") == found.text.count("⟦1⟧") == 2
    assert [options["no_repeat_ngram_size"] for _, options in recorder.asked] == [0]


@pytest.mark.parametrize("loop", [["▁the"] * 32, ["▁a"] * 8, ["▁a", "▁b", "▁c"] * 4, ["x"] * 32])
def test_a_loop_is_decoded_again(engine: ArgosEngine, loop: list[str]) -> None:
    recorder = Recorder(loop, ["▁the", "▁counter"])
    assert _with(engine, recorder).translate(["窓口"])[0].text == "the counter"
    assert [options["no_repeat_ngram_size"] for _, options in recorder.asked] == [0, 3]


def test_what_was_said_over_and_over_is_no_loop(engine: ArgosEngine) -> None:
    recorder = Recorder(["▁yes"] * 9)
    assert _with(engine, recorder).translate(["窓" * 9])[0].text == " ".join(["yes"] * 9)
    assert len(recorder.asked) == 1


def test_the_target_prefix_is_given_and_taken_away(tmp_path: Path) -> None:
    prefixed = {**tiny.files(), "metadata.json": tiny.metadata(target_prefix=">>en<<")}
    engine = ArgosEngine(read_package(tiny.write_folder(tmp_path, prefixed)))
    recorder = Recorder([">>en<<", "▁Hello"])
    assert _with(engine, recorder).translate(["窓口"])[0].text == "Hello"
    assert recorder.asked[0][1]["target_prefix"] == [[">>en<<"]]


def test_a_failing_model_is_named(engine: ArgosEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(recorder, "translate_batch", fail)
    with pytest.raises(TranslationError) as caught:
        _with(engine, recorder).translate(["窓口"])
    assert caught.value.key == "error.translation.engine_failed"
    assert caught.value.values["name"] == "Argos ja→en 1.1"


def test_offers_load_when_asked(tmp_path: Path) -> None:
    store = PackageStore(tmp_path / "root", tmp_path / "shipped")
    assert offers(store) == []
    home = store.install(tiny.package(tmp_path / "a.argosmodel")).folder
    (offer,) = offers(store)
    assert (offer.source, offer.target, offer.kind) == ("ja", "en", "argos")
    assert (offer.name, offer.reference) == ("Argos ja→en 1.1", True)
    assert offer.load().translate([SENTENCE])[0].text
    (home / "model" / "model.bin").write_bytes(b"")
    with pytest.raises(TranslationError, match="package_altered"):
        offer.load()
