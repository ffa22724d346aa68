"""Sets everything up, once, and starts the application: ``python3 scripts/run.py [ARGUMENTS]``.

Arguments go to the application's command line (docs/command-line.md); without any, its window
opens. What is needed first is in docs/install.md.
"""

import sys

import python_version

python_version.require()

import bootstrap  # noqa: E402 - an older Python cannot read it

if __name__ == "__main__":
    sys.exit(bootstrap.guarded(bootstrap.run, sys.argv[1:]))
