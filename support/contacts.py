"""A contact: someone a reader can call, text, or look up, and what may be shown of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import quote, urlsplit

from support import numbers
from support.countries import WORLDWIDE, country_name

__all__ = ["DAYS_BETWEEN_CHECKS", "KINDS", "Contact", "Kind", "Night", "Phone", "Publish", "Text", "TextBy"]

# In the order of a page: what is most urgent comes first.
Kind = Literal["emergency", "crisis", "text", "helpline", "group", "professional", "directory", "information"]
Night = Literal["yes", "no", "messages", "unknown"]
Publish = Literal["yes", "recheck_first"]
TextBy = Literal["sms", "whatsapp"]

KINDS: tuple[Kind, ...] = get_args(Kind)
DAYS_BETWEEN_CHECKS = 90


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call, as it is dialed in `country`; `label` says what it is for."""

    number: str
    country: str
    label: str = ""

    @property
    def href(self) -> str:
        """The `tel:` link (RFC 3966)."""
        return f"tel:{numbers.dialable(self.number, self.country)}"

    @property
    def spoken(self) -> str:
        """The digits, so that they can be read aloud."""
        return numbers.spoken(self.number)


@dataclass(frozen=True, slots=True)
class Text:
    """A number to text; `body` is the word she sends first, where one is needed."""

    number: str
    country: str
    body: str = ""
    by: TextBy = "sms"
    label: str = ""

    @property
    def href(self) -> str:
        """The `sms:` link (RFC 5724), or the link that opens WhatsApp, which no `sms:` reaches."""
        to = numbers.dialable(self.number, self.country)
        if self.by == "whatsapp":
            return f"https://wa.me/{to.removeprefix('+')}"
        return f"sms:{to}?body={quote(self.body)}" if self.body else f"sms:{to}"

    @property
    def spoken(self) -> str:
        """The digits, so that they can be read aloud."""
        return numbers.spoken(self.number)


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact, as `content/support.toml` holds it.

    A page asks for `phones` and `texts`: they are empty while a number is unchecked. What stands in the file
    is under `phones_on_file` and `texts_on_file`, for the person who rings it and for nobody else.
    """

    id: str
    name: str
    country: str
    kind: Kind
    phones_on_file: tuple[Phone, ...]
    texts_on_file: tuple[Text, ...]
    url: str
    hours: str
    time_zone: str
    opening: tuple[str, ...]
    answers_at_night: Night
    languages: tuple[str, ...]
    audience: str
    cost: str
    what_it_is: str
    what_it_is_not: str
    topics: tuple[str, ...]
    checked_on: datetime.date | None
    checked_by: str
    checked_against: str
    publish: Publish

    @property
    def shows_number(self) -> bool:
        """Whether its numbers may be seen by a reader."""
        return self.publish == "yes"

    @property
    def hides_number(self) -> bool:
        """Whether it has a number that nobody has checked: the page says "number not yet checked"."""
        return not self.shows_number and bool(self.phones_on_file or self.texts_on_file)

    @property
    def phones(self) -> tuple[Phone, ...]:
        """The numbers to call that may be shown."""
        return self.phones_on_file if self.shows_number else ()

    @property
    def texts(self) -> tuple[Text, ...]:
        """The numbers to text that may be shown."""
        return self.texts_on_file if self.shows_number else ()

    @property
    def lines(self) -> tuple[Phone | Text, ...]:
        """The numbers to call and then to text that may be shown."""
        return (*self.phones, *self.texts)

    @property
    def lines_on_file(self) -> tuple[Phone | Text, ...]:
        """Every number on file, for the person who rings it and for nobody else."""
        return (*self.phones_on_file, *self.texts_on_file)

    @property
    def tel_href(self) -> str:
        """The link that calls its first number, or "" where there is none to show."""
        return self.phones[0].href if self.phones else ""

    @property
    def sms_href(self) -> str:
        """The link that texts its first number by SMS, or "" where there is none to show."""
        return next((text.href for text in self.texts if text.by == "sms"), "")

    @property
    def spoken(self) -> str:
        """Its first number, to call or else to text, so that it can be read aloud; or ""."""
        return self.lines[0].spoken if self.lines else ""

    @property
    def country_name(self) -> str:
        """The English name of its country, or "" for a contact that serves every country."""
        return "" if self.country == WORLDWIDE else country_name(self.country)

    @property
    def answers_tonight(self) -> bool:
        """Whether there is a number to show and a person answers it all night."""
        return self.answers_at_night == "yes" and bool(self.lines)

    @property
    def checked_host(self) -> str:
        """Where it was checked, to be shown as words: some of these pages are nobody's to link to."""
        return (urlsplit(self.checked_against).hostname or "").removeprefix("www.")

    def is_due(self, today: datetime.date) -> bool:
        """Tell whether nobody has checked it for 90 days; a date still to come is a slip of the pen."""
        if self.checked_on is None or self.checked_on > today:
            return True
        return (today - self.checked_on).days >= DAYS_BETWEEN_CHECKS
