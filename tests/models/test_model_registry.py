"""The list of models that ships, and lists that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_counter.errors import ModelError
from voice_counter.models.registry import FilesSource, HubSource, WheelSource, load_registry

SHA = "a" * 64
ENTRY = f"""
default = "m"
[[model]]
id = "m"
kind = "speech"
name = "M"
languages = ["ja"]
licence = "MIT"
files = [{{ name = "model.bin", size = 3, sha256 = "{SHA}" }}]
[[model.source]]
kind = "hub"
repo = "a/b"
revision = "{"b" * 40}"
[[model.source]]
kind = "wheels"
wheels = [{{ project = "p", version = "1.0", size = 5, sha256 = "{SHA}" }}]
[model.source.members]
"model.bin" = ["p/model.bin"]
"""


def _load(tmp_path: Path, content: str) -> ModelError:
    path = tmp_path / "registry.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_registry(path)
    assert caught.value.values["path"] == path
    return caught.value


def test_the_shipped_list() -> None:
    registry = load_registry()
    speech = [spec.id for spec in registry.models.values() if spec.kind == "speech"]
    assert speech == [
        "tiny",
        "base",
        "small",
        "medium",
        "large-v3-turbo",
        "kotoba-whisper-v2.0-faster",
    ]
    assert registry.default_id == "base"
    base = registry.models["base"]
    assert base.size == 147_882_941
    assert [type(source) for source in base.sources] == [HubSource, WheelSource]
    assert all(spec.sources and spec.licence for spec in registry.models.values())
    # What identifies a model when it is imported must differ between any two of them.
    weights = [f for spec in registry.models.values() for f in spec.files if f.name == "model.bin"]
    assert len({file.sha256 for file in weights}) == len(weights) == 6


def test_the_translation_models_are_pairs_with_english() -> None:
    models = [spec for spec in load_registry().models.values() if spec.kind == "translation"]
    pairs = {spec.languages for spec in models}
    assert {("ja", "en"), ("en", "ja"), ("en", "zh-Hans"), ("ko", "en"), ("vi", "en")} <= pairs
    assert len(pairs) == len(models) == 29
    for spec in models:
        source, target = spec.languages
        assert "en" in spec.languages
        assert spec.id == f"firefox-{source[:2]}-{target[:2]}"
        beginnings = {file.name.partition(".")[0] for file in spec.files}
        assert beginnings in ({"model", "lex", "vocab"}, {"model", "lex", "srcvocab", "trgvocab"})
        assert all(file.name.endswith(".gz") for file in spec.files)
        assert [type(one) for one in spec.sources] == [FilesSource]


def test_a_whole_entry_is_read(tmp_path: Path) -> None:
    path = tmp_path / "registry.toml"
    path.write_text(ENTRY, encoding="utf-8")
    spec = load_registry(path).models["m"]
    hub, wheels = spec.sources
    assert hub == HubSource("a/b", "b" * 40)
    assert isinstance(wheels, WheelSource)
    assert wheels.members == {"model.bin": ("p/model.bin",)}
    assert (spec.files[0].name, spec.size, spec.languages) == ("model.bin", 3, ("ja",))


@pytest.mark.parametrize(
    ("right", "wrong", "item"),
    [
        ('default = "m"', 'default = "n"', "default"),
        ('id = "m"', 'id = "../m"', "model[0].id"),
        ('name = "model.bin"', 'name = "a/b"', "model[0].files[0].name"),
        ('name = "model.bin"', 'name = ".."', "model[0].files[0].name"),
        ("size = 3", "size = 0", "model[0].files[0].size"),
        ("size = 3", 'size = "3"', "model[0].files[0].size"),
        (f'size = 3, sha256 = "{SHA}"', 'size = 3, sha256 = "aa"', "model[0].files[0].sha256"),
        ('languages = ["ja"]', "languages = []", "model[0].languages"),
        ('licence = "MIT"', "licence = 1", "model[0].licence"),
        ('kind = "hub"', 'kind = "ftp"', "model[0].source[0].kind"),
        ('repo = "a/b"', 'repo = "../.."', "model[0].source[0].repo"),
        ("b" * 40, "main", "model[0].source[0].revision"),
        ('"model.bin" = ["p', '"other.bin" = ["p', "model[0].source[1].members"),
        ('version = "1.0"', 'version = "--pre"', "model[0].source[1].wheels[0].version"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, right: str, wrong: str, item: str) -> None:
    assert right in ENTRY
    fault = _load(tmp_path, ENTRY.replace(right, wrong))
    assert (fault.key, fault.values["item"]) == ("error.model.registry_invalid", item)


def test_an_id_listed_twice_is_named(tmp_path: Path) -> None:
    twice = ENTRY + ENTRY.replace('default = "m"', "")
    assert _load(tmp_path, twice).values["item"] == "model[1].id"


def test_a_list_that_is_not_toml(tmp_path: Path) -> None:
    assert _load(tmp_path, "default = ").key == "error.model.registry_unreadable"


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="registry_unreadable"):
        load_registry(tmp_path / "registry.toml")
