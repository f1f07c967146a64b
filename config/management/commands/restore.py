"""`manage.py restore FILE`: a backup in the database's place."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import backup


class Command(BaseCommand):
    help = "Puts a backup in the database's place, and keeps the former database beside it. Stop the site first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="take the place of a database that is there")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            former = backup.restore(file, progress=backup.in_tenths(self.stdout.write), replace=replace)
        except backup.Refused as refusal:
            raise CommandError(f"Nothing was restored. {refusal}") from None
        self.stdout.write(f"Restored from {file}, opened and checked. Everybody is signed out.")
        if former is not None:
            self.stdout.write(f"The former database is {former}: delete it once you are sure.")
