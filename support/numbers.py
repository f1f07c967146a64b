"""A number as it is dialed, as it is read aloud, and whether the phonenumbers library knows it."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

__all__ = ["dialable", "digits", "is_known", "is_well_formed", "spoken"]

# ASCII digits with single spaces or hyphens between them. Python's \d would let Arabic digits in, and a
# space that came from a web page by copy and paste may be one that no phone understands.
WELL_FORMED = re.compile(r"\+?[0-9]+(?:[ -][0-9]+)*")

# Freephone and shared-cost numbers belong to one country. There they are meant to be dialed as printed; the
# form with the country code need not work on every network. In North America (+1) both are the same digits.
NATIONAL_TYPES = {PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN}
NORTH_AMERICA = 1


def is_well_formed(number: str) -> bool:
    """Tell whether a number is digits with single spaces or hyphens between them."""
    return WELL_FORMED.fullmatch(number) is not None


def digits(number: str) -> str:
    """Return the number without its spaces and hyphens ("13 11 14" -> "131114")."""
    return re.sub("[ -]", "", number)


def is_known(number: str, country: str) -> bool:
    """Tell whether the library knows this number in this country, in full or as a short code."""
    parsed = _parsed(number, country)
    return parsed is not None and (
        phonenumbers.is_valid_number_for_region(parsed, country)
        or phonenumbers.is_valid_short_number_for_region(parsed, country)
    )


def dialable(number: str, country: str) -> str:
    """Return what follows `tel:` or `sms:`.

    A full number gets its country code ("+442073860868"). Short codes and numbers that belong to one
    country stay as they are dialed there ("988", "08082000247"): RFC 3966 asks for ";phone-context=" behind
    those, but Android's dialer takes a semicolon for a pause and dials what follows.
    """
    parsed = _parsed(number, country)
    if parsed is None or _stays_national(parsed, country):
        return digits(number)
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164)


def spoken(number: str) -> str:
    """Return the digits one by one, with a comma's pause between groups ("8 0 0, 9 4 4, 4 7 7 3")."""
    groups = re.findall("[0-9]+", number)
    return ", ".join(" ".join(part) for group in groups for part in _short_groups(group))


def _short_groups(group: str) -> list[str]:
    """Cut a group of more than four digits into threes, the last of up to four ("1110111" -> 111, 0111)."""
    if len(group) <= 4:
        return [group]
    return [group[:3], *_short_groups(group[3:])]


def _stays_national(parsed: PhoneNumber, country: str) -> bool:
    if not phonenumbers.is_valid_number_for_region(parsed, country):
        return True
    if parsed.country_code == NORTH_AMERICA:
        return False
    if phonenumbers.number_type(parsed) in NATIONAL_TYPES:
        return True
    return not phonenumbers.can_be_internationally_dialled(parsed)


def _parsed(number: str, country: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
