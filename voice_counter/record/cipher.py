"""AES-256-GCM, with what the text belongs to as associated data.

A sealed text is its nonce (12 random bytes) and the ciphertext with its tag. Every session has a
key of its own, so that random nonces stay far below the 2^32 texts a key that NIST SP 800-38D
allows.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12


class AlteredError(Exception):
    """A sealed text is not what was sealed, or not where it was, or the key is another one."""


def new_key() -> bytes:
    """32 random bytes."""
    return AESGCM.generate_key(KEY_BYTES * 8)


def seal(key: bytes, content: bytes, belongs: str) -> bytes:
    """``content``, readable only with ``key`` and in the place ``belongs``."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, belongs.encode())


def unseal(key: bytes, sealed: bytes, belongs: str) -> bytes:
    """What was sealed.

    Raises:
        AlteredError: it cannot be told to be that.
    """
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], belongs.encode())
    except (InvalidTag, ValueError) as error:
        raise AlteredError(belongs) from error
