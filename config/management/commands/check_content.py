"""`manage.py check_content`: does everything in content/ follow the rules? In config/, as it looks into two rooms."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.library import read_shelf
from articles.paths import PathsError
from articles.references import ReferencesError
from practices.library import read_practices


class Command(BaseCommand):
    help = "Goes through every file of content/ and prints what is not right yet, with file, line and rule."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            shelf = read_shelf(settings.CONTENT_DIR)
            practices = read_practices(settings.CONTENT_DIR, articles=shelf.articles)
        except (PathsError, ReferencesError) as error:
            raise CommandError(str(error)) from None
        for name, finding in (*shelf.findings, *practices.findings):
            self.stdout.write(f"{name}:{finding.line}: {finding.level}: {finding.rule}: {finding.message}")
        if errors := [*shelf.errors, *practices.errors]:
            raise CommandError(f"{len(errors)} to mend in content/.")
        warnings = len(shelf.findings) + len(practices.findings)
        self.stdout.write(
            f"{len(shelf.articles)} articles and {len(practices.practices)} practices follow the rules; "
            f"{warnings} warnings."
        )
