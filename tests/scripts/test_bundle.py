"""A small bundle is really installed, updated, taken back and removed, for a user who has nothing.

``scripts/try_bundle.py`` does the same with the real one, without a network.
"""

from __future__ import annotations

import shutil
import sys
from collections import namedtuple
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PureWindowsPath

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from small_bundle import Pc, bundle

from voice_counter.errors import PackageError
from voice_counter.installer import command, environment, messages, steps
from voice_counter.installer.places import Places, places
from voice_counter.signed import Kind, open_package, trusting
from voice_counter.signed.signing import public_key

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the starters of Linux are run")

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundles")
    bundle(folder / "one", KEY, "0.1.0", 1)
    bundle(folder / "two", KEY, "0.2.0", 2)
    return folder


@pytest.fixture
def pc(tmp_path: Path) -> Pc:
    (tmp_path / "home").mkdir()
    return Pc(tmp_path / "home", KEY)


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """A bundle to be spoilt."""
    return Path(shutil.copytree(made / "one", tmp_path / "copy"))


# With the real starters, and with nothing but Python ---------------------------------------------


def test_from_nothing_to_gone(made: Path, pc: Pc) -> None:
    own = pc.home / "own" / "glossary" / "own-terms.csv"
    own.parent.mkdir(parents=True)
    own.write_text("ours")

    said = pc.install(made / "one.zip", "--fingerprint", pc.fingerprint)
    assert pc.fingerprint in said
    assert pc.start("caption", "a b.flac") == "VERSION 1 caption a b.flac"
    assert (pc.home / "own" / "models" / "base" / "model.bin").read_bytes() == b"weights of 0.1.0"
    assert (pc.home / ".local/share/applications/voice-counter.desktop").exists()
    assert not (pc.root / "versions" / "0.1.0" / "stage").exists()

    # The update is verified and installed by what is there, with the key it knows.
    pc.python(pc.root / "install.py", made / "two")
    assert pc.start() == "VERSION 2"
    assert (pc.current, own.read_text()) == ("0.2.0", "ours")

    pc.python(pc.root / "install.py", "--rollback")
    assert pc.start() == "VERSION 1"
    pc.python(pc.root / "install.py", "--rollback")
    assert pc.start() == "VERSION 2"

    pc.python(pc.root / "install.py", "--uninstall", code=0)
    assert pc.root.exists(), "nobody said yes"
    pc.python(pc.root / "install.py", "--uninstall", "--yes")
    left = {path.relative_to(pc.home).as_posix() for path in pc.home.rglob("*") if path.is_file()}
    assert left == {"own/glossary/own-terms.csv", "own/models/base/model.bin"}


def test_purge_leaves_nothing(made: Path, pc: Pc) -> None:
    pc.install(made / "one", "--fingerprint", pc.fingerprint)
    said = pc.install(made / "one", "--uninstall", "--purge", "--yes")
    assert str(pc.home / "own") in said, "what is removed is listed first"
    assert [path for path in pc.home.rglob("*") if not path.is_dir()] == []


def test_the_first_installation_asks_for_the_fingerprint(made: Path, pc: Pc) -> None:
    said = pc.install(made / "one", code=8)
    assert pc.fingerprint in said
    assert said.index("指紋") < said.index("fingerprint"), "Japanese first"
    other = "0000-" * 7 + "0000"
    pc.install(made / "one", "--fingerprint", other, code=8)
    assert not (pc.root / "versions").exists()


def test_installing_leaves_the_stick_as_it_was(pc: Pc, copy: Path) -> None:
    before = sorted(copy.rglob("*"))
    pc.install(copy, "--fingerprint", pc.fingerprint)
    assert sorted(copy.rglob("*")) == before


def test_a_python_that_is_too_old_is_told(copy: Path) -> None:
    """Down to Python 3.6 the file can be read, and says which one is needed."""
    code = (copy / "install.py").read_text(encoding="utf-8")
    compile(code, "install.py", "exec", dont_inherit=True)
    for later in ("match ", ":=", " -> ", "f'", 'f"', ": list["):
        assert later not in code.replace("# type: () -> ", ""), later
    assert code.index("sys.version_info <") < code.index("import main")


# Inside the process: what is refused, and what an interruption leaves -----------------------------


