"""The Argos packages on this PC: those that ship, and those the user has put in.

Layout: ``<root>/installed/<source>_<target>/`` holds what the user installed,
``<root>/shipped/<sha256 of the zip>/`` what ships, unpacked, and ``<root>/.incoming/`` what is on
its way. A folder appears in its place by one rename, after the package was tried out.
"""

from __future__ import annotations

import atexit
import json
import logging
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from voice_counter.errors import ModelError, TranslationError
from voice_counter.models.integrity import sha256_of
from voice_counter.models.locking import exclusive
from voice_counter.translation.argos import (
    ArgosEngine,
    Package,
    content,
    is_plain,
    read_package,
)
from voice_counter.translation.sums import check_shipped
from voice_counter.translation.unpack import is_unpacked, unpack, writing

__all__ = ["Package", "PackageStore", "check"]

_STALE_SECONDS = 24 * 3600
_CANNOT_WRITE = {f"error.translation.{key}" for key in ("disk_full", "read_only", "write_failed")}
_PROBES = {
    "ja": "こちらの窓口で手続きができます。",
    "en": "Please come to this counter.",
    "zh-Hans": "请到这个窗口办理手续。",
    "zh-Hant": "請到這個窗口辦理手續。",
    "ko": "이 창구에서 수속하세요.",
    "vi": "Xin mời đến quầy này.",
    "ne": "कृपया यो काउन्टरमा आउनुहोस्।",
    "fil": "Pumunta po sa counter na ito.",
    "pt": "Por favor, venha a este balcão.",
    "es": "Por favor, venga a esta ventanilla.",
    "id": "Silakan datang ke loket ini.",
    "th": "กรุณามาที่ช่องบริการนี้",
    "my": "ဤကောင်တာသို့ လာပါ။",
    "uk": "Будь ласка, підійдіть до цього вікна.",
    "fr": "Veuillez venir à ce guichet.",
    "ru": "Пожалуйста, подойдите к этому окну.",
}
_ANY_PROBE = "2025"

_log = logging.getLogger(__name__)


class PackageStore:
    """See the module.

    Args:
        root: the user's folder; it need not exist.
        shipped: the folder with the ``*.argosmodel`` that ship.
    """

    def __init__(self, root: Path, shipped: Path) -> None:
        self.root = root
        self.shipped = shipped
        self.faults: dict[Path, TranslationError] = {}
        """Packages that the last ``packages()`` passed over, with what is wrong with them."""

    def packages(self) -> tuple[Package, ...]:
        """Every usable package by language pair, the user's own before those that ship.

        Unpacks what ships, the first time. A package that cannot be used is logged and passed
        over: it must not keep the others away.
        """
        self.faults.clear()
        found = []
        for folder in self._listed(self.root / "installed", "*"):
            with self._noting(folder):
                found.append(read_package(folder))
        for path in self._listed(self.shipped, "*.argosmodel"):
            with self._noting(path):
                found.append(self._of_shipped(path))
        return tuple(sorted(found, key=lambda p: (p.source, p.target, p.shipped)))

    def install(self, path: Path) -> Package:
        """Try the package file ``path`` out and put it in, in place of one for the same pair.

        Raises:
            TranslationError: it cannot be used, or not be put in; what was here stays.
        """
        with _scratch(self.root) as scratch:
            package = _tried(path, scratch / "package", shipped=False)
            home = self._home(package.source, package.target)
            with self._changing(home):
                _put(package.folder, home, scratch.parent)
        return replace(package, folder=home)

    def remove(self, source: str, target: str) -> None:
        """Take away what the user installed for a pair; what ships then serves again.

        Raises:
            TranslationError: the user installed nothing for it, or it cannot be written.
        """
        home = self._home(source, target)
        if not (is_plain(source) and is_plain(target) and home.is_dir()):
            pair = (source, target)
            ships = any((p.source, p.target) == pair for p in self.packages())
            key = "remove_shipped" if ships else "remove_absent"
            raise TranslationError(f"error.translation.{key}", source=source, target=target)
        with self._changing(home), _scratch(self.root) as scratch, writing(home):
            # Renamed first: an interrupted removal must not leave half a package.
            home.replace(scratch / home.name)

    def _home(self, source: str, target: str) -> Path:
        return self.root / "installed" / f"{source}_{target}"

    def _listed(self, folder: Path, pattern: str) -> list[Path]:
        try:
            return sorted(folder.glob(pattern))
        except OSError as error:
            self.faults[folder] = TranslationError(
                "error.translation.package_unreadable", path=folder, reason=error.strerror
            )
            return []

    @contextmanager
    def _noting(self, path: Path) -> Iterator[None]:
        try:
            yield
        except TranslationError as fault:
            _log.warning("%s is passed over: %s", path, fault)
            self.faults[path] = fault

    @contextmanager
    def _changing(self, home: Path) -> Iterator[None]:
        """Keep other processes from changing the same pair meanwhile."""
        try:
            with exclusive(self.root / ".incoming" / f"{home.name}.lock", home.name):
                yield
        except ModelError as error:
            if error.key == "error.model.busy":
                raise TranslationError("error.translation.busy", pair=home.name) from error
            reason = error.values.get("reason", "lock")
            raise TranslationError(
                "error.translation.write_failed", path=self.root, reason=reason
            ) from error

    def _of_shipped(self, path: Path) -> Package:
        """A package that ships, unpacked; in a temporary folder where ``root`` cannot be written.

        Raises:
            TranslationError: it is damaged, or can be unpacked nowhere.
        """
        try:
            digest = sha256_of(path)
        except OSError as error:
            raise TranslationError(
                "error.translation.package_unreadable", path=path, reason=error.strerror
            ) from error
        check_shipped(path, digest)
        home = self.root / "shipped" / digest
        if is_unpacked(path, home):
            return read_package(home, shipped=True)
        try:
            package = _unpacked(path, home, self.root)
        except TranslationError as fault:
            if fault.key not in _CANNOT_WRITE:
                raise
            spare = _spare_root()
            home = spare / "shipped" / digest
            if is_unpacked(path, home):
                return read_package(home, shipped=True)
            return _unpacked(path, home, spare)
        self._drop_old_shipped()
        return package

    def _drop_old_shipped(self) -> None:
        """Remove what an earlier version of the application shipped."""
        with suppress(OSError):
            current = {sha256_of(path) for path in self.shipped.glob("*.argosmodel")}
            for folder in (self.root / "shipped").iterdir():
                if folder.name not in current:
                    _discard(folder)


