"""A model whose bytes were altered never reaches a native library, whatever kind it is."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path
from typing import Any

import ctranslate2
import fxtranslate
import onnxruntime
import pytest
import sentencepiece
import tokenizers
from faster_whisper.utils import get_assets_path

from voice_counter import paths
from voice_counter.errors import ModelError, TranslationError
from voice_counter.models.registry import FileSpec, ModelSpec, Registry, load_registry
from voice_counter.models.store import ModelStore
from voice_counter.speech.silero import SILERO_SHA256, SileroVad
from voice_counter.supervision.recogniser import load_whisper
from voice_counter.translation import firefox
from voice_counter.translation.argos import ArgosEngine, Package, read_package
from voice_counter.translation.packages import PackageStore
from voice_counter.translation.sums import SHIPPED_NAME, shipped_sums

sys.path.insert(0, str(Path(__file__).resolve().parent / "translation"))

import packages as tiny


class Reached(Exception):  # noqa: N818 - it is what the test waits for
    """A native library was given something."""


@pytest.fixture
def native(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way into the libraries that parse models raises."""

    def reached(*_: object, **__: object) -> Any:
        raise Reached

    monkeypatch.setattr(ctranslate2, "Translator", reached)
    monkeypatch.setattr(ctranslate2.models, "Whisper", reached)
    monkeypatch.setattr(sentencepiece, "SentencePieceProcessor", reached)
    monkeypatch.setattr(fxtranslate, "Translator", reached)
    monkeypatch.setattr(onnxruntime, "InferenceSession", reached)
    monkeypatch.setattr(tokenizers.Tokenizer, "from_file", reached)


def alter(path: Path) -> None:
    """One bit of a file, whose size stays."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def registered(folder: Path, kind: str, *names: str) -> tuple[ModelStore, ModelSpec]:
    """A store with a sound model of a few bytes."""
    model = folder / "m"
    model.mkdir(parents=True)
    files = []
    for name in names:
        content = name.encode() * 50
        (model / name).write_bytes(content)
        files.append(FileSpec(name, len(content), hashlib.sha256(content).hexdigest()))
    languages = ("ja", "en")
    spec = ModelSpec("m", kind, "m", languages, "MIT", tuple(files), ())
    return ModelStore(folder, Registry("m", {"m": spec})), spec


SPEECH = ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt")
FIREFOX = ("model.jaen.intgemm.alphas.bin", "vocab.jaen.spm", "lex.50.50.jaen.s2t.bin")


@pytest.mark.parametrize("name", SPEECH)
@pytest.mark.usefixtures("native")
def test_speech_models(tmp_path: Path, name: str) -> None:
    store, _ = registered(tmp_path, "speech", *SPEECH)
    with pytest.raises(Reached):
        load_whisper(store.path("m"))
    alter(tmp_path / "m" / name)
    with pytest.raises(ModelError, match="altered"):
        load_whisper(store.path("m"))


@pytest.mark.parametrize("name", FIREFOX)
@pytest.mark.usefixtures("native")
def test_firefox_models(tmp_path: Path, name: str) -> None:
    store, _ = registered(tmp_path, "translation", *FIREFOX)
    (offer,) = firefox.offers(store)
    with pytest.raises(Reached):
        offer.load()
    alter(tmp_path / "m" / name)
    with pytest.raises(ModelError, match="altered"):
        offer.load()


def test_a_file_beside_the_registered_ones_is_not_read(tmp_path: Path) -> None:
    store, _ = registered(tmp_path, "speech", *SPEECH)
    (tmp_path / "m" / "vocabulary.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ModelError, match="unexpected"):
        store.path("m")


@pytest.mark.parametrize("name", [name for name in tiny.files() if name != "metadata.json"])
def test_argos_packages(tmp_path: Path, request: pytest.FixtureRequest, name: str) -> None:
    store = PackageStore(tmp_path / "root", tmp_path / "shipped")
    package = store.install(tiny.package(tmp_path / "a.argosmodel"))
    request.getfixturevalue("native")
    with pytest.raises(Reached):
        ArgosEngine(package).load()
    alter(package.folder / name)
    refused(package, name, request)


def refused(package: Package, name: str, request: pytest.FixtureRequest) -> None:
    """The altered file is not read; the piece model is read before the translation model."""
    monkeypatch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
    if name != "sentencepiece.model":
        # What comes before it may be read: it is as it was.
        class Pieces:
            def __init__(self, **_: object) -> None:
                pass

            def get_piece_size(self) -> int:
                return 1

        monkeypatch.setattr(sentencepiece, "SentencePieceProcessor", Pieces)
    with pytest.raises(TranslationError, match="package_altered"):
        ArgosEngine(package).load()


@pytest.mark.usefixtures("native")
def test_a_package_without_its_sums_is_not_read(tmp_path: Path) -> None:
    package = read_package(tiny.write_folder(tmp_path))
    (tmp_path / "sha256.json").unlink()
    with pytest.raises(TranslationError, match="package_altered"):
        ArgosEngine(package).load()


@pytest.mark.usefixtures("native")
@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b"\xff", b"{}" + b" " * (1 << 20), b'{"a": 1}']
)
def test_sums_that_were_altered_are_none(content: bytes, tmp_path: Path) -> None:
    package = read_package(tiny.write_folder(tmp_path))
    (tmp_path / "sha256.json").write_bytes(content)
    with pytest.raises(TranslationError, match="package_altered"):
        ArgosEngine(package).load()


@pytest.mark.usefixtures("native")
def test_a_shipped_package_that_was_altered_is_not_even_unpacked(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    name = "translate-ja_en-1_0.argosmodel"
    shutil.copy(paths.starter_packages() / name, shipped)
    shutil.copy(paths.starter_packages() / SHIPPED_NAME, shipped)
    alter(shipped / name)
    store = PackageStore(tmp_path / "root", shipped)
    assert store.packages() == ()
    assert [fault.key for fault in store.faults.values()] == ["error.translation.package_altered"]
    assert not (tmp_path / "root").exists()


def test_every_package_that_ships_is_on_the_list() -> None:
    sums = shipped_sums(paths.starter_packages())
    assert sums is not None
    there = paths.starter_packages().glob("*.argosmodel")
    assert sums == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in there}


@pytest.mark.usefixtures("native")
def test_the_voice_detector(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Reached):
        SileroVad()
    shutil.copy(Path(get_assets_path()) / "silero_vad_v6.onnx", tmp_path)
    monkeypatch.setattr("voice_counter.speech.silero.get_assets_path", lambda: str(tmp_path))
    with pytest.raises(Reached):
        SileroVad()
    alter(tmp_path / "silero_vad_v6.onnx")
    with pytest.raises(ModelError, match="detector_altered"):
        SileroVad()
    assert len(SILERO_SHA256) == 64


def test_every_registered_file_has_a_hash() -> None:
    for spec in load_registry().models.values():
        assert spec.files
        assert all(len(file.sha256) == 64 for file in spec.files)
