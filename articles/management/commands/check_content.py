"""`manage.py check_content`: does everything in content/ follow the rules?"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.back_matter import BackMatterError
from articles.library import back_matter_findings, read_shelf
from articles.paths import PathsError
from articles.references import ReferencesError


class Command(BaseCommand):
    help = "Goes through every file of content/ and prints what is not right yet, with file, line and rule."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            shelf = read_shelf(settings.CONTENT_DIR)
            shelf.findings += back_matter_findings(settings.CONTENT_DIR, shelf)
        except (BackMatterError, PathsError, ReferencesError) as error:
            raise CommandError(str(error)) from None
        for name, finding in shelf.findings:
            self.stdout.write(f"{name}:{finding.line}: {finding.level}: {finding.rule}: {finding.message}")
        if shelf.errors:
            raise CommandError(f"{len(shelf.errors)} to mend in content/.")
        warnings = len(shelf.findings)
        self.stdout.write(f"{len(shelf.articles)} articles follow the rules; {warnings} warnings.")
