"""What other rooms show of this one, and the small words its own pages need."""

from datetime import UTC, datetime
from typing import Any

from django import template

from support.contacts import DAYS_BETWEEN_CHECKS, Contact
from support.directory import directory
from support.help_in import help_in
from support.note import LONGEST, Note
from support.rows import Row, rows_of

register = template.Library()


@register.inclusion_tag("support/_help_levels.html")
def help_levels(code: str = "") -> dict[str, Any]:
    """The four help levels. No country is known on an article's page, so every emergency number is there."""
    if code:
        here = help_in(code)
        return {"emergency": here.emergency, "words": here.emergency_words, "code": here.code}
    return {"emergency": directory().emergency(), "words": "", "code": ""}


@register.inclusion_tag("support/_emergency_numbers.html")
def emergency_numbers() -> dict[str, Any]:
    """Every country's emergency number, to tap."""
    return {"emergency": directory().emergency()}


@register.inclusion_tag("support/_note_form.html")
def note_form() -> dict[str, Any]:
    """The note for an appointment, empty: the practice `first-appointment` is its second door."""
    return {"note": Note.empty(), "longest": LONGEST}


@register.inclusion_tag("support/_contacts_due.html")
def contacts_due() -> dict[str, Any]:
    """The contacts that nobody has checked for 90 days, or ever, as of today (UTC): for whoever keeps the site."""
    found = directory()
    due = found.due(datetime.now(UTC).date())
    return {"due": due, "all": len(found.contacts), "days": DAYS_BETWEEN_CHECKS}


@register.filter
def rows(contact: Contact) -> tuple[Row, ...]:
    """Its numbers, one row each, with the ways to use them."""
    return rows_of(contact)


@register.filter
def is_due(contact: Contact) -> bool:
    """Whether nobody has checked it for 90 days, as of today (UTC)."""
    return contact.is_due(datetime.now(UTC).date())
