"""Writes the locks in ``scripts/lock`` anew from ``pyproject.toml``.

    python scripts/lock.py             keeps every pinned release that still fits
    python scripts/lock.py --upgrade   takes the newest releases

For developers: it needs ``uv`` and the network. The locks hold for every system and for Python
3.11 and later; after an upgrade, see for which Pythons all wheels exist and set NEWEST in
python_version.py.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "scripts" / "lock"
HEADER = "# Made by scripts/lock.py from pyproject.toml: do not edit.\n"
# Name, extra of pyproject.toml, and the lock whose pins it must share: run.py and test.py use the
# same .venv.
MADE = (("test", "test", None), ("app", None, "test"), ("voices", "voices", "test"))

_PIN = re.compile(r"[a-z0-9][a-z0-9.-]*==[0-9][\w.+!]*( ; [^\\]+)? \\")
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def faults(text: str) -> list[str]:
    """The lines of a lock that are neither a pin, a hash nor a comment, and pins without hash.

    What is left after this test can name no index, no host and no folder.
    """
    wrong = []
    before = ""
    for line in [*text.splitlines(), ""]:
        if line.startswith("#"):
            continue
        # A backslash goes on to a hash, and only a hash follows one.
        continued = bool(_HASH.fullmatch(line))
        if continued != before.endswith("\\"):
            wrong.append(before or line)
        if line and not continued and not _PIN.fullmatch(line):
            wrong.append(line)
        before = line
    return wrong


def command(uv: Sequence[str], extra: str | None, alike: str | None, out: Path) -> list[str]:
    """uv's command for one lock; what builds the project itself comes by standard input."""
    made = [*uv, "pip", "compile", "pyproject.toml", "-", "--output-file", str(out)]
    made += ["--universal", "--python-version", "3.11", "--generate-hashes"]
    made += ["--no-config", "--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"]
    if extra:
        made += ["--extra", extra]
    if alike:
        made += ["--constraint", str(LOCKS / f"{alike}.txt")]
    return made


def main(options: Sequence[str]) -> int:
    """Writes every lock; its exit code."""
    uv = [shutil.which("uv") or ""] if shutil.which("uv") else [sys.executable, "-m", "uv"]
    # A mirror that this machine is set up with may serve builds of its own, with other hashes.
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("UV_", "PIP_"))}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build = "\n".join(project["build-system"]["requires"])
    LOCKS.mkdir(exist_ok=True)
    for name, extra, alike in MADE:
        out = LOCKS / f"{name}.txt"
        done = subprocess.run(
            [*command(uv, extra, alike, out), *options],
            cwd=ROOT,
            env=plain,
            input=build,
            encoding="utf-8",
            check=False,
        )
        if done.returncode != 0:
            return done.returncode
        text = out.read_text(encoding="utf-8").removeprefix(HEADER)
        out.write_text(HEADER + text, encoding="utf-8", newline="\n")
        if faults(text):
            print(f"{out.name}: {faults(text)[0]}", file=sys.stderr)
            return 1
        pins = sum("==" in line for line in text.splitlines())
        print(f"{out.name}: {pins} packages", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
