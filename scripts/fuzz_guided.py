"""Lets atheris search for inputs that reach new code of one parser. ``scripts/fuzz.py`` needs none.

    python3 -m venv guided && guided/bin/pip install atheris
    PYTHONPATH=.venv/lib/python3.11/site-packages guided/bin/python scripts/fuzz_guided.py \\
        glossary-tbx -max_total_time=600

What follows the parser's name goes to libFuzzer. Atheris is no part of the product and has wheels
for few systems. A case may end in a ``UserError`` only.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["voice_counter", "tomlkit", "tomllib", "csv", "zipfile"]):
    from scripts.fuzzing.parsers import PARSERS
    from scripts.fuzzing.worker import empty, rng_of, scratch
    from voice_counter.errors import UserError
    from voice_counter.texts import explain

_SEEDS = 200
"""Inputs of ``scripts/fuzz.py`` to begin with."""


def main() -> None:
    """Runs until the time is up, or an input does what none may."""
    parser = PARSERS[sys.argv.pop(1)]
    folder = scratch()
    corpus = scratch()
    for number in range(_SEEDS):
        (corpus / str(number)).write_bytes(parser.make(rng_of(1, parser.name, number)))

    def one(data: bytes) -> None:
        try:
            parser.read(folder, data)
        except UserError as error:
            explain(error, "ja")
        empty(folder)

    # Two seconds, and half a gigabyte beyond what the libraries have.
    limits = ["-timeout=2", "-rss_limit_mb=1024", "-max_len=16384"]
    atheris.Setup([sys.argv[0], str(corpus), *limits, *sys.argv[1:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
