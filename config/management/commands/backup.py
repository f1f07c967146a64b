"""`manage.py backup FILE`: a copy of the database that has been opened and checked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import backup


class Command(BaseCommand):
    help = "Copies the running database into FILE, whole or not at all. The site may go on meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="write over FILE if it is there already")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            size = backup.back_up(file, progress=backup.in_tenths(self.stdout.write), replace=replace)
        except backup.Refused as refusal:
            raise CommandError(f"No backup was made. {refusal}") from None
        self.stdout.write(f"{file}: {size / 1e6:.1f} MB, opened and checked.")
