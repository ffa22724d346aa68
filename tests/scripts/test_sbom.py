"""The parts list is complete, and what CycloneDX 1.6 asks of one.

The official strict schema was run over it too (docs/dependencies.md); it is not among the tests,
because the validator would be three further packages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts import make_sbom, wheels
from voice_counter.models.registry import load_registry

# CycloneDX 1.6, bom-1.6.schema.json: the members of a component that are used here.
MEMBERS = {
    "type", "bom-ref", "name", "version", "description", "hashes", "licenses", "purl",
    "components", "externalReferences", "properties",
}  # fmt: skip
TYPES = {"application", "library", "machine-learning-model", "file"}
SERIAL = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(make_sbom.content())
    return found


def parts(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from parts(component.get("components", []))


def test_the_head(document: dict[str, Any]) -> None:
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert SERIAL.fullmatch(document["serialNumber"])
    assert document["version"] == 1
    assert document["metadata"]["component"]["name"] == "voice-counter"


def test_every_component_is_well_formed(document: dict[str, Any]) -> None:
    found = list(parts(document["components"]))
    for component in found:
        assert set(component) <= MEMBERS, component
        assert component["type"] in TYPES
        assert component["name"]
        for reference in component.get("externalReferences", []):
            assert reference["type"] == "distribution"
            assert reference["url"].startswith("https://")
        for digest in [
            *component.get("hashes", []),
            *(
                each
                for r in component.get("externalReferences", [])
                for each in r.get("hashes", [])
            ),
        ]:
            assert digest["alg"] == "SHA-256"
            assert re.fullmatch("[0-9a-f]{64}", digest["content"])
        licences = component.get("licenses", [])
        assert len(licences) <= 1 or all("license" in each for each in licences), "one expression"
    references = [component["bom-ref"] for component in found]
    assert len(references) == len(set(references))
    known = {*references, document["metadata"]["component"]["bom-ref"]}
    for row in document["dependencies"]:
        assert {row["ref"], *row["dependsOn"]} <= known
        assert len(row["dependsOn"]) == len(set(row["dependsOn"]))


def test_everything_that_is_pinned_is_listed_with_its_hashes(document: dict[str, Any]) -> None:
    lock = make_sbom.LOCK.read_text(encoding="utf-8")
    pinned = {block.split(" ")[0] for block in wheels.requirements(lock)}
    libraries = [part for part in document["components"] if part["type"] == "library"]
    assert {f"{part['name']}=={part['version']}" for part in libraries} == pinned
    listed = json.dumps(libraries)
    for digest in re.findall("sha256:([0-9a-f]{64})", lock):
        assert digest in listed
    marked = {part["name"] for part in libraries if "properties" in part}
    assert {"psutil", "jeepney"} <= marked


def test_every_model_and_starter_package_is_listed(document: dict[str, Any]) -> None:
    weights = {
        part["bom-ref"]: part
        for part in document["components"]
        if part["type"] == "machine-learning-model"
    }
    for spec in load_registry().models.values():
        found = weights[f"model:{spec.id}"]
        digests = {file["name"]: file["hashes"][0]["content"] for file in found["components"]}
        assert digests == {file.name: file.sha256 for file in spec.files}
        assert found["licenses"]
    shipped = {f"starter:{file.name}" for file in (make_sbom.ROOT / "models").glob("*.argosmodel")}
    assert shipped
    assert shipped <= set(weights)


def test_the_same_sources_make_the_same_document() -> None:
    assert make_sbom.content() == make_sbom.content()


def test_the_direct_parts_hang_on_the_application(document: dict[str, Any]) -> None:
    direct = next(row for row in document["dependencies"] if row["ref"] == make_sbom.APPLICATION)
    names = {ref.split("/")[-1].split("@")[0] for ref in direct["dependsOn"] if "pypi" in ref}
    assert {"numpy", "pyside6-essentials", "cryptography", "faster-whisper"} <= names
    assert "pycparser" not in names, "that one is cffi's"


def test_it_is_written_where_it_is_told_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make_sbom.main([str(tmp_path / "build" / "parts.json")]) == 0
    assert (tmp_path / "build" / "parts.json").read_bytes() == make_sbom.content()
    assert "parts.json: " in capsys.readouterr().out


@pytest.mark.parametrize(("word", "code"), [("--help", 0), ("-h", 0), ("--no-such", 2)])
def test_an_option_is_no_file(
    word: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        make_sbom.main([word])
    assert ended.value.code == code
    assert list(tmp_path.iterdir()) == []
