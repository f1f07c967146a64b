"""`manage.py sync_articles [--check] [--take file|site SLUG]`: content/ into the database, all or nothing."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.library import read_shelf
from articles.models import Article
from articles.paths import PathsError
from articles.references import ReferencesError
from articles.sync import Report, UnknownSlug, sync

OUTCOMES = ("created", "updated", "renamed", "removed", "kept", "conflicts")


class Command(BaseCommand):
    help = "Brings content/ into the database. What was edited on the site is kept; where both changed, you decide."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing and show the differences")
        parser.add_argument(
            "--take",
            nargs=2,
            action="append",
            default=[],
            metavar=("file|site", "SLUG"),
            help="where file and site have both changed, whose text of SLUG to take",
        )

    def handle(self, *args: Any, check: bool, take: list[list[str]], **options: Any) -> None:
        for side, _slug in take:
            if side not in ("file", "site"):
                raise CommandError(f"--take says file or site, not {side}.")
        try:
            known = Article.objects.values_list("file_text", flat=True)
            shelf = read_shelf(settings.CONTENT_DIR, trusted=known)
        except (PathsError, ReferencesError) as error:
            raise CommandError(f"Nothing was changed. {error}") from None
        for name, finding in shelf.errors:
            self.stderr.write(f"{name}:{finding.line}: {finding.rule}: {finding.message}")
        if shelf.errors:
            raise CommandError(f"Nothing was changed: {len(shelf.errors)} to mend in content/.")
        try:
            report = sync(shelf.articles, take={slug: side for side, slug in take}, check=check)  # type: ignore[misc]
        except UnknownSlug as error:
            raise CommandError(f"Nothing was changed: no conflict in {error}.") from None
        self._tell(report, check=check)
        if report.conflicts:
            raise CommandError(
                "File and site have both changed: look at the difference above, then say "
                f"--take file {report.conflicts[0]} or --take site {report.conflicts[0]}."
            )

    def _tell(self, report: Report, *, check: bool) -> None:
        shown = report.differences if check else {s: report.differences[s] for s in (*report.kept, *report.conflicts)}
        for difference in shown.values():
            self.stdout.write(difference)
        for outcome in OUTCOMES:
            for slug in getattr(report, outcome):
                self.stdout.write(f"  {'both changed' if outcome == 'conflicts' else outcome}: {slug}")
        counts = ", ".join(f"{len(getattr(report, outcome))} {outcome}" for outcome in (*OUTCOMES, "unchanged"))
        self.stdout.write(f"Articles{' (nothing written)' if check else ''}: {counts}.")