@cache
def _spare_root() -> Path:
    """A folder of this process alone: a name that others could guess could be theirs already."""
    with writing(Path(tempfile.gettempdir())):
        folder = Path(tempfile.mkdtemp(prefix="voice-counter-"))
    atexit.register(_discard, folder)
    return folder


def _tried(path: Path, folder: Path, shipped: bool) -> Package:
    """Unpack ``path`` into ``folder`` and try the package out.

    Raises:
        TranslationError: it cannot be used; the message names ``path``.
    """
    unpack(path, folder)
    try:
        package = read_package(folder, shipped)
        check(package)
    except TranslationError as fault:
        values = {**fault.values, "path": path} if "path" in fault.values else fault.values
        raise TranslationError(fault.key, **values) from fault
    return package


def check(package: Package) -> None:
    """Tries a package out: its model loads, its pieces are the model's, and it says something.

    Raises:
        TranslationError: it does not.
    """
    engine = ArgosEngine(package)
    engine.load()
    vocabulary = _source_vocabulary(package.folder)
    probe = _PROBES.get(package.source, _ANY_PROBE)
    pieces = engine.pieces(probe)
    readable = sum(piece in vocabulary for piece in pieces) / max(1, len(pieces))
    common = sum(map(engine.knows, vocabulary)) / max(1, len(vocabulary))
    if readable <= 0.5 or common <= 0.5:
        raise TranslationError("error.translation.package_mismatch", path=package.folder)
    if not engine.translate([probe])[0].text:
        raise TranslationError("error.translation.package_silent", path=package.folder)


def _source_vocabulary(folder: Path) -> frozenset[str]:
    """The pieces the model reads; CTranslate2 has read the same file without complaint."""
    for side in ("shared", "source"):
        for ending in ("json", "txt"):
            name = f"model/{side}_vocabulary.{ending}"
            if (folder / name).is_file():
                text = content(folder, name).decode("utf-8", "replace")
                try:
                    return frozenset(json.loads(text) if ending == "json" else text.split("\n"))
                except (ValueError, TypeError, RecursionError) as error:
                    raise TranslationError(
                        "error.translation.package_model", path=folder, reason=error
                    ) from error
    raise TranslationError(
        "error.translation.package_missing", path=folder, file="model/shared_vocabulary.json"
    )


def _unpacked(path: Path, home: Path, base: Path) -> Package:
    with _scratch(base) as scratch:
        package = _tried(path, scratch / "package", shipped=True)
        with writing(home):
            home.parent.mkdir(exist_ok=True)
            try:
                package.folder.replace(home)
            except OSError:
                # Another process was first; or there is one that was damaged since.
                if not is_unpacked(path, home):
                    home.replace(scratch / "damaged")
                    package.folder.replace(home)
    return replace(package, folder=home)


def _put(staged: Path, home: Path, incoming: Path) -> None:
    """Rename ``staged`` to ``home``; what was there comes back if that fails."""
    with writing(home):
        home.parent.mkdir(exist_ok=True)
        if not home.exists():
            staged.replace(home)
            return
        aside = Path(tempfile.mkdtemp(dir=incoming))
        old = home.replace(aside / home.name)
        try:
            staged.replace(home)
        except OSError:
            old.replace(home)
            aside.rmdir()
            raise
    _discard(aside)


@contextmanager
def _scratch(base: Path) -> Iterator[Path]:
    """A new folder in ``base/.incoming``, removed afterwards with what is left in it."""
    incoming = base / ".incoming"
    with writing(base):
        incoming.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=incoming))
    with suppress(OSError):
        for other in incoming.iterdir():
            # Of a process that was killed.
            if other.is_dir() and time.time() - other.stat().st_mtime > _STALE_SECONDS:
                _discard(other)
    try:
        yield folder
    finally:
        _discard(folder)


def _discard(folder: Path) -> None:
    # What cannot be deleted (a virus scanner holds it open on Windows) lies under a random name.
    with suppress(OSError):
        shutil.rmtree(folder)
