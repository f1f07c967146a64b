"""One country's help, sorted into the sections of its page: each contact stands in exactly one of them."""

from __future__ import annotations

from dataclasses import dataclass, fields

from support.contacts import Contact
from support.countries import country_name
from support.directory import directory

__all__ = ["PSI_COUNTRY", "HelpIn", "has_psi_section", "help_in", "section_of"]

# Postpartum Support International is at home here: its section stands on this country's page, and others link to it.
PSI_COUNTRY = "US"


@dataclass(frozen=True)
class HelpIn:
    """The sections of a country's page. `code` is in small letters, as in its address."""

    code: str
    name: str
    emergency: tuple[Contact, ...]
    crisis: tuple[Contact, ...]
    tonight: tuple[Contact, ...]
    lines: tuple[Contact, ...]
    groups: tuple[Contact, ...]
    places: tuple[Contact, ...]
    specialists: tuple[Contact, ...]
    violence: tuple[Contact, ...]
    psi: tuple[Contact, ...]

    @property
    def everyone(self) -> tuple[Contact, ...]:
        """Every contact on the page."""
        sections = (getattr(self, field.name) for field in fields(self) if field.name not in ("code", "name"))
        return tuple(contact for section in sections for contact in section)

    @property
    def emergency_words(self) -> str:
        """Its emergency numbers in words, such as "112 or 999"; "" where we have none."""
        return " or ".join(phone.number for contact in self.emergency for phone in contact.phones)

    @property
    def this_hour(self) -> tuple[Contact, ...]:
        """Who answers at any hour, crisis lines first; emergency services and violence lines stand apart."""
        return tuple(contact for contact in (*self.crisis, *self.tonight) if contact.answers_tonight)

    @property
    def to_text(self) -> tuple[Contact, ...]:
        """Who answers a text: for somebody who can't talk."""
        return tuple(contact for contact in self.this_hour if contact.texts)

    @property
    def to_call_only(self) -> tuple[Contact, ...]:
        """The crisis lines that answer no text; where there is none, the helplines that answer all night."""
        return tuple(contact for contact in self.crisis or self.tonight if not contact.texts)

    @property
    def crisis_answers_tonight(self) -> bool:
        """Whether a crisis line of this country is known to answer all night."""
        return any(contact.answers_tonight for contact in self.crisis)


def help_in(code: str) -> HelpIn:
    """Sort the contacts of one country.

    Raises:
        KeyError: no country has this code.
    """
    found: dict[str, list[Contact]] = {field.name: [] for field in fields(HelpIn)}
    for contact in directory().in_country(code):
        found[section_of(contact)].append(contact)
    # In the order of the file: what PSI offers goes from the quickest help to the slowest, whatever its kind.
    found["psi"].sort(key=directory().contacts.index)
    sections = {name: tuple(contacts) for name, contacts in found.items() if name not in ("code", "name")}
    return HelpIn(code=code.lower(), name=country_name(code), **sections)


def has_psi_section(contact: Contact) -> bool:
    """Tell whether a contact belongs to the section of Postpartum Support International."""
    return "psi" in contact.topics and contact.country == PSI_COUNTRY


def section_of(contact: Contact) -> str:
    """Name the one section in which a contact stands."""
    if contact.kind == "emergency":
        return "emergency"
    if has_psi_section(contact):
        return "psi"
    if "violence" in contact.topics:
        return "violence"
    if contact.kind in ("crisis", "text") and contact.lines:
        return "crisis"
    if contact.answers_tonight:
        return "tonight"
    by_kind = {"group": "groups", "information": "places", "professional": "specialists", "directory": "specialists"}
    return by_kind.get(contact.kind, "lines")
