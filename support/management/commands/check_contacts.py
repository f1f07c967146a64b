"""`manage.py check_contacts [--json] [--done ID --by NAME]`: who has not been rung for 90 days, and who now has."""

import json
from argparse import ArgumentParser
from datetime import UTC, date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from support import directory as the_directory
from support.checking import NotNoted, note_check, write_whole
from support.contacts import DAYS_BETWEEN_CHECKS, Contact
from support.directory import NAME, DirectoryError


class Command(BaseCommand):
    help = "Lists the contacts that are due for checking, or notes that one was checked. Nothing is unpublished."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="as JSON, for a calendar or a monitor")
        parser.add_argument("--done", metavar="ID", help="note that this contact was checked today")
        parser.add_argument("--by", metavar="NAME", help="who checked it, with --done")

    def handle(self, *args: Any, **options: Any) -> None:
        today = datetime.now(UTC).date()
        done, by = options["done"], options["by"]
        if bool(done) != bool(by):
            raise CommandError("Give --done ID and --by NAME together.")
        try:
            if done:
                self._note(done, by, today)
            else:
                self._tell(today, as_json=options["json"])
        except (DirectoryError, NotNoted) as error:
            raise CommandError(str(error)) from None

    def _note(self, contact_id: str, by: str, today: date) -> None:
        path = the_directory.FILE
        try:
            # newline="": the line ends of the file stay as they are.
            with path.open(encoding="utf-8", newline="") as file:
                text = file.read()
            write_whole(path, note_check(text, contact_id, by=by, on=today, name=NAME))
        except OSError as error:
            raise CommandError(f"{NAME} cannot be written ({error.strerror}).") from None
        self.stdout.write(f"{contact_id}: checked on {today} by {by}. Commit {NAME} and restart the site.")

    def _tell(self, today: date, *, as_json: bool) -> None:
        found = the_directory.read(the_directory.FILE, NAME)
        due = found.due(today)
        if as_json:
            self.stdout.write(json.dumps([_row(contact) for contact in due], ensure_ascii=False, indent=1))
            return
        for contact in due:
            last = contact.checked_on.isoformat() if contact.checked_on else "never"
            self.stdout.write(f"{contact.id}: last checked {last}: {_numbers(contact)} {contact.url}".rstrip())
        self.stdout.write(f"{len(due)} of {len(found.contacts)} are due ({DAYS_BETWEEN_CHECKS} days).")


def _numbers(contact: Contact) -> str:
    """Every number on file, those that no reader sees included: somebody is to ring them."""
    return ", ".join(line.number for line in contact.lines_on_file)


def _row(contact: Contact) -> dict[str, Any]:
    return {
        "id": contact.id,
        "name": contact.name,
        "country": contact.country,
        "numbers": [line.number for line in contact.lines_on_file],
        "url": contact.url,
        "checked_on": contact.checked_on.isoformat() if contact.checked_on else "",
        "checked_by": contact.checked_by,
        "publish": contact.publish,
    }
