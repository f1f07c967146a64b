"""What a passphrase is: its one spelling, its limits, and the four words we offer first."""

import secrets
import unicodedata
from functools import cache
from importlib import resources

from django.utils.translation import gettext as _

# Beyond this a passphrase is an attempt to keep the processor busy.
LONGEST_BYTES = 1024
WORDS_OFFERED = 4


class PassphraseTooLong(ValueError):
    """More than `LONGEST_BYTES` bytes."""


def one_spelling(passphrase: str) -> str:
    """The NFC form, as two keyboards can write one letter in two ways. Never trimmed: a space may be meant."""
    return unicodedata.normalize("NFC", passphrase)


def passphrase_bytes(passphrase: str) -> bytes:
    """UTF-8 of the one spelling. Raises PassphraseTooLong; ValueError where it holds no text at all."""
    try:
        encoded = one_spelling(passphrase).encode()
    except UnicodeEncodeError:
        raise ValueError("A passphrase is text.") from None
    if len(encoded) > LONGEST_BYTES:
        raise PassphraseTooLong(_("That passphrase is very long. Use a shorter one, up to about 200 characters."))
    return encoded


@cache
def words() -> tuple[str, ...]:
    """The EFF's long word list (CC BY 3.0 US, Electronic Frontier Foundation), as the package xkcdpass carries it."""
    text = resources.files("xkcdpass").joinpath("static/eff-long").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def suggested_passphrase() -> str:
    """Four words of 7,776: about 51.7 bits, which at Argon2id's cost nobody tries out."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS_OFFERED))
