"""The parsers that read what comes from outside, each with what it is given and how it is used."""

from __future__ import annotations

import hashlib
import json
import os
import random
import tempfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from scripts.fuzzing import audio, mutation, packages, records
from scripts.fuzzing.archives import hostile_zip
from scripts.fuzzing.mutation import mutated, mutated_table
from voice_counter import paths, settings
from voice_counter.errors import UserError
from voice_counter.glossary.analyser import Analyser
from voice_counter.glossary.check import check_file
from voice_counter.glossary.files import read_terms
from voice_counter.glossary.profiles import load_profiles
from voice_counter.glossary.tbx import read_tbx, write_tbx
from voice_counter.glossary.terms import Glossary
from voice_counter.glossary.user_glossary import UserGlossary
from voice_counter.models.registry import FileSpec, ModelSpec, Registry
from voice_counter.models.store import ModelStore
from voice_counter.projector import announcements
from voice_counter.texts import explain
from voice_counter.translation.argos import read_package
from voice_counter.translation.phrase_match import PhraseBook
from voice_counter.translation.phrase_sets import load_sets, spoken
from voice_counter.translation.phrases import Phrase, load_phrases, read_phrases
from voice_counter.translation.term_finder import TermFinder
from voice_counter.translation.unpack import is_unpacked, unpack

_ROWS = 6
"""Rows of a shipped table in a seed: cheap cases."""
_SELDOM = 16
"""One case in so many goes on to what works with the result, which takes longer."""
_VALUES = {"number": "3", "amount": "300円", "date": "6月30日", "time": "15:00", "period": "14日"}
_TEXT = "住民票の写しは3番の窓口で300円です。在留カードをお持ちください。"


@dataclass(frozen=True)
class Parser:
    """What reads one kind of input.

    Attributes:
        make: a hostile input.
        read: what the application does with it, in an empty folder. May raise ``UserError``,
            and nothing else.
        share: of all cases, as a weight.
    """

    name: str
    make: Callable[[random.Random], bytes]
    read: Callable[[Path, bytes], None]
    share: int


def _put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _head(path: Path, rows: int = _ROWS) -> bytes:
    return b"".join(path.read_bytes().splitlines(keepends=True)[: rows + 1])


# -- glossaries ------------------------------------------------------------------------------------


@cache
def _glossary_seeds() -> Sequence[bytes]:
    found = [_head(path) for path in sorted(paths.glossaries().glob("*.csv"))[:6]]
    return [*found, "ja,reading\n住民票,じゅうみんひょう\n".encode("cp932", "replace")]


def _read_glossary(folder: Path, data: bytes) -> None:
    path = _put(folder, "a.csv", data)
    for problem in check_file(path):
        assert problem.path == path
    if zlib.crc32(data) % _SELDOM == 0:
        own = UserGlossary(_put(folder, "own-terms.csv", data))
        try:
            own.load()
        except UserError as error:
            explain(error)
        own.load()  # whatever it was, what is left of it loads
    terms = list(read_terms(path))
    glossary = Glossary(terms)
    list(glossary.matches(_TEXT))
    if zlib.crc32(data) % _SELDOM == 1:
        TermFinder(glossary).demands("The certificate of residence, please.", "en", "ja")
        Analyser(glossary).words(_TEXT)


@cache
def _tbx_seeds() -> Sequence[bytes]:
    with tempfile.TemporaryDirectory() as scratch:
        found = []
        for number, seed in enumerate(_glossary_seeds()[:4]):
            csv = _put(Path(scratch), f"{number}.csv", seed)
            path = Path(scratch) / f"{number}.tbx"
            write_tbx(path, list(read_terms(csv))[:3])
            found.append(path.read_bytes())
        return found


def _read_tbx(folder: Path, data: bytes) -> None:
    path = _put(folder, "a.tbx", data)
    check_file(path)
    write_tbx(folder / "b.tbx", [term for _, term in read_tbx(path)])
    assert len(list(read_tbx(folder / "b.tbx"))) == len(list(read_tbx(path)))


# -- phrases ---------------------------------------------------------------------------------------


@cache
def _phrase_seeds() -> Sequence[bytes]:
    return [_head(path) for path in sorted((paths.glossaries() / "phrases").glob("*.csv"))]


