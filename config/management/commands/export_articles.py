"""`manage.py export_articles`: the database back into content/."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.export import export
from practices.library import folder as practices_folder
from practices.sync import export_practices


class Command(BaseCommand):
    help = "Writes every article and practice back into content/, byte for byte where nothing changed."

    def handle(self, *args: Any, **options: Any) -> None:
        folders = {
            "Articles": (export, settings.CONTENT_DIR / "en" / "articles"),
            "Practices": (export_practices, practices_folder(settings.CONTENT_DIR)),
        }
        for what, (write, folder) in folders.items():
            try:
                result = write(folder)
            except OSError as error:
                raise CommandError(f"{folder} cannot be written ({error.strerror}).") from None
            for name in result.written:
                self.stdout.write(f"  written: {name}")
            self.stdout.write(f"{what}: {len(result.written)} written, {len(result.unchanged)} unchanged.")
