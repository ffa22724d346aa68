"""The PC that a bundle is for: which requirements of a lock it has, and which wheels fit it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging import tags
from packaging.markers import Marker
from packaging.utils import canonicalize_name, parse_wheel_filename

from scripts import wheels
from voice_counter.installer.steps import this_platform

PLATFORMS = {"linux": "linux-x86_64", "windows": "windows-x86_64"}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")

# PySide6 6.11 is built for glibc 2.34.
_NEWEST_GLIBC = 34
_MARKERS = {
    "linux-x86_64": {
        "os_name": "posix",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": "x86_64",
    },
    "windows-x86_64": {
        "os_name": "nt",
        "sys_platform": "win32",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
    },
}


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of PC.

    Attributes:
        platform: as in a manifest, ``linux-x86_64`` or ``windows-x86_64``.
        python: ``3.11``.
    """

    platform: str
    python: str

    @property
    def is_this(self) -> bool:
        """Whether this Python on this PC is such a one."""
        running = "{}.{}".format(*sys.version_info[:2])
        return self.platform == this_platform() and self.python == running

    def platforms(self) -> list[str]:
        """The platform tags of wheels that fit, the best first."""
        if self.platform.startswith("windows"):
            return ["win_amd64"]
        named = {17: ["manylinux2014_x86_64"], 12: ["manylinux2010_x86_64"]}
        found: list[str] = []
        for minor in range(_NEWEST_GLIBC, 4, -1):
            found += [f"manylinux_2_{minor}_x86_64", *named.get(minor, [])]
        return [*found, "manylinux1_x86_64", "linux_x86_64"]

    def fits(self, wheel: Path) -> bool:
        """Whether pip would install a wheel there."""
        *_, found = parse_wheel_filename(wheel.name)
        return not found.isdisjoint(self._tags())

    def _tags(self) -> set[tags.Tag]:
        major, minor = map(int, self.python.split("."))
        platforms = self.platforms()
        interpreter = f"cp{major}{minor}"
        return {
            *tags.cpython_tags((major, minor), platforms=platforms),
            *tags.compatible_tags((major, minor), interpreter, platforms),
        }

    def requirements(self, lock: str) -> list[str]:
        """The requirements of a lock that hold there, without their markers."""
        environment = {
            **_MARKERS[self.platform],
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "implementation_version": f"{self.python}.0",
            "platform_release": "",
            "platform_version": "",
        }
        kept = []
        for block in wheels.requirements(lock):
            first, _, hashes = block.partition("\n")
            pin, _, marker = first.removesuffix("\\").partition(";")
            # pip looks at the markers of the PC that it runs on, not of the one it downloads for.
            if not marker.strip() or Marker(marker).evaluate(environment):
                kept.append(f"{pin.strip()} \\\n{hashes}")
        return kept


def fetch(lock: str, target: Target, folder: Path, fetched_here: Path) -> list[Path]:
    """The wheels of a lock for a PC, each with the hash that the lock names.

    Args:
        folder: keeps them for the next time.
        fetched_here: the wheels that ``scripts/run.py`` has fetched; they serve where the bundle is
            for a PC like this one.

    Raises:
        SystemExit: pip could not fetch some, or a requirement is left without a wheel.
    """
    wanted = target.requirements(lock)
    folder.mkdir(parents=True, exist_ok=True)
    if target.is_this:
        for wheel in fetched_here.glob("*.whl"):
            if any(_sha256(wheel) in block for block in wanted):
                link(wheel, folder / wheel.name)
    lacking = [block for block in wanted if not _wheels(block, folder.glob("*.whl"), target)]
    size = wheels.REQUIREMENTS_PER_PART
    for part in (lacking[at : at + size] for at in range(0, len(lacking), size)):
        print(f"fetching {', '.join(block.split('==')[0] for block in part)}", file=sys.stderr)
        listed = wheels.listing(part, folder)
        command = wheels.fetch_command(Path(sys.executable), listed, folder)
        version = ["--python-version", target.python, "--implementation", "cp"]
        named = [word for tag in target.platforms() for word in ("--platform", tag)]
        if subprocess.run([*command, *version, *named], stdout=sys.stderr, check=False).returncode:
            sys.exit("pip could not fetch them")
        listed.unlink()
    found = {block: _wheels(block, folder.glob("*.whl"), target) for block in wanted}
    left = [block.split(" ")[0] for block, files in found.items() if not files]
    if left:
        sys.exit(f"no wheel for {', '.join(left)} on {target.platform}, Python {target.python}")
    return sorted({file for files in found.values() for file in files})


def _wheels(block: str, files: Iterable[Path], target: Target) -> list[Path]:
    name = canonicalize_name(block.split("==")[0])
    return [
        file
        for file in files
        if parse_wheel_filename(file.name)[0] == name
        and target.fits(file)
        and _sha256(file) in block
    ]


def link(source: Path, target: Path) -> None:
    """A second name for a file that nobody changes; a copy where that cannot be."""
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        target.write_bytes(source.read_bytes())


_DIGESTS: dict[tuple[Path, int], str] = {}


def _sha256(file: Path) -> str:
    known = file, file.stat().st_mtime_ns
    if known not in _DIGESTS:
        with file.open("rb") as content:
            _DIGESTS[known] = hashlib.file_digest(content, "sha256").hexdigest()
    return _DIGESTS[known]
