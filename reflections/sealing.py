"""Her words, sealed: padded so that a size says little, and bound to what they are and where they belong."""

from functools import lru_cache
from uuid import UUID

from accounts import keys
from accounts.keys import DoesNotOpen
from accounts.slots import Opened

__all__ = ["DoesNotOpen", "padded", "seal", "unpadded", "unseal"]

LENGTH_BYTES = 4
SMALL_STEP, LARGE_STEP, SMALL_UP_TO = 256, 1024, 4096  # bytes


def padded(plain: bytes) -> bytes:
    """The length (4 bytes, big-endian), the bytes, and zeros up to the next step: 256 bytes each up to 4 KiB, then
    1 KiB each."""
    framed = len(plain).to_bytes(LENGTH_BYTES, "big") + plain
    step = SMALL_STEP if len(framed) <= SMALL_UP_TO else LARGE_STEP
    return framed + bytes(-len(framed) % step)


def unpadded(framed: bytes) -> bytes:
    """The bytes that were padded. Raises DoesNotOpen: only another program could have sealed something else."""
    length = int.from_bytes(framed[:LENGTH_BYTES], "big")
    if len(framed) < LENGTH_BYTES + length:
        raise DoesNotOpen
    return framed[LENGTH_BYTES : LENGTH_BYTES + length]


def seal(opened: Opened, plain: bytes, *, kind: str, record: UUID, field: str, revision: int) -> bytes:
    """One blob of one record. Equal words give different blobs each time."""
    return keys.seal(opened.key, padded(plain), _bound_to(opened, kind, record, field, revision))


def unseal(opened: Opened, blob: keys.Blob, *, kind: str, record: UUID, field: str, revision: int) -> bytes:
    """The plain bytes of one blob. Raises DoesNotOpen: changed, cut, moved from elsewhere, or of another key."""
    return unpadded(keys.unseal(opened.key, blob, _bound_to(opened, kind, record, field, revision)))


def _bound_to(opened: Opened, kind: str, record: UUID, field: str, revision: int) -> bytes:
    number, person = opened.data_key.number, opened.data_key.person_id.bytes
    return _first_parts(kind, person) + keys.with_lengths(record.bytes) + _last_parts(field, revision, number)


# A list binds ten thousand heads: what is the same for all of them is written once. No secret is in it.
@lru_cache(maxsize=256)
def _first_parts(kind: str, person: bytes) -> bytes:
    return keys.associated_data(kind, person)


@lru_cache(maxsize=1024)
def _last_parts(field: str, revision: int, number: int) -> bytes:
    return keys.with_lengths(field, revision, number)