def _read_phrases(folder: Path, data: bytes) -> None:
    phrases = list(read_phrases(_put(folder, "a.csv", data)))
    for phrase in phrases[:8]:
        values = {slot: _VALUES.get(slot.rstrip("2"), "住民票") for slot in phrase.slots}
        for language in ("ja", "en", "es", "th"):
            spoken(phrase, values, language)
    if phrases and zlib.crc32(data) % _SELDOM == 0:
        PhraseBook(phrases[:8], Glossary(())).match(_TEXT)


@cache
def _shipped_phrases() -> tuple[Phrase, ...]:
    return load_phrases(paths.glossaries() / "phrases")


@cache
def _set_seeds() -> Sequence[bytes]:
    shipped = (paths.glossaries() / "phrases" / "sets.toml").read_bytes()
    small = (
        '[[set]]\nid = "a"\nname = "授乳"\nname_en = "Feeding"\nplace = "visit"\n'
        'phrases = ["home-visit-08", "home-visit-09"]\n\n[[set]]\nid = "b"\nname = "受付"\n'
        'name_en = "Reception"\nplace = "counter"\ncategory = "受付・案内"\n\n[choices]\n'
        'home-visit-08 = ["breast_milk", "formula", "both"]\n'
    ).encode()
    return [small, small, small, shipped]


def _read_sets(folder: Path, data: bytes) -> None:
    _put(folder, "sets.toml", data)
    load_sets(_shipped_phrases(), folder).search("授乳")


# -- settings, profiles, announcements -------------------------------------------------------------


@cache
def _profile_seeds() -> Sequence[bytes]:
    return [path.read_bytes() for path in (paths.glossaries() / "profiles").glob("*.toml")]


def _read_profile(folder: Path, data: bytes) -> None:
    _put(folder, "a.toml", data)
    load_profiles(folder)


_SETTINGS = (
    b'theme = "dark"\nfont_size = 40\nprofile = "x"\nui_language = "en"\nfurigana = false\n',
    b'# office\nevent_min_seconds = 2.5\nevent_text_colour = "#ffffff"\n\n'
    b"[locked]\nbacktranslation = true\nidle_clear_minutes = 5\n"
    b'engine_order = "vi=argos,firefox"\n',
)


def _read_settings(folder: Path, data: bytes) -> None:
    user, site = folder / "user", folder / "site"
    os.environ["VOICE_COUNTER_CONFIG"] = str(user)
    os.environ["VOICE_COUNTER_SITE_CONFIG"] = str(site)
    place = zlib.crc32(data) % 4
    _put(user, "settings.toml", data if place == 0 else b'profile = "x"\n')
    _put(user, "profiles/x.toml", data if place == 1 else b"font_size = 30\n")
    if place >= 2:
        _put(site, "settings.toml" if place == 2 else "profiles/x.toml", data)
    stored = settings.read()
    for fault in stored.faults:
        explain(fault)
    changed = replace(stored.settings, font_size=37, theme="dark")
    settings.save(changed)
    again = settings.read()
    locked = stored.locked
    assert "font_size" in locked or again.settings.font_size == 37, again
    settings.reset("font_size")
    settings.use_profile("")
    settings.read()


@cache
def _announcement_seeds() -> Sequence[bytes]:
    with tempfile.TemporaryDirectory() as scratch:
        each = announcements.Announcement("開始", "まもなく始まります。", {"en": "Soon."}, 10.0)
        path = announcements.write_template(Path(scratch), (each, each))
        return [path.read_bytes(), "title,text,seconds,en\n休憩,休憩です,0,Break\n".encode()]


_ANNOUNCEMENT_TOML = (
    '[[announcement]]\ntitle = "休憩"\ntext = "10分休憩します。"\nseconds = 20\nen = "Break"\n'
    '[[announcement]]\ntext = "出口は後ろです。"\n'
).encode()


def _read_announcements(folder: Path, data: bytes) -> None:
    _announced(_put(folder, "announcements.csv", data))


def _read_announcement_toml(folder: Path, data: bytes) -> None:
    _announced(_put(folder, "announcements.toml", data))


