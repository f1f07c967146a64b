"""`manage.py maintenance on`, `manage.py maintenance off`: closes the house for a while, and opens it again."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import maintenance


class Command(BaseCommand):
    help = "Closes everything but the support pages and Leave, or opens it again; alone, says which it is."
    requires_system_checks = ()  # it must work while something is broken

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("state", nargs="?", default="")

    def handle(self, *args: Any, state: str, **options: Any) -> None:
        acts: dict[str, Callable[[], None]] = {"on": maintenance.turn_on, "off": maintenance.turn_off}
        if state and state not in acts:
            raise CommandError(f"Nothing was changed: say on or off, not {state!r}.")
        try:
            if state:
                acts[state]()
        except OSError as error:
            raise CommandError(f"Nothing was changed: the data folder cannot be written ({error.strerror}).") from None
        closed = "Closed: everything but the support pages and Leave answers 503."
        self.stdout.write(closed if maintenance.is_on() else "Open.")
