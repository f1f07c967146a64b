"""What a passphrase is: its one spelling, its limits, and the four words we offer first."""

import secrets
import unicodedata
from functools import cache
from importlib import resources
from pathlib import Path

from django.utils.translation import gettext as _

# Beyond this a passphrase is an attempt to keep the processor busy.
LONGEST_BYTES = 1024
WORDS_OFFERED = 4
# Four words at random may say something together, on the night she joins: none of these is offered to her. Typing them
# herself, or having been given them before, does no harm. Leaving them out costs a tenth of a bit of 51.7.
NOT_OFFERED = Path(__file__).with_name("words-not-offered.txt")


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


@cache
def words_offered() -> tuple[str, ...]:
    """The list without what could hurt."""
    hurting = set(NOT_OFFERED.read_text(encoding="utf-8").split())
    return tuple(word for word in words() if word not in hurting)


def suggested_passphrase() -> str:
    """Four words of about 7,600: 51.6 bits, which at Argon2id's cost nobody tries out."""
    return " ".join(secrets.choice(words_offered()) for _ in range(WORDS_OFFERED))
