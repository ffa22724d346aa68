"""The key that wraps the keys of all sessions: in the key store of the system, or made of a
passphrase.

Only key stores that encrypt are used: the Credential Manager of Windows, the Secret Service of
Linux, the keychain of macOS. They are named here one by one because ``keyring`` would also take
what a file or an environment variable names, be it plain text.
"""

from __future__ import annotations

import base64
import binascii
import importlib
import os
import queue
import sys
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from voice_counter.errors import RecordError
from voice_counter.record.cipher import KEY_BYTES

SERVICE = "voice-counter"
ENTRY = "session log"
SHORTEST_PASSPHRASE = 10
"""Characters."""

_SECONDS = 20.0
"""How long a key store may take, which may ask the user to unlock it."""

_BACKENDS = {
    "win32": ("keyring.backends.Windows", "WinVaultKeyring"),
    "darwin": ("keyring.backends.macOS", "Keyring"),
    "linux": ("keyring.backends.SecretService", "Keyring"),
}

T = TypeVar("T")


class Backend(Protocol):
    """What is used of a ``keyring`` backend."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret of that name."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""


class KeyStore:
    """The key of this PC and user, 32 random bytes.

    Args:
        find: the key store of the system; None where there is none that encrypts.
        seconds: how long it may take.
    """

    def __init__(
        self, find: Callable[[], Backend | None] | None = None, seconds: float = _SECONDS
    ) -> None:
        self._find = find or system_backend
        self._seconds = seconds

    def available(self) -> bool:
        """Whether this PC has a key store that can be used. Blocks while that is found out."""
        try:
            return self._within(self._find) is not None
        except RecordError:
            return False

    def key(self, *, make: bool) -> bytes | None:
        """The key; None where there is none yet, and none is to be made.

        Raises:
            RecordError: the key store cannot be used, or does not answer.
        """
        return self._within(lambda: self._key(make))

    def _key(self, make: bool) -> bytes | None:
        backend = self._find()
        if backend is None:
            raise RecordError("record.error.no_key_store")
        kept = backend.get_password(SERVICE, ENTRY)
        if kept is None and make:
            backend.set_password(SERVICE, ENTRY, base64.b64encode(os.urandom(KEY_BYTES)).decode())
            # Another process may have made one in between: what is kept now is the key.
            kept = backend.get_password(SERVICE, ENTRY)
        if kept is None:
            return None
        try:
            key = base64.b64decode(kept, validate=True)
        except binascii.Error:
            key = b""
        if len(key) != KEY_BYTES:
            raise RecordError("record.error.key_unusable")
        return key

    def _within(self, work: Callable[[], T]) -> T:
        """Asked in a thread of its own, which is left behind if the key store hangs."""
        answers: queue.SimpleQueue[tuple[T] | RecordError] = queue.SimpleQueue()

        def run() -> None:
            try:
                answers.put((work(),))
            except RecordError as error:
                answers.put(error)
            except Exception as error:
                # Whatever the system's library raises: locked, refused, broken connection.
                answers.put(RecordError("record.error.key_store_failed", reason=error))

        threading.Thread(target=run, name="key store", daemon=True).start()
        try:
            answer = answers.get(timeout=self._seconds)
        except queue.Empty:
            raise RecordError("record.error.key_store_silent") from None
        if isinstance(answer, RecordError):
            raise answer
        return answer[0]


def system_backend(platform: str = sys.platform) -> Backend | None:
    """The key store of this system, if it has one that encrypts and answers."""
    if platform not in _BACKENDS:
        return None
    module, name = _BACKENDS[platform]
    try:
        kind = getattr(importlib.import_module(module), name)
        if not kind.viable:
            return None
        made = kind()
        if platform == "win32":
            # The key is that of a PC: it must not roam with the user's profile.
            made.persist = "local machine"
    except Exception:
        # A key store without its library, or without a session bus, is none.
        return None
    backend: Backend = made
    return backend


@dataclass(frozen=True, slots=True)
class Stretching:
    """How a passphrase becomes a key (scrypt, RFC 7914), kept beside the database's keys.

    The defaults take 128 MiB and about half a second, as OWASP recommends for scrypt.
    """

    salt: bytes
    n: int = 2**17
    r: int = 8
    p: int = 1

    def usable(self) -> bool:
        """Whether a file may ask for this much work: at most 1 GiB."""
        power = self.n >= 2 and self.n & (self.n - 1) == 0
        return (
            power
            and self.n <= 2**20
            and 1 <= self.r <= 8
            and 1 <= self.p <= 4
            and len(self.salt) >= 16
        )

    def key(self, passphrase: str) -> bytes:
        """The key, 32 bytes.

        Raises:
            RecordError: the parameters are none that this application would have chosen.
        """
        if not self.usable():
            raise RecordError("record.error.key_unusable")
        # Full-width letters of an input method are the same passphrase.
        typed = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "replace")
        return Scrypt(salt=self.salt, length=KEY_BYTES, n=self.n, r=self.r, p=self.p).derive(typed)


def new_stretching() -> Stretching:
    """With a salt of its own."""
    return Stretching(os.urandom(16))


def check_passphrase(passphrase: str) -> None:
    """Let through what is long enough for a new passphrase.

    Raises:
        RecordError: it is too short.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise RecordError("record.error.passphrase_short", least=SHORTEST_PASSPHRASE)
