"""What the desk shows of this room: the contacts that somebody has to ring. No test here has a database."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

import pytest
from django.template import Context, Template

from support.contacts import Contact
from support.directory import Directory, directory, parse
from tests.support.good_file import GOOD

TODAY = datetime.datetime.now(datetime.UTC).date()
NOBODY_YET = "se-line: A line in Sweden, Sweden, never checked"


def shown() -> str:
    return Template("{% load support %}{% contacts_due %}").render(Context())


def with_day(contact: Contact, days_ago: int) -> Contact:
    return contact if contact.checked_on is None else replace(contact, checked_on=TODAY - datetime.timedelta(days_ago))


def lines_when_checked(monkeypatch: pytest.MonkeyPatch, days_ago: int) -> list[str]:
    """The list, where every contact of the good file that was ever checked was checked so many days ago."""
    found = parse(GOOD)
    changed = replace(found, contacts=tuple(with_day(contact, days_ago) for contact in found.contacts))
    monkeypatch.setattr("support.templatetags.support.directory", lambda: changed)
    return re.findall(r"<li>(.*?)</li>", shown())


def test_a_contact_checked_89_days_ago_is_not_due_and_one_never_checked_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines_when_checked(monkeypatch, days_ago=89) == [NOBODY_YET]


def test_a_contact_checked_90_days_ago_stands_there_with_its_country_and_its_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day = (TODAY - datetime.timedelta(90)).strftime("%-d %B %Y")
    assert lines_when_checked(monkeypatch, days_ago=90) == [
        f"us-911: Emergency services, United States, last checked on {day}",
        f"us-line: A line, United States, last checked on {day}",
        NOBODY_YET,
    ]


def test_it_says_how_many_are_due_of_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    lines_when_checked(monkeypatch, days_ago=90)
    assert "3 of 3 are due" in shown()
    lines_when_checked(monkeypatch, days_ago=0)
    assert "1 of 3 is due" in shown()


def test_where_none_is_due_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = tuple(replace(contact, checked_on=TODAY) for contact in parse(GOOD).contacts)
    monkeypatch.setattr("support.templatetags.support.directory", lambda: Directory(fresh))
    assert "None of 3 is due." in shown()
    assert "<li>" not in shown()


def test_it_names_every_contact_of_ours_that_was_never_checked() -> None:
    listed = re.findall(r"<li>([a-z0-9-]+):", shown())
    assert {contact.id for contact in directory().contacts if contact.checked_on is None} <= set(listed)
    assert listed == [contact.id for contact in directory().due(TODAY)]


def test_a_contact_for_every_country_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    text = GOOD.replace('"se-line"', '"int-line"').replace('"SE"', '"ZZ"').replace('["ZZ"]', "[]")
    monkeypatch.setattr("support.templatetags.support.directory", lambda: parse(text))
    assert "int-line: A line in Sweden, every country, never checked" in shown()


def test_it_is_one_section_under_one_heading() -> None:
    assert re.findall(r"<(section|h[1-6])", shown()) == ["section", "h2"]
    assert ">Contacts to check</h2>" in shown()
    assert "tel:" not in shown()
