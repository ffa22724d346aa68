"""Makes one folder and zip that install the application on a PC without a network.

    python scripts/make_bundle.py --new-key office.key
    python scripts/make_bundle.py --platform linux --key office.key
    python scripts/make_bundle.py --platform windows --python 3.12 --python 3.13 --key office.key \\
        --python-installer python-3.13.9-amd64.exe

It needs the ``.venv`` of scripts/test.py and, for wheels not fetched before, the network. The key
file is secret: whoever has it can make bundles that every PC installs. docs/install.md (Japanese)
tells what to do with its fingerprint.
"""

from __future__ import annotations

import argparse
import getpass
import shutil
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from scripts import make_sbom  # noqa: E402
from scripts.bundle import contents, target  # noqa: E402
from scripts.bundle.target import PLATFORMS, PYTHONS, Target  # noqa: E402
from voice_counter import __version__  # noqa: E402
from voice_counter.errors import UserError  # noqa: E402
from voice_counter.models.store import ModelStore  # noqa: E402
from voice_counter.signed import Entry, Kind, Manifest, fingerprint  # noqa: E402
from voice_counter.signed.signing import (  # noqa: E402
    entries_of,
    is_encrypted,
    load_key,
    new_key,
    public_key,
    signed,
    write_zip,
)
from voice_counter.texts import explain  # noqa: E402

BUILD = contents.ROOT / "build"
LOCK = contents.ROOT / "scripts" / "lock" / "app.txt"


def main(arguments: Sequence[str]) -> int:
    """Make a key or a bundle; the exit code."""
    options = _options(arguments)
    try:
        if options.new_key:
            key = new_key(options.new_key, _new_passphrase())
            print(f"made {options.new_key}; fingerprint: {fingerprint(key)}")
            return 0
        folder = make(options)
    except UserError as error:
        print(explain(error, "en"), file=sys.stderr)
        return error.exit_code
    print(folder)
    return 0


def make(options: argparse.Namespace) -> Path:
    """Make the folder and the zip; the folder.

    Raises:
        UserError: the key or a model cannot be used, or something cannot be written.
        SystemExit: a wheel is lacking, or the contents are not right for the platform.
    """
    passphrase = ""
    if is_encrypted(options.key):
        passphrase = getpass.getpass(f"passphrase of {options.key}: ")
    key = load_key(options.key, passphrase)
    platform = PLATFORMS[options.platform]
    pythons = options.python or ["{}.{}".format(*sys.version_info[:2])]
    lock = options.lock.read_text(encoding="utf-8")
    wheels: dict[str, Path] = {}
    unpacked = 0
    for python in pythons:
        kept = BUILD / "bundle-wheels" / f"{platform}-{python}"
        found = target.fetch(lock, Target(platform, python), kept, BUILD / "wheels")
        wheels |= {f"parts/wheels/{file.name}": file for file in found}
        unpacked = max(unpacked, contents.unpacked_bytes(found))
    files = contents.application() | contents.pip_wheel() | wheels
    files |= {"parts/lock.txt": options.lock} | contents.models(options.model, ModelStore())
    if options.python_installer:
        files |= contents.python_installer(options.python_installer)
    name = f"voice-counter-{__version__}-{platform}"
    folder: Path = options.out / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    made = contents.starters(platform, __version__, files)
    for path, content in {**made, "app/sbom.cdx.json": make_sbom.content()}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        files[path] = folder / path
    wrong = contents.faults(files, wheels.values(), platform)
    if wrong:
        sys.exit("\n".join(wrong))
    manifest = Manifest(
        kind=Kind.APPLICATION,
        version=__version__,
        serial=int(time.time()),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        platform=platform,
        pythons=tuple(pythons),
        installed_bytes=unpacked,
        longest_path=len(contents.longest_path(files, wheels.values())),
        files=_place(files, folder),
    )
    seal = signed(manifest, key)
    for path, content in seal.items():
        (folder / path).write_bytes(content)
    if not options.no_zip:
        inside = {entry.path: folder / entry.path for entry in manifest.files}
        write_zip(options.out / f"{name}.zip", inside, seal)
    size = sum(entry.size for entry in manifest.files)
    print(f"{len(manifest.files)} files, {size / 1e6:.0f} MB; for Python {', '.join(pythons)}")
    print(f"fingerprint: {fingerprint(public_key(key))}")
    return folder


def _place(files: dict[str, Path], folder: Path) -> tuple[Entry, ...]:
    for path, source in files.items():
        placed = folder / path
        if source == placed:
            continue
        placed.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".whl":
            target.link(source, placed)
        else:
            shutil.copyfile(source, placed)
    # Of the copies: what is signed is what is there.
    return entries_of({path: folder / path for path in files})


def _new_passphrase() -> str:
    if not sys.stdin.isatty():
        return ""
    while True:
        first = getpass.getpass("passphrase of the new key (empty for none): ")
        if first == getpass.getpass("once more: "):
            return first
        print("they differ", file=sys.stderr)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--new-key", type=Path, metavar="FILE", help="make a signing key and stop")
    parser.add_argument("--key", type=Path, metavar="FILE", help="the signing key")
    parser.add_argument("--platform", choices=PLATFORMS)
    parser.add_argument(
        "--python",
        action="append",
        choices=PYTHONS,
        help="versions of Python to take wheels along for (may be repeated; this one if absent)",
    )
    parser.add_argument(
        "--model", action="append", default=[], metavar="ID", help="models to take along"
    )
    parser.add_argument("--python-installer", type=Path, metavar="FILE")
    parser.add_argument("--lock", type=Path, default=LOCK, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, default=BUILD / "bundles")
    parser.add_argument("--no-zip", action="store_true", help="only the folder")
    options = parser.parse_args(arguments)
    if not options.new_key and not (options.platform and options.key):
        parser.error("--platform and --key, or --new-key")
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