def _announced(path: Path) -> None:
    found, faults = announcements.load(path)
    assert len(found) <= announcements.MOST
    for fault in faults:
        explain(fault)


# -- models and packages ---------------------------------------------------------------------------

_METADATA = json.dumps(
    {
        "package_version": "1.1",
        "from_code": "ja",
        "to_code": "en",
        "placeholders": ["⟦0⟧"],
        "target_prefix": "",
    }
).encode()
_PACKAGE = {
    "metadata.json": _METADATA,
    "sentencepiece.model": b"pieces" * 30,
    "model/model.bin": bytes(range(256)) * 4,
    "model/shared_vocabulary.json": b'["<unk>","<s>"]',
    "README.md": b"readme",
}


def _read_package_file(folder: Path, data: bytes) -> None:
    path = _put(folder, "a.argosmodel", data)
    unpack(path, folder / "out")
    assert is_unpacked(path, folder / "out")
    read_package(folder / "out")


def _read_metadata(folder: Path, data: bytes) -> None:
    for name, content in _PACKAGE.items():
        _put(folder, name, data if name == "metadata.json" else content)
    assert len(read_package(folder).version) <= 32


_MODEL = {
    "config.json": b'{"sound": true}',
    "model.bin": bytes(range(256)) * 8,
    "tokenizer.json": b"{}" * 200,
}


@cache
def _registry() -> Registry:
    files = tuple(
        FileSpec(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in _MODEL.items()
    )
    return Registry("m", {"m": ModelSpec("m", "speech", "m", ("ja",), "MIT", files, ())})


def _read_models(folder: Path, data: bytes) -> None:
    store = ModelStore(folder / "store", _registry())
    found = store.import_from(_put(folder, "stick.zip", data))
    # What was let in is byte for byte what is registered.
    for model_id in found:
        installed = store.path(model_id)
        assert {path.name: path.read_bytes() for path in installed.iterdir()} == _MODEL


def _of(
    seeds: Callable[[], Sequence[bytes]],
    tokens: Sequence[bytes],
    how: Callable[[random.Random, Sequence[bytes], Sequence[bytes]], bytes] = mutated,
) -> Callable[[random.Random], bytes]:
    return lambda rng: how(rng, seeds(), tokens)


def _zips(files: Mapping[str, bytes], *tops: str) -> Callable[[random.Random], bytes]:
    return lambda rng: hostile_zip(rng, files, rng.choice(tops))


PARSERS: Mapping[str, Parser] = {
    parser.name: parser
    for parser in (
        Parser(
            "glossary-csv",
            _of(_glossary_seeds, mutation.CSV, mutated_table),
            _read_glossary,
            18,
        ),
        Parser("glossary-tbx", _of(_tbx_seeds, mutation.XML), _read_tbx, 16),
        Parser("glossary-profile-toml", _of(_profile_seeds, mutation.TOML), _read_profile, 12),
        Parser("phrase-csv", _of(_phrase_seeds, mutation.CSV, mutated_table), _read_phrases, 16),
        Parser("phrase-sets-toml", _of(_set_seeds, mutation.TOML), _read_sets, 8),
        Parser("settings-toml", _of(lambda: _SETTINGS, mutation.TOML), _read_settings, 2),
        Parser(
            "announcements-csv",
            _of(_announcement_seeds, mutation.CSV, mutated_table),
            _read_announcements,
            12,
        ),
        Parser(
            "announcements-toml",
            _of(lambda: [_ANNOUNCEMENT_TOML], mutation.TOML),
            _read_announcement_toml,
            8,
        ),
        Parser("argos-package", _zips(_PACKAGE, "a-1_0", "あ"), _read_package_file, 6),
        Parser("argos-metadata", _of(lambda: [_METADATA], mutation.JSON), _read_metadata, 8),
        Parser("model-archive", _zips(_MODEL, "m", ""), _read_models, 6),
        Parser("audio-file", audio.hostile_audio, audio.read_audio, 6),
        Parser("signed-manifest", packages.hostile_manifest, packages.read_manifest, 10),
        Parser("office-update", packages.hostile_package, packages.read_package, 1),
        Parser("session-database", records.hostile_database, records.read_database, 2),
    )
}
"""By name."""
