"""`make editor NAME=robin`: a staff account for the desk."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User, normalize_name


class Command(BaseCommand):
    help = "Makes a staff account: it may open the desk, and no journal but its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        user = User(name=normalize_name(name), is_staff=True)
        passphrase = self._passphrase()
        try:
            user.clean_fields(exclude=["password"])
            user.validate_unique()
            validate_password(passphrase, user)
        except ValidationError as error:
            raise CommandError(f"No account was made: {' '.join(error.messages)}") from None
        User.objects.create_editor(name, passphrase)
        self.stdout.write(f"{user.name} may open the desk now.")

    def _passphrase(self) -> str:
        if not sys.stdin.isatty():  # a script hands it in on one line, so that it stands in no process list
            return sys.stdin.readline().rstrip("\n")
        passphrase = getpass.getpass("Passphrase (12 characters or more): ")
        if passphrase != getpass.getpass("The same again: "):
            raise CommandError("No account was made: the two passphrases differ.")
        return passphrase
