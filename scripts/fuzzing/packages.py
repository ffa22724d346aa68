"""Signed packages of an office: altered after they were signed, or signed by one who means harm."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from scripts.fuzzing.archives import hostile_zip
from scripts.fuzzing.mutation import CSV, JSON, TOML, mutated
from voice_counter.office.store import OfficeStore
from voice_counter.signed.manifest import Entry, Kind, Manifest, decode
from voice_counter.signed.signing import signed

_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
_PATHS = (
    b'"path": "../evil"',
    b'"path": "glossary/../../evil.csv"',
    b'"path": "/etc/evil"',
    b'"path": "glossary\\\\evil.csv"',
    b'"path": "glossary/NUL.csv"',
    b'"path": "glossary/A.csv"',
    b'"path": ""',
    b'"size": -1',
    b'"size": 1e99',
    b'"serial": ' + b"9" * 5000,
    b'"kind": "application"',
    b'"files": {}',
)
_FILES = {
    "glossary/a.csv": "ja,reading\n三軒茶屋,さんげんぢゃや\n".encode("utf-8-sig"),
    "phrases/b.csv": "key,ja,en\nown-1,どうぞ。,Here you are.\n".encode("utf-8-sig"),
    "settings/settings.toml": b"font_size = 40\n[locked]\nfurigana = true\n",
}


def _manifest(files: Mapping[str, bytes]) -> Manifest:
    return Manifest(
        kind=Kind.OFFICE,
        version="1",
        serial=1,
        created="2026-11-29T00:00:00Z",
        files=tuple(
            Entry(path, len(content), hashlib.sha256(content).hexdigest())
            for path, content in sorted(files.items())
        ),
    )


def hostile_manifest(rng: random.Random) -> bytes:
    """A manifest as somebody with the key could sign it."""
    return mutated(rng, [_manifest(_FILES).encoded()], (*JSON, *_PATHS))


def read_manifest(_folder: Path, data: bytes) -> None:
    """What follows when the signature is right; every path it lets through is safe."""
    for entry in decode(data).files:
        assert ".." not in Path(entry.path).parts
        assert not Path(entry.path).is_absolute()


def hostile_package(rng: random.Random) -> bytes:
    """A zip; half of them signed after what is in them was made hostile."""
    files = dict(_FILES)
    if rng.random() < 0.5:
        name = rng.choice(sorted(files))
        files[name] = mutated(rng, [files[name]], CSV + TOML)
        if rng.random() < 0.3:
            files[f"{rng.choice(('desks', 'glossary', 'x'))}/c.toml"] = files.pop(name)
        members = {**files, **signed(_manifest(files), _KEY)}
        if rng.random() < 0.7:
            return hostile_zip(random.Random(0), members, "", changes=0)
    members = {**files, **signed(_manifest(files), _KEY)}
    return hostile_zip(rng, members, "")


def read_package(folder: Path, data: bytes) -> None:
    """Install the update, as from a share."""
    path = folder / "update.zip"
    path.write_bytes(data)
    store = OfficeStore(folder / "office")
    store.install(path, store.trust(ask=lambda _: True))
    content = store.content()
    assert content is not None
    for entry in content.rglob("*"):
        assert not entry.is_symlink()
