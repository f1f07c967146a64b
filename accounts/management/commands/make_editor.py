"""`make editor NAME=robin ROLE="editor clinician"`: a staff account for the desk, and what it may do there."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import editors
from accounts.editors import Refused
from accounts.models import User
from config.roles import roles_of


class Command(BaseCommand):
    help = "Makes a staff account, or gives and takes roles: it may open the desk, and no journal but its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--role", action="append", default=[], help="editor, clinician or publisher; repeatable")
        parser.add_argument("--remove-role", action="append", default=[], help="takes a role away; repeatable")

    def handle(self, *args: Any, name: str, role: list[str], remove_role: list[str], **options: Any) -> None:
        try:
            editors.check_roles(role, remove_role)
            person = editors.find(name)
            if person is not None:
                self._change(person, role, remove_role)
            elif remove_role:
                raise Refused(f"There is no staff account {name!r} to take a role from.")
            else:
                self._make(name, role or list(editors.FIRST_ROLES))
        except Refused as refusal:
            raise CommandError(f"Nothing was changed: {refusal}") from None

    def _make(self, name: str, roles: list[str]) -> None:
        person = editors.make(name, self._passphrase(), roles)
        self.stdout.write(f"{person.name} may open the desk now. {self._roles(person)}")

    def _change(self, person: User, add: list[str], remove: list[str]) -> None:
        added, removed = editors.change_roles(person, add=add, remove=remove)
        done = [f"Added: {', '.join(added)}."] * bool(added) + [f"Removed: {', '.join(removed)}."] * bool(removed)
        self.stdout.write(f"{' '.join(done) or 'Nothing to change.'} {self._roles(person)}")

    def _roles(self, person: User) -> str:
        roles = sorted(roles_of(person))
        return f"Roles of {person.name}: {', '.join(roles) or 'none'}."

    def _passphrase(self) -> str:
        if not sys.stdin.isatty():  # a script hands it in on one line, so that it stands in no process list
            return sys.stdin.readline().rstrip("\n")
        try:
            passphrase = getpass.getpass("Passphrase (12 characters or more): ")
            again = getpass.getpass("The same again: ")
        except EOFError:
            raise Refused("No passphrase was typed.") from None
        if passphrase != again:
            raise Refused("The two passphrases differ.")
        return passphrase
