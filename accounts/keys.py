"""Keys: how they are derived and how one wraps another. Pure; `docs/journal-format.md` is its specification.

    passphrase    -- Argon2id (own salt, stored cost) --> wrapping key --> data key   (slot: passphrase)
    recovery code -- HKDF-SHA256 (salt = slot id) -----> wrapping key --> data key   (slot: recovery)
    cookie secret -- HKDF-SHA256 (salt = session id) --> wrapping key --> data key   (an unlocked browser)

Argon2id is RFC 9106, HKDF is RFC 5869, AES-256-GCM is NIST SP 800-38D with random 96-bit nonces.
"""

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from accounts.passphrase import passphrase_bytes

Blob = bytes | memoryview  # as a database gives it
KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16
TAG_BYTES = 16
FORMAT = 1  # the first byte of every sealed thing
# What everything sealed by us is bound to, so that no other program's blob can ever pass for ours.
DOMAIN = b"small-moments journal"


class DoesNotOpen(Exception):
    """A sealed thing is not what it was, is not where it was, or the key is another. Nothing more is told."""


class WeakCost(Exception):
    """A slot asks for less work than our floor, or for no salt of ours: somebody may have put it there to have a
    passphrase tried cheaply."""


@dataclass(frozen=True)
class Cost:
    """What one Argon2id run takes: memory in KiB, passes, lanes."""

    memory: int
    passes: int
    lanes: int = 1

    def is_below_floor(self) -> bool:
        return self.memory < FLOOR.memory or self.passes < FLOOR.passes or self.lanes < FLOOR.lanes

    def is_above_ceiling(self) -> bool:
        return self.memory > CEILING.memory or self.passes > CEILING.passes or self.lanes > CEILING.lanes


# 64 MiB and three passes: RFC 9106's second recommended choice, in one lane as one worker has one turn.
COST = Cost(memory=64 * 1024, passes=3)
# The least that OWASP's cheat sheet for password storage names (19 MiB, two passes).
FLOOR = Cost(memory=19 * 1024, passes=2)
# A row that somebody has changed must not be able to take the machine down either.
CEILING = Cost(memory=1024 * 1024, passes=16, lanes=16)


def associated_data(*parts: str | bytes | int) -> bytes:
    """What a sealed thing is bound to: each part behind its length (4 bytes, big-endian), so that no two lists of parts
    give the same bytes."""
    return with_lengths(DOMAIN, *parts)


def with_lengths(*parts: str | bytes | int) -> bytes:
    """Each part behind its length (4 bytes, big-endian)."""
    whole = b""
    for part in parts:
        encoded = part if isinstance(part, bytes) else str(part).encode()
        whole += len(encoded).to_bytes(4, "big") + encoded
    return whole


def new_data_key() -> bytes:
    """256 random bits."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> bytes:
    """128 random bits."""
    return secrets.token_bytes(SALT_BYTES)


def key_from_passphrase(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The wrapping key of a passphrase: about 0.2 s at `COST`, so take a turn first (`accounts.turns`).

    Raises WeakCost, PassphraseTooLong, ValueError.
    """
    if len(salt) != SALT_BYTES or cost.is_below_floor() or cost.is_above_ceiling():
        raise WeakCost
    derivation = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    )
    return derivation.derive(passphrase_bytes(passphrase))


def key_from_secret(secret: bytes, salt: bytes, use: str) -> bytes:
    """The wrapping key of something that is random already, for one use."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=DOMAIN + b" " + use.encode()).derive(secret)


def seal(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """Format byte, nonce, ciphertext, tag."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return bytes([FORMAT]) + nonce + AESGCM(key).encrypt(nonce, plain, bytes([FORMAT]) + bound_to)


def unseal(key: bytes, blob: Blob, bound_to: bytes) -> bytes:
    """The plain bytes. Raises DoesNotOpen, whatever is wrong."""
    whole = bytes(blob)
    # The shortest there can be holds nothing: format, nonce and tag.
    reader = _READERS.get(whole[0]) if len(whole) >= 1 + NONCE_BYTES + TAG_BYTES else None
    if reader is None:
        raise DoesNotOpen
    return reader(key, whole, bound_to)


def _read_1(key: bytes, blob: bytes, bound_to: bytes) -> bytes:
    nonce, rest = blob[1 : 1 + NONCE_BYTES], blob[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, rest, blob[:1] + bound_to)
    except InvalidTag:
        raise DoesNotOpen from None


# One writer, and a reader for every format there ever was: a format is added here and never taken away.
_READERS = {1: _read_1}
