"""A contact's numbers as a page shows them: one row a number, with every way to use it beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from support.contacts import Contact, Text

__all__ = ["Row", "Verb", "Way", "rows_of"]

Verb = Literal["call", "sms", "whatsapp"]


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to do with a number: the link, the word to send first, and what it is for."""

    verb: Verb
    href: str
    body: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A number as printed, its digits as they are read aloud, and the ways to use it."""

    number: str
    spoken: str
    ways: tuple[Way, ...]


def rows_of(contact: Contact) -> tuple[Row, ...]:
    """The numbers of a contact that may be shown, each once, in the order of the file."""
    ways: dict[str, list[Way]] = {}
    spoken: dict[str, str] = {}
    for line in contact.lines:
        if isinstance(line, Text):
            verb: Verb = "whatsapp" if line.by == "whatsapp" else "sms"
            way = Way(verb, line.href, line.body, line.label)
        else:
            way = Way("call", line.href, label=line.label)
        ways.setdefault(line.number, []).append(way)
        spoken[line.number] = line.spoken
    return tuple(Row(number, spoken[number], tuple(found)) for number, found in ways.items())
