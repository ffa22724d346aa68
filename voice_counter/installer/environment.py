"""A version's own environment: made by ``venv``, filled by pip from files alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from voice_counter.errors import PackageError

_TRIED = "import voice_counter.captions.engine, voice_counter.cli"
"""What loads the native libraries that captions need."""


def python_of(venv: Path, *, windows: bool = sys.platform == "win32") -> Path:
    """The interpreter of an environment."""
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


def site_packages(venv: Path, *, windows: bool = sys.platform == "win32") -> Path:
    """Where an environment of this Python has its libraries."""
    if windows:
        return venv / "Lib" / "site-packages"
    return venv / "lib" / "python{}.{}".format(*sys.version_info[:2]) / "site-packages"


def make(venv: Path, parts: Path, app: Path) -> None:
    """Make the environment of a version out of verified files.

    Args:
        parts: the folder with ``lock.txt``, ``pip/*.whl`` and ``wheels/*.whl``.
        app: the application's tree, which the environment gets to know by a ``.pth`` file.

    Raises:
        PackageError: a step failed; its output has been shown.
    """
    # Without pip: Debian cuts ensurepip out of Python. pip comes with the bundle.
    _run([sys.executable, "-I", "-m", "venv", "--without-pip", "--clear", str(venv)])
    pip = next(iter(sorted((parts / "pip").glob("pip-*.whl"))), None)
    if pip is None:
        raise PackageError("error.package.missing", file="pip/pip-*.whl")
    pinned = ["--require-hashes", "--only-binary", ":all:", "--no-deps"]
    offline = ["--no-index", "--find-links", str(parts / "wheels"), "--no-warn-script-location"]
    quiet = ["--disable-pip-version-check", "--no-input", "--no-cache-dir", "--quiet"]
    lock = ["--requirement", str(parts / "lock.txt")]
    # Isolated: no setting of this PC names another index or folder.
    install = [str(pip / "pip"), "--isolated", "install", *pinned, *offline, *quiet, *lock]
    _run([str(python_of(venv)), "-I", *install])
    packages = site_packages(venv)
    # Relative, so that it is ASCII whatever the user is called: Python 3.11 and 3.12 read such
    # files in the code page of Windows.
    relative = os.path.relpath(app, packages)
    (packages / "voice-counter.pth").write_text(relative + "\n", encoding="ascii")
    _run([str(python_of(venv)), "-I", "-m", "compileall", "-q", str(app / "voice_counter")])


def attempt(venv: Path) -> None:
    """Load what captions need.

    Raises:
        PackageError: it does not work on this PC; the reason has been shown.
    """
    _run([str(python_of(venv)), "-I", "-c", _TRIED], "error.package.broken")


def import_models(venv: Path, models: Path) -> None:
    """Let the application import models into the user's store, which verifies them once more.

    Raises:
        PackageError: they could not be imported; the reason has been shown.
    """
    command = ["-I", "-m", "voice_counter", "models", "import", str(models)]
    _run([str(python_of(venv)), *command], "error.package.models")


def ask(venv: Path, code: str) -> str:
    """What ``code`` prints in an environment; empty where it does not work."""
    done = subprocess.run(
        [str(python_of(venv)), "-I", "-X", "utf8", "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout if done.returncode == 0 else ""


def _run(command: Sequence[str], fault: str = "error.package.environment") -> None:
    # What of pip's or Python's own settings could lead elsewhere.
    led = ("PIP_", "PYTHON", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(led)}
    try:
        done = subprocess.run(command, stdout=sys.stderr, env=environment, check=False)
    except OSError as error:
        print(error, file=sys.stderr)
        raise PackageError(fault) from error
    if done.returncode != 0:
        raise PackageError(fault)
