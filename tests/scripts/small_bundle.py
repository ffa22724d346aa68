"""A bundle as ``make_bundle.py`` makes it, with one tiny wheel and hardly an application."""

from __future__ import annotations

import ensurepip
import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from voice_counter.installer.steps import this_platform
from voice_counter.signed import Kind, Manifest, fingerprint
from voice_counter.signed.signing import entries_of, public_key, signed, write_zip

ROOT = Path(__file__).resolve().parents[2]
PYTHON = "{}.{}".format(*sys.version_info[:2])

# All of the real application that the installer may need before any library is there.
INSTALLER = (
    "answers.py",
    "errors.py",
    "file_names.py",
    "zips.py",
    "signed/*.py",
    "installer/*.py",
    "models/locking.py",
    "models/disk.py",
)

_STORE = 'Path(os.environ["HOME"]) / "own"'
STUBS = {
    "voice_counter/__init__.py": "",
    "voice_counter/models/__init__.py": "",
    "voice_counter/captions/__init__.py": "",
    "voice_counter/captions/engine.py": "import tinywheel\n",
    "voice_counter/cli/__init__.py": "",
    "voice_counter/paths.py": (
        f"import os\nfrom pathlib import Path\ndef own_folders():\n    return [str({_STORE})]\n"
    ),
    "voice_counter/__main__.py": (
        "import os, shutil, sys\nfrom pathlib import Path\nimport tinywheel\n"
        'if sys.argv[1:3] == ["models", "import"]:\n'
        f"    shutil.copytree(sys.argv[3], {_STORE} / 'models', dirs_exist_ok=True)\n"
        "else:\n"
        '    print("VERSION", tinywheel.NUMBER, *sys.argv[1:])\n'
    ),
}


def wheel(folder: Path, number: int) -> Path:
    """A wheel of one module."""
    info = "tinywheel-1.0.dist-info"
    files = {
        "tinywheel.py": f"NUMBER = {number}\n",
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: tinywheel\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = [f"{name},," for name in (*files, f"{info}/RECORD")]
    path = folder / "tinywheel-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr(f"{info}/RECORD", "\n".join(rows) + "\n")
    return path


def bundle(
    folder: Path, key: Ed25519PrivateKey, version: str, number: int, **about: object
) -> Path:
    """Make the bundle's folder; its zip lies beside it."""
    files: dict[str, Path] = {}

    def put(path: str, content: bytes) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        files[path] = folder / path

    for path, code in STUBS.items():
        put(f"app/{path}", code.encode())
    put("app/voice_counter/models/__init__.py", b"")
    for pattern in INSTALLER:
        for source in (ROOT / "voice_counter").glob(pattern):
            name = source.relative_to(ROOT).as_posix()
            if source.name != "signing.py":
                put(f"app/{name}", source.read_bytes())
    for language in ("ja", "en"):
        name = f"ui/i18n/{language}/installer.toml"
        put(f"app/{name}", (ROOT / name).read_bytes())
    for name in ("scripts/__init__.py", "scripts/system_packages.py"):
        put(f"app/{name}", (ROOT / name).read_bytes())
    for name in ("install.py", "__main__.py", "app/install.py"):
        put(name, (ROOT / "scripts" / "bundle" / "install.py").read_bytes())
    made = wheel(folder, number)
    put(f"parts/wheels/{made.name}", made.read_bytes())
    made.unlink()
    digest = hashlib.sha256((folder / f"parts/wheels/{made.name}").read_bytes()).hexdigest()
    lock = f"tinywheel==1.0 \\\n    --hash=sha256:{digest}\n"
    put("parts/lock.txt", lock.encode())
    pip = sorted((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))[-1]
    put(f"parts/pip/{pip.name}", pip.read_bytes())
    put("models/base/model.bin", b"weights of " + version.encode())
    facts: Mapping[str, object] = {
        "kind": Kind.APPLICATION,
        "version": version,
        "serial": 1,
        "created": "2026-11-29T00:00:00+00:00",
        "platform": this_platform(),
        "pythons": (PYTHON,),
        "files": entries_of(files),
        **about,
    }
    seal = signed(Manifest(**facts), key)  # type: ignore[arg-type]
    for path, content in seal.items():
        (folder / path).write_bytes(content)
    write_zip(folder.with_suffix(".zip"), files, seal)
    return folder


@dataclass
class Pc:
    """A user's account on a PC."""

    home: Path
    key: Ed25519PrivateKey

    @property
    def root(self) -> Path:
        return self.home / ".local" / "share" / "voice-counter-app"

    @property
    def fingerprint(self) -> str:
        return fingerprint(public_key(self.key))

    @property
    def current(self) -> str:
        return (self.root / "current").read_text().split("\n")[0]

    def python(self, *arguments: str | Path, code: int = 0) -> str:
        """Run Python without anything installed; what it says on both streams."""
        plain = {"HOME": str(self.home), "PATH": os.defpath, "LANG": "C.UTF-8"}
        base = Path(sys.base_prefix) / "bin" / f"python{PYTHON}"
        done = subprocess.run(
            [str(base), *map(str, arguments)],
            env=plain,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stdout
        return done.stdout

    def install(self, path: Path, *options: str, code: int = 0) -> str:
        """Run the installer of a bundle's folder or zip."""
        start = path / "install.py" if path.is_dir() else path
        return self.python(start, *options, code=code)

    def start(self, *arguments: str) -> str:
        """Run the installed command through its link."""
        done = subprocess.run(
            [str(self.home / ".local" / "bin" / "voice-counter"), *arguments],
            env={"HOME": str(self.home), "PATH": os.defpath},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip()
