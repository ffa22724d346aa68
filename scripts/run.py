"""Sets everything up, once, and starts the application: ``python3 scripts/run.py [ARGUMENTS]``.

Arguments go to the application's command line (docs/command-line.md); without any, its window
opens. What is needed first is in docs/install.md.
"""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from scripts import python_version  # noqa: E402

python_version.require()

from scripts import bootstrap  # noqa: E402 - an older Python cannot read it

if __name__ == "__main__":
    sys.exit(bootstrap.guarded(bootstrap.run, sys.argv[1:]))
