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
from pathlib import Path

# Every part costs a start of pip (about 0.7 s); an interruption loses one part at most.
REQUIREMENTS_PER_PART = 5
# Names, one a line, what has been fetched. By requirement, so that what the test lock brought
# counts for the application's.
FETCHED = "fetched.txt"


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


def unfetched(lock: str, folder: Path) -> list[list[str]]:
    """The requirements of a lock that are still to be fetched, in parts of a few."""
    fetched = _fetched(folder)
    wanted = [block for block in requirements(lock) if _mark(block) not in fetched]
    size = REQUIREMENTS_PER_PART
    return [wanted[at : at + size] for at in range(0, len(wanted), size)]


def listing(part: list[str], folder: Path) -> Path:
    """A part as a requirements file for pip."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "part.txt"
    file.write_text("".join(part), encoding="utf-8", newline="\n")
    return file


def record(part: list[str], folder: Path) -> None:
    """Notes that a part lies in the folder."""
    with (folder / FETCHED).open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{_mark(block)}\n" for block in part)


def forget(folder: Path) -> None:
    """Notes that nothing can be relied on; pip then looks at every file's hash again."""
    (folder / FETCHED).unlink(missing_ok=True)


def _fetched(folder: Path) -> set[str]:
    try:
        return set((folder / FETCHED).read_text(encoding="utf-8").split())
    except FileNotFoundError:
        return set()


def _mark(block: str) -> str:
    # Wheels differ by system, processor and Python: a folder copied from another kind of PC
    # must not count as fetched.
    kind = f"{sys.platform} {platform.machine()} {sys.version_info[:2]} "
    return hashlib.sha256((kind + block).encode()).hexdigest()[:16]


def prune(folder: Path, locks: list[str]) -> None:
    """Removes the packages that no lock names any more."""
    known = "\n".join(locks)
    for file in folder.glob("*.whl"):
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        if digest not in known:
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
