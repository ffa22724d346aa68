"""Puts a bundle's files together, and looks whether they are right for the PC they go to."""

from __future__ import annotations

import ensurepip
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from packaging.utils import parse_wheel_filename

from voice_counter.errors import ModelError
from voice_counter.models.store import ModelStore

ROOT = Path(__file__).resolve().parents[2]
FIREFOX = ("firefox-ja-en", "firefox-en-ja")
"""Taken along where they are installed."""

_TREES = ("voice_counter", "ui", "glossaries", "models")
_DOCUMENTS = ("install.md", "models.md", "dependencies.md", "privacy.md", "operations.md")
_LEFT_OUT = re.compile(r"__pycache__|\..*|.*\.(pyc|part)")
_PYTHON_INSTALLER = re.compile(r"python-3\.\d+\.\d+-amd64\.exe")

_README = """voice-counter（窓口の字幕）{version}　{platform} 用

入れ方（ネットワークも管理者の権限も要りません）
    {command}

「署名の指紋」を聞かれたら、担当の係から紙などで知らされたものと比べてください。
くわしくは app/docs/install.md をご覧ください。

To install, without a network or administrator rights: {command}
"""
# Windows checks the publisher's signature of Python's installer itself when it is started.
_CMD = """@echo off\r
chcp 65001 >nul\r
where py >nul 2>nul\r
if not errorlevel 1 (\r
  py -3 "%~dp0install.py" %*\r
  pause\r
  exit /b\r
)\r
echo Python がありません。{hint}\r
echo Python is not installed. {hint_en}\r
pause\r
"""
_HINT = "このフォルダーの中の python\\{file} を先に実行してください（「Install Now」）。"
_HINT_EN = "First run python\\{file} in this folder (choose Install Now)."
_NO_FILE = "python.org の 64 ビット版インストーラー（3.11～3.14）を先に実行してください。"
_NO_FILE_EN = "First run the 64-bit installer of python.org (3.11-3.14)."


def application(root: Path = ROOT) -> dict[str, Path]:
    """The application's tree, by the path in the bundle."""
    found: dict[str, Path] = {}
    for tree in _TREES:
        for file in sorted((root / tree).rglob("*")):
            relative = file.relative_to(root)
            if file.is_file() and not any(map(_LEFT_OUT.fullmatch, relative.parts)):
                found[f"app/{relative.as_posix()}"] = file
    for name in _DOCUMENTS:
        if (root / "docs" / name).exists():
            found[f"app/docs/{name}"] = root / "docs" / name
    for name in ("__init__.py", "system_packages.py"):
        found[f"app/scripts/{name}"] = root / "scripts" / name
    installer = root / "scripts" / "bundle" / "install.py"
    # __main__.py: the zip can be run as it is.
    return found | dict.fromkeys(("install.py", "__main__.py", "app/install.py"), installer)


def pip_wheel() -> dict[str, Path]:
    """The pip that came with this Python.

    Raises:
        SystemExit: this Python has none (Debian: the package python3-venv).
    """
    bundled = Path(ensurepip.__file__).parent / "_bundled"
    found = sorted(bundled.glob("pip-*.whl"))
    if not found:
        raise SystemExit(f"no pip in {bundled}; Debian has it in the package python3-venv")
    return {f"parts/pip/{found[-1].name}": found[-1]}


def models(ids: Sequence[str], store: ModelStore) -> dict[str, Path]:
    """The files of models, hashed just now.

    Args:
        ids: which; the default model, and those of Firefox where they are installed, if none.

    Raises:
        ModelError: one of them is absent or damaged.
    """
    wanted = list(ids) or [store.default_id]
    if not ids:
        for each in FIREFOX:
            if store.status(each).state == "ready":
                wanted.append(each)
    found: dict[str, Path] = {}
    for model_id in wanted:
        folder = store.path(model_id)
        found |= {
            f"models/{model_id}/{file.name}": folder / file.name
            for file in store.spec(model_id).files
        }
    if not found:
        raise ModelError("error.model.absent", model=", ".join(wanted))
    return found


def python_installer(file: Path) -> dict[str, Path]:
    """python.org's installer for Windows, to be carried along.

    Raises:
        SystemExit: it is not called as python.org calls it.
    """
    if not _PYTHON_INSTALLER.fullmatch(file.name):
        raise SystemExit(
            f"{file.name} is not python.org's 64-bit installer (python-3.x.y-amd64.exe)"
        )
    return {f"python/{file.name}": file}


def starters(platform: str, version: str, files: Mapping[str, Path]) -> dict[str, bytes]:
    """What somebody opens first."""
    windows = platform.startswith("windows")
    command = "install.cmd" if windows else "python3 install.py"
    readme = _README.format(version=version, platform=platform, command=command)
    made = {"README.txt": readme.replace("\n", "\r\n" if windows else "\n").encode("utf-8-sig")}
    if windows:
        carried = [Path(path).name for path in files if path.startswith("python/")]
        hint = _HINT.format(file=carried[0]) if carried else _NO_FILE
        hint_en = _HINT_EN.format(file=carried[0]) if carried else _NO_FILE_EN
        made["install.cmd"] = _CMD.format(hint=hint, hint_en=hint_en).encode()
    return made


def unpacked_bytes(wheels: Iterable[Path]) -> int:
    """What wheels take once they are installed, with room for what Python compiles."""
    total = 0
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            total += sum(info.file_size for info in archive.infolist())
    return total * 5 // 4


def faults(files: Iterable[str], wheels: Iterable[Path], platform: str) -> list[str]:
    """What is wrong with a bundle for that platform: wheels and files of another, or none."""
    found: list[str] = []
    windows = platform.startswith("windows")
    foreign = (".so",) if windows else (".dll", ".pyd", ".exe")
    for wheel in wheels:
        tagged = {tag.platform for tag in parse_wheel_filename(wheel.name)[3]}
        fitting = {"win_amd64"} if windows else {tag for tag in tagged if tag.endswith("x86_64")}
        if not tagged <= {"any"} | fitting:
            found.append(f"{wheel.name}: {sorted(tagged)}")
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                # Some carry tiny launchers for Windows as data; nothing starts them elsewhere.
                if name.endswith(foreign) and tagged != {"any"}:
                    found.append(f"{wheel.name}: {name}")
    names = set(files)
    wanted = {"install.py", "app/install.py", "app/voice_counter/__main__.py", "parts/lock.txt"}
    wanted |= {"install.cmd"} if windows else set()
    found += [f"lacks {name}" for name in sorted(wanted - names)]
    for start in ("parts/pip/pip-", "models/", "app/models/", "app/glossaries/", "app/ui/"):
        if not any(name.startswith(start) for name in names):
            found.append(f"lacks {start}…")
    return found


def longest_path(files: Iterable[str], wheels: Iterable[Path]) -> str:
    """The longest path below a version's folder; Windows takes 259 characters in all."""
    inside = [name for name in files if name.startswith("app/")]
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            inside += [f"venv/Lib/site-packages/{name}" for name in archive.namelist()]
    return max(inside, key=len)
