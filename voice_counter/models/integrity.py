"""Is this file the registered one? Its size and its sha256 say so."""

from __future__ import annotations

import hashlib
from pathlib import Path

from voice_counter.errors import ModelError
from voice_counter.models.registry import FileSpec, ModelSpec

# hashlib lets other threads run while it works on a block: captions go on during a check.
BLOCK_BYTES = 1 << 20

# What the speech engine and its tokenizer look for in a model's folder. One that is not
# registered could change what is recognised, so the folder is refused; notes and an operating
# system's own hidden files are let be.
_READ_BY_ENGINES = {".bin", ".gz", ".json", ".model", ".spm", ".txt"}


def sha256_of(path: Path) -> str:
    """The sha256 of a file in hexadecimal, read in blocks of ``BLOCK_BYTES``.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.sha256()
    block = memoryview(bytearray(BLOCK_BYTES))
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(block):
            digest.update(block[:count])
    return digest.hexdigest()


def matches(path: Path, spec: FileSpec) -> bool:
    """Whether ``path`` is there and is byte for byte the registered file."""
    try:
        return path.stat().st_size == spec.size and sha256_of(path) == spec.sha256
    except OSError:
        return False


def check_folder(spec: ModelSpec, folder: Path) -> None:
    """Hash every file of a model's folder.

    Raises:
        ModelError: a file is absent, of the wrong size, altered, unreadable or does not belong
            there; the message names it.
    """
    for file in spec.files:
        check_file(spec.id, folder / file.name, file)
    registered = {file.name for file in spec.files}
    for path in sorted(folder.iterdir()):
        strange = path.name not in registered and not path.name.startswith(".")
        if strange and path.suffix.lower() in _READ_BY_ENGINES:
            raise ModelError("error.model.file_unexpected", model=spec.id, path=path)


def check_file(model_id: str, path: Path, spec: FileSpec) -> None:
    """Compare one file with its entry in the registry.

    Raises:
        ModelError: as ``check_folder``.
    """
    try:
        size = path.stat().st_size
        sha256 = sha256_of(path) if size == spec.size else None
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ModelError("error.model.file_missing", model=model_id, path=path) from error
    except OSError as error:
        reason = error.strerror or error
        raise ModelError(
            "error.model.file_unreadable", model=model_id, path=path, reason=reason
        ) from error
    if sha256 is None:
        raise ModelError(
            "error.model.file_size", model=model_id, path=path, actual=size, expected=spec.size
        )
    if sha256 != spec.sha256:
        raise ModelError("error.model.file_altered", model=model_id, path=path)