@pytest.fixture
def where(pc: Pc, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Without pip at work, which takes seconds and has been seen above."""

    def make(venv: Path, parts: Path, app: Path) -> None:
        assert (parts / "lock.txt").exists()
        assert (app / "voice_counter").is_dir()
        venv.mkdir()

    monkeypatch.setattr(environment, "make", make)
    for name in ("attempt", "import_models"):
        monkeypatch.setattr(environment, name, lambda *_: None)
    return places(pc.root)


def attempt(path: Path, where: Places, *options: str) -> int:
    fingerprint = ["--fingerprint", Pc(where.root, KEY).fingerprint]
    return command.main(["--root", str(where.root), *fingerprint, *options, str(path)])


@pytest.mark.parametrize(
    "name",
    [
        "app/voice_counter/__main__.py",
        "app/ui/i18n/ja/installer.toml",
        "parts/lock.txt",
        "parts/wheels/tinywheel-1.0-py3-none-any.whl",
        "models/base/model.bin",
        "manifest.json",
        "manifest.sig",
    ],
)
def test_whatever_was_changed_nothing_is_installed(
    name: str, copy: Path, where: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    content = bytearray((copy / name).read_bytes())
    content[-2] ^= 1
    (copy / name).write_bytes(content)
    assert attempt(copy, where) == 8
    said = capsys.readouterr().err
    assert messages.text("installer.done", "en", version="0.1.0", command="")[:20] not in said
    assert not where.is_complete("0.1.0")
    assert where.in_use() == ("", "")
    assert where.unfinished() == []
    assert attempt(copy, where, "--verify") == 8


def test_what_was_added_is_not_installed(copy: Path, where: Places) -> None:
    (copy / "app" / "voice_counter" / "evil.py").write_text("")
    (copy / "app" / "json.py").write_text("raise SystemExit(3)")
    (copy / "json.py").write_text("raise SystemExit(3)")
    assert attempt(copy, where) == 0
    assert not list(where.root.rglob("evil.py"))
    assert not list(where.versions.glob("*/app/json.py"))


@pytest.mark.parametrize(
    ("about", "key"),
    [
        ({"platform": "windows-x86_64"}, "platform"),
        ({"platform": "linux-aarch64"}, "platform"),
        ({"pythons": ("3.10", "2.7")}, "python"),
        ({"installed_bytes": 1 << 60}, "space"),
        ({"kind": Kind.OFFICE}, "kind"),
    ],
)
def test_what_is_not_for_this_pc(
    about: dict[str, object],
    key: str,
    tmp_path: Path,
    where: Places,
    capsys: pytest.CaptureFixture[str],
) -> None:
    foreign = bundle(tmp_path / "foreign", KEY, "0.1.0", 1, **about)
    assert attempt(foreign, where) == 8
    said = capsys.readouterr().err
    start = messages.text(
        f"error.package.{key}",
        "ja",
        **dict.fromkeys(("wanted", "found", "path", "need", "free"), "\0"),
    ).split("\0")[0]
    assert start in said
    assert not where.versions.exists()


def test_an_update_by_somebody_else_is_refused(made: Path, tmp_path: Path, where: Places) -> None:
    assert attempt(made / "one", where) == 0
    stranger = Ed25519PrivateKey.generate()
    foreign = bundle(tmp_path / "foreign", stranger, "0.9.0", 9)
    theirs = Pc(tmp_path, stranger).fingerprint
    arguments = ["--root", str(where.root), "--fingerprint", theirs, str(foreign)]
    assert command.main(arguments) == 8, "also where somebody types the stranger's fingerprint"
    assert where.in_use() == ("0.1.0", "")
    where.pinned.write_text("damaged")
    assert command.main(arguments) == 8


def test_an_older_version_only_on_demand(made: Path, where: Places) -> None:
    assert attempt(made / "two", where) == 0
    assert attempt(made / "one", where) == 8
    assert attempt(made / "one", where, "--allow-older") == 0
    assert where.in_use() == ("0.1.0", "0.2.0")


def test_the_same_again_and_another_build_of_it(made: Path, tmp_path: Path, where: Places) -> None:
    assert attempt(made / "one", where) == 0
    stamp = (where.folder("0.1.0") / "complete.json").stat()
    assert attempt(made / "one.zip", where) == 0
    assert (where.folder("0.1.0") / "complete.json").stat() == stamp, "was there already"
    again = bundle(tmp_path / "again", KEY, "0.1.0", 7, serial=2)
    assert attempt(again, where) == 0
    current, previous = where.in_use()
    assert (current[:6], previous) == ("0.1.0+", "0.1.0")


def test_only_the_version_before_is_kept(made: Path, tmp_path: Path, where: Places) -> None:
    three = bundle(tmp_path / "three", KEY, "0.3.0", 3)
    for path in (made / "one", made / "two", three):
        assert attempt(path, where) == 0
    assert sorted(each.name for each in where.versions.iterdir()) == ["0.2.0", "0.3.0"]


STEPS = ["make", "attempt", "import_models"]


@pytest.fixture
def interrupt(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, BaseException], None]]:
    def at(step: str, error: BaseException) -> None:
        def raising(*_: object) -> None:
            raise error

        monkeypatch.setattr(environment, step, raising)

    return at


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "error",
    [KeyboardInterrupt(), PackageError("error.package.environment")],
    ids=["ctrl-c", "fault"],
)
def test_an_interruption_changes_nothing(
    step: str, error: BaseException, made: Path, where: Places, interrupt: object
) -> None:
    assert attempt(made / "one", where) == 0
    assert callable(interrupt)
    interrupt(step, error)
    assert attempt(made / "two", where) in (8, command.INTERRUPTED)
    assert where.in_use() == ("0.1.0", "")
    assert sorted(each.name for each in where.versions.iterdir()) == ["0.1.0"]


def test_what_a_power_cut_left_is_cleared_away(made: Path, where: Places) -> None:
    # Of a version, of a build, and of a pointer that was being written.
    (where.folder("0.1.0") / "venv").mkdir(parents=True)
    (where.folder("0.0.9") / "app").mkdir(parents=True)
    (where.root / "current.new").write_text("0.0.")
    assert attempt(made / "one", where) == 0
    assert [each.name for each in where.versions.iterdir()] == ["0.1.0"]
    assert where.in_use() == ("0.1.0", "")


def test_two_installers_at_once(made: Path, where: Places) -> None:
    with steps.alone(where):
        assert attempt(made / "one", where) == 8


def test_no_version_to_go_back_to(made: Path, where: Places) -> None:
    assert command.main(["--root", str(where.root), "--rollback"]) == 8
    assert attempt(made / "one", where) == 0
    assert command.main(["--root", str(where.root), "--rollback"]) == 8
    assert where.in_use()[0] == "0.1.0"
    shutil.rmtree(where.root)
    assert command.main(["--root", str(where.root), "--uninstall", "--yes"]) == 8
    assert command.main(["--root", str(where.root)]) == 8, "no bundle named"


def test_what_others_put_beside_it_stays(made: Path, where: Places) -> None:
    own = where.root / "note.txt"
    assert attempt(made / "one", where) == 0
    own.write_text("mine")
    assert command.main(["--root", str(where.root), "--uninstall", "--yes"]) == 0
    assert [each.name for each in where.root.iterdir()] == ["note.txt"]


def test_a_command_of_another_program_is_not_replaced(pc: Pc) -> None:
    linked = places(environment={"HOME": str(pc.home)}, windows=False)
    assert linked.link is not None
    linked.link.parent.mkdir(parents=True)
    linked.link.write_text("somebody else's")
    linked.write_starters()
    linked.remove()
    assert linked.link.read_text() == "somebody else's"


def test_the_full_disk_is_noticed_before_anything_is_written(
    made: Path, where: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9 - 1, 1))
    assert attempt(made / "one", where) == 8
    assert not where.root.exists()


# Windows, as far as it can be looked at here -----------------------------------------------------


def test_the_places_and_starters_of_windows(tmp_path: Path) -> None:
    given = {"LOCALAPPDATA": str(tmp_path / "窓口" / "Local"), "APPDATA": str(tmp_path / "Roaming")}
    found = places(windows=True, environment=given)
    assert found.root == tmp_path / "窓口" / "Local" / "Programs" / "voice-counter"
    found.write_starters()
    found.use("0.2.0", "0.1.0")
    assert found.in_use() == ("0.2.0", "0.1.0")
    assert (found.root / "current").read_bytes() == b"0.2.0\r\n0.1.0\r\n"
    started = found.command.read_bytes()
    assert started.isascii(), "no path in it depends on the code page"
    assert b"%~dp0versions\\%VERSION%\\venv\\Scripts\\python.exe" in started
    assert started.count(b"\r\n") == started.count(b"\n")
    assert found.menu is not None
    assert b"pythonw.exe" in found.menu.read_bytes()
    found.remove()
    assert not found.root.exists()
    assert not found.menu.exists()


def test_a_damaged_pointer_is_no_version(where: Places) -> None:
    where.root.mkdir(parents=True)
    for content in (b"", b"../../evil\n", b"\xff\xfe", b"a" * 1000):
        (where.root / "current").write_bytes(content)
        assert where.in_use() == ("", "")


def test_trust_is_pinned_at_the_first_installation(made: Path, where: Places) -> None:
    assert attempt(made / "one", where) == 0
    assert where.pinned_key() == public_key(KEY)
    with open_package(made / "two", Kind.APPLICATION, trusting(where.pinned_key(), "", None)):
        pass


def test_a_path_that_windows_cannot_have(made: Path) -> None:
    with open_package(made / "one", Kind.APPLICATION, lambda _: None) as package:
        manifest = replace(package.manifest, longest_path=174)
    local = r"C:\Users\{}\AppData\Local\Programs\voice-counter\versions\0.1.0"
    steps.check_length(manifest, PureWindowsPath(local.format("u" * 20)))
    with pytest.raises(PackageError) as raised:
        steps.check_length(manifest, PureWindowsPath(local.format("u" * 25)))
    assert raised.value.key == "error.package.path_length"
    assert raised.value.values["over"] == 2
