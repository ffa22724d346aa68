"""Signatures are verified as RFC 8032 says, and as ``cryptography`` does."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_counter.signed.ed25519 import _ORDER, _PRIME, verify

# RFC 8032, section 7.1: public key, message, signature of TEST 1, 2, 3 and SHA(abc).
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
        "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]

SMALL_ORDER = [
    (1).to_bytes(32, "little"),  # the neutral element
    (_PRIME - 1).to_bytes(32, "little"),  # order 2
    (0).to_bytes(32, "little"),  # order 4
]


def by_cryptography(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_the_vectors_of_the_rfc(public: str, message: str, signature: str) -> None:
    values = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
    assert verify(*values)
    assert not verify(values[0], values[1] + b"x", values[2])


@settings(max_examples=30, deadline=None)
@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=300))
def test_what_cryptography_signs_is_right(seed: bytes, message: bytes) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes_raw()
    assert verify(public, message, private.sign(message))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_one_bit_more_or_less_is_wrong(data: st.DataObject) -> None:
    private = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    parts = [private.public_key().public_bytes_raw(), b"forms", private.sign(b"forms")]
    part = data.draw(st.integers(0, 2))
    bit = data.draw(st.integers(0, 8 * len(parts[part]) - 1))
    changed = bytearray(parts[part])
    changed[bit // 8] ^= 1 << bit % 8
    parts[part] = bytes(changed)
    assert not verify(*parts)
    assert not by_cryptography(*parts)


@settings(max_examples=60, deadline=None)
@given(public=st.binary(min_size=32, max_size=32), signature=st.binary(min_size=64, max_size=64))
def test_noise_is_wrong(public: bytes, signature: bytes) -> None:
    assert not verify(public, b"", signature)


@pytest.mark.parametrize("public", SMALL_ORDER)
@pytest.mark.parametrize("scalar", [0, 1, _ORDER - 1])
def test_keys_of_small_order_are_judged_as_by_cryptography(public: bytes, scalar: int) -> None:
    for point in SMALL_ORDER:
        signature = point + scalar.to_bytes(32, "little")
        ours = verify(public, b"m", signature)
        assert ours == by_cryptography(public, b"m", signature)


def test_the_scalar_must_be_below_the_order() -> None:
    private = Ed25519PrivateKey.generate()
    public, signature = private.public_key().public_bytes_raw(), private.sign(b"m")
    scalar = int.from_bytes(signature[32:], "little") + _ORDER
    other = signature[:32] + scalar.to_bytes(32, "little")
    assert not verify(public, b"m", other), "a second signature of the same message"


@pytest.mark.parametrize(("public", "signature"), [(31, 64), (33, 64), (32, 63), (32, 65), (0, 0)])
def test_lengths(public: int, signature: int) -> None:
    assert not verify(bytes(public), b"", bytes(signature))


def test_a_key_that_is_no_point_or_has_another_form() -> None:
    too_large = (_PRIME + 1).to_bytes(32, "little")  # y = 1 in a second form
    minus_zero = (1 | 1 << 255).to_bytes(32, "little")  # x = 0 with a sign
    no_point = (2).to_bytes(32, "little")
    for public in (too_large, minus_zero, no_point):
        assert not verify(public, b"", bytes([1, *[0] * 63]))
