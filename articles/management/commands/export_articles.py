"""`manage.py export_articles`: the database back into content/."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.export import export


class Command(BaseCommand):
    help = "Writes every article back into content/, byte for byte where nothing changed."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.CONTENT_DIR / "en" / "articles"
        try:
            result = export(folder)
        except OSError as error:
            raise CommandError(f"{folder} cannot be written ({error.strerror}).") from None
        for name in result.written:
            self.stdout.write(f"  written: {name}")
        self.stdout.write(f"Articles: {len(result.written)} written, {len(result.unchanged)} unchanged.")
