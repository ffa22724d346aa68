"""Where the key of all records comes from, and from where it never comes."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from record_tools import SECONDS, Secrets

from voice_counter.errors import RecordError
from voice_counter.record import keys
from voice_counter.record.keys import KeyStore, Stretching, new_stretching, system_backend


def test_the_key_is_made_once(secrets: Secrets) -> None:
    store = KeyStore(lambda: secrets)
    assert store.key(make=False) is None
    made = store.key(make=True)
    assert made is not None
    assert len(made) == 32
    assert store.key(make=True) == made
    assert KeyStore(lambda: secrets).key(make=False) == made
    assert KeyStore(lambda: Secrets()).key(make=True) != made


def test_a_key_store_that_hangs_is_left_behind() -> None:
    released = threading.Event()

    class Hanging(Secrets):
        def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
            released.wait(SECONDS)
            return None

    store = KeyStore(Hanging, seconds=0.01)
    with pytest.raises(RecordError, match="key_store_silent"):
        store.key(make=True)
    released.set()


def test_a_key_store_that_hangs_while_it_is_looked_for_is_none() -> None:
    released = threading.Event()

    def find() -> None:
        released.wait(SECONDS)

    assert not KeyStore(find, seconds=0.01).available()
    released.set()


def test_a_key_store_that_refuses_is_told() -> None:
    class Refusing(Secrets):
        def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
            raise OSError("locked")

    with pytest.raises(RecordError, match="key_store_failed"):
        KeyStore(Refusing).key(make=True)


@pytest.mark.parametrize("kept", ["", "nonsense!", base64.b64encode(b"short").decode()])
def test_a_key_that_is_none_is_not_replaced(secrets: Secrets, kept: str) -> None:
    secrets.set_password(keys.SERVICE, keys.ENTRY, kept)
    with pytest.raises(RecordError, match="key_unusable"):
        KeyStore(lambda: secrets).key(make=True)
    assert list(secrets.kept.values()) == [kept]


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin", "freebsd"])
def test_a_system_without_its_key_store_has_none(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if platform == sys.platform != "linux":
        pytest.skip("this system has one")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    assert system_backend(platform) is None


@pytest.mark.skipif(sys.platform != "linux", reason="the session bus of Linux")
@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "mine.Plain"])
def test_nothing_in_the_environment_brings_in_an_unsafe_key_store(
    tmp_path: Path, backend: str
) -> None:
    """Neither keyring's variable nor its file; in a process of its own, and quickly."""
    (tmp_path / "mine.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Plain(KeyringBackend):\n"
        "    priority = 99\n"
        "    def get_password(self, *_): return None\n"
        "    def set_password(self, *_): open('plain', 'w').close()\n"
        "    def delete_password(self, *_): pass\n"
    )
    config = tmp_path / "python_keyring"
    config.mkdir()
    (config / "keyringrc.cfg").write_text(f"[backend]\ndefault-keyring={backend}\n")
    environment = {
        **os.environ,
        "PYTHON_KEYRING_BACKEND": backend,
        "XDG_CONFIG_HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path]),
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
    }
    asked = (
        "from voice_counter.record.keys import KeyStore\n"
        "assert not KeyStore().available()\n"
        "from voice_counter.errors import RecordError\n"
        "try: KeyStore().key(make=True)\n"
        "except RecordError as error: print(error.key)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "record.error.no_key_store"
    assert not (tmp_path / "plain").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the session bus of Linux")
def test_a_session_bus_that_does_not_answer_does_not_hang_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bus = tmp_path / "bus"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(bus))
        listening.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={bus}")
        assert not KeyStore(seconds=0.2).available()


def test_a_passphrase_is_stretched_by_scrypt() -> None:
    """As another implementation does it."""
    how = Stretching(b"SodiumChloride..", n=16384, r=8, p=1)
    made = hashlib.scrypt(b"pleaseletmein", salt=how.salt, n=16384, r=8, p=1, dklen=32)
    assert how.key("pleaseletmein") == made
    assert how.key("pleaseletmeon") != made


def test_every_file_has_a_salt_of_its_own() -> None:
    assert new_stretching().salt != new_stretching().salt
    assert new_stretching().usable()


@pytest.mark.parametrize(
    "how",
    [
        Stretching(b"0" * 16, n=2**21),
        Stretching(b"0" * 16, n=1000),
        Stretching(b"0" * 16, n=0),
        Stretching(b"0" * 16, n=-2),
        Stretching(b"0" * 16, r=1000),
        Stretching(b"0" * 16, p=0),
        Stretching(b""),
    ],
)
def test_parameters_from_a_strange_file_are_refused(how: Stretching) -> None:
    with pytest.raises(RecordError, match="key_unusable"):
        how.key("passphrase")


@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="no gnome-keyring here",
)
@pytest.mark.parametrize("unlocked", [True, False])
def test_the_secret_service_of_linux_keeps_the_key(tmp_path: Path, unlocked: bool) -> None:
    """A real one, on a session bus of its own. Locked, with nobody there to unlock it, it does not
    hang the program."""
    asked = (
        "from voice_counter.record.keys import KeyStore\n"
        "from voice_counter.errors import RecordError\n"
        "store = KeyStore(seconds=%s)\n"
        "try:\n"
        "    made = store.key(make=True)\n"
        "    assert made == KeyStore().key(make=False) and len(made) == 32\n"
        "    print('kept')\n"
        "except RecordError as error: print(error.key)\n"
    ) % (30 if unlocked else 2)
    start = (
        "printf %s secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
        if unlocked
        else ":"
    )
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [
            "dbus-run-session",
            "--",
            "sh",
            "-c",
            f'{start}; exec "$0" -c "$1"',
            sys.executable,
            asked,
        ],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if unlocked:
        assert done.stdout.strip() == "kept", done.stderr
    else:
        assert done.stdout.strip().startswith("record.error."), done.stderr
