"""Sets up ``.venv``, the system packages and the models, for ``run.py`` and ``test.py``.

Only the standard library is used: nothing else is there yet. Everything is said on stderr, since
the application's own output (``run.py transcribe … > file``) belongs to the user.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from scripts import system_packages, wheels
from scripts.system_packages import Need

TEXTS = {
    "venv": ("Python の環境 (.venv) を作っています", "making .venv"),
    "venv_again": (
        "Python の環境 (.venv) が途中か壊れているので、作り直します",
        "the .venv is unfinished or broken; making it again",
    ),
    "venv_failed": ("Python の環境 (.venv) を作れませんでした", "could not make .venv"),
    "fetch": (
        "部品をダウンロードしています {number}/{count} (途中で止めても、次は続きからです)",
        "fetching pinned packages; can be interrupted and goes on next time",
    ),
    "packages": ("部品を入れています (1 分ほど)", "installing the packages, about a minute"),
    "packages_failed": (
        "部品を入れられませんでした。ネットワークを確かめて、もう一度実行してください",
        "could not install the packages; check the network and run this again",
    ),
    "project": ("このアプリを .venv に登録しています", "registering the application in .venv"),
    "project_failed": ("アプリを登録できませんでした", "could not register the application"),
    "system": (
        "足りないシステムの部品を apt で入れています: {names}",
        "installing system packages",
    ),
    "system_failed": (
        "システムの部品を入れられませんでした。次の 1 行を実行してください",
        "could not install system packages; run this line",
    ),
    "system_ask": (
        "システムの部品が足りません。次の 1 行を実行してください",
        "system packages are missing; run this line",
    ),
    "system_other": (
        "システムに次のものが足りません。お使いの Linux の方法で入れてください: {names}",
        "missing from this system; install them with your distribution's tool",
    ),
    "system_stop": ("上の部品がないと続けられません", "cannot go on without them"),
    "models": ("モデルを確かめています", "checking the models"),
    "models_failed": (
        "モデルを取得できませんでした。このまま始めます。USB メモリーからの取り込みは "
        "docs/install.md をご覧ください",
        "could not fetch the models; starting anyway, docs/install.md tells how to import them",
    ),
    "translation_failed": (
        "よりよい翻訳モデルを取得できませんでした。付属の翻訳モデル（参考訳）で始めます。"
        "あとで入れるには: voice-counter models fetch firefox-ja-en firefox-en-ja",
        "could not fetch the better translation models; the ones that ship will do (for reference)",
    ),
    "interrupted": (
        "中断しました。もう一度実行すると続きから始めます",
        "interrupted; run it again to go on",
    ),
}

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = "voice-counter.json"
TRANSLATION = ("firefox-ja-en", "firefox-en-ja")
"""Better than the translation models that ship, and too large to ship."""
WHEELS = ROOT / "build" / "wheels"
INTERRUPTED = 130
# How a child ends that saw the Ctrl-C before we did: by itself, by the signal, or on Windows.
CHILD_INTERRUPTED = (INTERRUPTED, -2, 0xC000013A)

# What else is met by installing a lock: the test lock holds the application's.
LOCKS = {"app": ("app",), "test": ("test", "app")}
# The subcommands that work with a model; any other must not begin with a download.
WITH_MODELS = {"caption", "window"}


class SetupError(Exception):
    """The set-up cannot go on; carries the key of the text that says why."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def say(key: str, **values: str) -> None:
    """One line of progress: Japanese, and English in brackets."""
    japanese, english = TEXTS[key]
    print(f"==> {japanese.format(**values)} ({english})", file=sys.stderr, flush=True)


