"""What the application needs from a Linux system itself, found by trying, and apt's commands.

Each need is probed the way the application will use it (a library is loaded, a program is looked
up), so a system that has it under another package name, or built by hand, is left alone.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

# Libraries that PySide6-Essentials 6.11 does not bring: what readelf lists as NEEDED by its Core,
# Gui, Network, DBus, Quick and its xcb, offscreen and wayland plugins. Where Debian and Ubuntu
# renamed a package (libglib2.0-0t64), the new one provides the old name and apt takes it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}

# A language as fontconfig calls it, the package that brings its letters, and what those are called
# for other distributions. Small packages of one design each: fonts-noto-core has all of them, but
# brings over a hundred families besides, which every list of typefaces would then show.
FONTS = (
    ("ja", "fonts-noto-cjk", "日本語フォント (a Japanese font)"),
    ("zh-cn", "fonts-noto-cjk", "簡体字のフォント (a font for Simplified Chinese)"),
    ("zh-tw", "fonts-noto-cjk", "繁体字のフォント (a font for Traditional Chinese)"),
    ("ko", "fonts-noto-cjk", "韓国語のフォント (a Korean font)"),
    ("th", "fonts-tlwg-loma-otf", "タイ語のフォント (a Thai font)"),
    ("my", "fonts-sil-padauk", "ミャンマー語のフォント (a Myanmar font)"),
    ("ne", "fonts-lohit-deva", "ネパール語のフォント (a Devanagari font)"),
    ("vi", "fonts-dejavu-core", "ベトナム語のフォント (a Vietnamese font)"),
    ("uk", "fonts-dejavu-core", "ウクライナ語・ロシア語のフォント (a Cyrillic font)"),
)
_FILES = {
    "fonts-noto-cjk": "NotoSansCJK*",
    "fonts-tlwg-loma-otf": "Loma*",
    "fonts-sil-padauk": "Padauk*",
    "fonts-lohit-deva": "Lohit-Devanagari*",
    "fonts-dejavu-core": "DejaVuSans.ttf",
}
"""A file of each package of ``FONTS``."""


@dataclass(frozen=True)
class Need:
    """One thing the system must have.

    Args:
        package: the Debian/Ubuntu package that brings it.
        name: what it is called elsewhere, for other distributions.
        present: tells whether it is there.
        stops: what cannot go on without it: "setup", "window" or nothing ("").
    """

    package: str
    name: str
    present: Callable[[], bool]
    stops: str = ""


@dataclass(frozen=True)
class Probes:
    """How presence is found out; the tests put their own in."""

    library: Callable[[str], bool]
    program: Callable[[str], bool]
    module: Callable[[str], bool]
    font: Callable[[str], bool]
    alsa_plugin: Callable[[str], bool]


def needs(probes: Probes, *, testing: bool) -> list[Need]:
    """Everything the application (or its test suite) needs from the system."""
    # Debian cuts ensurepip out of Python's own library.
    venv = "python{}.{}-venv".format(*sys.version_info[:2])
    listed = [
        Need(venv, "venv (ensurepip)", lambda: probes.module("ensurepip"), "setup"),
        _library(probes, "libportaudio.so.2", "libportaudio2", ""),
    ]
    for soname, package in QT_LIBRARIES.items():
        # Without Wayland's Qt takes X11.
        stops = "" if package.startswith("libwayland") else "window"
        listed.append(_library(probes, soname, package, stops))
    if testing:
        # The suite's virtual microphone.
        listed += [
            Need("pulseaudio", "pulseaudio", lambda: probes.program("pulseaudio")),
            Need("pulseaudio-utils", "pactl", lambda: probes.program("pactl")),
            Need("libasound2-plugins", "ALSA pulse plugin", lambda: probes.alsa_plugin("pulse")),
            # A second monitor that can be unplugged.
            Need("xvfb", "Xvfb", lambda: probes.program("Xvfb")),
            Need("x11-xserver-utils", "xrandr", lambda: probes.program("xrandr")),
            # Listens to what the application asks of a network.
            Need("strace", "strace", lambda: probes.program("strace")),
            # A key store of the system, on a session bus of its own.
            Need("gnome-keyring", "gnome-keyring", lambda: probes.program("gnome-keyring-daemon")),
            Need("dbus", "dbus-run-session", lambda: probes.program("dbus-run-session")),
        ]
    listed += [_font(probes, *font) for font in FONTS]
    return listed


def _library(probes: Probes, soname: str, package: str, stops: str) -> Need:
    return Need(package, soname, lambda: probes.library(soname), stops)


def _font(probes: Probes, language: str, package: str, name: str) -> Need:
    return Need(package, name, lambda: probes.font(language))


def missing(listed: Iterable[Need]) -> list[Need]:
    """The needs this system does not meet."""
    return [need for need in listed if not need.present()]


def packages(lacking: Iterable[Need]) -> list[str]:
    """The package names to install, each once, in a steady order."""
    return sorted({need.package for need in lacking})


def one_line(names: Sequence[str]) -> str:
    """The command for a person to paste when we may not install ourselves."""
    return "sudo apt-get update && sudo apt-get install --yes " + " ".join(names)


def apt_rights() -> list[str] | None:
    """What to put before apt-get to be allowed to install; None when we are not."""
    if os.name == "nt" or shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(
        ["sudo", "-n", "true"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return ["sudo", "-n"] if asked.returncode == 0 else None


def apt_commands(rights: Sequence[str], names: Sequence[str]) -> dict[str, list[str]]:
    """The commands of an installation: ``update``, ``repair`` and ``install``."""
    # sudo drops the environment, so it is set behind it. --no-remove: a desktop's PipeWire must
    # not give way to PulseAudio. The lock timeout waits for an automatic update to end.
    quiet = [*rights, "env", "DEBIAN_FRONTEND=noninteractive"]
    apt = [*quiet, "apt-get", "-o", "DPkg::Lock::Timeout=120"]
    return {
        "update": [*apt, "update"],
        "repair": [*quiet, "dpkg", "--configure", "-a"],
        "install": [*apt, "install", "--yes", "--no-remove", "--no-install-recommends", *names],
    }


def install(rights: Sequence[str], names: Sequence[str]) -> bool:
    """Installs packages with apt-get, whose own progress is shown. True when it succeeded."""
    commands = apt_commands(rights, names)

    def run(step: str) -> bool:
        return subprocess.run(commands[step], stdout=sys.stderr, check=False).returncode == 0

    if _lists_know(names) and run("install"):
        return True
    # The lists are absent or stale, or an earlier run was cut off inside dpkg.
    run("repair")
    run("update")
    return run("install")


def _lists_know(names: Sequence[str]) -> bool:
    shown = subprocess.run(
        ["apt-cache", "show", "--no-all-versions", *names],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return shown.returncode == 0


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _has_font(language: str) -> bool:
    lister = shutil.which("fc-list")
    if lister is None:
        # A system without fontconfig's programs can still have the font that we would install.
        package = next(package for tag, package, _ in FONTS if tag == language)
        return any(Path("/usr/share/fonts").glob(f"**/{_FILES[package]}"))
    listed = subprocess.run(
        [lister, f":lang={language}", "family"], capture_output=True, check=False
    )
    return bool(listed.stdout.strip())


def _has_alsa_plugin(name: str) -> bool:
    file = f"alsa-lib/libasound_module_pcm_{name}.so"
    # On Debian the folder lies under one named after the processor's architecture.
    return any(any(Path("/usr").glob(folder + file)) for folder in ("lib*/", "lib*/*/"))


REAL = Probes(
    library=_loads,
    program=lambda name: shutil.which(name) is not None,
    module=lambda name: importlib.util.find_spec(name) is not None,
    font=_has_font,
    alsa_plugin=_has_alsa_plugin,
)
