"""`manage.py reset_second_factor robin`: for a staff account whose phone is gone and whose spare codes are too."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import second_factor
from accounts.models import User, normalize_name


class Command(BaseCommand):
    help = "Takes phone and spare codes off a staff account and ends its sessions; it sets up anew at the next sign-in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        person = User.objects.filter(name=normalize_name(name), is_staff=True).first()
        if person is None:
            raise CommandError(f"Nothing was changed: there is no staff account with the name {name!r}.")
        second_factor.reset(person)
        self.stdout.write(
            f"{person.name} sets up a new phone at the next sign-in; every session of {person.name} has ended."
        )