def guarded(work: Callable[[list[str]], int], args: list[str]) -> int:
    """Runs ``work`` and turns Ctrl-C and a stopped set-up into a line and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console without UTF-8 shows "?" instead of ending with UnicodeEncodeError.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return work(args)
    except SetupError as stop:
        say(stop.key, **stop.values)
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        say("interrupted")
        return INTERRUPTED


def call(command: Sequence[str | Path], **extra: str) -> bool:
    """Runs a step of the set-up with its own progress shown; True when it succeeded."""
    done = subprocess.run(
        command, stdout=sys.stderr, env={**os.environ, **extra}, check=False
    ).returncode
    if done in CHILD_INTERRUPTED:
        raise KeyboardInterrupt
    return done == 0


# The environment ----------------------------------------------------------------------------


def venv_python(venv: Path, *, windows: bool = os.name == "nt") -> Path:
    """The interpreter of a virtual environment."""
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


def venv_fits(venv: Path, version: Sequence[int], *, windows: bool = os.name == "nt") -> bool:
    """Whether a finished ``.venv`` is there that this version of Python made and still serves."""
    try:
        text = (venv / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return False
    config = {name.strip(): value.strip() for name, _, value in _pairs(text)}
    made_by = config.get("version", "").split(".")[:2]
    home = config.get("home", "")
    return (
        made_by == [str(number) for number in version[:2]]
        and bool(home)
        and Path(home).is_dir()
        # On Linux a link, which dangles once the Python behind it is gone.
        and venv_python(venv, windows=windows).exists()
        and bool(read_stamp(venv))
    )


def _pairs(text: str) -> Iterable[tuple[str, str, str]]:
    return (line.partition("=") for line in text.splitlines())


def read_stamp(venv: Path) -> dict[str, str]:
    """What was installed into ``.venv``, as fingerprints; empty while that is unfinished."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in stamp.items()} if stamp else {}


