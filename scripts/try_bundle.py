"""Installs a real bundle for a user who has nothing, without a network, and captions with it.

    python scripts/try_bundle.py BUNDLE --fingerprint FINGERPRINT [--python PYTHON]

BUNDLE is the folder or zip of ``make_bundle.py`` for Linux. Everything runs in a network namespace
that has not even a loopback interface up (``unshare``), from an empty home, with a Python that has
no packages. Prints what took how long, and what was captioned; ends with 1 if anything fails.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

_SAMPLE = "ja_10_payment_deadline.flac"
_HEARD = "納期限"
_INTERFACES = "import socket; print(*(name for _, name in socket.if_nameindex()))"
_CONNECT = "import socket; socket.create_connection(('192.0.2.1', 80), 3)"


def main(arguments: Sequence[str]) -> int:
    """Try a bundle; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--fingerprint", required=True, help="as make_bundle.py printed it")
    base = Path(sys.base_prefix) / "bin" / "python{}.{}".format(*sys.version_info[:2])
    parser.add_argument("--python", type=Path, default=base)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="empty-home-") as home:
        trial = Trial(Path(home), options.python)
        return 0 if trial.run(options.bundle.absolute(), options.fingerprint) else 1


class Trial:
    """One user on one PC.

    Args:
        home: an empty folder.
        python: has nothing but the standard library.
    """

    def __init__(self, home: Path, python: Path) -> None:
        self._home = home
        self._python = python
        self._began = time.perf_counter()

    def run(self, bundle: Path, fingerprint: str) -> bool:
        """Everything in order; whether all of it went well."""
        self._offline()
        start = bundle / "install.py" if bundle.is_dir() else bundle
        self._began = time.perf_counter()
        self._do("install", self._python, start, "--fingerprint", fingerprint)
        installed = self._home / ".local" / "share" / "voice-counter-app"
        version = (installed / "current").read_text().split()[0]
        sample = installed / "versions" / version / "app" / "ui" / "samples" / _SAMPLE
        command = self._home / ".local" / "bin" / "voice-counter"
        said = self._do("first caption", command, "caption", sample)
        print(f"    {said}")
        print(f"from the bundle to the first caption: {time.perf_counter() - self._began:.1f} s")
        if _HEARD not in said:
            print(f"{_HEARD} was not heard", file=sys.stderr)
            return False
        translated = self._do(
            "translation", command, "translate", "--to", "en", "手数料は300円です。"
        )
        print(f"    {translated}")
        self._window(command)
        size = sum(f.lstat().st_size for f in installed.rglob("*") if f.is_file())
        print(f"installed: {size / 1e6:.0f} MB")
        self._do("again, the same", self._python, start)
        self._do(
            "remove", self._python, installed / "install.py", "--uninstall", "--purge", "--yes"
        )
        left = [str(path) for path in self._home.rglob("*") if not path.is_dir()]
        if left:
            print(f"left behind: {left}", file=sys.stderr)
        return not left

    def _offline(self) -> None:
        """Make sure that there is no network in there, rather than believe it."""
        names = self._do("interfaces", self._python, "-c", _INTERFACES)
        tried = self._inside(self._python, "-c", _CONNECT)
        if names.split() != ["lo"] or tried.returncode == 0:
            sys.exit(f"there is a network: {names}")
        print(f"interfaces: {names} (down); connecting fails: {tried.stderr.splitlines()[-1]}")

    def _window(self, command: Path) -> None:
        """Whether the window stays open for some seconds; Qt draws it into memory."""
        process = subprocess.Popen(
            [*_NAMESPACE, str(command), "window"],
            env={**self._environment(), "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        try:
            _, said = process.communicate(timeout=8)
            sys.exit(f"the window ended: {said.decode()}")
        except subprocess.TimeoutExpired:
            process.terminate()
            process.communicate()
            print("window: open after 8 s")

    def _do(self, what: str, *command: str | Path) -> str:
        began = time.perf_counter()
        done = self._inside(*command)
        if done.returncode != 0:
            sys.exit(f"{what}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
        print(f"{what}: {time.perf_counter() - began:.1f} s", flush=True)
        return done.stdout.strip()

    def _inside(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*_NAMESPACE, *map(str, command)],
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def _environment(self) -> dict[str, str]:
        return {"HOME": str(self._home), "PATH": os.defpath, "LANG": "C.UTF-8"}


# A user of its own where that is allowed, so that no rights are needed; otherwise root's.
_NAMESPACE = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
