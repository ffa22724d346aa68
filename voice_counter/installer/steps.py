"""Installing, going back and removing, each whole or not at all."""

from __future__ import annotations

import json
import platform as running
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath

from voice_counter.errors import ModelError, PackageError
from voice_counter.installer import environment
from voice_counter.installer.messages import say
from voice_counter.installer.places import COMPLETE, Places, remove_tree, replace_text
from voice_counter.models.locking import exclusive
from voice_counter.signed import Manifest, Package, fingerprint

SPARE_BYTES = 200 << 20
"""Left free, so that a PC is not filled to the brim."""

_LONGEST = 259
"""Characters of a path on Windows (MAX_PATH without the end mark)."""
_MARK = 4
"""Digits that tell builds of one version apart."""
_FOLDERS = "import json; from voice_counter import paths; print(json.dumps(paths.own_folders()))"
_MACHINES = {"amd64": "x86_64", "x64": "x86_64", "arm64": "aarch64"}


def this_platform() -> str:
    """What this PC is called in a manifest."""
    machine = running.machine().lower()
    machine = _MACHINES.get(machine, machine)
    return {"win32": "windows", "linux": "linux"}.get(sys.platform, sys.platform) + f"-{machine}"


@contextmanager
def alone(places: Places) -> Iterator[None]:
    """Keep other installers of this user out.

    Raises:
        PackageError: there is one at work, or the folder cannot be written.
    """
    try:
        with exclusive(places.root / "install.lock", ""):
            yield
    except ModelError as error:
        if error.key == "error.model.busy":
            raise PackageError("error.package.busy") from error
        values = {"path": places.root, "reason": error.values.get("reason", error.key)}
        raise PackageError("error.package.unwritable", **values) from error