def write_stamp(stamp: Mapping[str, str], venv: Path) -> None:
    """Replaces the stamp in one step, so that an interruption leaves the old one or the new."""
    new = venv / f"{STAMP}.new"
    new.write_text(json.dumps(stamp, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    new.replace(venv / STAMP)


def fingerprint(*parts: str | Path) -> str:
    """One digest over the contents of files and over texts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, Path) else part.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def lock_file(name: str) -> Path:
    """The lock of that name (``app`` or ``test``)."""
    return ROOT / "scripts" / "lock" / f"{name}.txt"


def prepare(name: str) -> None:
    """Makes ``.venv`` hold the packages of the lock ``name`` and the application."""
    python = venv_python(VENV)
    if not venv_fits(VENV, sys.version_info[:2]):
        say("venv_again" if VENV.exists() else "venv")
        if not call([sys.executable, "-m", "venv", "--clear", VENV]):
            raise SetupError("venv_failed")
    stamp = read_stamp(VENV)
    digests = {lock: fingerprint(lock_file(lock)) for lock in LOCKS[name]}
    # A moved checkout must be registered again: the registration holds its path.
    project = fingerprint(ROOT / "pyproject.toml", str(ROOT))
    pip_settings = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"}
    if stamp.get(name) != digests[name]:
        # No stamp while pip works: an installation cut off half-way is made again from scratch,
        # out of the fetched files, rather than trusted.
        (VENV / STAMP).unlink(missing_ok=True)
        _install(name, pip_settings)
        stamp = digests
        write_stamp(stamp, VENV)
    if stamp.get("project") != project:
        say("project")
        if not call(wheels.register_command(python, ROOT), **pip_settings):
            raise SetupError("project_failed")
        write_stamp({**stamp, "project": project}, VENV)


def _install(name: str, pip_settings: Mapping[str, str]) -> None:
    python = venv_python(VENV)
    lock = lock_file(name).read_text(encoding="utf-8")
    parts = wheels.unfetched(lock, WHEELS)
    for number, part in enumerate(parts, 1):
        say("fetch", number=str(number), count=str(len(parts)))
        listed = wheels.listing(part, WHEELS)
        if not call(wheels.fetch_command(python, listed, WHEELS), **pip_settings):
            raise SetupError("packages_failed")
        wheels.record(part, WHEELS)
    say("packages")
    if not call(wheels.install_command(python, lock_file(name), WHEELS), **pip_settings):
        # A file may be damaged or gone.
        wheels.forget(WHEELS)
        raise SetupError("packages_failed")
    wheels.prune(WHEELS, [lock_file(each).read_text(encoding="utf-8") for each in LOCKS])


# The system ---------------------------------------------------------------------------------


def prepare_system(needed_for: Sequence[str], *, testing: bool) -> None:
    """Installs the system packages that are missing, or says how to.

    Args:
        needed_for: what is about to happen ("setup", "window"): whatever stops that is fatal.
        testing: whether the suite's own needs count too.
    """
    if not sys.platform.startswith("linux"):
        return
    listed = system_packages.needs(system_packages.REAL, testing=testing)
    lacking = system_packages.missing(listed)
    if not lacking:
        return
    names = system_packages.packages(lacking)
    rights = system_packages.apt_rights()
    if shutil.which("apt-get") is None:
        say("system_other", names=", ".join(need.name for need in lacking))
    elif rights is None:
        _show(system_packages.one_line(names), "system_ask")
    else:
        say("system", names=" ".join(names))
        installed = system_packages.install(rights, names)
        lacking = system_packages.missing(lacking)
        if lacking or not installed:
            left = system_packages.packages(lacking) or names
            _show(system_packages.one_line(left), "system_failed")
    if fatal(lacking, needed_for):
        raise SetupError("system_stop")


def _show(line: str, key: str) -> None:
    say(key)
    print(f"\n    {line}\n", file=sys.stderr, flush=True)  # alone, to be copied whole


def fatal(lacking: Iterable[Need], needed_for: Sequence[str]) -> list[Need]:
    """Those of the missing needs without which what is about to happen cannot."""
    return [need for need in lacking if need.stops in needed_for]


# The models ---------------------------------------------------------------------------------


def wants_models(args: Sequence[str]) -> bool:
    """Whether these arguments of the application lead to work with a model."""
    # A model named with --model is another one than the default that would be fetched.
    return not args or (
        args[0] in WITH_MODELS
        and not {"-h", "--help"}.intersection(args)
        and not any(arg.split("=")[0] == "--model" for arg in args)
    )


def prepare_models(*, testing: bool = False) -> None:
    """Lets the application fetch its default model, unless nothing changed since it had.

    Args:
        testing: whether that model is all that is needed.
    """
    stamp = read_stamp(VENV)
    if stamp.get("models") == _models_fingerprint(stamp.get("store", "")):
        return
    say("models")
    python = str(venv_python(VENV))
    if not call([python, "-m", "voice_counter", "models", "fetch"]):
        say("models_failed")
        return
    asked = subprocess.run(
        [python, "-c", "from voice_counter import paths; print(paths.model_store())"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
    )
    store = asked.stdout.strip()
    # Asked for once: without them the application works, and a PC without a network must not
    # wait at every start.
    if not testing and not stamp.get("translation"):
        if not call([python, "-m", "voice_counter", "models", "fetch", *TRANSLATION]):
            say("translation_failed")
        stamp = {**stamp, "translation": "asked"}
    write_stamp({**stamp, "store": store, "models": _models_fingerprint(store)}, VENV)


def _models_fingerprint(store: str) -> str:
    # The folder's time changes when a model is added to it or taken away; the application
    # verifies what lies inside. The variables decide which folder it is.
    changed = ""
    with contextlib.suppress(OSError):
        changed = str(Path(store).stat().st_mtime_ns) if store else ""
    named = ("VOICE_COUNTER_MODELS", "XDG_DATA_HOME", "HOME", "LOCALAPPDATA")
    where = [os.environ.get(name, "") for name in named]
    registry = ROOT / "models" / "registry.toml"
    return fingerprint(registry if registry.is_file() else "", store, changed, *where)


# The two commands ---------------------------------------------------------------------------


def run(args: list[str]) -> int:
    """``run.py``: sets everything up and becomes the application."""
    window = not args or args[0] == "window"
    prepare_system(("setup", "window") if window else ("setup",), testing=False)
    prepare("app")
    if wants_models(args):
        prepare_models()
    command = [str(venv_python(VENV)), "-m", "voice_counter", *args]
    if os.name != "nt":  # there execv would hand the console back before the application ends
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode
