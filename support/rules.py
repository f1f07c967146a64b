"""The rules that `content/support.toml` must keep.

Each rule looks at one block and yields the field at fault with one sentence. They come in three waves, as a
later one leans on the earlier: the right fields of the right type (shape.py), what stands in them, the whole
file. A fault stops the start, a doubt only warns. Nothing here reads a file, a clock or a database.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from typing import get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from support.contacts import KINDS, Night, Publish, TextBy
from support.countries import NAMES, WORLDWIDE
from support.numbers import is_known, is_well_formed
from support.shape import Block, Complaints, Fault, blocks, find_shape_faults, name_of, numbers_in

__all__ = ["find_doubts", "find_faults"]

NEVER_EMPTY = ("id", "name", "country", "kind", "languages", "audience", "what_it_is")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "answers_at_night": get_args(Night),
    "publish": get_args(Publish),
}
TOPICS = ("violence", "substances", "psychosis", "loss", "psi", "for-professionals")
ID_PREFIX = {WORLDWIDE: "int"}

DAY = "(Mo|Tu|We|Th|Fr|Sa|Su)"
TIME = "([01][0-9]|2[0-3]):[0-5][0-9]"
OPENING = re.compile(f"{DAY}(-{DAY})? {TIME}-({TIME}|24:00)")


# The three waves


def find_faults(document: Block) -> Iterator[Fault]:
    """Yield what must stop the start: everything that the first wave to find something finds."""
    for wave in (find_shape_faults, _value_faults, _file_faults):
        faults = list(wave(document))
        yield from faults
        if faults:
            return


def find_doubts(document: Block) -> Iterator[Fault]:
    """Yield numbers that the phonenumbers library does not know, and exceptions that it has caught up with.

    Doubts and not faults: the library changes with each release, and an update must not stop the site.
    """
    exceptions = blocks(document, "number_exception")
    excepted = {(block["id"], block["number"]) for block in exceptions}
    unknown = _unknown_numbers(blocks(document, "contact"))
    for (contact_id, number), (place, field) in unknown.items():
        if (contact_id, number) not in excepted:
            yield "contact", place, field, f"{contact_id}: the library does not know {number} there; ring it."
    for place, block in enumerate(exceptions):
        if (block["id"], block["number"]) not in unknown:
            yield "number_exception", place, "number", f"{_exception(block)} is no longer needed."


def _unknown_numbers(contacts: list[Block]) -> dict[tuple[str, str], tuple[int, str]]:
    return {
        (block["id"], number): (place, field)
        for place, block in enumerate(contacts)
        for field, number in numbers_in(block)
        if not is_known(number, block["country"])
    }


def _value_faults(document: Block) -> Iterator[Fault]:
    for place, block in enumerate(blocks(document, "contact")):
        for rule in VALUE_RULES:
            for field, sentence in rule(block):
                yield "contact", place, field, f"{name_of(block)}: {sentence}"


def _file_faults(document: Block) -> Iterator[Fault]:
    contacts = blocks(document, "contact")
    yield from _each_id_is_used_once(contacts)
    yield from _each_country_has_an_emergency_number(document["links_only"], contacts)
    yield from _links_only_is_kept(document["links_only"], contacts)
    yield from _each_exception_is_explained(blocks(document, "number_exception"), contacts)


# Second wave: what stands in the fields of one contact


def _nothing_vital_is_empty(block: Block) -> Complaints:
    for field in NEVER_EMPTY:
        if not block[field]:
            yield field, f"{field} must not be empty."


def _the_id_names_its_country(block: Block) -> Complaints:
    prefix = ID_PREFIX.get(block["country"], block["country"].lower())
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)+", block["id"]):
        yield "id", "an id is small letters, digits and hyphens, the country first."
    elif _is_code(block["country"]) and not block["id"].startswith(f"{prefix}-"):
        yield "id", f'the id does not begin with its country, "{prefix}-".'


def _the_country_exists(block: Block) -> Complaints:
    if not _is_code(block["country"]):
        yield "country", f'no country has the code "{block["country"]}".'


def _choices_are_known(block: Block) -> Complaints:
    for field, allowed in CHOICES.items():
        if block[field] not in allowed:
            yield field, f'{field} cannot be "{block[field]}"; it is one of {", ".join(allowed)}.'
    for topic in block.get("topics", []):
        if topic not in TOPICS:
            yield "topics", f'no topic is called "{topic}"; it is one of {", ".join(TOPICS)}.'
    for text in block["texts"]:
        if text["by"] not in get_args(TextBy):
            yield "texts", f'by cannot be "{text["by"]}"; it is sms or whatsapp.'


def _numbers_are_digits(block: Block) -> Complaints:
    for field, number in numbers_in(block):
        if not is_well_formed(number):
            yield field, f'the number "{number}" may hold only digits, with single spaces or hyphens between.'
    for text in block["texts"]:
        if not re.fullmatch("[A-Za-z0-9]*", text["body"]):
            yield "texts", f'the word to send, "{text["body"]}", may hold only letters and digits.'


def _links_are_https(block: Block) -> Complaints:
    if block["kind"] == "emergency":
        if block["url"]:
            yield "url", 'an emergency service shows no link; write url = "".'
    elif not _is_address(block["url"], ("https",)):
        yield "url", f'the link "{block["url"]}" is not a whole https address.'
    # Only shown as words, and the stored copy of some pages was read without a lock.
    if block["checked_against"] and not _is_address(block["checked_against"], ("https", "http")):
        yield "checked_against", f'"{block["checked_against"]}" is not a whole web address.'


def _there_is_a_number_where_one_is_promised(block: Block) -> Complaints:
    if block["kind"] == "emergency" and not block["phones"]:
        yield "phones", "an emergency service needs a number to call."
    if block["answers_at_night"] == "yes" and not block["hours"]:
        yield "hours", "if somebody answers at night, hours must say so."


def _what_is_shown_was_checked(block: Block) -> Complaints:
    if block["checked_on"] and not _is_date(block["checked_on"]):
        yield "checked_on", f'"{block["checked_on"]}" is not a day written like "2026-11-22".'
    for field in ("checked_on", "checked_against"):
        if block["publish"] == "yes" and not block[field]:
            yield field, f'with publish = "yes", {field} must not be empty.'


def _hours_can_be_told(block: Block) -> Complaints:
    if block["time_zone"] and not _is_time_zone(block["time_zone"]):
        yield "time_zone", f'no time zone is called "{block["time_zone"]}".'
    for times in block.get("opening", []):
        if not OPENING.fullmatch(times):
            yield "opening", f'"{times}" is not written like "Mo-Fr 09:00-17:00".'
    if block.get("opening") and not block["time_zone"]:
        yield "opening", "opening needs a time_zone."


VALUE_RULES: tuple[Callable[[Block], Complaints], ...] = (
    _nothing_vital_is_empty,
    _the_country_exists,
    _the_id_names_its_country,
    _choices_are_known,
    _numbers_are_digits,
    _links_are_https,
    _there_is_a_number_where_one_is_promised,
    _what_is_shown_was_checked,
    _hours_can_be_told,
)


# Third wave: the file as a whole


def _each_id_is_used_once(contacts: list[Block]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, block in enumerate(contacts):
        if block["id"] in seen:
            yield "contact", place, "id", f"{block['id']}: this id is used twice."
        seen.add(block["id"])


def _each_country_has_an_emergency_number(links_only: list[str], contacts: list[Block]) -> Iterator[Fault]:
    safe = {WORLDWIDE, *links_only}
    safe |= {block["country"] for block in contacts if _is_shown(block) and block["kind"] == "emergency"}
    for place, block in enumerate(contacts):
        if (country := block["country"]) not in safe:
            safe.add(country)  # One sentence for a country is enough.
            yield "contact", place, "country", f"{country} has no emergency number that is published."


def _links_only_is_kept(links_only: list[str], contacts: list[Block]) -> Iterator[Fault]:
    for place, block in enumerate(contacts):
        if block["country"] in links_only and _is_shown(block):
            sentence = f"{block['id']}: {block['country']} is links_only, so publish cannot be yes."
            yield "contact", place, "publish", sentence
    for code in set(links_only) - {block["country"] for block in contacts}:
        yield "", 0, "links_only", f'the file: links_only names "{code}", which has no contact.'


def _each_exception_is_explained(exceptions: list[Block], contacts: list[Block]) -> Iterator[Fault]:
    on_file = {(block["id"], number) for block in contacts for _, number in numbers_in(block)}
    for place, block in enumerate(exceptions):
        if not block["reason"]:
            yield "number_exception", place, "reason", f"{_exception(block)} needs a reason."
        if (block["id"], block["number"]) not in on_file:
            yield "number_exception", place, "number", f"{_exception(block)} fits no contact in this file."


# Words that the rules share


def _exception(block: Block) -> str:
    return f"the exception of {block['id']} for {block['number']}"


def _is_shown(block: Block) -> bool:
    return bool(block["publish"] == "yes")


def _is_code(country: str) -> bool:
    return country in NAMES or country == WORLDWIDE


def _is_address(address: str, schemes: tuple[str, ...]) -> bool:
    if not re.fullmatch(r"[!-~]+", address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in schemes and "." in (parts.hostname or "") and "@" not in parts.netloc


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # No such zone; not a name; the name of a folder of zones.
        return False
    return True
