"""The pinned packages as files in ``build/wheels``: fetched in parts, installed from there.

pip alone starts over after an interruption wherever the index (an office's mirror, say) forbids
its cache, and asks the index again to repair a ``.venv``. With the files kept here a download
goes on part by part, and a ``.venv`` is made again, also on another PC to which the whole folder
was copied, without any network.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

# Every part costs a start of pip (about 0.7 s); an interruption loses one part at most.
REQUIREMENTS_PER_PART = 5


def requirements(lock: str) -> list[str]:
    """The requirements of a lock, each with its hashes."""
    blocks: list[str] = []
    for line in lock.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith(" "):
            blocks[-1] += line + "\n"
        else:
            blocks.append(line + "\n")
    return blocks


def parts(lock: str, size: int = REQUIREMENTS_PER_PART) -> list[str]:
    """A lock cut into small ones."""
    blocks = requirements(lock)
    return ["".join(blocks[at : at + size]) for at in range(0, len(blocks), size)]


def unfetched(lock: str, folder: Path) -> Iterator[tuple[int, int, Path, Path]]:
    """The parts of a lock that are still to be fetched, as files for pip.

    Yields:
        The part's number (from 1), the number of parts, the part as a requirements file, and
        the mark to be made once it is fetched.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pieces = parts(lock)
    for number, piece in enumerate(pieces, 1):
        mark = folder / f"{_name(piece)}.done"
        if not mark.exists():
            # Not named *.part: nothing else may take it for a download of its own.
            listed = folder / "requirements.txt"
            listed.write_text(piece, encoding="utf-8", newline="\n")
            yield number, len(pieces), listed, mark


def _name(piece: str) -> str:
    # Wheels differ by system, processor and Python: a folder copied from another kind of PC
    # must not count as fetched.
    kind = f"{sys.platform} {platform.machine()} {sys.version_info[:2]} "
    return hashlib.sha256((kind + piece).encode()).hexdigest()[:16]


def prune(folder: Path, locks: list[str]) -> None:
    """Removes the files that no lock names any more."""
    known = "\n".join(locks)
    marks = {f"{_name(piece)}.done" for lock in locks for piece in parts(lock)}
    for file in folder.iterdir():
        if file.suffix == ".whl":
            with file.open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
            stale = digest not in known
        else:
            stale = file.name not in marks
        if stale:
            file.unlink()


def fetch_command(python: Path, listed: Path, folder: Path) -> list[str]:
    """pip's command that fetches one part."""
    pinned = ["--require-hashes", "--only-binary", ":all:", "--no-deps"]
    pip = [str(python), "-m", "pip", "download", *pinned]
    return [*pip, "--dest", str(folder), "--requirement", str(listed)]


def install_command(python: Path, lock: Path, folder: Path) -> list[str]:
    """pip's command that installs a fetched lock; it asks no index."""
    pinned = ["--require-hashes", "--only-binary", ":all:", "--no-deps"]
    offline = ["--no-index", "--find-links", str(folder), "--no-warn-script-location"]
    pip = [str(python), "-m", "pip", "install", *pinned, *offline]
    return [*pip, "--requirement", str(lock)]


def register_command(python: Path, root: Path) -> list[str]:
    """pip's command that registers the application itself; it asks no index."""
    # setuptools is among the pinned packages.
    offline = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    pip = [str(python), "-m", "pip", "install", "--no-warn-script-location", *offline]
    return [*pip, "--editable", str(root)]
