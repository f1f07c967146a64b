"""`manage.py check_content`: does everything in content/ follow the rules? In config/, as it looks into three rooms."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.back_matter import BackMatterError
from articles.library import back_matter_findings, read_shelf
from articles.paths import PathsError
from articles.references import ReferencesError
from practices.library import read_practices
from support import directory


class Command(BaseCommand):
    help = "Goes through every file of content/ and prints what is not right yet, with file, line and rule."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        faults = self._texts() + self._contacts()
        if faults:
            raise CommandError(f"{faults} to mend in content/.")

    def _texts(self) -> int:
        """Prints what is wrong or doubtful in articles and practices; returns how much is wrong."""
        try:
            shelf = read_shelf(settings.CONTENT_DIR)
            shelf.findings += back_matter_findings(settings.CONTENT_DIR, shelf)
            practices = read_practices(settings.CONTENT_DIR, articles=shelf.articles)
        except (BackMatterError, PathsError, ReferencesError) as error:
            raise CommandError(str(error)) from None
        findings = (*shelf.findings, *practices.findings)
        for name, finding in findings:
            self.stdout.write(f"{name}:{finding.line}: {finding.level}: {finding.rule}: {finding.message}")
        errors = len(shelf.errors) + len(practices.errors)
        if not errors:
            self.stdout.write(
                f"{len(shelf.articles)} articles and {len(practices.practices)} practices follow the rules; "
                f"{len(findings)} warnings."
            )
        return errors

    def _contacts(self) -> int:
        """The same for the support directory."""
        try:
            found = directory.read(directory.FILE, directory.NAME)
        except directory.DirectoryError as error:
            for problem in error.problems:
                self.stdout.write(f"{problem.file}:{problem.line}: error: support: {problem.sentence}")
            return len(error.problems)
        for doubt in found.warnings:
            self.stdout.write(f"{doubt.file}:{doubt.line}: warning: support: {doubt.sentence}")
        self.stdout.write(f"{len(found.contacts)} contacts follow the rules; {len(found.warnings)} warnings.")
        return 0
