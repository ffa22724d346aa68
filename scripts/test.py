"""Sets everything up, once, and runs every test: ``python3 scripts/test.py [PYTEST ARGUMENTS]``.

Without arguments: ruff's format and lint checks, mypy, then pytest: on all cores what can share
them, after it, one by one, what hears at the pace of speech. With arguments only pytest runs, with
them.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from scripts import python_version  # noqa: E402

python_version.require()

from scripts import bootstrap  # noqa: E402 - an older Python cannot read it

CHECKS = {
    "ruff format": ("ruff", "format", "--check", "."),
    "ruff check": ("ruff", "check", "."),
    "mypy": ("mypy",),
}
PARTS = (
    ("-m", "not alone", "--numprocesses", "auto", "--maxprocesses", "4"),
    ("-m", "alone"),
)
# No screen is needed, and the machine's graphics have no say in what is drawn.
ENVIRONMENT = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}


def module(*arguments: str) -> int:
    """Runs ``python -m …`` of the virtual environment in the root of the project."""
    command = [str(bootstrap.venv_python(bootstrap.VENV)), "-m", *arguments]
    environment = {**os.environ, **ENVIRONMENT}
    return subprocess.run(command, cwd=bootstrap.ROOT, env=environment, check=False).returncode


def check() -> "list[str]":
    """Runs every check, whether or not an earlier one failed; returns those that failed."""
    failed = []
    lines = []
    for name, arguments in CHECKS.items():
        print(f"==> {name}", flush=True)
        began = time.monotonic()
        if module(*arguments) != 0:
            failed.append(name)
        mark = "NG" if name in failed else "OK"
        lines.append(f"    {mark}  {name}  {time.monotonic() - began:.1f} s")
    print("\n".join(lines), flush=True)
    return failed


def run_tests() -> int:
    """Runs every part of the suite, whether or not an earlier one failed; the first exit code that
    is not 0."""
    codes = []
    for arguments in PARTS:
        print("==> pytest " + " ".join(arguments), flush=True)
        codes.append(module("pytest", *arguments))
    return next((code for code in codes if code != 0), 0)


def main(args: "list[str]") -> int:
    """The whole of ``test.py``; its exit code."""
    bootstrap.prepare_system(("setup", "window"), testing=True)
    bootstrap.prepare("test")
    bootstrap.prepare_models(testing=True)
    failed = [] if args else check()
    code = module("pytest", *args) if args else run_tests()
    if code < 0:
        print(f"==> NG: pytest ended by signal {-code}", file=sys.stderr, flush=True)
    # pytest's own closing line stays the last one when all is well.
    if failed:
        print("==> NG: " + ", ".join(failed), file=sys.stderr, flush=True)
    return abs(code) or int(bool(failed))


if __name__ == "__main__":
    sys.exit(bootstrap.guarded(main, sys.argv[1:]))
