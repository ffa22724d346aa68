"""Where the application is installed for one user, and which of its versions is in use."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from voice_counter.errors import PackageError
from voice_counter.signed import read_key

COMPLETE = "complete.json"
_NAME = re.compile(r"[0-9][0-9A-Za-z.+-]{0,60}")

_SH = """#!/bin/sh
# Starts the version of voice-counter that is in use.
here=$(dirname "$(readlink -f "$0")")
read -r version < "$here/current"
exec "$here/versions/$version/venv/bin/python" -I -m voice_counter "$@"
"""
# %~dp0 keeps the path out of this file: a user name in Japanese would depend on the code page.
_CMD = """@echo off\r
setlocal\r
set /p VERSION=<"%~dp0current"\r
"%~dp0versions\\%VERSION%\\venv\\Scripts\\python.exe" -I -m voice_counter %*\r
"""
_MENU_CMD = """@echo off\r
setlocal\r
set ROOT=%LOCALAPPDATA%\\Programs\\voice-counter\r
set /p VERSION=<"%ROOT%\\current"\r
start "" "%ROOT%\\versions\\%VERSION%\\venv\\Scripts\\pythonw.exe" -I -m voice_counter\r
"""
_DESKTOP = """[Desktop Entry]
Type=Application
Name=voice-counter
Name[ja]=窓口の字幕
Comment[ja]=ネットワークを使わない字幕と翻訳
Exec="{command}"
Terminal=false
Categories=Utility;Accessibility;
"""


@dataclass(frozen=True)
class Places:
    """The folders and files of an installation.

    Attributes:
        root: everything but the ways to start it lies in here.
        link: a command on the user's path; None where there is no such place.
        menu: an entry of the start menu or the desktop's menu; None without one.
    """

    root: Path
    link: Path | None
    menu: Path | None
    windows: bool

    @property
    def command(self) -> Path:
        """What starts the application."""
        return self.root / ("voice-counter.cmd" if self.windows else "voice-counter")

    @property
    def versions(self) -> Path:
        """A folder for each version."""
        return self.root / "versions"

    @property
    def pinned(self) -> Path:
        """The public key of the first installation, in hexadecimal."""
        return self.root / "trusted-key"

    def folder(self, version: str) -> Path:
        """The folder of a version."""
        return self.versions / version

    def pinned_key(self) -> bytes | None:
        """The key that updates must be signed with; None before the first installation.

        Raises:
            PackageError: the file is damaged: nobody must trust another key instead.
        """
        return read_key(self.pinned)

    def pin(self, key: bytes) -> None:
        """Trust this key from now on."""
        replace_text(self.pinned, key.hex() + "\n")

    def in_use(self) -> tuple[str, str]:
        """The names of the version in use and of the one before; empty where there is none."""
        try:
            lines = (self.root / "current").read_text(encoding="ascii").splitlines()
        except (OSError, UnicodeDecodeError):
            return "", ""
        names = [name if _NAME.fullmatch(name) else "" for name in (*lines, "", "")]
        return names[0], names[1]

    def use(self, current: str, previous: str) -> None:
        """Switch, in one step."""
        end = "\r\n" if self.windows else "\n"  # cmd.exe reads a line to CR LF, sh to LF
        replace_text(self.root / "current", f"{current}{end}{previous}{end}")

    def is_complete(self, version: str) -> bool:
        """Whether the version is there and was installed to its end."""
        return bool(version) and (self.folder(version) / COMPLETE).is_file()

    def unfinished(self) -> list[Path]:
        """What interrupted installations have left."""
        with suppress(OSError):
            return [each for each in self.versions.iterdir() if not (each / COMPLETE).is_file()]
        return []

    def write_starters(self) -> None:
        """Write what starts the version in use: a command, a link to it, an entry of the menu."""
        replace_text(self.command, _CMD if self.windows else _SH, mode=0o755)
        if self.link is not None and (self._ours(self.link) or not _there(self.link)):
            with suppress(OSError):
                self.link.parent.mkdir(parents=True, exist_ok=True)
                self.link.unlink(missing_ok=True)
                self.link.symlink_to(self.command)
        if self.menu is not None:
            entry = _MENU_CMD if self.windows else _DESKTOP.format(command=self.command)
            with suppress(OSError):
                self.menu.parent.mkdir(parents=True, exist_ok=True)
                replace_text(self.menu, entry)

    def remove(self) -> None:
        """Take the installation away; what others put into its folder stays.

        Raises:
            PackageError: something is in use.
        """
        # The pointer first: half an installation must not be started.
        ours = [self.root / "current", self.command, self.root / "install.py", self.versions]
        for path in [*ours, self.pinned, self.root / "install.lock"]:
            remove_tree(path)
        if self.link is not None and self._ours(self.link):
            remove_tree(self.link)
        if self.menu is not None:
            remove_tree(self.menu)
        with suppress(OSError):
            self.root.rmdir()

    def _ours(self, link: Path) -> bool:
        return link.is_symlink() and link.readlink() == self.command


def places(
    root: Path | None = None,
    *,
    windows: bool = sys.platform == "win32",
    environment: Mapping[str, str] = os.environ,
) -> Places:
    """The places of this user.

    Args:
        root: another folder to install into; then nothing outside of it is written.
    """
    if root is not None:
        return Places(root.absolute(), None, None, windows)
    home = Path(environment.get("USERPROFILE" if windows else "HOME") or Path.home())
    if windows:
        local = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        menu = roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs" / "voice-counter.cmd"
        return Places(local / "Programs" / "voice-counter", None, menu, windows)
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    return Places(
        data / "voice-counter-app",
        home / ".local" / "bin" / "voice-counter",
        data / "applications" / "voice-counter.desktop",
        windows,
    )


def replace_text(file: Path, content: str, mode: int = 0o644) -> None:
    """Write a file in one step: after a power cut it is the old one or the new.

    Raises:
        OSError: it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    # Always the same name: nobody else writes while this installs, and the next time takes what a
    # power cut has left, so that none of it hinders removing the folder.
    partial = file.with_name(file.name + ".new")
    with partial.open("w", encoding="utf-8", newline="") as into:
        into.write(content)
        into.flush()
        os.fsync(into.fileno())
    partial.chmod(mode)
    partial.replace(file)


def remove_tree(path: Path) -> None:
    """Remove a file or folder, if it is there.

    Raises:
        PackageError: it is in use or forbidden.
    """
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise PackageError("error.package.in_use", path=path, reason=reason) from error


def _there(path: Path) -> bool:
    return path.exists() or path.is_symlink()
