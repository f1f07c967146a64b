"""The support directory: `content/support.toml`, read and checked once, and the questions pages ask of it.

No database. A mistake in the file stops the start with its name, line and one sentence, because a page
that shows a wrong number is worse than a site that does not start. Only `read` and `directory` open a file.
"""

from __future__ import annotations

import datetime
import logging
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from support.contacts import KINDS, Contact, Phone, Text
from support.countries import WORLDWIDE, country_name, is_country
from support.rules import find_doubts, find_faults

__all__ = ["Country", "Directory", "DirectoryError", "Problem", "directory", "is_country", "parse", "read"]

logger = logging.getLogger(__name__)

FILE: Path = settings.CONTENT_DIR / "support.toml"
NAME = "content/support.toml"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in the file, or doubtful."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


class DirectoryError(ValueError):
    """The file breaks a rule. Its text has one line for each problem: file, line, sentence."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Country:
    """A country that a reader can choose."""

    code: str
    name: str


@dataclass(frozen=True)
class Directory:
    """Every contact in the file, and what a page asks of them."""

    contacts: tuple[Contact, ...]
    links_only: frozenset[str] = frozenset()
    warnings: tuple[Problem, ...] = ()

    def countries(self) -> tuple[Country, ...]:
        """Return the countries that have a page of their own, in the order of the file."""
        codes = dict.fromkeys(contact.country for contact in self.contacts)
        return tuple(Country(code, country_name(code)) for code in codes if self.has_page(code))

    def has_page(self, country: str) -> bool:
        """Tell whether a country has a page of its own; every other one gets the worldwide page."""
        return any(contact.country == country.upper() for contact in self.emergency())

    def in_country(self, country: str) -> tuple[Contact, ...]:
        """Return the contacts of one country, the most urgent kind first."""
        return _by_kind(contact for contact in self.contacts if contact.country == country.upper())

    def worldwide(self) -> tuple[Contact, ...]:
        """Return the contacts that serve every country."""
        return self.in_country(WORLDWIDE)

    def emergency(self) -> tuple[Contact, ...]:
        """Return the emergency services of all countries, for a reader who has not chosen one."""
        found = (contact for contact in self.contacts if contact.kind == "emergency")
        return tuple(contact for contact in found if contact.shows_number)

    def emergency_in(self, country: str) -> tuple[Contact, ...]:
        """Return the emergency services of one country."""
        return tuple(contact for contact in self.emergency() if contact.country == country.upper())

    def of_kind(self, country: str, kind: str) -> tuple[Contact, ...]:
        """Return the contacts of one kind ("crisis", "helpline") in one country."""
        return tuple(contact for contact in self.in_country(country) if contact.kind == kind)

    def answering_tonight(self, country: str) -> tuple[Contact, ...]:
        """Return the lines that a person answers all night; emergency services stand apart."""
        found = (contact for contact in self.in_country(country) if contact.kind != "emergency")
        return tuple(contact for contact in found if contact.answers_tonight)

    def about(self, country: str, topic: str) -> tuple[Contact, ...]:
        """Return the contacts in one country that are for one topic ("violence", "psi")."""
        return tuple(contact for contact in self.in_country(country) if topic in contact.topics)

    def due(self, today: datetime.date) -> tuple[Contact, ...]:
        """Return the contacts that nobody has checked for 90 days, in the order of the file."""
        return tuple(contact for contact in self.contacts if contact.is_due(today))

    def get(self, contact_id: str) -> Contact:
        """Return one contact.

        Raises:
            KeyError: no contact has this id.
        """
        for contact in self.contacts:
            if contact.id == contact_id:
                return contact
        raise KeyError(contact_id)


@cache
def directory() -> Directory:
    """Return the site's directory, read once in the life of a process; what is doubtful in it is logged.

    Raises:
        DirectoryError: the file breaks a rule.
    """
    found = read(FILE, NAME)
    for doubt in found.warnings:
        logger.warning("%s", doubt)
    return found


def read(path: Path, name: str = "") -> Directory:
    """Read a directory from a file, which errors call `name` (its path, where none is given).

    Raises:
        DirectoryError: the file is not there, is not text, or breaks a rule.
    """
    name = name or str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DirectoryError(Problem(name, 0, f"the file cannot be read: {error.strerror}.")) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DirectoryError(Problem(name, line, "the file is not plain text in UTF-8.")) from error
    return parse(text, name)


def parse(text: str, name: str = NAME) -> Directory:
    """Turn the text of the file into a directory.

    Raises:
        DirectoryError: the text breaks a rule; all that one wave of rules finds is in it.
    """
    document = _toml(text, name)
    lines = lines_of(text)

    def problem(block: str, place: int, field: str, sentence: str) -> Problem:
        header = lines.get((block, place, ""), 1)
        return Problem(name, lines.get((block, place, field), header), sentence)

    if problems := [problem(*fault) for fault in find_faults(document)]:
        raise DirectoryError(*sorted(problems, key=lambda each: each.line))
    return Directory(
        contacts=tuple(_contact(block) for block in document["contact"]),
        links_only=frozenset(document["links_only"]),
        warnings=tuple(problem(*doubt) for doubt in find_doubts(document)),
    )


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # Python gives the place only inside the sentence until 3.14: "Invalid value (at line 3, column 6)".
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        sentence = re.sub(r" \(at .*\)$", "", str(error))
        raise DirectoryError(Problem(name, line, f"this line is not TOML: {sentence}.")) from error


def lines_of(text: str) -> dict[tuple[str, int, str], int]:
    """Find the line of each block's header and fields, which tomllib does not tell.

    A field is looked for at the start of a line, where an editor and this file write it.
    """
    lines: dict[tuple[str, int, str], int] = {}
    counts: dict[str, int] = {}
    block, place = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\[?\s*([\w-]+)\s*\]", line):
            block = header[1]
            place = counts[block] = counts.get(block, -1) + 1
            lines[block, place, ""] = number
            lines.setdefault(("", 0, block), number)
        elif field := re.match(r"\s*([\w-]+)\s*=", line):
            lines.setdefault((block, place, field[1]), number)
    return lines


def _contact(block: Mapping[str, Any]) -> Contact:
    lists = ("phones", "texts", "opening", "languages", "topics")
    plain = {field: value for field, value in block.items() if field not in (*lists, "checked_on")}
    country = block["country"]
    return Contact(
        **plain,
        phones_on_file=tuple(Phone(country=country, **line) for line in block["phones"]),
        texts_on_file=tuple(Text(country=country, **line) for line in block["texts"]),
        opening=tuple(block.get("opening", ())),
        languages=tuple(block["languages"]),
        topics=tuple(block.get("topics", ())),
        checked_on=datetime.date.fromisoformat(block["checked_on"]) if block["checked_on"] else None,
    )


def _by_kind(contacts: Iterator[Contact]) -> tuple[Contact, ...]:
    return tuple(sorted(contacts, key=lambda contact: KINDS.index(contact.kind)))
