"""The folder of models on this PC: what is in it, whether it is sound, putting in, taking out.

Layout: ``<store>/<model id>/<file>`` holds installed models; ``<store>/.incoming/<model id>/``
holds what a fetch has so far. A model appears in its place by one rename, after every file in it
was hashed, so that a power cut or a bad download never leaves a half model there.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from voice_counter import paths
from voice_counter.errors import ModelError
from voice_counter.models.bundle import Bundle, open_bundles
from voice_counter.models.disk import writing
from voice_counter.models.integrity import check_file, check_folder, matches
from voice_counter.models.locking import exclusive
from voice_counter.models.registry import FileSpec, ModelSpec, Registry, load_registry

State = Literal["ready", "damaged", "partial", "absent"]

# Headroom for the file system's own bookkeeping, and so that a PC is not filled to the brim.
_SPARE_BYTES = 64 << 20


@dataclass(frozen=True)
class ModelStatus:
    """What the store holds of one model.

    Attributes:
        state: ``ready`` (every file hashed and right), ``damaged``, ``partial`` (a fetch was
            interrupted), or ``absent``.
        fault: what is wrong with a damaged model.
    """

    spec: ModelSpec
    state: State
    fault: ModelError | None = None


class ModelStore:
    """The models on this PC.

    Args:
        root: the folder; ``paths.model_store()`` if not given. It need not exist.
        registry: the known models; the ones that ship with the application if not given.
    """

    def __init__(self, root: Path | None = None, registry: Registry | None = None) -> None:
        self.root = root or paths.model_store()
        self.registry = registry or load_registry()

    @property
    def default_id(self) -> str:
        """The model used when the user names none."""
        return self.registry.default_id

    def spec(self, model_id: str) -> ModelSpec:
        """The registered model of that id.

        Raises:
            ModelError: there is none.
        """
        spec = self.registry.models.get(model_id)
        if spec is None:
            available = ", ".join(self.registry.models)
            raise ModelError("error.model.unknown", model=model_id, available=available)
        return spec

    def path(self, model_id: str) -> Path:
        """The folder of an installed model, all of whose files were hashed just now.

        Nothing remembers an earlier check: a file altered since then would be loaded unseen.

        Raises:
            ModelError: the id is unknown, the model is absent, or one of its files is missing,
                altered or of the wrong size; the message names it.
        """
        spec = self.spec(model_id)
        folder = self.root / model_id
        with self._reading():
            if not folder.is_dir():
                raise ModelError("error.model.absent", model=model_id)
            check_folder(spec, folder)
        return folder

    def status(self, model_id: str) -> ModelStatus:
        """What is there of a model. Hashes it, like ``path``, but returns the fault.

        Raises:
            ModelError: the id is unknown.
        """
        spec = self.spec(model_id)
        with self._reading():
            if not (self.root / model_id).exists():
                waiting = self.staging(model_id)
                partial = waiting.is_dir() and any(waiting.iterdir())
                return ModelStatus(spec, "partial" if partial else "absent")
        try:
            self.path(model_id)
        except ModelError as fault:
            return ModelStatus(spec, "damaged", fault)
        return ModelStatus(spec, "ready")

    def staging(self, model_id: str) -> Path:
        """Where the files of a model gather before it is installed."""
        return self._incoming / model_id

    @property
    def _incoming(self) -> Path:
        return self.root / ".incoming"

    @contextmanager
    def changing(self, model_id: str) -> Iterator[None]:
        """Keep other processes from changing the same model meanwhile.

        Raises:
            ModelError: another process is at it, or the store cannot be written.
        """
        with exclusive(self._incoming / f"{model_id}.lock", model_id):
            yield

    def prepare(self, model_id: str) -> Path:
        """Make the staging folder and put in it what is sound of a damaged installed model.

        Raises:
            ModelError: the store cannot be written.
        """
        spec = self.spec(model_id)
        staging = self.staging(model_id)
        with writing(self.root):
            staging.mkdir(parents=True, exist_ok=True)
            for file in spec.files:
                installed = self.root / model_id / file.name
                if not (staging / file.name).exists() and matches(installed, file):
                    self._share(installed, staging / file.name)
        return staging

    def pending(self, model_id: str) -> tuple[FileSpec, ...]:
        """The files that are not yet in the staging folder, or not right there."""
        staging = self.staging(model_id)
        spec = self.spec(model_id)
        return tuple(file for file in spec.files if not matches(staging / file.name, file))

    def need_space(self, needed: int) -> None:
        """Refuse early what cannot fit.

        Args:
            needed: bytes about to be written.

        Raises:
            ModelError: the disk has fewer bytes free.
        """
        with writing(self.root):
            free = shutil.disk_usage(self.root).free
        if free < needed + _SPARE_BYTES:
            need_mb = -(-(needed + _SPARE_BYTES) // 10**6)
            raise ModelError(
                "error.model.no_space", path=self.root, need=need_mb, free=free // 10**6
            )

    def install(self, model_id: str, staging: Path) -> Path:
        """Hash every staged file, then put the folder in the model's place by renaming.

        A model already there is replaced only now, and comes back if the renaming fails.

        Raises:
            ModelError: a staged file is not right (the installed model stays as it was), or the
                store cannot be written.
        """
        spec = self.spec(model_id)
        for file in spec.files:
            check_file(model_id, staging / file.name, file)
        target = self.root / model_id
        with writing(self.root):
            _keep_only(staging, {file.name for file in spec.files})
            if not target.exists():
                staging.replace(target)
                return target
            old = self._set_aside(target)
            try:
                staging.replace(target)
            except OSError:
                (old / target.name).replace(target)
                raise
        _discard(old)
        return target

    def remove(self, model_id: str) -> None:
        """Take a model away, along with what an interrupted fetch has left of it.

        Raises:
            ModelError: the id is unknown, there is nothing of it, or the store is read-only.
        """
        if self.status(model_id).state == "absent":
            raise ModelError("error.model.remove_absent", model=model_id)
        with self.changing(model_id), writing(self.root):
            for folder in (self.root / model_id, self.staging(model_id)):
                if folder.exists():
                    # Renamed first: an interrupted removal must not leave half a model.
                    _discard(self._set_aside(folder))

    def import_from(self, path: Path) -> tuple[str, ...]:
        """Install every model found in a folder or zip (and its immediate subfolders).

        Which model it is follows from the files themselves. All of them are checked for missing
        and cut-off files before the first one is installed; a model that is already here and
        sound is left alone.

        Returns:
            The ids of the models found.

        Raises:
            ModelError: nothing registered is there, a file is missing, cut off or altered (it is
                named, and nothing that was here is replaced), or the store cannot be written.
        """
        with open_bundles(path) as bundles:
            found: dict[str, tuple[Bundle, ModelSpec]] = {}
            for bundle in bundles:
                known = bundle.identify(self.registry)
                if known:
                    found.setdefault(known.id, (bundle, known))
            if not found:
                available = ", ".join(self.registry.models)
                raise ModelError("error.model.import_unknown", path=path, available=available)
            for bundle, spec in found.values():
                bundle.check_sizes(spec)
            for model_id, (bundle, spec) in found.items():
                with self.changing(model_id), self._scratch() as scratch:
                    self.need_space(spec.size)
                    bundle.copy(spec, scratch)
                    # Read and compared in any case: the user learns of a bad stick today.
                    if self.status(model_id).state != "ready":
                        self.install(model_id, scratch)
                    # An interrupted fetch of the same model is of no use any more.
                    _discard(self.staging(model_id))
        return tuple(found)

    @contextmanager
    def _scratch(self) -> Iterator[Path]:
        with writing(self.root):
            folder = Path(tempfile.mkdtemp(dir=self._incoming))
            # mkdtemp keeps others out; a store that an office shares must stay readable.
            folder.chmod(self._incoming.stat().st_mode & 0o777)
        try:
            yield folder
        finally:
            _discard(folder)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = error.strerror or error
            raise ModelError(
                "error.model.store_unreadable", path=self.root, reason=reason
            ) from error

    def _share(self, source: Path, target: Path) -> None:
        try:
            target.hardlink_to(source)
        except OSError:
            # USB sticks and some network drives have no hard links.
            self.need_space(source.stat().st_size)
            shutil.copyfile(source, target)

    def _set_aside(self, folder: Path) -> Path:
        self._incoming.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=self._incoming))
        try:
            folder.replace(aside / folder.name)
        except OSError:
            aside.rmdir()
            raise
        return aside


def _keep_only(folder: Path, names: set[str]) -> None:
    for path in folder.iterdir():
        if path.name in names:
            with path.open("rb+") as file:
                # The rename must not reach the disk before the bytes do.
                os.fsync(file.fileno())
        elif path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _discard(folder: Path) -> None:
    # What cannot be deleted (a virus scanner holds it open on Windows) lies in `.incoming` under
    # a random name: in nobody's way.
    with suppress(OSError):
        shutil.rmtree(folder)