def check(manifest: Manifest, places: Places, *, allow_older: bool) -> None:
    """Refuse what cannot be installed here before anything is written.

    Raises:
        PackageError: it is for another system or Python, is older than what is installed, or does
            not fit on the disk.
    """
    if manifest.platform != this_platform():
        raise PackageError(
            "error.package.platform", wanted=manifest.platform, found=this_platform()
        )
    python = "{}.{}".format(*sys.version_info[:2])
    if python not in manifest.pythons:
        wanted = ", ".join(manifest.pythons)
        raise PackageError("error.package.python", wanted=wanted, found=python)
    current, _ = places.in_use()
    if (
        places.is_complete(current)
        and _release(manifest.version) < _release(current)
        and not allow_older
    ):
        raise PackageError("error.package.older", current=current, version=manifest.version)
    if places.windows:
        rebuilt = "+" + "0" * _MARK if manifest.version in places.in_use() else ""
        check_length(manifest, places.folder(manifest.version + rebuilt))
    models = sum(entry.size for entry in manifest.below("models"))
    # Models are copied once more into the user's store.
    needed = sum(entry.size for entry in manifest.files) + models + manifest.installed_bytes
    needed += SPARE_BYTES
    existing = next(each for each in (places.root, *places.root.parents) if each.exists())
    free = shutil.disk_usage(existing).free
    if free < needed:
        raise PackageError(
            "error.package.space",
            path=places.root,
            need=-(-needed // 10**6),
            free=free // 10**6,
        )


def check_length(manifest: Manifest, folder: PurePath) -> None:
    """Refuse what would have paths that Windows does not take without an administrator's leave.

    Args:
        folder: the version's own.

    Raises:
        PackageError: says how much is too much.
    """
    over = len(str(folder)) + 1 + manifest.longest_path - _LONGEST
    if over > 0:
        raise PackageError("error.package.path_length", path=folder, over=over)


def install(package: Package, places: Places) -> str:
    """Install a version beside the others and use it from now on; its name.

    The version in use stays as it is until the new one has been tried.

    Raises:
        PackageError: a file is not as it was signed, or a step failed.
    """
    manifest = package.manifest
    for left in places.unfinished():
        say("cleaning")
        remove_tree(left)
    name = _name(package, places)
    current, previous = places.in_use()
    if places.is_complete(name):
        say("same", version=name)
    else:
        _build(package, places.folder(name))
        replace_text(places.folder(name) / COMPLETE, _stamp(package))
    if name != current:
        previous = current if places.is_complete(current) else ""
    shutil.copyfile(places.folder(name) / "app" / "install.py", places.root / "install.py")
    places.write_starters()
    if places.pinned_key() is None:
        places.pin(package.key)
    places.use(name, previous)
    _prune(places, {name, previous})
    say("done", version=manifest.version, command=places.command)
    return name


def _build(package: Package, folder: Path) -> None:
    manifest = package.manifest
    size = sum(entry.size for entry in manifest.files)
    say("copying", version=manifest.version, size=size // 10**6)
    stage = folder / "stage"
    try:
        package.copy(manifest.below("app"), folder)
        package.copy(manifest.below("parts"), stage)
        package.copy(manifest.below("models"), stage)
        say("packages")
        environment.make(folder / "venv", stage / "parts", folder / "app")
        say("trying")
        environment.attempt(folder / "venv")
        if any(manifest.below("models")):
            say("models")
            environment.import_models(folder / "venv", stage / "models")
        remove_tree(stage)
    except BaseException:
        # Nothing can be used of it; if this fails too, the next run finds no COMPLETE in it.
        with suppress(PackageError):
            remove_tree(folder)
        raise


def _stamp(package: Package) -> str:
    return json.dumps(
        {
            "version": package.manifest.version,
            "created": package.manifest.created,
            "manifest": package.digest,
            "fingerprint": fingerprint(package.key),
        },
        indent=1,
    )


def _name(package: Package, places: Places) -> str:
    """The version, or, where another build of it is installed, the version and its digest."""
    version = package.manifest.version
    own = f"{version}+{package.digest[:_MARK]}"
    if places.is_complete(version) and _digest(places, version) != package.digest:
        return own
    return version


def _digest(places: Places, version: str) -> str:
    with suppress(OSError, ValueError, AttributeError):
        found = json.loads((places.folder(version) / COMPLETE).read_text(encoding="utf-8"))
        return str(found.get("manifest", ""))
    return ""


def _prune(places: Places, kept: set[str]) -> None:
    for folder in places.versions.iterdir():
        if folder.name not in kept:
            # A version that is still running on Windows cannot be removed; the next run will.
            with suppress(PackageError):
                remove_tree(folder / COMPLETE)
                remove_tree(folder)


def roll_back(places: Places) -> str:
    """Use the version before; a second time comes back to this one. Its name.

    Raises:
        PackageError: there is none.
    """
    current, previous = places.in_use()
    if not places.is_complete(previous):
        raise PackageError("error.package.no_previous")
    places.use(previous, current)
    say("back", version=previous)
    return previous


def own_folders(places: Places) -> list[Path]:
    """The user's glossaries, settings, records and models, as the installed version says.

    Raises:
        PackageError: it does not work any more, so nobody knows.
    """
    current, _ = places.in_use()
    answer = environment.ask(places.folder(current) / "venv", _FOLDERS) if current else ""
    if not answer:
        raise PackageError("error.package.not_installed", path=places.root)
    return [Path(folder) for folder in json.loads(answer) if Path(folder).exists()]


def uninstall(places: Places, *, purge: bool, sure: Callable[[list[Path]], bool]) -> bool:
    """Remove the application, and with ``purge`` what the user made; whether it was removed.

    Raises:
        PackageError: it is not installed, or is in use.
    """
    if not places.root.exists() or not (places.versions.exists() or places.in_use()[0]):
        raise PackageError("error.package.not_installed", path=places.root)
    own = own_folders(places) if purge else []
    if not sure([places.root, *own]):
        say("left")
        return False
    places.remove()
    for folder in own:
        remove_tree(folder)
    say("purged" if purge else "removed")
    return True


def _release(version: str) -> tuple[int, ...]:
    """The numbers of a version, for comparing: 0.10.1 is later than 0.9."""
    return tuple(int(part) for part in re.findall(r"\d+", version.partition("+")[0]))
