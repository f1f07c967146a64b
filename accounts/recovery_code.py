"""The recovery code: 128 random bits as 28 characters that survive handwriting.

Crockford's base32 (https://www.crockford.com/base32.html): no I, L, O or U; small letters, hyphens and the usual
misreadings are taken. The last two characters check the rest (the number modulo 1021, the largest prime below 32 x 32),
so a single wrong character, or two neighbours swapped, is always noticed before anything is tried.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BYTES = 16
DIGITS = 26  # of five bits each, which hold 128
CHECK = 1021
GROUP = 4
_MISREAD = str.maketrans("OIL", "011")


class NotARecoveryCode(ValueError):
    """The code has a wrong length, an unknown character, or does not pass its own check."""


def new_code() -> bytes:
    """128 random bits."""
    return secrets.token_bytes(BYTES)


def written(code: bytes) -> str:
    """The code as shown and printed: seven groups of four, such as `9D5C-…`. Raises ValueError for other sizes."""
    if len(code) != BYTES:
        raise ValueError(f"A recovery code has {BYTES} bytes.")
    number = int.from_bytes(code, "big")
    characters = _base32(number, DIGITS) + _base32(number % CHECK, 2)
    return "-".join(groups(characters))


def groups(characters: str) -> list[str]:
    """The characters of a written code in fours."""
    bare = characters.replace("-", "")
    return [bare[at : at + GROUP] for at in range(0, len(bare), GROUP)]


def read(text: str) -> bytes:
    """The 16 bytes of a code as somebody typed it. Raises NotARecoveryCode."""
    characters = as_read(text)
    if len(characters) != DIGITS + 2 or not characters.isascii() or set(characters) - set(ALPHABET):
        raise NotARecoveryCode("Not the shape of a recovery code.")
    number, check = _number(characters[:DIGITS]), _number(characters[DIGITS:])
    if number >= 1 << (8 * BYTES) or number % CHECK != check:
        raise NotARecoveryCode("One character or more is not right.")
    return number.to_bytes(BYTES, "big")


def reads_as(typed: str, group: str) -> bool:
    """Whether somebody who typed this has that group before her, small letters and misreadings included."""
    return as_read(typed) == group


def as_read(typed: str) -> str:
    """The characters of a code as somebody typed it: no gaps, no hyphens, and the usual misreadings put right."""
    return "".join(typed.split()).replace("-", "").upper().translate(_MISREAD)


def _base32(number: int, digits: int) -> str:
    return "".join(ALPHABET[number >> (5 * at) & 31] for at in reversed(range(digits)))


def _number(characters: str) -> int:
    value = 0
    for character in characters:
        value = value << 5 | ALPHABET.index(character)
    return value
