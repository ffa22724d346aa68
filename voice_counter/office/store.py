"""The office's update on this PC: which one is in use, whose key it has, putting in, taking out.

::

    office/current              the name of the folder in use
    office/trusted-key          the public key of the first update
    office/packages/<serial>-<digest>/…
    office/last-look.json       what came of the last look at the share
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from voice_counter import paths
from voice_counter.errors import PackageError
from voice_counter.signed import (
    Kind,
    Package,
    Trust,
    fingerprint,
    open_package,
    read_key,
    trusting,
)
from voice_counter.small_files import read_json, replacing

_ABOUT = "update.json"


@dataclass(frozen=True, slots=True)
class Update:
    """An update that is in use.

    Attributes:
        serial: a later update has a greater one.
        created: time in UTC, ISO 8601.
        fingerprint: of the key that signed it.
        digest: names all of its content.
    """

    serial: int
    title: str
    created: str
    fingerprint: str
    digest: str

    @property
    def day(self) -> str:
        """The day it was made, ``2026-11-29``."""
        return self.created[:10]


class OfficeStore:
    """What is installed of the office's updates.

    Args:
        root: the folder; ``paths.office()`` if not given. It need not exist.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or paths.office()

    def current(self) -> Update | None:
        """The update in use."""
        try:
            name = (self.root / "current").read_text(encoding="ascii").strip()
            about = read_json(self._packages / name / _ABOUT)
            return Update(**about)
        except (OSError, ValueError, TypeError):
            return None

    def content(self) -> Path | None:
        """The folder of the update in use."""
        current = self.current()
        return None if current is None else self._packages / _name(current.serial, current.digest)

    def pinned_key(self) -> bytes | None:
        """The key that updates must be signed with; None before the first.

        Raises:
            PackageError: the file is damaged.
        """
        return read_key(self.root / "trusted-key")

    def trust(self, expected: str = "", ask: Callable[[str], bool] | None = None) -> Trust:
        """Trust the key of earlier updates, else see :func:`voice_counter.signed.trusting`."""
        return trusting(self.pinned_key(), expected, ask)

    def install(
        self, path: Path, trust: Trust, wanted: Callable[[], bool] = lambda: True
    ) -> Update | None:
        """Use the update in a folder or zip from now on; None where it is in use already.

        Args:
            wanted: asked last; False leaves everything as it is.

        Raises:
            PackageError: it is not signed as it must be, damaged, holds what does not belong into
                an update, is older than the one in use, or cannot be written.
            UserError: something in it cannot be used; the update in use stays.
        """
        # What checks an update is no business of a window that only asks which one is in use.
        from voice_counter.office.contents import check_names

        with open_package(path, Kind.OFFICE, trust) as package:
            manifest, current = package.manifest, self.current()
            if current is not None and current.digest == package.digest:
                return None
            if current is not None and manifest.serial <= current.serial:
                raise PackageError("error.office.older", found=manifest.serial, now=current.serial)
            check_names(manifest.files)
            update = Update(
                serial=manifest.serial,
                title=manifest.title,
                created=manifest.created,
                fingerprint=fingerprint(package.key),
                digest=package.digest,
            )
            try:
                return self._put(package, update, wanted)
            except OSError as error:
                reason = error.strerror or error
                raise PackageError(
                    "error.package.unwritable", path=self.root, reason=reason
                ) from error

    def remove(self) -> bool:
        """Take the update and the trust in its key away; whether there was one."""
        there = self.current() is not None
        try:
            # The pointer first, so that half an update is never read.
            for name in ("current", "trusted-key", "last-look.json"):
                (self.root / name).unlink(missing_ok=True)
            shutil.rmtree(self._packages, ignore_errors=True)
        except OSError as error:
            raise PackageError("error.package.in_use", path=self.root, reason=error) from error
        return there

    def _put(self, package: Package, update: Update, wanted: Callable[[], bool]) -> Update | None:
        from voice_counter.office.contents import check

        self._packages.mkdir(parents=True, exist_ok=True)
        name = _name(update.serial, update.digest)
        draft = Path(tempfile.mkdtemp(prefix="draft-", dir=self._packages))
        try:
            package.copy(package.manifest.files, draft)
            check(draft)
            (draft / _ABOUT).write_text(json.dumps(asdict(update)), encoding="utf-8")
            if not wanted():
                return None
            shutil.rmtree(self._packages / name, ignore_errors=True)
            draft.replace(self._packages / name)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        if self.pinned_key() is None:
            self.write("trusted-key", package.key.hex())
        self.write("current", name)
        for other in self._packages.iterdir():
            if other.name != name and not other.name.startswith("draft-"):
                shutil.rmtree(other, ignore_errors=True)
        return update

    def write(self, name: str, content: str) -> None:
        """Replace one of the small files in one step.

        Raises:
            OSError: it cannot be written.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with replacing(self.root / name) as draft:
            draft.write_text(content, encoding="utf-8")

    @property
    def _packages(self) -> Path:
        return self.root / "packages"


def _name(serial: int, digest: str) -> str:
    return f"{serial}-{digest[:8]}"
