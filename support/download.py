"""The directory as data, for others to use: `/support/support.json`."""

from __future__ import annotations

from typing import Any

from support.contacts import Contact
from support.directory import Directory

__all__ = ["LICENSE", "as_json"]

LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def as_json(directory: Directory) -> dict[str, Any]:
    """The directory with every field that a page may show; numbers that nobody has checked are not in it."""
    return {
        "title": "Small Moments: support directory",
        "license": LICENSE,
        "attribution": "Small Moments",
        "note": "Checked in stored copies of web pages. Ring a number before you print it.",
        "contacts": [_contact(contact) for contact in directory.contacts],
    }


def _contact(contact: Contact) -> dict[str, Any]:
    plain = ("id", "name", "country", "kind", "url", "hours", "time_zone", "answers_at_night")
    words = ("audience", "cost", "what_it_is", "what_it_is_not", "checked_by", "checked_against", "publish")
    return {
        **{field: getattr(contact, field) for field in plain},
        "phones": [{"number": line.number, "label": line.label} for line in contact.phones],
        "texts": [
            {"number": line.number, "body": line.body, "by": line.by, "label": line.label} for line in contact.texts
        ],
        **{field: list(getattr(contact, field)) for field in ("opening", "languages", "topics")},
        **{field: getattr(contact, field) for field in words},
        "checked_on": contact.checked_on.isoformat() if contact.checked_on else "",
    }
