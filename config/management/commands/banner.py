"""`manage.py banner "text"`, `manage.py banner --clear`: the notice on top of every page."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import banner


class Command(BaseCommand):
    help = "Puts a notice of at most 300 characters on top of every page, or takes it down; alone, shows what is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", nargs="*")
        parser.add_argument("--clear", action="store_true")

    def handle(self, *args: Any, text: list[str], clear: bool, **options: Any) -> None:
        if clear and text:
            raise CommandError("Nothing was changed: say either a text or --clear.")
        try:
            if clear:
                banner.clear()
            elif text:
                banner.set_text(" ".join(text))
        except ValueError as error:
            raise CommandError(f"Nothing was changed: {error}") from None
        words = banner.current()
        self.stdout.write(f"On every page now: {words}" if words else "There is no banner now.")
