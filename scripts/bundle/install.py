"""Installs voice-counter for this user: no network, no administrator rights (docs/install.md).

    python3 install.py                     what lies beside this file
    python3 install.py --rollback          the version before
    python3 install.py --uninstall

Every Python 3 must be able to read this file, to be told which one is needed.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - before any import
sys.dont_write_bytecode = True  # the stick may be read-only, and is nobody's to change


def app_folder():
    # type: () -> str
    """Beside this file in a bundle (also in a zip); in the version in use once installed."""
    pointer = os.path.join(HERE, "current")  # noqa: PTH118
    if not os.path.isfile(pointer):  # noqa: PTH113
        return os.path.join(HERE, "app")  # noqa: PTH118
    with open(pointer) as file:  # noqa: PTH123
        return os.path.join(HERE, "versions", file.readline().strip(), "app")  # noqa: PTH118


def lacking():
    # type: () -> list[str]
    """System packages that are not there and that only an administrator can install."""
    if not sys.platform.startswith("linux"):
        return []
    from scripts import system_packages as system

    # The environment is made without what Debian cuts out of Python ("setup").
    needs = system.needs(system.REAL, testing=False)
    return system.packages([each for each in system.missing(needs) if each.stops != "setup"])


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit(
            "Python 3.11-3.14 が必要です。docs/install.md をご覧ください。(Needs Python 3.11-3.14.)"
        )
    # In the place of this folder: nothing that lies on the stick beside the application is loaded.
    sys.path[0] = app_folder()
    from pathlib import Path

    from voice_counter.installer.command import main

    installed = os.path.isfile(os.path.join(HERE, "current"))  # noqa: PTH113, PTH118
    sys.exit(main(sys.argv[1:], None if installed else Path(HERE), lacking))
