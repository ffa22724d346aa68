"""How the key that wraps all others is found again: what the database says of it, without it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

from voice_counter.errors import RecordError
from voice_counter.record.cipher import AlteredError, seal, unseal
from voice_counter.record.database import Database
from voice_counter.record.keys import KeyStore, Stretching, check_passphrase, new_stretching
from voice_counter.record.session import place_of

Kind = Literal["key_store", "passphrase"]

_PLACE = place_of("vault")
_PROOF = b"voice-counter"


@dataclass(frozen=True, slots=True)
class Vault:
    """Where the key comes from, and a text sealed with it that tells the right one."""

    kind: Kind
    stretching: Stretching
    proof: bytes

    def opens_with(self, key: bytes) -> bool:
        """Whether that is the key."""
        try:
            return unseal(key, self.proof, _PLACE) == _PROOF
        except AlteredError:
            return False


def stored_vault(database: Database) -> Vault | None:
    """What the database says; None before the first session.

    Raises:
        RecordError: it says what this application never wrote.
    """
    rows = database.rows("SELECT kind, salt, n, r, p, proof FROM vault")
    if not rows:
        return None
    kind, salt, n, r, p, proof = rows[0]
    if kind not in ("key_store", "passphrase"):
        raise RecordError("record.error.key_unusable")
    return Vault(kind, Stretching(salt, n, r, p), proof)


def write_vault(connection: sqlite3.Connection, vault: Vault) -> None:
    """Within a transaction."""
    how = vault.stretching
    connection.execute(
        "INSERT INTO vault VALUES (1, ?, ?, ?, ?, ?, ?, 0)",
        (vault.kind, how.salt, how.n, how.r, how.p, vault.proof),
    )


def key_of(vault: Vault, key_store: KeyStore, passphrase: str | None) -> bytes:
    """The key of a vault.

    Raises:
        RecordError: the passphrase is missing or wrong, or the key store has no such key.
    """
    if vault.kind == "passphrase":
        if not passphrase:
            raise RecordError("record.error.passphrase_needed")
        key = vault.stretching.key(passphrase)
        if not vault.opens_with(key):
            raise RecordError("record.error.passphrase_wrong")
        return key
    kept = key_store.key(make=False)
    if kept is None or not vault.opens_with(kept):
        raise RecordError("record.error.key_missing")
    return kept


def new_vault(
    key_store: KeyStore, passphrase: str | None, stretching: Stretching | None = None
) -> tuple[Vault, bytes]:
    """A vault and its key: from the key store, or where there is none from a passphrase.

    Raises:
        RecordError: there is neither, the passphrase is too short, or the key store fails.
    """
    how = stretching or new_stretching()
    if key_store.available():
        key = key_store.key(make=True)
        if key is None:
            raise RecordError("record.error.key_missing")
        return Vault("key_store", how, seal(key, _PROOF, _PLACE)), key
    if not passphrase:
        raise RecordError("record.error.passphrase_needed")
    check_passphrase(passphrase)
    key = how.key(passphrase)
    return Vault("passphrase", how, seal(key, _PROOF, _PLACE)), key
